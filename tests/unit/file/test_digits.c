// Digits by the C++ library are those of printf.
#include "vrosim/file/digits.h"

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { VALUES = 2000 };

// Values of either sign over 36 powers of ten, halves and thousandths among them.
static double value_of(int i) {
    const double mantissa = fmod(i * 0.6180339887498949, 1) + 0.1;
    const double value = (i % 2 ? -1 : 1) * mantissa * pow(10, i % 36 - 19);
    return i % 5 == 0 ? i / 8.0 : i % 7 == 0 ? i / 1000.0 : value;
}

static void whole_numbers_have_all_their_digits(void **state) {
    (void)state;
    const uint64_t values[] = {0, 7, 10, 4294967296, UINT64_MAX};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char text[VRO_DIGITS_MAX], expected[VRO_DIGITS_MAX];
        snprintf(expected, sizeof expected, "%" PRIu64, values[i]);
        assert_int_equal(vro_digits_whole(text, values[i]), strlen(expected));
        assert_string_equal(text, expected);
    }
}

static void decimals_are_rounded_as_printf_rounds_them(void **state) {
    (void)state;
    for (int i = 0; i < VALUES; i++) {
        for (int decimals = 0; decimals <= 40; decimals += 1 + i % 3) {
            char text[VRO_DIGITS_MAX], expected[VRO_DIGITS_MAX];
            snprintf(expected, sizeof expected, "%.*f", decimals, value_of(i));
            assert_int_equal(vro_digits_fixed(text, value_of(i), decimals), strlen(expected));
            assert_string_equal(text, expected);
        }
    }
}

static void halves_are_rounded_to_even(void **state) {
    (void)state;
    char text[VRO_DIGITS_MAX];
    vro_digits_fixed(text, 0.125, 2);
    assert_string_equal(text, "0.12");
    vro_digits_fixed(text, 0.375, 2);
    assert_string_equal(text, "0.38");
}

static void significant_digits_have_their_power_of_ten(void **state) {
    (void)state;
    for (int i = 0; i < VALUES; i++) {
        const int digits = 1 + i % 17;
        char text[VRO_DIGITS_MAX], expected[VRO_DIGITS_MAX];
        snprintf(expected, sizeof expected, "%.*e", digits - 1, value_of(i));
        const int power = (int)strtol(strchr(expected, 'e') + 1, NULL, 10);
        assert_int_equal(vro_digits_scientific(text, value_of(i), digits), power);
        assert_string_equal(text, expected);
    }
}

static void the_shortest_digits_read_back_as_the_value(void **state) {
    (void)state;
    for (int i = 0; i < VALUES; i++) {
        char text[VRO_DIGITS_MAX];
        const size_t length = vro_digits_shortest(text, value_of(i));
        assert_true(strtod(text, NULL) == value_of(i));
        assert_int_equal(length, strlen(text));
    }
    char text[VRO_DIGITS_MAX];
    vro_digits_shortest(text, 0.1);
    assert_string_equal(text, "0.1");
}

int test_digits(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_have_all_their_digits),
        cmocka_unit_test(decimals_are_rounded_as_printf_rounds_them),
        cmocka_unit_test(halves_are_rounded_to_even),
        cmocka_unit_test(significant_digits_have_their_power_of_ten),
        cmocka_unit_test(the_shortest_digits_read_back_as_the_value),
    };
    return cmocka_run_group_tests_name("digits", tests, NULL, NULL);
}
