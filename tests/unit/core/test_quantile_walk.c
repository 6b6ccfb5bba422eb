// The walk along the quantiles of beta and gamma distributions against GSL's distribution
// functions.
#include "vrosim/core/quantile_walk.h"

#include "near.h"

#include <gsl/gsl_cdf.h>

static const double SHAPES[] = {0.3, 1, 1.3, 2, 3.6, 11.7, 250, 2000};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof *SHAPES };

// Tails grow by 1/32 from 2^-33 to 1/2, as in a table. Returns how many could not be walked to.
static int walk_along(double a, double b) {
    vro_quantile_walk walk;
    int missed = 0;
    vro_quantile_walk_init_beta(&walk, a, b);
    for (double tail = 0x1p-33; tail <= 0.5; tail *= 1 + 1.0 / 32) {
        double x = -1;
        if (vro_quantile_walk_to(&walk, tail, &x)) {
            assert_near(gsl_cdf_beta_P(x, a, b), tail, 1e-9 * tail);
            continue;
        }
        missed++;
        assert_near(x, -1, 0);
        vro_quantile_walk_stand(&walk, tail, gsl_cdf_beta_Pinv(tail, a, b));
    }
    return missed;
}

static void only_the_first_quantile_is_not_walked_to(void **state) {
    (void)state;
    for (int i = 0; i < SHAPE_COUNT; i++)
        for (int k = 0; k < SHAPE_COUNT; k++)
            if (SHAPES[i] <= 20 * SHAPES[k]) // not all near 1
                assert_int_equal(walk_along(SHAPES[i], SHAPES[k]), 1);
}

// (1, 1) is the uniform distribution; of (2, 1) the quantile is the root of the tail.
static void closed_forms_are_met(void **state) {
    (void)state;
    vro_quantile_walk uniform, rising;
    double x;
    vro_quantile_walk_init_beta(&uniform, 1, 1);
    vro_quantile_walk_init_beta(&rising, 2, 1);
    vro_quantile_walk_stand(&uniform, 0.01, 0.01);
    vro_quantile_walk_stand(&rising, 0.01, 0.1);
    for (double tail = 0.011; tail < 0.5; tail *= 1.1) {
        assert_true(vro_quantile_walk_to(&uniform, tail, &x));
        assert_near(x, tail, 1e-12);
        assert_true(vro_quantile_walk_to(&rising, tail, &x));
        assert_near(x, sqrt(tail), 1e-12);
    }
}

// At shapes of 1e-4 half of the distribution lies below the least number of a double, the rest
// near 1.
static void where_numbers_give_out_the_walk_says_so(void **state) {
    (void)state;
    vro_quantile_walk walk;
    double x = -1;
    vro_quantile_walk_init_beta(&walk, 1e-4, 1e-4);
    assert_false(vro_quantile_walk_to(&walk, 0.1, &x));
    vro_quantile_walk_stand(&walk, 0.1, 0);
    assert_false(vro_quantile_walk_to(&walk, 0.11, &x));
    vro_quantile_walk_stand(&walk, 0.5, 1);
    assert_false(vro_quantile_walk_to(&walk, 0.49, &x));
    assert_near(x, -1, 0);
}

static void a_gamma_distribution_is_walked_along_both_tails(void **state) {
    (void)state;
    const double shapes[] = {0.5, 1, 1.8, 25, 3000};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        for (int upper = 0; upper < 2; upper++) {
            const double shape = shapes[i];
            double tail = 0x1p-33, x;
            vro_quantile_walk walk;
            vro_quantile_walk_init_gamma(&walk, shape, upper == 1);
            vro_quantile_walk_stand(&walk, tail,
                                    upper == 1 ? gsl_cdf_gamma_Qinv(tail, shape, 1)
                                               : gsl_cdf_gamma_Pinv(tail, shape, 1));
            while ((tail *= 1 + 1.0 / 32) < 0.5) {
                assert_true(vro_quantile_walk_to(&walk, tail, &x));
                assert_near(upper == 1 ? gsl_cdf_gamma_Q(x, shape, 1)
                                       : gsl_cdf_gamma_P(x, shape, 1),
                            tail, 1e-9 * tail);
            }
        }
    }
}

static size_t searches;

static double count_search(const vro_quantile_walk *self, double tail) {
    searches++;
    return gsl_cdf_beta_Pinv(tail, self->a, self->b);
}

// As in a table; equal tails at the end have equal quantiles.
static void most_quantiles_are_found_between_two(void **state) {
    (void)state;
    enum { EDGES = 33 * 32 + 1 };
    double tails[EDGES], x[EDGES];
    for (int k = 0; k < EDGES; k++)
        tails[k] = fmin(ldexp(1 + k % 32 / 32.0, k / 32 - 33), 0.5);
    for (int i = 0; i < SHAPE_COUNT; i++) {
        vro_quantile_walk walk;
        vro_quantile_walk_init_beta(&walk, SHAPES[i], 3);
        searches = 0;
        vro_quantile_walk_along(&walk, tails, EDGES, count_search, x);
        assert_true(SHAPES[i] > 60 || searches == 1);
        for (int k = 0; k < EDGES; k++)
            assert_near(gsl_cdf_beta_P(x[k], SHAPES[i], 3), tails[k], 3e-8 * tails[k]);
        assert_true(x[EDGES - 2] == x[EDGES - 1]);
    }
}

int test_quantile_walk(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_first_quantile_is_not_walked_to),
        cmocka_unit_test(closed_forms_are_met),
        cmocka_unit_test(a_gamma_distribution_is_walked_along_both_tails),
        cmocka_unit_test(most_quantiles_are_found_between_two),
        cmocka_unit_test(where_numbers_give_out_the_walk_says_so),
    };
    return cmocka_run_group_tests_name("quantile_walk", tests, NULL, NULL);
}
