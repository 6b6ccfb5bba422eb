// Sums over the same children under two scenarios, against the same results from single numbers.
#include "vrosim/study/paired_change.h"

#include "near.h"

#include <string.h>

enum { CHILDREN = 1000 };

// Numbers that have nothing to do with each other, from -500 to 499.
static int32_t number(size_t i, uint32_t salt) {
    uint32_t x = (uint32_t)i * 2654435761u + salt * 40503u;
    x ^= x >> 15;
    x *= 2246822519u;
    x ^= x >> 13;
    return (int32_t)(x % 1000) - 500;
}

static void fill(int32_t *low, int32_t *high) {
    for (size_t i = 0; i < CHILDREN; i++) {
        low[i] = number(i, 1);
        high[i] = low[i] + number(i, 2) / 10 + 7;
    }
}

// Mean and its standard error from the numbers themselves.
static void mean_of(const double *x, size_t n, double *mean, double *se) {
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    *mean = sum / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - *mean) * (x[i] - *mean);
    *se = sqrt(squares / (double)(n - 1) / (double)n);
}

static void the_change_is_that_of_each_child(void **state) {
    (void)state;
    int32_t low[CHILDREN], high[CHILDREN];
    double changes[CHILDREN], mean, se;
    vro_paired_change pair = {0};
    fill(low, high);
    for (size_t i = 0; i < CHILDREN; i++)
        changes[i] = high[i] - low[i];
    mean_of(changes, CHILDREN, &mean, &se);
    vro_paired_change_add(&pair, low, high, CHILDREN);
    const vro_estimate change = vro_paired_change_change(&pair, VRO_REVISIONS);
    assert_near(change.value, mean, 1e-12);
    assert_near(change.se, se, 1e-12);
    assert_int_equal(change.n, CHILDREN);
    assert_near(change.value,
                vro_estimate_mean(&pair.high, 1).value - vro_estimate_mean(&pair.low, 1).value,
                1e-12);
}

static void pairs_are_sharper_than_two_separate_runs(void **state) {
    (void)state;
    int32_t low[CHILDREN], high[CHILDREN];
    vro_paired_change pair = {0};
    fill(low, high);
    vro_paired_change_add(&pair, low, high, CHILDREN);
    const double apart =
        hypot(vro_estimate_mean(&pair.low, 1).se, vro_estimate_mean(&pair.high, 1).se);
    assert_true(vro_paired_change_change(&pair, VRO_REVISIONS).se < apart / 5);
}

static void where_nothing_changes_the_change_is_0_but_not_its_error(void **state) {
    (void)state;
    int32_t low[CHILDREN], high[CHILDREN];
    vro_paired_change pair = {0};
    fill(low, high);
    for (size_t i = 0; i < CHILDREN; i += 3)
        low[i] = VRO_NO_VALUE;
    vro_paired_change_add(&pair, low, low, CHILDREN);
    assert_near(vro_paired_change_change(&pair, VRO_REVISIONS).value, 0, 0);
    assert_true(vro_paired_change_change(&pair, VRO_REVISIONS).se > 0);
    assert_true(isnan(vro_paired_change_change(&pair, VRO_LLD_MM).se));
}

static void pieces_in_any_order_give_the_same_sums(void **state) {
    (void)state;
    int32_t low[CHILDREN], high[CHILDREN];
    vro_paired_change whole = {0}, parts = {0}, last = {0};
    fill(low, high);
    low[11] = high[900] = VRO_NO_VALUE;
    vro_paired_change_add(&whole, low, high, CHILDREN);
    vro_paired_change_add(&last, low + 600, high + 600, CHILDREN - 600);
    vro_paired_change_add(&parts, low, high, 600);
    vro_paired_change_merge(&last, &parts);
    assert_memory_equal(&whole, &last, sizeof whole);
}

static void one_scenario_alone_has_sums_too(void **state) {
    (void)state;
    int32_t low[CHILDREN], high[CHILDREN];
    vro_paired_change one = {0}, both = {0};
    fill(low, high);
    vro_paired_change_add(&one, low, NULL, CHILDREN);
    vro_paired_change_add(&both, low, high, CHILDREN);
    assert_memory_equal(&one.low, &both.low, sizeof one.low);
    assert_int_equal(one.both, 0);
}

// What each child adds to the change of two means of different children: (x - mean) / n of the high
// mean less that of the low.
static void means_of_other_children_change_with_the_error_of_what_each_child_adds(void **state) {
    (void)state;
    int32_t low[CHILDREN], high[CHILDREN];
    vro_paired_change pair = {0};
    double variance = 0;
    fill(low, high);
    for (size_t i = 0; i < CHILDREN; i++) {
        low[i] = i % 5 == 0 ? VRO_NO_VALUE : low[i];
        high[i] = i % 7 == 0 ? VRO_NO_VALUE : high[i];
    }
    vro_paired_change_add(&pair, low, high, CHILDREN);
    const vro_estimate l = vro_estimate_mean(&pair.low, 1), h = vro_estimate_mean(&pair.high, 1);
    for (size_t i = 0; i < CHILDREN; i++) {
        const double of_low = low[i] == VRO_NO_VALUE ? 0 : (low[i] - l.value) / (double)l.n;
        const double of_high = high[i] == VRO_NO_VALUE ? 0 : (high[i] - h.value) / (double)h.n;
        variance += (of_high - of_low) * (of_high - of_low);
    }
    const vro_estimate change = vro_paired_change_change(&pair, VRO_REVISIONS);
    assert_near(change.value, h.value - l.value, 1e-12);
    assert_near(change.se / sqrt(variance), 1, 0.01); // n - 1 for n
}

static void without_children_nothing_is_known(void **state) {
    (void)state;
    const int32_t none[] = {VRO_NO_VALUE, VRO_NO_VALUE}, some[] = {3, VRO_NO_VALUE};
    vro_paired_change pair = {0};
    vro_paired_change_add(&pair, none, none, 2);
    assert_true(isnan(vro_paired_change_change(&pair, VRO_REVISIONS).value));
    vro_paired_change_add(&pair, none, some, 2);
    assert_true(isnan(vro_paired_change_change(&pair, VRO_REVISIONS).value));
    assert_true(isnan(vro_paired_change_change(&pair, VRO_REVISIONS).se));
}

// The largest numbers that there can be, in a whole block.
static void the_largest_numbers_do_not_overflow(void **state) {
    (void)state;
    static int32_t low[8192], high[8192];
    vro_paired_change pair = {0};
    for (size_t i = 0; i < 8192; i++) {
        low[i] = -8000 * VRO_STEPS_PER_UNIT;
        high[i] = 8000 * VRO_STEPS_PER_UNIT;
    }
    vro_paired_change_add(&pair, low, high, 8192);
    assert_near(vro_paired_change_change(&pair, VRO_LLD_MM).value, 16000, 0);
    assert_true(isnan(vro_paired_change_change(&pair, VRO_LLD_MM).se));
}

int test_paired_change(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_change_is_that_of_each_child),
        cmocka_unit_test(pairs_are_sharper_than_two_separate_runs),
        cmocka_unit_test(where_nothing_changes_the_change_is_0_but_not_its_error),
        cmocka_unit_test(pieces_in_any_order_give_the_same_sums),
        cmocka_unit_test(one_scenario_alone_has_sums_too),
        cmocka_unit_test(means_of_other_children_change_with_the_error_of_what_each_child_adds),
        cmocka_unit_test(without_children_nothing_is_known),
        cmocka_unit_test(the_largest_numbers_do_not_overflow),
    };
    return cmocka_run_group_tests_name("paired_change", tests, NULL, NULL);
}
