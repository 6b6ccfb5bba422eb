// Digits are those of printf.
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

static void assert_printed(double value, int decimals) {
    char text[VRO_DIGITS_MAX], expected[VRO_DIGITS_MAX];
    snprintf(expected, sizeof expected, "%.*f", decimals, value);
    assert_int_equal(vro_digits_fixed(text, value, decimals), strlen(expected));
    assert_string_equal(text, expected);
}

// Of any bits, of few bits, in which halves are, and both with all digits before the point.
static void a_million_numbers_are_those_of_printf(void **state) {
    (void)state;
    uint64_t bits = 1;
    for (int i = 0; i < 250000; i++) {
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const int decimals = (int)(bits >> 40) % 21;
        double any;
        memcpy(&any, &bits, sizeof any);
        if (fabs(any) < 1e17)
            assert_printed(any, decimals);
        const double few = (double)(bits >> (11 + i % 50));
        assert_printed(ldexp(few, -1 - i % 60), decimals);
        assert_printed(ldexp(-few, -4), decimals % 6);
        assert_printed((double)(bits >> 44) / 1000, decimals % 4);
    }
}

static void the_ends_are_those_of_printf(void **state) {
    (void)state;
    const double values[] = {0,
                             5e-324,
                             2.2250738585072014e-308,
                             1,
                             0.99999999999999989,
                             9.5,
                             INFINITY,
                             NAN,
                             99999999999999984.0,
                             1844674407.3709552,
                             1e-20};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int decimals = 0; decimals <= 40; decimals++) {
            assert_printed(values[i], decimals);
            assert_printed(-values[i], decimals);
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
        cmocka_unit_test(a_million_numbers_are_those_of_printf),
        cmocka_unit_test(the_ends_are_those_of_printf),
        cmocka_unit_test(halves_are_rounded_to_even),
        cmocka_unit_test(significant_digits_have_their_power_of_ten),
        cmocka_unit_test(the_shortest_digits_read_back_as_the_value),
    };
    return cmocka_run_group_tests_name("digits", tests, NULL, NULL);
}
