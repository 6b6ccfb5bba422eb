// Cholesky factors: those of GSL, and none of a matrix that has none.
#include "vrosim/core/cholesky.h"

#include "near.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include <stdlib.h>

// A random correlation matrix, positive definite: the diagonal outweighs its row.
static double *random_matrix(size_t n) {
    double *matrix = calloc(n * n, sizeof *matrix);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(matrix);
    for (size_t i = 0; i < n; i++) {
        matrix[i * n + i] = 1;
        for (size_t j = 0; j < i; j++)
            matrix[i * n + j] = matrix[j * n + i] = gsl_ran_flat(rng, -1, 1) / (double)n;
    }
    gsl_rng_free(rng);
    return matrix;
}

static void factors_are_those_of_gsl(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 2, 5, 24, 25, 40, 73, 150};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const size_t n = sizes[i];
        double *own = random_matrix(n), *expected = random_matrix(n);
        gsl_matrix_view view = gsl_matrix_view_array(expected, n, n);
        assert_int_equal(gsl_linalg_cholesky_decomp1(&view.matrix), 0);
        assert_true(vro_cholesky(own, n));
        for (size_t row = 0; row < n; row++)
            for (size_t column = 0; column <= row; column++)
                assert_near(own[row * n + column], expected[row * n + column], 1e-15);
        free(own);
        free(expected);
    }
}

static void a_factor_times_itself_is_the_matrix(void **state) {
    (void)state;
    double matrix[] = {4, NAN, NAN, 2, 5, NAN, -2, 3, 11}; // the upper triangle is not read
    assert_true(vro_cholesky(matrix, 3));
    const double expected[] = {2, 1, 2, -1, 2, sqrt(6)};
    const double found[] = {matrix[0], matrix[3], matrix[4], matrix[6], matrix[7], matrix[8]};
    for (size_t i = 0; i < 6; i++)
        assert_near(found[i], expected[i], 1e-15);
    assert_true(isnan(matrix[1]));
}

static void a_matrix_that_is_not_positive_definite_has_none(void **state) {
    (void)state;
    double contradicting[] = {1, 0, 0, 0.9, 1, 0, 0.9, -0.9, 1}, singular[] = {1, 1, 1, 1};
    assert_false(vro_cholesky(contradicting, 3));
    assert_false(vro_cholesky(singular, 2));
    enum { N = 60 };
    double *large = random_matrix(N);
    large[N * N - 1] = -1;
    assert_false(vro_cholesky(large, N));
    free(large);
}

int test_cholesky(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(factors_are_those_of_gsl),
        cmocka_unit_test(a_factor_times_itself_is_the_matrix),
        cmocka_unit_test(a_matrix_that_is_not_positive_definite_has_none),
    };
    return cmocka_run_group_tests_name("cholesky", tests, NULL, NULL);
}
