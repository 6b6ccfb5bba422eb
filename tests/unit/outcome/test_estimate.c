// Estimates from sums, against figures worked out by hand.
#include "vrosim/outcome/estimate.h"

#include "vrosim/model/rare_event.h"

#include "near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static vro_moments moments_of(const int32_t *values, size_t n) {
    vro_moments moments = {.count = n};
    for (size_t i = 0; i < n; i++) {
        moments.sum += values[i];
        moments.square += (int64_t)values[i] * values[i];
    }
    return moments;
}

// Wilson (1927) for 3 of 10.
static void a_share_has_the_interval_of_wilson(void **state) {
    (void)state;
    const vro_estimate share = vro_estimate_share(3, 10);
    assert_near(share.value, 0.3, 1e-15);
    assert_near(share.se, sqrt(0.3 * 0.7 / 10), 1e-15);
    assert_near(share.lower, 0.10779127, 1e-7);
    assert_near(share.upper, 0.60322185, 1e-7);
    assert_int_equal(share.n, 10);
}

static void a_share_of_none_or_all_ends_exactly_there(void **state) {
    (void)state;
    const double far = VRO_NORMAL_975 * VRO_NORMAL_975 / (20 + VRO_NORMAL_975 * VRO_NORMAL_975);
    const vro_estimate none = vro_estimate_share(0, 20);
    assert_true(none.value == 0 && none.lower == 0);
    assert_near(none.upper, far, 1e-15);
    assert_near(none.se, far / (2 * VRO_NORMAL_975), 1e-15);
    const vro_estimate all = vro_estimate_share(20, 20);
    assert_true(all.value == 1 && all.upper == 1);
    assert_near(all.se, none.se, 1e-15);
    assert_near(all.lower, 1 - far, 1e-15);
}

static void a_mean_has_the_error_of_the_sample(void **state) {
    (void)state;
    const int32_t values[] = {1, 2, 3, 4};
    const vro_moments moments = moments_of(values, 4);
    const vro_estimate mean = vro_estimate_mean(&moments, 1);
    assert_near(mean.value, 2.5, 0);
    assert_near(mean.se, sqrt(5.0 / 12), 1e-15);
    assert_near(mean.lower, 2.5 - 1.959963984540054 * sqrt(5.0 / 12), 1e-15);
    assert_near(mean.upper, 2.5 + 1.959963984540054 * sqrt(5.0 / 12), 1e-15);
}

static void a_mean_of_negative_numbers_mirrors_that_of_positive(void **state) {
    (void)state;
    const int32_t values[] = {-1, -2, -3, -5};
    const int32_t mirrored[] = {1, 2, 3, 5};
    const vro_moments moments = moments_of(values, 4);
    const vro_moments mirror = moments_of(mirrored, 4);
    const vro_estimate mean = vro_estimate_mean(&moments, 0.5);
    assert_near(mean.value, -2.75 / 2, 0);
    assert_near(mean.se, vro_estimate_mean(&mirror, 0.5).se, 0);
}

static void equal_values_have_no_spread_however_many(void **state) {
    (void)state;
    const uint64_t n = UINT64_C(10000000000000000);
    const int64_t x = (1 << 22) - 1;
    const vro_moments moments = {.count = n, .sum = (vro_wide)n * x, .square = (vro_wide)n * x * x};
    const vro_estimate mean = vro_estimate_mean(&moments, 1.0 / 1024);
    const vro_estimate sd = vro_estimate_sd(&moments, 1.0 / 1024);
    assert_true(mean.value == (double)x / 1024 && mean.se == 0);
    assert_true(mean.lower == mean.value && mean.upper == mean.value);
    assert_true(sd.value == 0 && isnan(sd.se) && isnan(sd.lower) && isnan(sd.upper));
}

