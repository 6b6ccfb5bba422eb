// Cubic splines: those of GSL, for samples with and without ties.
#include "vrosim/core/cubic_splines.h"

#include "near.h"

#include <gsl/gsl_bspline.h>

#include <stdlib.h>

enum { N = 101 };

static void assert_as_gsl(const double *sorted, size_t pieces) {
    const vro_spline_knots knots = vro_spline_knots_find(sorted, N);
    assert_int_equal(knots.pieces, pieces);
    gsl_bspline_workspace *work = gsl_bspline_alloc(VRO_SPLINE_ORDER, pieces + 1);
    gsl_vector_const_view breaks =
        gsl_vector_const_view_array(&knots.at[VRO_SPLINE_ORDER - 1], pieces + 1);
    gsl_bspline_knots(&breaks.vector, work);
    gsl_vector *expected = gsl_vector_alloc(gsl_bspline_ncoeffs(work));
    double *values = calloc(VRO_SPLINES_MAX * N, sizeof *values);
    assert_non_null(values);
    assert_int_equal(vro_splines_count(&knots), expected->size);
    vro_splines_evaluate(&knots, sorted, N, values);
    for (size_t place = 0; place < N; place++) {
        gsl_bspline_eval(sorted[place], expected, work);
        for (size_t i = 0; i < expected->size; i++)
            assert_near(values[i * N + place], gsl_vector_get(expected, i), 1e-15);
    }
    free(values);
    gsl_vector_free(expected);
    gsl_bspline_free(work);
}

static void splines_are_those_of_gsl(void **state) {
    (void)state;
    double sorted[N];
    for (size_t i = 0; i < N; i++)
        sorted[i] = sin((double)i / 40 - 1.25) + 0.01 * (double)i;
    assert_as_gsl(sorted, VRO_SPLINE_PIECES);
}

static void equal_sextiles_are_one_knot(void **state) {
    (void)state;
    double two[N], four[N];
    for (size_t i = 0; i < N; i++) {
        two[i] = i >= 60;
        four[i] = (double)(i / 26);
    }
    assert_as_gsl(two, 1);
    assert_as_gsl(four, 3);
}

static void all_but_the_first_and_the_last_vanish_at_both_ends(void **state) {
    (void)state;
    const double sorted[] = {-3, -1, 0, 1, 4, 5, 9}, ends[] = {-3, 9};
    const vro_spline_knots knots = vro_spline_knots_find(sorted, 7);
    double values[VRO_SPLINES_MAX][2] = {0};
    vro_splines_evaluate(&knots, ends, 2, values[0]);
    assert_int_equal(vro_splines_count(&knots), VRO_SPLINES_MAX);
    for (size_t i = 0; i < VRO_SPLINES_MAX; i++) {
        assert_near(values[i][0], i == 0, 0);
        assert_near(values[i][1], i + 1 == VRO_SPLINES_MAX, 0);
    }
}

int test_cubic_splines(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(splines_are_those_of_gsl),
        cmocka_unit_test(equal_sextiles_are_one_knot),
        cmocka_unit_test(all_but_the_first_and_the_last_vanish_at_both_ends),
    };
    return cmocka_run_group_tests_name("cubic_splines", tests, NULL, NULL);
}
