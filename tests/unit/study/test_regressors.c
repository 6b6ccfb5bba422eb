// The columns that regressions are made of: orthonormal, as many as there is room for, and able to
// follow what they are meant to follow.
#include "vrosim/study/regressors.h"

#include "near.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 400, PARAMETERS = 13 };

// Normal parameters; 8 is constant, 9 has two values, 10 is a sum of 0 and 1, 11 is lognormal,
// 12 is 2 but for one part in 100,000.
typedef struct drawn {
    double values[SAMPLES * PARAMETERS];
    vro_sample_matrix draws;
} drawn;

static double at(const drawn *self, size_t sample, size_t parameter) {
    return self->values[sample * PARAMETERS + parameter];
}

static int draw(void **state) {
    drawn *self = test_malloc(sizeof *self);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 4);
    for (size_t sample = 0; sample < SAMPLES; sample++) {
        double *row = &self->values[sample * PARAMETERS];
        for (size_t i = 0; i < PARAMETERS; i++)
            row[i] = 100 + gsl_ran_gaussian(rng, 3);
        row[8] = 0.1;
        row[9] = row[9] > 101;
        row[10] = row[0] + row[1];
        row[11] = gsl_ran_lognormal(rng, 0, 1);
        row[12] = row[2] + 1e-5 * (row[12] - 100);
    }
    gsl_rng_free(rng);
    self->draws = (vro_sample_matrix){self->values, SAMPLES, PARAMETERS};
    *state = self;
    return 0;
}

static int undraw(void **state) {
    test_free(*state);
    return 0;
}

static vro_regressors of_set(const drawn *self, const size_t *members, size_t count) {
    vro_regressors regressors;
    vro_errors errors = {0};
    const vro_parameter_set set = {members, count};
    assert_int_equal(vro_regressors_init(&regressors, &self->draws, &set, &errors), VRO_OK);
    return regressors;
}

static size_t count_of(const drawn *self, const size_t *members, size_t count) {
    vro_regressors regressors = of_set(self, members, count);
    const size_t found = regressors.count;
    vro_regressors_free(&regressors);
    return found;
}

// The share of a column's length that regressors do not reach.
static double unreached(const vro_regressors *self, const double *column) {
    double rest[SAMPLES];
    memcpy(rest, column, sizeof rest);
    const double whole = cblas_dnrm2(SAMPLES, rest, 1);
    for (size_t i = 0; i < self->count; i++) {
        const double *row = vro_regressors_row(self, i);
        cblas_daxpy(SAMPLES, -cblas_ddot(SAMPLES, row, 1, rest, 1), row, 1, rest, 1);
    }
    return cblas_dnrm2(SAMPLES, rest, 1) / whole;
}

static void columns_are_orthonormal(void **state) {
    vro_regressors regressors = of_set(*state, (size_t[]){2, 12, 11, 9}, 4);
    assert_int_equal(regressors.terms[2], 2); // the small part is kept
    for (size_t i = 0; i < regressors.count; i++)
        for (size_t j = 0; j <= i; j++)
            assert_near(cblas_ddot(SAMPLES, vro_regressors_row(&regressors, i), 1,
                                   vro_regressors_row(&regressors, j), 1),
                        i == j, 1e-13);
    vro_regressors_free(&regressors);
}

// A constant, k lines, 7 k curves, k (k - 1) / 2 pairs and k (k - 1) (k + 4) / 6 triples, in at
// most 100 columns: a quarter of the samples.
static void stages_are_added_while_they_fit(void **state) {
    const size_t members[] = {0, 1, 2, 3, 4, 5, 6, 7};
    assert_int_equal(count_of(*state, members, 0), 1);
    assert_int_equal(count_of(*state, members, 1), 1 + 1 + 7);
    assert_int_equal(count_of(*state, members, 2), 1 + 2 + 14 + 1 + 2);
    assert_int_equal(count_of(*state, members, 6), 1 + 6 + 42 + 15);
    assert_int_equal(count_of(*state, members, 8), 1 + 8 + 56 + 28);
}

