// Estimates from sums, against figures worked out by hand.
#include "vrosim/outcome/estimate.h"

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
    assert_true(none.value == 0 && none.se == 0 && none.lower == 0);
    assert_near(none.upper, far, 1e-15);
    const vro_estimate all = vro_estimate_share(20, 20);
    assert_true(all.value == 1 && all.se == 0 && all.upper == 1);
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

static void equal_values_have_no_error_however_many(void **state) {
    (void)state;
    const uint64_t n = UINT64_C(10000000000000000);
    const int64_t x = (1 << 22) - 1;
    const vro_moments moments = {n, (vro_wide)n * x, (vro_wide)n * x * x};
    const vro_estimate mean = vro_estimate_mean(&moments, 1.0 / 1024);
    const vro_estimate sd = vro_estimate_sd(&moments, 1.0 / 1024, 12345);
    assert_true(mean.value == (double)x / 1024 && mean.se == 0);
    assert_true(mean.lower == mean.value && mean.upper == mean.value);
    assert_true(sd.value == 0 && sd.se == 0 && sd.lower == 0 && sd.upper == 0);
}

// Half of the children one step above the others: sd = 1/2, though n x^2 passes 2^87.
static void a_small_spread_far_from_zero_is_not_cancelled(void **state) {
    (void)state;
    const uint64_t n = UINT64_C(10000000000000);
    const int64_t x = 1 << 22;
    const vro_wide half = (vro_wide)(n / 2);
    const vro_moments moments = {n, half * x + half * (x + 1),
                                 half * x * x + half * (x + 1) * (x + 1)};
    const vro_estimate mean = vro_estimate_mean(&moments, 1);
    assert_near(mean.value, (double)x + 0.5, 0);
    assert_near(mean.se / (0.5 / sqrt((double)n)), 1, 1e-12);
}

// Five zeros and five twos: s^2 = 10/9, m4 = 1, so var(s^2) = (1 - 100/81 * 7/9) / 10.
static void a_standard_deviation_has_the_error_of_the_fourth_moment(void **state) {
    (void)state;
    const vro_moments moments = {10, 10, 20};
    const vro_estimate sd = vro_estimate_sd(&moments, 1, 10);
    assert_near(sd.value, sqrt(10.0 / 9), 1e-15);
    assert_near(sd.se, sqrt((1 - 700.0 / 729) / 10) / (2 * sqrt(10.0 / 9)), 1e-15);
}

static void a_standard_deviation_of_few_has_the_error_of_a_normal_distribution(void **state) {
    (void)state;
    const vro_moments moments = {4, 10, 30};
    const vro_estimate sd = vro_estimate_sd(&moments, 1, 1e9L);
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
    const vro_moments one = {1, 7, 49};
    assert_true(isnan(vro_estimate_covariance(&one, &one, 49)));
}

// 2^40 children, half at a and half at a + 1 in both: a covariance of 1/4 over their number.
static void a_small_covariance_far_from_zero_is_not_cancelled(void **state) {
    (void)state;
    const vro_wide n = (vro_wide)1 << 40, a = 4000000;
    const vro_moments moments = {(uint64_t)n, n * a + n / 2,
                                 n / 2 * a * a + n / 2 * (a + 1) * (a + 1)};
    assert_near(vro_estimate_covariance(&moments, &moments, moments.square) * (double)n, 0.25,
                1e-12);
}

static void one_child_has_a_mean_but_no_error(void **state) {
    (void)state;
    const vro_moments moments = {1, 7, 49};
    const vro_estimate mean = vro_estimate_mean(&moments, 1);
    const vro_estimate sd = vro_estimate_sd(&moments, 1, 0);
    assert_near(mean.value, 7, 0);
    assert_true(isnan(mean.se) && isnan(mean.lower) && isnan(mean.upper));
    assert_true(isnan(sd.value) && isnan(sd.se));
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
        cmocka_unit_test(equal_values_have_no_error_however_many),
        cmocka_unit_test(a_small_spread_far_from_zero_is_not_cancelled),
        cmocka_unit_test(a_standard_deviation_has_the_error_of_the_fourth_moment),
        cmocka_unit_test(a_standard_deviation_of_few_has_the_error_of_a_normal_distribution),
        cmocka_unit_test(a_covariance_is_of_the_means_of_the_same_children),
        cmocka_unit_test(a_small_covariance_far_from_zero_is_not_cancelled),
        cmocka_unit_test(one_child_has_a_mean_but_no_error),
        cmocka_unit_test(no_child_leaves_everything_undefined),
    };
    return cmocka_run_group_tests_name("estimate", tests, NULL, NULL);
}
