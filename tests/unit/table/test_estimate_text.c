// Estimates as the terminal shows them.
#include "vrosim/table/estimate_text.h"

#include "near.h"

#include <math.h>

static void assert_text(vro_estimate estimate, vro_estimate_form form, int decimals,
                        const char *expected) {
    char text[VRO_ESTIMATE_TEXT_MAX];
    vro_estimate_print(text, &estimate, form, decimals);
    assert_string_equal(text, expected);
}

static void decimals_show_a_digit_of_the_error(void **state) {
    (void)state;
    assert_int_equal(vro_estimate_decimals(12), 0);
    assert_int_equal(vro_estimate_decimals(10), 0);
    assert_int_equal(vro_estimate_decimals(1), 1);
    assert_int_equal(vro_estimate_decimals(0.999), 2);
    assert_int_equal(vro_estimate_decimals(0), 2);
}

static void a_value_stands_alone_or_with_its_error(void **state) {
    (void)state;
    const vro_estimate estimate = {.value = 3.24, .se = 0.16};
    assert_text(estimate, VRO_VALUE_ALONE, 1, "3.2");
    assert_text(estimate, VRO_WITH_ERROR, 2, "3.24 (0.16)");
    assert_text((vro_estimate){.value = 1, .se = 0.004}, VRO_WITH_ERROR, 2, "1.00 (<0.01)");
    assert_text((vro_estimate){.value = 1, .se = 0}, VRO_WITH_ERROR, 2, "1.00 (0.00)");
    assert_text((vro_estimate){.value = 1, .se = NAN}, VRO_WITH_ERROR, 2, "1.00 (-)");
}

static void what_is_unknown_is_a_dash(void **state) {
    (void)state;
    assert_text(vro_estimate_unknown(0), VRO_VALUE_ALONE, 2, "-");
    assert_text(vro_estimate_unknown(0), VRO_WITH_ERROR, 2, "-");
}

// The limits of a negative number are as far apart as those of its size.
static void a_number_needed_to_treat_has_an_interval_or_no_clear_difference(void **state) {
    (void)state;
    assert_text((vro_estimate){.value = 2.5, .se = 0.15, .lower = 2.23, .upper = 2.84, .n = 400},
                VRO_WITH_INTERVAL, 0, "2.50 (2.23 to 2.84)");
    assert_text(
        (vro_estimate){.value = -6.67, .se = 0.12, .lower = -6.92, .upper = -6.43, .n = 400},
        VRO_WITH_INTERVAL, 0, "harm 6.67 (6.43 to 6.92)");
    assert_text(vro_estimate_unknown(400), VRO_WITH_INTERVAL, 0, "no clear difference");
}

int test_estimate_text(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_show_a_digit_of_the_error),
        cmocka_unit_test(a_value_stands_alone_or_with_its_error),
        cmocka_unit_test(what_is_unknown_is_a_dash),
        cmocka_unit_test(a_number_needed_to_treat_has_an_interval_or_no_clear_difference),
    };
    return cmocka_run_group_tests_name("estimate_text", tests, NULL, NULL);
}
