#include "vrosim/core/decimal.h"

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void decimal_and_exponent_forms_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double number;
    } cases[] = {
        {"0", 0},     {"12", 12},    {"-0.5", -0.5},   {"+3", 3},       {".5", 0.5},
        {"5.", 5},    {"1e3", 1000}, {"1E-3", 0.001},  {"2.5e+2", 250}, {"007", 7},
        {"0.1", 0.1}, {"1e-999", 0}, {"1e308", 1e308},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double number;
        assert_null(vro_decimal_read(cases[i].text, &number));
        assert_true(number == cases[i].number);
    }
}

// Whole numbers around 2^53 and others, each with a point at every place.
static void numbers_are_those_of_the_c_library(void **state) {
    (void)state;
    uint64_t whole = 1;
    for (int i = 0; i < 100000; i++) {
        char digits[32], text[40];
        whole = whole * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const uint64_t number = i < 64 ? (UINT64_C(1) << 53) - 32 + (uint64_t)i : whole >> i % 64;
        snprintf(digits, sizeof digits, "%0*" PRIu64, i % 23, number);
        const int length = (int)strlen(digits), before = i % (length + 1);
        snprintf(text, sizeof text, "%s%.*s.%s", i % 3 ? "" : "-", before, digits, digits + before);
        double read;
        assert_null(vro_decimal_read(text, &read));
        const double expected = strtod(text, NULL);
        assert_memory_equal(&read, &expected, sizeof read);
    }
}

static void anything_else_is_refused_with_advice(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"nan", "finite"},
        {"NaN", "finite"},
        {"-inf", "finite"},
        {"Infinity", "finite"},
        {"0x10", "decimal"},
        {"-0X1p3", "decimal"},
        {"0,5", "point"},
        {"1,000.5", "point"},
        {"1 000", "together"},
        {"1'000", "together"},
        {"1_000", "together"},
        {"1.000.000", "together"},
        {"12 mm", "after"},
        {"50%", "after"},
        {"1e", "after"},
        {"1e+", "after"},
        {"1d3", "after"},
        {"abc", "not a number"},
        {"", "not a number"},
        {".", "after"},
        {"-", "not a number"},
        {"e5", "not a number"},
        {"--1", "not a number"},
        {" 1", "not a number"},
        {"1 ", "together"},
        {"1e999", "too large"},
        {"-1e999", "too large"},
        {"\xe2\x88\x92"
         "5",
         "not a number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double number = 1;
        const char *advice = vro_decimal_read(cases[i][0], &number);
        assert_non_null(advice);
        if (!strstr(advice, cases[i][1]))
            fail_msg("'%s' %s", cases[i][0], advice);
        assert_true(isnan(number));
    }
}

static void a_file_has_points_or_commas_and_its_numbers_say_which(void **state) {
    (void)state;
    double number;
    char mark = '\0';
    assert_null(vro_decimal_read_marked("12", &mark, &number));
    assert_int_equal(mark, '\0');
    assert_null(vro_decimal_read_marked("-0,25e1", &mark, &number));
    assert_true(number == -2.5);
    assert_int_equal(mark, ',');
    assert_non_null(strstr(vro_decimal_read_marked("0.5", &mark, &number), "write a comma"));
    assert_true(isnan(number));
    mark = '.';
    assert_null(vro_decimal_read_marked("0.5", &mark, &number));
    assert_true(number == 0.5);
    assert_non_null(strstr(vro_decimal_read_marked("0,5", &mark, &number), "write a point"));
    assert_non_null(strstr(vro_decimal_read_marked("1.000,5", &mark, &number), "two"));
    assert_non_null(strstr(vro_decimal_read_marked("0,5 mm", &mark, &number), "after the number"));
}

int test_decimal(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimal_and_exponent_forms_are_read),
        cmocka_unit_test(numbers_are_those_of_the_c_library),
        cmocka_unit_test(anything_else_is_refused_with_advice),
        cmocka_unit_test(a_file_has_points_or_commas_and_its_numbers_say_which),
    };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
