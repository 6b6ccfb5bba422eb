// Order statistics, quantiles and the fourth moment from a histogram, worked out by hand.
#include "vrosim/outcome/histogram.h"

#include "near.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// A share of the way through the interval above a point, which begins and ends half a step of
// 1/1024 inside.
static double inside(double point, double share) {
    return point + 0.5 / 1024 + share * (1 - 1.0 / 1024);
}

// Cells of width 1 from 10: one value at 10, two at 11, four between 12 and 13, nothing else.
static int open_histogram(void **state) {
    static vro_errors errors;
    vro_histogram *self = test_malloc(sizeof *self);
    if (vro_histogram_init(self, &errors) != VRO_OK)
        return -1;
    self->lower = 10;
    self->width = 1;
    self->step = 1.0 / 1024;
    self->cells = 4;
    self->points[0] = 1;
    self->points[1] = 2;
    self->intervals[2] = 4;
    vro_histogram_accumulate(self);
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
    assert_int_equal(vro_histogram_count(*state), 7);
    for (uint64_t rank = 0; rank < 7; rank++)
        assert_near(vro_histogram_ordered(*state, rank), ordered[rank], 0);
}

static void quantiles_are_linear_between_order_statistics(void **state) {
    assert_near(vro_histogram_quantile(*state, 0.5).value, inside(12, 0.125), 0); // (7 - 1) / 2 = 3
    assert_near(vro_histogram_quantile(*state, 0.25).value, 11, 0);               // 1.5: 11 and 11
    assert_near(vro_histogram_quantile(*state, 0.05).value, 10.3, 1e-14);         // 0.3 of 10 to 11
    assert_near(vro_histogram_quantile(*state, 0.75).value, 12.5, 1e-14);         // 4.5
    assert_near(vro_histogram_quantile(*state, 1).value, inside(12, 0.875), 0);
}

// Of eleven values one stands below the range and four above; the median is known.
static void what_lies_beyond_the_range_is_not_known(void **state) {
    vro_histogram *self = *state;
    self->intervals[3] = 4;
    vro_histogram_accumulate(self);
    self->open_below = self->open_above = true;
    assert_int_equal(vro_histogram_below_range(self), 1);
    assert_int_equal(vro_histogram_above_range(self), 4);
    assert_true(vro_histogram_ordered(self, 0) == -INFINITY);
    assert_true(vro_histogram_ordered(self, 10) == INFINITY);
    assert_near(vro_histogram_quantile(self, 0.5).value, inside(12, 0.625), 0);
    assert_false(isfinite(vro_histogram_quantile(self, 0.95).value));
    assert_true(isnan(vro_histogram_fourth(self, 12, 5)));
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

// Costs of 0.010 and 0.030 in a cell of 0.125: the limits of every quantile contain both, and those
// of the standard deviation 0.01 are no narrower than they would be with the values.
static void limits_contain_what_lies_in_a_cell(void **state) {
    vro_histogram *self = *state;
    *self = (vro_histogram){.width = 0.125,
                            .step = 1.0 / 4096,
                            .cells = 1,
                            .points = self->points,
                            .intervals = self->intervals,
                            .below = self->below};
    self->points[0] = 0;
    self->intervals[0] = 1000;
    vro_histogram_accumulate(self);
    const vro_estimate median = vro_histogram_quantile(self, 0.5);
    assert_true(median.lower <= 0.010 && median.upper >= 0.030);
    const long double fourth = vro_histogram_fourth(self, 0.02, 0.01);
    assert_true(fourth >= 1000 * 1e-8L && fourth < 1000 * 1e-4L * 0.106L * 0.106L);
}

// How often the limits of a quantile hold, exactly: the binomial chance that as many of n values
// are below it. It is at least 95 %.
static void limits_of_few_and_many_cover(void **state) {
    vro_histogram *self = *state;
    static const uint64_t counts[] = {2, 5, 6, 40, 73, 200};
    static const double probabilities[] = {0.05, 0.25, 0.5, 0.75, 0.95};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const uint64_t n = counts[i];
        *self = (vro_histogram){.width = 1,
                                .step = 1.0 / 1024,
                                .cells = n,
                                .points = self->points,
                                .intervals = self->intervals,
                                .below = self->below};
        for (size_t cell = 0; cell < n; cell++) {
            self->points[cell] = 1;
            self->intervals[cell] = 0;
        }
        vro_histogram_accumulate(self);
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

// Points at distance 2 (one) and 1 (two) from 12; of four values spread evenly over d - h .. d + h,
// E x^4 = ((d + h)^5 - (d - h)^5) / (10 h).
static void the_fourth_moment_takes_intervals_as_uniform(void **state) {
    const double low = inside(0, 0), high = inside(0, 1);
    const double uniform = (pow(high, 5) - pow(low, 5)) / (5 * (high - low));
    assert_near((double)vro_histogram_fourth(*state, 12, 5), 16 + 2 + 4 * uniform, 1e-12);
}

static void billions_of_values_are_found_by_rank(void **state) {
    vro_histogram *self = *state;
    self->points[3] = UINT64_C(10000000000000000);
    vro_histogram_accumulate(self);
    assert_near(vro_histogram_ordered(self, 6), inside(12, 0.875), 0);
    assert_near(vro_histogram_ordered(self, 7), 13, 0);
    const vro_estimate median = vro_histogram_quantile(self, 0.5);
    assert_true(median.value == 13 && median.lower == 13 && median.upper == 13);
    assert_true(isnan(median.se));
}

static void an_empty_histogram_has_no_quantile(void **state) {
    vro_histogram *self = *state;
    self->cells = 1;
    self->points[0] = 0;
    vro_histogram_accumulate(self);
    assert_true(isnan(vro_histogram_quantile(self, 0.5).value));
}

int test_histogram(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(points_are_exact_and_intervals_spread_evenly,
                                        open_histogram, close_histogram),
        cmocka_unit_test_setup_teardown(quantiles_are_linear_between_order_statistics,
                                        open_histogram, close_histogram),
        cmocka_unit_test_setup_teardown(a_quantile_lies_between_order_statistics, open_histogram,
                                        close_histogram),
        cmocka_unit_test_setup_teardown(what_lies_beyond_the_range_is_not_known, open_histogram,
                                        close_histogram),
        cmocka_unit_test_setup_teardown(a_limit_that_no_value_gives_is_not_known, open_histogram,
                                        close_histogram),
        cmocka_unit_test_setup_teardown(limits_contain_what_lies_in_a_cell, open_histogram,
                                        close_histogram),
        cmocka_unit_test_setup_teardown(limits_of_few_and_many_cover, open_histogram,
                                        close_histogram),
        cmocka_unit_test_setup_teardown(the_fourth_moment_takes_intervals_as_uniform,
                                        open_histogram, close_histogram),
        cmocka_unit_test_setup_teardown(billions_of_values_are_found_by_rank, open_histogram,
                                        close_histogram),
        cmocka_unit_test_setup_teardown(an_empty_histogram_has_no_quantile, open_histogram,
                                        close_histogram),
    };
    return cmocka_run_group_tests_name("histogram", tests, NULL, NULL);
}
