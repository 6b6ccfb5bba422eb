// Order statistics and quantiles from a histogram, worked out by hand.
#include "vrosim/outcome/histogram.h"

#include "near.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const double STEP = 1.0 / 1024;

// A share of the way through the interval above a point, which begins and ends half a step of
// 1/1024 inside.
static double inside(double point, double share) {
    return point + 0.5 / 1024 + share * (1 - 1.0 / 1024);
}

// Measurements: one value at 10, two at 11, four between 12 and 13, nothing else.
static int open_histogram(void **state) {
    static vro_errors errors;
    vro_histogram *self = test_malloc(sizeof *self);
    if (vro_histogram_init(self, &errors) != VRO_OK)
        return -1;
    vro_histogram_begin(self, STEP, false);
    vro_histogram_append(self, 1, 10, 10);
    vro_histogram_append(self, 2, 11, 11);
    vro_histogram_append(self, 0, 11 + STEP, 12 - STEP);
    vro_histogram_append(self, 4, 12 + STEP, 13 - STEP);
    *state = self;
    return 0;
}

static int close_histogram(void **state) {
    vro_histogram_free(*state);
    test_free(*state);
    return 0;
}

static void points_are_exact_and_intervals_spread_evenly(void **state) {
    const double ordered[] = {
        10, 11, 11, inside(12, 0.125), inside(12, 0.375), inside(12, 0.625), inside(12, 0.875)};
    const vro_histogram *self = *state;
    assert_int_equal(self->values, 7);
    assert_int_equal(self->count, 3);
    for (uint64_t rank = 0; rank < 7; rank++)
        assert_near(vro_histogram_ordered(*state, rank), ordered[rank], 1e-14);
}

static void quantiles_are_linear_between_order_statistics(void **state) {
    assert_near(vro_histogram_quantile(*state, 0.5).value, inside(12, 0.125),
                1e-14);                                                   // (7 - 1) / 2 = 3
    assert_near(vro_histogram_quantile(*state, 0.25).value, 11, 0);       // 1.5: 11 and 11
    assert_near(vro_histogram_quantile(*state, 0.05).value, 10.3, 1e-14); // 0.3 of 10 to 11
    assert_near(vro_histogram_quantile(*state, 0.75).value, 12.5, 1e-14); // 4.5
    assert_near(vro_histogram_quantile(*state, 1).value, inside(12, 0.875), 1e-14);
}

// Of eleven values one stands below the range and four above; the median is known.
static void what_lies_beyond_the_range_is_not_known(void **state) {
    vro_histogram *self = *state;
    vro_histogram_append(self, 4, 13 + STEP, 14 - STEP);
    self->below_range = 1;
    self->above_range = 4;
    assert_true(vro_histogram_ordered(self, 0) == -INFINITY);
    assert_true(vro_histogram_ordered(self, 10) == INFINITY);
    assert_near(vro_histogram_quantile(self, 0.5).value, inside(12, 0.625), 1e-14);
    assert_false(isfinite(vro_histogram_quantile(self, 0.95).value));
}

// Of 7 values B are below the median: P(B < 1) = 1/128 and P(B < 7) = 127/128, so ranks 1 and 7; of
// the last, inside a cell, the end.
static void a_quantile_lies_between_order_statistics(void **state) {
    const vro_estimate median = vro_histogram_quantile(*state, 0.5);
    assert_near(median.lower, 10, 0);
    const double end = 13 - 1.0 / 1024;
    assert_near(median.upper, end, 0);
    assert_near(median.se, (end - 10) / (2 * 1.959963984540054), 1e-15);
    assert_int_equal(median.n, 7);
}

// P(B < 1) = 0.95^7 = 0.70, so no value is a lower limit; P(B < 2) = 0.956, P(B < 3) = 0.996.
static void a_limit_that_no_value_gives_is_not_known(void **state) {
    const vro_estimate low = vro_histogram_quantile(*state, 0.05);
    assert_true(isnan(low.lower) && isnan(low.se));
    assert_near(low.upper, 11, 0);
}

