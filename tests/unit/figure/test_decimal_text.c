// Numbers as text.
#include "vrosim/figure/decimal_text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_printed(double value, int decimals, const char *expected) {
    char text[VRO_DECIMAL_TEXT_MAX];
    vro_decimal_text_print(text, value, decimals);
    assert_string_equal(text, expected);
}

static void decimals_are_rounded_and_zeros_left_out(void **state) {
    (void)state;
    assert_printed(1.5, 2, "1.5");
    assert_printed(1.005, 2, "1"); // the double is below 1.005
    assert_printed(0.125, 2, "0.13");
    assert_printed(-0.125, 2, "-0.13");
    assert_printed(-0.001, 2, "0");
    assert_printed(100, 2, "100");
    assert_printed(0.05, 2, "0.05");
    assert_printed(1e6, 0, "1000000");
}

static void what_is_not_finite_is_zero_and_what_is_too_large_a_bound(void **state) {
    (void)state;
    assert_printed(NAN, 2, "0");
    assert_printed(-INFINITY, 2, "0");
    assert_printed(1e300, 0, "9000000000000000");
}

static void assert_exact(int64_t digits, int exponent, char mark, bool percent,
                         const char *expected) {
    char text[VRO_DECIMAL_TEXT_MAX];
    const vro_decimal_style style = {.mark = mark, .percent = percent};
    vro_decimal_text_print_exact(text, digits, exponent, &style);
    assert_string_equal(text, expected);
}

static void exact_numbers_keep_their_digits(void **state) {
    (void)state;
    assert_exact(15, -1, '.', false, "1.5");
    assert_exact(15, -1, ',', false, "1,5");
    assert_exact(-2, -2, '.', false, "\u22120.02");
    assert_exact(9000, 0, '.', false, "9000");
    assert_exact(2, 4, '.', false, "20,000");
    assert_exact(25, 5, ',', false, "2.500.000");
    assert_exact(0, 3, '.', false, "0");
    assert_exact(150, -1, '.', false, "15");
}

static void shares_are_per_cent(void **state) {
    (void)state;
    assert_exact(5, -1, '.', true, "50%");
    assert_exact(5, -3, '.', true, "0.5%");
    assert_exact(5, -3, ',', true, "0,5\u00A0%");
    assert_exact(1, 0, '.', true, "100%");
}

static void long_numbers_have_an_exponent(void **state) {
    (void)state;
    assert_exact(2, -6, '.', false, "0.000002");
    assert_exact(2, -7, '.', false, "2e-7");
    assert_exact(25, -8, ',', false, "2,5e-7");
    assert_exact(2, 9, '.', false, "2,000,000,000");
    assert_exact(2, 10, '.', false, "2e10");
    assert_exact(-2, -300, '.', false, "\u22122e-300");
}

int test_decimal_text(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_rounded_and_zeros_left_out),
        cmocka_unit_test(what_is_not_finite_is_zero_and_what_is_too_large_a_bound),
        cmocka_unit_test(exact_numbers_keep_their_digits),
        cmocka_unit_test(shares_are_per_cent),
        cmocka_unit_test(long_numbers_have_an_exponent),
    };
    return cmocka_run_group_tests_name("decimal_text", tests, NULL, NULL);
}