// Half of the children one step above the others: sd = 1/2, though n x^2 passes 2^87.
static void a_small_spread_far_from_zero_is_not_cancelled(void **state) {
    (void)state;
    const uint64_t n = UINT64_C(10000000000000);
    const int64_t x = 1 << 22;
    const vro_wide half = (vro_wide)(n / 2);
    const vro_moments moments = {.count = n,
                                 .sum = half * x + half * (x + 1),
                                 .square = half * x * x + half * (x + 1) * (x + 1)};
    const vro_estimate mean = vro_estimate_mean(&moments, 1);
    assert_near(mean.value, (double)x + 0.5, 0);
    assert_near(mean.se / (0.5 / sqrt((double)n)), 1, 1e-12);
}

// 500 zeros and 500 twos: s^2 = 1000/999, m4 = 1, so var(s^2) = (1 - s^4 * 997/999) / 1000.
static void a_standard_deviation_has_the_error_of_the_fourth_moment(void **state) {
    (void)state;
    const vro_moments moments = {
        .count = 1000, .sum = 1000, .square = 2000, .cube = 4000, .fourth = 8000};
    const vro_estimate sd = vro_estimate_sd(&moments, 1);
    const double square = 1000.0 / 999;
    assert_near(sd.value, sqrt(square), 1e-15);
    assert_near(sd.se, sqrt((1 - square * square * 997 / 999) / 1000) / (2 * sqrt(square)), 1e-14);
}

static void a_standard_deviation_of_few_has_the_error_of_a_normal_distribution(void **state) {
    (void)state;
    const vro_moments moments = {.count = 4, .sum = 10, .square = 30, .cube = 100, .fourth = 354};
    const vro_estimate sd = vro_estimate_sd(&moments, 1);
    assert_near(sd.value, sqrt(5.0 / 3), 1e-15);
    assert_near(sd.se, sqrt(5.0 / 3) / sqrt(6), 1e-15);
}

// Means 4 and -5, distances -3, -1, 4 and 2, 0, -2: products -6, 0 and -8, over 2 * 3.
static void a_covariance_is_of_the_means_of_the_same_children(void **state) {
    (void)state;
    const int32_t x[] = {1, 3, 8}, y[] = {-3, -5, -7};
    const vro_moments of_x = moments_of(x, 3), of_y = moments_of(y, 3);
    assert_near(vro_estimate_covariance(&of_x, &of_y, -3 - 15 - 56), -14.0 / 6, 1e-15);
    assert_near(vro_estimate_covariance(&of_x, &of_x, of_x.square), 26.0 / 6, 1e-15);
    const vro_moments one = {.count = 1, .sum = 7, .square = 49};
    assert_true(isnan(vro_estimate_covariance(&one, &one, 49)));
}

// 2^40 children, half at a and half at a + 1 in both: a covariance of 1/4 over their number.
static void a_small_covariance_far_from_zero_is_not_cancelled(void **state) {
    (void)state;
    const vro_wide n = (vro_wide)1 << 40, a = 4000000;
    const vro_moments moments = {.count = (uint64_t)n,
                                 .sum = n * a + n / 2,
                                 .square = n / 2 * a * a + n / 2 * (a + 1) * (a + 1)};
    assert_near(vro_estimate_covariance(&moments, &moments, moments.square) * (double)n, 0.25,
                1e-12);
}

static void one_child_has_a_mean_but_no_error(void **state) {
    (void)state;
    const vro_moments moments = {.count = 1, .sum = 7, .square = 49};
    const vro_estimate mean = vro_estimate_mean(&moments, 1);
    const vro_estimate sd = vro_estimate_sd(&moments, 1);
    assert_near(mean.value, 7, 0);
    assert_true(isnan(mean.se) && isnan(mean.lower) && isnan(mean.upper));
    assert_true(isnan(sd.value) && isnan(sd.se));
}

