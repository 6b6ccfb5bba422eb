// The walk along the quantiles of a beta distribution against GSL's distribution function.
#include "vrosim/core/beta_walk.h"

#include "near.h"

#include <gsl/gsl_cdf.h>

static const double SHAPES[] = {0.3, 1, 1.3, 2, 3.6, 11.7, 250, 2000};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof *SHAPES };

// Tails grow by 1/32 from 2^-33 to 1/2, as in a table. Returns how many could not be walked to.
static int walk_along(double a, double b) {
    vro_beta_walk walk;
    int missed = 0;
    vro_beta_walk_init(&walk, a, b);
    for (double tail = 0x1p-33; tail <= 0.5; tail *= 1 + 1.0 / 32) {
        double x = -1;
        if (vro_beta_walk_to(&walk, tail, &x)) {
            assert_near(gsl_cdf_beta_P(x, a, b), tail, 1e-9 * tail);
            continue;
        }
        missed++;
        assert_near(x, -1, 0);
        vro_beta_walk_stand(&walk, tail, gsl_cdf_beta_Pinv(tail, a, b));
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
    vro_beta_walk uniform, rising;
    double x;
    vro_beta_walk_init(&uniform, 1, 1);
    vro_beta_walk_init(&rising, 2, 1);
    vro_beta_walk_stand(&uniform, 0.01, 0.01);
    vro_beta_walk_stand(&rising, 0.01, 0.1);
    for (double tail = 0.011; tail < 0.5; tail *= 1.1) {
        assert_true(vro_beta_walk_to(&uniform, tail, &x));
        assert_near(x, tail, 1e-12);
        assert_true(vro_beta_walk_to(&rising, tail, &x));
        assert_near(x, sqrt(tail), 1e-12);
    }
}

// At shapes of 1e-4 half of the distribution lies below the least number of a double, the rest
// near 1.
static void where_numbers_give_out_the_walk_says_so(void **state) {
    (void)state;
    vro_beta_walk walk;
    double x = -1;
    vro_beta_walk_init(&walk, 1e-4, 1e-4);
    assert_false(vro_beta_walk_to(&walk, 0.1, &x));
    vro_beta_walk_stand(&walk, 0.1, 0);
    assert_false(vro_beta_walk_to(&walk, 0.11, &x));
    vro_beta_walk_stand(&walk, 0.5, 1);
    assert_false(vro_beta_walk_to(&walk, 0.49, &x));
    assert_near(x, -1, 0);
}

int test_beta_walk(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_first_quantile_is_not_walked_to),
        cmocka_unit_test(closed_forms_are_met),
        cmocka_unit_test(where_numbers_give_out_the_walk_says_so),
    };
    return cmocka_run_group_tests_name("beta_walk", tests, NULL, NULL);
}
