// From values to px, and ticks.
#include "vrosim/figure/scale.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static vro_scale scale_between(vro_axis_kind kind, double low, double high) {
    const vro_axis axis = {.kind = kind};
    vro_scale scale = vro_scale_of(&axis, (vro_range){low, high});
    scale.from = 100;
    scale.to = 200;
    return scale;
}

// The texts of ticks, separated by blanks.
static void assert_ticks(const vro_scale *scale, int most, const char *expected) {
    char text[VRO_TICKS_MAX * VRO_DECIMAL_TEXT_MAX] = "";
    const vro_ticks ticks = vro_scale_ticks(scale, most, '.');
    for (size_t i = 0; i < ticks.count; i++) {
        strcat(text, i > 0 ? " " : "");
        strcat(text, ticks.at[i].text);
    }
    assert_string_equal(text, expected);
}

static void values_lie_between_the_ends_in_proportion(void **state) {
    (void)state;
    const vro_scale scale = scale_between(VRO_AXIS_LINEAR, 0, 10);
    assert_true(vro_scale_at(&scale, 2.5) == 125);
    assert_true(vro_scale_at(&scale, -1) == 100);
    assert_true(vro_scale_at(&scale, INFINITY) == 200);
    assert_true(vro_scale_holds(&scale, 10));
    assert_false(vro_scale_holds(&scale, 10.1));
    assert_false(vro_scale_holds(&scale, NAN));
}

static void a_log_scale_has_decades_of_the_same_length(void **state) {
    (void)state;
    const vro_scale scale = scale_between(VRO_AXIS_LOG, 0.01, 100);
    assert_true(fabs(vro_scale_at(&scale, 1) - 150) < 1e-4);
    assert_true(fabs(vro_scale_at(&scale, 10) - 175) < 1e-4);
    assert_true(vro_scale_at(&scale, 0) == 100);
    assert_ticks(&scale, 5, "0.01 0.1 1 10 100");
    const vro_scale narrow = scale_between(VRO_AXIS_LOG, 0.5, 2);
    assert_ticks(&narrow, 6, "0.5 1 2");
    const vro_scale wide = scale_between(VRO_AXIS_LOG, 1e-6, 1e6);
    assert_ticks(&wide, 4, "0.000001 0.001 1 1000 1,000,000");
}

static void ticks_are_round_and_no_more_than_have_room(void **state) {
    (void)state;
    const vro_scale years = scale_between(VRO_AXIS_LINEAR, 0, 18);
    assert_ticks(&years, 5, "0 5 10 15");
    assert_ticks(&years, 9, "0 2 4 6 8 10 12 14 16 18");
    assert_ticks(&years, 1, "0");
    const vro_scale share = scale_between(VRO_AXIS_PERCENT, 0, 1);
    assert_ticks(&share, 5, "0% 20% 40% 60% 80% 100%");
    const vro_scale change = scale_between(VRO_AXIS_LINEAR, -0.3, 0.3);
    assert_ticks(&change, 6, "\u22120.3 \u22120.2 \u22120.1 0 0.1 0.2 0.3");
}

static void extreme_values_have_sensible_ticks(void **state) {
    (void)state;
    const vro_scale tiny = scale_between(VRO_AXIS_LINEAR, 0, 1e-6);
    assert_ticks(&tiny, 2, "0 5e-7 1e-6");
    const vro_scale huge = scale_between(VRO_AXIS_LINEAR, 0, 1e6);
    assert_ticks(&huge, 2, "0 500,000 1,000,000");
    const vro_scale zero = scale_between(VRO_AXIS_LINEAR, 0, 0);
    assert_ticks(&zero, 2, "0 0.5 1");
    const vro_scale one = scale_between(VRO_AXIS_LINEAR, 7, 7);
    assert_ticks(&one, 4, "4 6 8 10");
    const vro_scale none = scale_between(VRO_AXIS_LINEAR, INFINITY, -INFINITY);
    assert_ticks(&none, 2, "0 0.5 1");
}

static void given_ends_are_kept_and_others_moved_out_to_ticks(void **state) {
    (void)state;
    const vro_axis given = {.low = 0, .high = 7};
    const vro_scale kept = vro_scale_of(&given, (vro_range){-100, 100});
    assert_true(kept.low == 0 && kept.high == 7);
    vro_scale moved = scale_between(VRO_AXIS_LINEAR, -0.013, 0.052);
    vro_scale_round_out(&moved, 5);
    assert_true(moved.low == -0.02 && moved.high == 0.06);
    vro_scale_round_out(&moved, 5);
    assert_true(moved.low == -0.02 && moved.high == 0.06);
}

static void a_tick_that_is_given_has_four_digits(void **state) {
    (void)state;
    const vro_scale scale = scale_between(VRO_AXIS_LINEAR, 0, 10);
    assert_string_equal(vro_scale_tick(&scale, 0.5, '.').text, "0.5");
    assert_string_equal(vro_scale_tick(&scale, NAN, '.').text, "");
    assert_string_equal(vro_scale_tick(&scale, 0, '.').text, "0");
    assert_string_equal(vro_scale_tick(&scale, 0.025, '.').text, "0.025");
    assert_string_equal(vro_scale_tick(&scale, 12345.6, '.').text, "12,346");
    assert_string_equal(vro_scale_tick(&scale, 1.0 / 3, '.').text, "0.3333");
    assert_string_equal(vro_scale_tick(&scale, 1e-7, '.').text, "1e-7");
    assert_string_equal(vro_scale_tick(&scale, -2.1256, ',').text, "\u22122,126");
    const vro_scale share = scale_between(VRO_AXIS_PERCENT, 0, 1);
    assert_string_equal(vro_scale_tick(&share, 0.125, '.').text, "12.5%");
}

static void a_range_leaves_out_what_is_not_finite(void **state) {
    (void)state;
    vro_range range = VRO_EMPTY_RANGE;
    const double values[] = {3, NAN, -INFINITY, 5};
    vro_range_add_all(&range, values, 4);
    assert_true(range.low == 3 && range.high == 5);
}

int test_scale(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_lie_between_the_ends_in_proportion),
        cmocka_unit_test(a_log_scale_has_decades_of_the_same_length),
        cmocka_unit_test(ticks_are_round_and_no_more_than_have_room),
        cmocka_unit_test(extreme_values_have_sensible_ticks),
        cmocka_unit_test(given_ends_are_kept_and_others_moved_out_to_ticks),
        cmocka_unit_test(a_tick_that_is_given_has_four_digits),
        cmocka_unit_test(a_range_leaves_out_what_is_not_finite),
    };
    return cmocka_run_group_tests_name("scale", tests, NULL, NULL);
}