// 600 costs of 0.010 and 400 of 0.030 share a bin: no quantile and no limit lies outside them, and
// the greatest and the least are exact.
static void no_quantile_lies_outside_the_values(void **state) {
    vro_histogram *self = *state;
    vro_histogram_begin(self, 1.0 / 4096, true);
    vro_histogram_append(self, 1000, 0.010, 0.030);
    for (int i = 0; i <= 100; i++) {
        const vro_estimate quantile = vro_histogram_quantile(self, i / 100.0);
        assert_true(quantile.value >= 0.010 && quantile.value <= 0.030);
        assert_true(!(quantile.lower < 0.010) && !(quantile.upper > 0.030));
    }
    assert_near(vro_histogram_quantile(self, 0).value, 0.010, 0);
    assert_near(vro_histogram_quantile(self, 1).value, 0.030, 0);
}

// A cost that is alone in its bin, and two that share one.
static void an_atom_is_exact(void **state) {
    vro_histogram *self = *state;
    vro_histogram_begin(self, 1.0 / 4096, true);
    vro_histogram_append(self, 700, 40.173, 40.173);
    vro_histogram_append(self, 2, 41, 41.5);
    assert_near(vro_histogram_quantile(self, 0.5).value, 40.173, 0);
    assert_near(vro_histogram_quantile(self, 0.5).upper, 40.173, 0);
    assert_near(vro_histogram_ordered(self, 700), 41, 0);
    assert_near(vro_histogram_ordered(self, 701), 41.5, 0);
}

// How often the limits of a quantile hold, exactly: the binomial chance that as many of n values
// are below it. It is at least 95 %.
static void limits_of_few_and_many_cover(void **state) {
    vro_histogram *self = *state;
    static const uint64_t counts[] = {2, 5, 6, 40, 73, 200};
    static const double probabilities[] = {0.05, 0.25, 0.5, 0.75, 0.95};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const uint64_t n = counts[i];
        vro_histogram_begin(self, STEP, false);
        for (size_t value = 0; value < n; value++)
            vro_histogram_append(self, 1, (double)value, (double)value);
        for (size_t k = 0; k < sizeof probabilities / sizeof *probabilities; k++) {
            const double p = probabilities[k];
            const vro_estimate quantile = vro_histogram_quantile(self, p);
            const double below = isnan(quantile.lower)
                                     ? 0
                                     : gsl_cdf_binomial_P((unsigned)quantile.lower, p, (unsigned)n);
            const double above = isnan(quantile.upper)
                                     ? 0
                                     : gsl_cdf_binomial_Q((unsigned)quantile.upper, p, (unsigned)n);
            assert_true(below <= 0.025 && above <= 0.025);
        }
    }
}

static void values_below_a_limit_are_counted(void **state) {
    static const double limits[] = {10, 10.5, 11, 12, 13, 1e9};
    static const uint64_t below[] = {0, 1, 1, 3, 7, 7};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        assert_int_equal(vro_histogram_below(*state, limits[i]), below[i]);
}

static void billions_of_values_are_found_by_rank(void **state) {
    vro_histogram *self = *state;
    vro_histogram_append(self, UINT64_C(10000000000000000), 13, 13);
    assert_near(vro_histogram_ordered(self, 6), inside(12, 0.875), 1e-14);
    assert_near(vro_histogram_ordered(self, 7), 13, 0);
    const vro_estimate median = vro_histogram_quantile(self, 0.5);
    assert_true(median.value == 13 && median.lower == 13 && median.upper == 13);
    assert_true(isnan(median.se));
}

static void an_empty_histogram_has_no_quantile(void **state) {
    vro_histogram *self = *state;
    vro_histogram_begin(self, STEP, false);
    assert_true(isnan(vro_histogram_quantile(self, 0.5).value));
    assert_int_equal(vro_histogram_below(self, 0), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_histogram, close_histogram)

int test_histogram(void) {
    const struct CMUnitTest tests[] = {
        TEST(points_are_exact_and_intervals_spread_evenly),
        TEST(quantiles_are_linear_between_order_statistics),
        TEST(a_quantile_lies_between_order_statistics),
        TEST(what_lies_beyond_the_range_is_not_known),
        TEST(a_limit_that_no_value_gives_is_not_known),
        TEST(no_quantile_lies_outside_the_values),
        TEST(an_atom_is_exact),
        TEST(limits_of_few_and_many_cover),
        TEST(values_below_a_limit_are_counted),
        TEST(billions_of_values_are_found_by_rank),
        TEST(an_empty_histogram_has_no_quantile),
    };
    return cmocka_run_group_tests_name("histogram", tests, NULL, NULL);
}