// No infection in 1,000 children, one, and one child with two: Garwood's limits.
static void a_mean_of_few_events_has_exact_limits(void **state) {
    (void)state;
    const vro_moments none = {.count = 1000, .sum = 0, .square = 0},
                      one = {.count = 1000, .sum = 1, .square = 1},
                      two = {.count = 1000, .sum = 2, .square = 4};
    const vro_estimate of_none = vro_estimate_outcome(VRO_INFECTION, &none);
    assert_true(of_none.value == 0 && of_none.lower == 0);
    assert_near(of_none.upper, 0.00368888, 1e-8);
    assert_near(of_none.se, 0.00368888 / (2 * VRO_NORMAL_975), 1e-8);
    const vro_estimate of_one = vro_estimate_outcome(VRO_INFECTION, &one);
    assert_near(of_one.value, 0.001, 0);
    assert_near(of_one.se, 0.001, 1e-15);
    assert_near(of_one.lower, 0.0000253178, 1e-9);
    assert_near(of_one.upper, 0.00557164, 1e-8);
    const vro_estimate of_two = vro_estimate_outcome(VRO_INFECTION, &two);
    assert_near(of_two.lower, 2 * of_one.lower, 1e-15);
    assert_near(of_two.upper, 2 * of_one.upper, 1e-15);
}

// All 1,000 children have one operation; or one of them has a second.
static void a_number_that_all_have_leaves_room_for_rare_others(void **state) {
    (void)state;
    const vro_moments same = {.count = 1000, .sum = 1000, .square = 1000},
                      one = {.count = 1000, .sum = 1001, .square = 1003};
    const vro_estimate of_same = vro_estimate_outcome(VRO_OPERATIONS, &same);
    assert_true(of_same.value == 1 && of_same.se > 0);
    assert_near(of_same.lower, 1 - 0.00368888, 1e-8);
    assert_near(of_same.upper, 1 + 0.00368888, 1e-8);
    const vro_estimate of_one = vro_estimate_outcome(VRO_OPERATIONS, &one);
    assert_near(of_one.upper, 1.00557, 1e-5);
    assert_true(of_one.lower < 1);
}

static void a_quantity_that_all_have_the_same_leaves_its_error_open(void **state) {
    (void)state;
    const vro_moments same = {.count = 1000, .sum = 0, .square = 0};
    const vro_estimate weeks = vro_estimate_outcome(VRO_SPICA_WEEKS, &same);
    assert_true(weeks.value == 0 && isnan(weeks.se) && isnan(weeks.lower) && isnan(weeks.upper));
    const vro_estimate difference = vro_estimate_difference(VRO_SPICA_WEEKS, &same);
    assert_true(difference.value == 0 && isnan(difference.se) && isnan(difference.upper));
}

// 1 child of 1,000 with 6 weeks.
static void a_quantity_that_cannot_be_negative_has_no_negative_limit(void **state) {
    (void)state;
    const vro_moments one = {.count = 1000, .sum = 6144, .square = (vro_wide)6144 * 6144};
    const vro_estimate weeks = vro_estimate_outcome(VRO_SPICA_WEEKS, &one);
    assert_true(weeks.lower >= 0 && weeks.lower < 6 * 0.0000254);
    assert_near(weeks.upper, 6 * 0.00557, 6 * 0.00001);
}

// 40 for all of 1,000 children and 5 more for two of them: the limits are those of two events, not
// of 40,010. Turned round where two have 5 less.
static void a_base_that_all_have_does_not_hide_rare_costs(void **state) {
    (void)state;
    const int64_t base = 40 * 4096, event = 5 * 4096;
    for (int sign = -1; sign <= 1; sign += 2) {
        const int64_t x = base + sign * event;
        const vro_moments two = {.count = 1000,
                                 .sum = 998 * base + 2 * x,
                                 .square = 998 * base * base + 2 * x * x,
                                 .cube =
                                     998 * (vro_wide)base * base * base + 2 * (vro_wide)x * x * x};
        const vro_estimate cost = vro_estimate_skewed(VRO_COST, &two);
        const double nearer = 0.2422 * 0.005, farther = 7.2247 * 0.005;
        assert_near(cost.value, 40 + sign * 0.01, 1e-12);
        assert_near(sign > 0 ? cost.lower : cost.upper, 40 + sign * nearer, 0.0001);
        assert_near(sign > 0 ? cost.upper : cost.lower, 40 + sign * farther, 0.0002);
    }
}

