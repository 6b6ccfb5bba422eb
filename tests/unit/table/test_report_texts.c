// Texts and numbers in two languages.
#include "vrosim/table/report_texts.h"

#include "faults.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void values_are_put_into_their_places(void **state) {
    (void)state;
    const char *values[] = {"lld.csv", "share"};
    char *text = vro_report_sentence(VRO_ENGLISH, VRO_TEXT_NO_COLUMN, values, 2);
    assert_string_equal(text,
                        "lld.csv has no column share; an earlier version of the program wrote it.");
    free(text);
    text = vro_report_sentence(VRO_GERMAN, VRO_TEXT_NO_FILE, values, 1);
    assert_string_equal(text, "Im Ordner ist keine lld.csv.");
    free(text);
}

// Every text of one language has the places of the other, and both are there.
static void languages_have_the_same_places(void **state) {
    (void)state;
    for (int id = 0; id < VRO_REPORT_TEXTS; id++) {
        const char *english = vro_report_text(VRO_ENGLISH, (vro_report_text_id)id);
        const char *german = vro_report_text(VRO_GERMAN, (vro_report_text_id)id);
        assert_true(*english && *german);
        for (char place[] = "{1}"; place[1] <= '9'; place[1]++)
            if (!strstr(english, place) != !strstr(german, place))
                fail_msg("%s: %s", english, german);
    }
}

static void numbers_have_the_marks_of_the_language(void **state) {
    (void)state;
    assert_string_equal(vro_report_decimals(VRO_ENGLISH, 1234567.891, 2).text, "1,234,567.89");
    assert_string_equal(vro_report_decimals(VRO_GERMAN, 1234567.891, 2).text, "1.234.567,89");
    assert_string_equal(vro_report_decimals(VRO_ENGLISH, 123, 0).text, "123");
    assert_string_equal(vro_report_decimals(VRO_ENGLISH, -1000, 0).text, "\xE2\x88\x92"
                                                                         "1,000");
    assert_string_equal(vro_report_decimals(VRO_ENGLISH, -0.001, 1).text, "0.0");
    assert_string_equal(vro_report_decimals(VRO_ENGLISH, NAN, 1).text, "");
    assert_string_equal(vro_report_decimals(VRO_ENGLISH, -INFINITY, 1).text, "\xE2\x88\x92"
                                                                             "\xE2\x88\x9E");
    assert_string_equal(vro_report_percent(VRO_GERMAN, 0.2611, 1).text, "26,1\xC2\xA0%");
}

static void numbers_have_three_significant_digits(void **state) {
    (void)state;
    assert_string_equal(vro_report_digits(VRO_ENGLISH, 0.0123456).text, "0.0123");
    assert_string_equal(vro_report_digits(VRO_ENGLISH, 1.23456).text, "1.23");
    assert_string_equal(vro_report_digits(VRO_ENGLISH, 12345.6).text, "12,346");
    assert_string_equal(vro_report_digits(VRO_ENGLISH, 1e-6).text, "0.00000100");
    assert_string_equal(vro_report_digits(VRO_ENGLISH, 0).text, "0");
}

static void plain_numbers_have_no_trailing_zeros(void **state) {
    (void)state;
    assert_string_equal(vro_report_plain(VRO_GERMAN, 10).text, "10");
    assert_string_equal(vro_report_plain(VRO_GERMAN, 0.5).text, "0,5");
    assert_string_equal(vro_report_plain(VRO_GERMAN, 1e6).text, "1.000.000");
}

static void a_language_is_read_by_its_code(void **state) {
    (void)state;
    vro_language language = VRO_ENGLISH;
    vro_errors errors = {0};
    assert_int_equal(vro_language_read(&language, "de", &errors), VRO_OK);
    assert_int_equal(language, VRO_GERMAN);
    assert_string_equal(vro_language_code(language), "de");
    assert_int_equal(vro_language_read(&language, "fr", &errors), VRO_BAD_USAGE);
    assert_fault(&errors, "", "'fr' is no language");
    vro_errors_free(&errors);
}

static void a_text_from_right_to_left_ends_where_it_ends(void **state) {
    (void)state;
    const char *value = "\u05E9\u05DC\u05D5\u05DD";
    char *text = vro_report_sentence(VRO_GERMAN, VRO_TEXT_NO_FILE, &value, 1);
    assert_string_equal(text, "Im Ordner ist keine \u05E9\u05DC\u05D5\u05DD\u200E.");
    free(text);
}

int test_report_texts(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_put_into_their_places),
        cmocka_unit_test(a_text_from_right_to_left_ends_where_it_ends),
        cmocka_unit_test(languages_have_the_same_places),
        cmocka_unit_test(numbers_have_the_marks_of_the_language),
        cmocka_unit_test(numbers_have_three_significant_digits),
        cmocka_unit_test(plain_numbers_have_no_trailing_zeros),
        cmocka_unit_test(a_language_is_read_by_its_code),
    };
    return cmocka_run_group_tests_name("report_texts", tests, NULL, NULL);
}