static void large_sets_have_lines_only(void **state) {
    const drawn *self = *state;
    const vro_sample_matrix few = {self->values, 40, PARAMETERS};
    const vro_parameter_set set = {(size_t[]){0, 1, 2}, 3};
    vro_regressors regressors;
    vro_errors errors = {0};
    assert_int_equal(vro_regressors_init(&regressors, &few, &set, &errors), VRO_OK);
    assert_int_equal(regressors.count, 1 + 3);
    assert_int_equal(regressors.term_count, 1 + 3);
    vro_regressors_free(&regressors);
}

static void lines_are_terms_of_their_own_and_other_stages_whole(void **state) {
    vro_regressors regressors = of_set(*state, (size_t[]){2, 5}, 2);
    assert_int_equal(regressors.term_count, 1 + 2 + 1 + 1 + 1);
    const size_t terms[] = {0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 5, 5};
    assert_int_equal(regressors.count, sizeof terms / sizeof *terms);
    assert_memory_equal(regressors.terms, terms, sizeof terms);
    vro_regressors_free(&regressors);
}

static void what_does_not_vary_or_is_determined_adds_nothing(void **state) {
    assert_int_equal(count_of(*state, (size_t[]){8}, 1), 1);
    assert_int_equal(count_of(*state, (size_t[]){9}, 1), 2);
    assert_int_equal(count_of(*state, (size_t[]){9, 8}, 2), 2);
    assert_int_equal(count_of(*state, (size_t[]){3, 8}, 2), count_of(*state, (size_t[]){3}, 1));
    assert_int_equal(count_of(*state, (size_t[]){3, 3}, 2), count_of(*state, (size_t[]){3}, 1));
    vro_regressors regressors = of_set(*state, (size_t[]){0, 1, 10}, 3);
    assert_int_equal(regressors.terms[3], 3); // no line of the sum: the curves follow
    assert_int_equal(regressors.terms[4], 3);
    vro_regressors_free(&regressors);
}

static void cubics_and_products_of_three_are_reached(void **state) {
    const drawn *self = *state;
    vro_regressors regressors = of_set(self, (size_t[]){0, 1, 2}, 3);
    double product[SAMPLES], cube[SAMPLES], fourth[SAMPLES];
    for (size_t i = 0; i < SAMPLES; i++) {
        product[i] = at(self, i, 0) * at(self, i, 1) * at(self, i, 2);
        cube[i] = pow(at(self, i, 1) - 98, 3);
        fourth[i] = pow(at(self, i, 0) - 100, 2) * pow(at(self, i, 2) - 100, 2);
    }
    assert_near(unreached(&regressors, product), 0, 1e-12);
    assert_near(unreached(&regressors, cube), 0, 1e-12);
    assert_true(unreached(&regressors, fourth) > 0.1);
    vro_regressors_free(&regressors);
}

static void a_set_reaches_what_its_subsets_reach(void **state) {
    vro_regressors part = of_set(*state, (size_t[]){11, 2}, 2);
    vro_regressors whole = of_set(*state, (size_t[]){2, 4, 11}, 3);
    for (size_t i = 0; i < part.count; i++)
        assert_near(unreached(&whole, vro_regressors_row(&part, i)), 0, 1e-9);
    vro_regressors_free(&part);
    vro_regressors_free(&whole);
}

static void too_few_samples_are_refused(void **state) {
    const drawn *self = *state;
    const vro_sample_matrix few = {self->values, 11, PARAMETERS};
    const vro_parameter_set set = {(size_t[]){0, 1, 2}, 3};
    vro_regressors regressors;
    vro_errors errors = {0};
    assert_int_equal(vro_regressors_init(&regressors, &few, &set, &errors), VRO_BAD_INPUT);
    assert_non_null(strstr(errors.faults[0].text, "11 samples are too few"));
    assert_null(regressors.columns);
    vro_regressors_free(&regressors);
    vro_errors_free(&errors);
}

int test_regressors(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_orthonormal),
        cmocka_unit_test(stages_are_added_while_they_fit),
        cmocka_unit_test(large_sets_have_lines_only),
        cmocka_unit_test(lines_are_terms_of_their_own_and_other_stages_whole),
        cmocka_unit_test(what_does_not_vary_or_is_determined_adds_nothing),
        cmocka_unit_test(cubics_and_products_of_three_are_reached),
        cmocka_unit_test(a_set_reaches_what_its_subsets_reach),
        cmocka_unit_test(too_few_samples_are_refused),
    };
    return cmocka_run_group_tests_name("regressors", tests, draw, undraw);
}