// The difference of two strategies of which one costs 5 more for two of 1,000 children: the limits
// of two events more and none less.
static void a_difference_of_few_children_has_their_limits(void **state) {
    (void)state;
    const int64_t event = 5 * 4096;
    const vro_pair more = {1000, 2 * event, 2 * event * event, .better = 0, .worse = 2};
    const vro_estimate cost = vro_estimate_pair(VRO_COST, &more);
    assert_near(cost.value, 0.01, 1e-12);
    assert_near(cost.lower, 0.01 - 0.005 * hypot(2 - 0.2422, 3.6889), 0.0001);
    assert_near(cost.upper, 0.01 + 0.005 * (7.2247 - 2), 0.0001);
}

static void a_difference_of_all_children_has_the_interval_of_student(void **state) {
    (void)state;
    const vro_pair pair = {25, 15 * 2000 - 10 * 1000, 15 * 4000000 + 10 * 1000000, 10, 15};
    const vro_estimate all = vro_estimate_pair(VRO_COST, &pair);
    assert_near(all.upper - all.value, 2.063899 * all.se, 1e-5 * all.se);
    assert_near(all.value - all.lower, 2.063899 * all.se, 1e-5 * all.se);
}

// Probabilities of 1/4 and 3/4 of one child each.
static void an_expected_number_has_the_error_of_its_probabilities(void **state) {
    (void)state;
    const vro_wide quarter = (vro_wide)1 << (VRO_CHANCE_BITS - 2);
    const vro_moments two = {2, 4 * quarter, 10 * quarter * quarter, 0, 0};
    const vro_moments same = {2, 2 * quarter, 2 * quarter * quarter, 0, 0};
    const vro_estimate expected = vro_estimate_expected(&two);
    assert_near(expected.value, 0.5, 1e-15);
    assert_near(expected.se, 0.25, 1e-15);
    assert_true(0 <= expected.lower && expected.lower < 0.5 && 0.5 < expected.upper);
    assert_near(vro_estimate_expected(&same).value, 0.25, 1e-15);
    assert_true(isnan(vro_estimate_expected(&same).se));
    assert_true(isnan(vro_estimate_expected(&same).upper));
}

static void no_child_leaves_everything_undefined(void **state) {
    (void)state;
    const vro_moments moments = {0};
    assert_true(isnan(vro_estimate_mean(&moments, 1).value));
    assert_true(isnan(vro_estimate_share(0, 0).value));
    assert_true(isnan(vro_estimate_share(0, 0).upper));
}

int test_estimate(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_has_the_interval_of_wilson),
        cmocka_unit_test(a_share_of_none_or_all_ends_exactly_there),
        cmocka_unit_test(a_mean_has_the_error_of_the_sample),
        cmocka_unit_test(a_mean_of_negative_numbers_mirrors_that_of_positive),
        cmocka_unit_test(equal_values_have_no_spread_however_many),
        cmocka_unit_test(a_small_spread_far_from_zero_is_not_cancelled),
        cmocka_unit_test(a_standard_deviation_has_the_error_of_the_fourth_moment),
        cmocka_unit_test(a_standard_deviation_of_few_has_the_error_of_a_normal_distribution),
        cmocka_unit_test(a_covariance_is_of_the_means_of_the_same_children),
        cmocka_unit_test(a_small_covariance_far_from_zero_is_not_cancelled),
        cmocka_unit_test(one_child_has_a_mean_but_no_error),
        cmocka_unit_test(a_mean_of_few_events_has_exact_limits),
        cmocka_unit_test(a_number_that_all_have_leaves_room_for_rare_others),
        cmocka_unit_test(a_quantity_that_all_have_the_same_leaves_its_error_open),
        cmocka_unit_test(a_quantity_that_cannot_be_negative_has_no_negative_limit),
        cmocka_unit_test(a_base_that_all_have_does_not_hide_rare_costs),
        cmocka_unit_test(a_difference_of_few_children_has_their_limits),
        cmocka_unit_test(a_difference_of_all_children_has_the_interval_of_student),
        cmocka_unit_test(an_expected_number_has_the_error_of_its_probabilities),
        cmocka_unit_test(no_child_leaves_everything_undefined),
    };
    return cmocka_run_group_tests_name("estimate", tests, NULL, NULL);
}
