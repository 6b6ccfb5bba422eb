// Numbers as they stand in the tables.
#include "vrosim/file/number_format.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_printed(double value, double se, const char *expected) {
    char text[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print(text, value, se);
    assert_string_equal(text, expected);
}

static void a_number_has_the_decimals_of_its_error(void **state) {
    (void)state;
    assert_printed(0.34301625, 0.000237358, "0.343016");
    assert_printed(0.000237358, 0.000237358, "0.000237");
    assert_printed(-23.500579, 0.0185096, "-23.5006");
    assert_printed(0.5, 0.158, "0.500");
    assert_printed(1234.567, 45.6, "1234.6");
    assert_printed(1234567.8, 45678.9, "1234568");
}

static void an_error_that_rounds_up_to_a_power_of_ten_keeps_three_digits(void **state) {
    (void)state;
    assert_printed(0.00099996, 0.00099996, "0.00100");
}

// Of three significant digits; as printf rounds them.
static int decimals_of_error(double se) {
    char text[VRO_NUMBER_FORMAT_MAX];
    snprintf(text, sizeof text, "%.2e", se);
    return 2 - (int)strtol(strchr(text, 'e') + 1, NULL, 10);
}

static void errors_near_a_power_of_ten_have_the_decimals_of_their_digits(void **state) {
    (void)state;
    for (int power = -12; power < 0; power++) {
        for (int step = -200; step <= 200; step++) {
            const double se = pow(10, power) * (1 + step * 5e-5);
            char expected[VRO_NUMBER_FORMAT_MAX];
            snprintf(expected, sizeof expected, "%.*f", decimals_of_error(se), se);
            assert_printed(se, se, expected);
        }
    }
}

static void errors_next_to_a_power_of_ten_have_the_decimals_of_their_digits(void **state) {
    (void)state;
    for (int power = -12; power < 0; power++) {
        const double exact = pow(10, power) * 0.9995; // where three digits carry over
        const double near[] = {nextafter(exact, 0), exact, nextafter(exact, 1)};
        for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
            char expected[VRO_NUMBER_FORMAT_MAX];
            snprintf(expected, sizeof expected, "%.*f", decimals_of_error(near[i]), near[i]);
            assert_printed(near[i], near[i], expected);
        }
    }
}

static void a_number_without_an_error_has_six_digits(void **state) {
    (void)state;
    assert_printed(3, 0, "3");
    assert_printed(12.34765625, 0, "12.3477");
    assert_printed(1.0 / 3, NAN, "0.333333");
    assert_printed(2.0 / 3000, INFINITY, "0.000666667");
    assert_printed(1234567.89, NAN, "1234568");
    assert_printed(0.099609375, NAN, "0.0996094");
    assert_printed(0.1, NAN, "0.1");
    assert_printed(1e6, 0, "1000000");
    assert_printed(-120, 0, "-120");
    assert_printed(999999999999999, 0, "999999999999999");
    assert_printed(1e15, 0, "1000000000000000");
}

static void zero_has_no_sign_and_no_decimals(void **state) {
    (void)state;
    assert_printed(0, 0.01, "0");
    assert_printed(-0.0, 0, "0");
    assert_printed(-0.00001, 0.1, "0.000");
}

static void what_is_undefined_is_empty(void **state) {
    (void)state;
    assert_printed(NAN, 0.1, "");
    assert_printed(INFINITY, NAN, "");
    assert_printed(-INFINITY, 0, "");
}

static void no_more_digits_than_a_double_has(void **state) {
    (void)state;
    assert_printed(1.0 / 3, 1e-30, "0.33333333333333331");
}

static void exact_numbers_read_back_as_the_same_double(void **state) {
    (void)state;
    static const double numbers[] = {0.1,
                                     1.0 / 3,
                                     0.0035,
                                     1e9,
                                     -0.77,
                                     1e-9,
                                     2.5e-12,
                                     DBL_MIN,
                                     DBL_MAX,
                                     5e-324,
                                     0.1 + 0.2,
                                     1e15,
                                     123456789.123456789};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[VRO_NUMBER_FORMAT_MAX];
        vro_number_format_print_exact(text, numbers[i]);
        if (strtod(text, NULL) != numbers[i])
            fail_msg("%.17g was printed as %s", numbers[i], text);
    }
}

static void exact_numbers_are_as_short_as_they_can_be(void **state) {
    (void)state;
    char text[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print_exact(text, 0.0035);
    assert_string_equal(text, "0.0035");
    vro_number_format_print_exact(text, 0.1 + 0.2);
    assert_string_equal(text, "0.30000000000000004");
    vro_number_format_print_exact(text, 1e9);
    assert_string_equal(text, "1000000000");
    vro_number_format_print_exact(text, 0.00001);
    assert_string_equal(text, "0.00001");
}

int test_number_format(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_has_the_decimals_of_its_error),
        cmocka_unit_test(an_error_that_rounds_up_to_a_power_of_ten_keeps_three_digits),
        cmocka_unit_test(errors_near_a_power_of_ten_have_the_decimals_of_their_digits),
        cmocka_unit_test(errors_next_to_a_power_of_ten_have_the_decimals_of_their_digits),
        cmocka_unit_test(a_number_without_an_error_has_six_digits),
        cmocka_unit_test(zero_has_no_sign_and_no_decimals),
        cmocka_unit_test(what_is_undefined_is_empty),
        cmocka_unit_test(no_more_digits_than_a_double_has),
        cmocka_unit_test(exact_numbers_read_back_as_the_same_double),
        cmocka_unit_test(exact_numbers_are_as_short_as_they_can_be),
    };
    return cmocka_run_group_tests_name("number_format", tests, NULL, NULL);
}
