// Whole numbers of the command line.
#include "vrosim/core/whole_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct reading {
    const char *text;
    uint64_t number;
} reading;

static void assert_fault(const char *text, vro_whole_number_fault expected) {
    uint64_t number = 77;
    if (vro_whole_number_read(text, &number) != expected) {
        fail_msg("\"%s\" gave fault %d, not %d", text, vro_whole_number_read(text, &number),
                 expected);
    }
    assert_int_equal(number, 77);
}

static void every_way_of_writing_a_whole_number_is_read(void **state) {
    (void)state;
    static const reading readings[] = {
        {"0", 0},
        {"1", 1},
        {"007", 7},
        {"1000000", 1000000},
        {"1002003", 1002003},
        {"2e6", 2000000},
        {"2E6", 2000000},
        {"2e+6", 2000000},
        {"2.5e6", 2500000},
        {"500k", 500000},
        {"500K", 500000},
        {"2M", 2000000},
        {"1.5M", 1500000},
        {"1G", 1000000000},
        {"0.001k", 1},
        {"1200e-2", 12},
        {"5.", 5},
        {".5k", 500},
        {"-0", 0},
        {"0e999999999999", 0},
        {"0.000", 0},
        {"300000000000000000000e-2", 3000000000000000000},
        {"18446744073709551615", UINT64_MAX},
    };
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
        uint64_t number = 77;
        assert_int_equal(vro_whole_number_read(readings[i].text, &number), VRO_WHOLE_NUMBER_FINE);
        assert_int_equal(number, readings[i].number);
    }
}

static void what_is_not_a_decimal_number_is_unreadable(void **state) {
    (void)state;
    static const char *const texts[] = {"",   " ",   "x",   "0x10", "nan",   "inf", "-",    ".",
                                        "-.", "1e",  "1e+", "e6",   "1,5",   "1_0", " 1",   "1 ",
                                        "+1", "2MM", "2m",  "1g",   "1.2.3", "--1", "1e6M", "2M3"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_fault(texts[i], VRO_WHOLE_NUMBER_UNREADABLE);
}

static void a_fraction_is_not_whole(void **state) {
    (void)state;
    static const char *const texts[] = {"0.5",
                                        "1.50",
                                        "1e-1",
                                        "15e-1",
                                        "0.0001k",
                                        "1e-99999999999",
                                        "1.000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_fault(texts[i], VRO_WHOLE_NUMBER_NOT_WHOLE);
}

static void a_number_below_0_is_negative(void **state) {
    (void)state;
    assert_fault("-1", VRO_WHOLE_NUMBER_NEGATIVE);
    assert_fault("-0.5", VRO_WHOLE_NUMBER_NEGATIVE);
    assert_fault("-99999999999999999999999", VRO_WHOLE_NUMBER_NEGATIVE);
}

static void what_exceeds_64_bits_is_too_large(void **state) {
    (void)state;
    static const char *const texts[] = {"18446744073709551616", "1e20", "99999999999999999999999",
                                        "1e999999999999", "20000000000G"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_fault(texts[i], VRO_WHOLE_NUMBER_TOO_LARGE);
}

static void thousands_are_printed_apart(void **state) {
    (void)state;
    char text[64];
    FILE *stream = fmemopen(text, sizeof text, "w");
    assert_non_null(stream);
    vro_whole_number_print(stream, 0);
    fputc(' ', stream);
    vro_whole_number_print(stream, 999);
    fputc(' ', stream);
    vro_whole_number_print(stream, 1000);
    fputc(' ', stream);
    vro_whole_number_print(stream, 1234567);
    fclose(stream);
    assert_string_equal(text, "0 999 1,000 1,234,567");
}

int test_whole_number(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_writing_a_whole_number_is_read),
        cmocka_unit_test(what_is_not_a_decimal_number_is_unreadable),
        cmocka_unit_test(a_fraction_is_not_whole),
        cmocka_unit_test(a_number_below_0_is_negative),
        cmocka_unit_test(what_exceeds_64_bits_is_too_large),
        cmocka_unit_test(thousands_are_printed_apart),
    };
    return cmocka_run_group_tests_name("whole_number", tests, NULL, NULL);
}
