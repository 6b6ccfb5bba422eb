// What a spreadsheet takes a text for.
#include "vrosim/core/spreadsheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_all(const char *const *texts, size_t count, vro_spreadsheet_reading reading) {
    for (size_t i = 0; i < count; i++)
        if (vro_spreadsheet_read(texts[i]) != reading)
            fail_msg("'%s': %d, not %d", texts[i], (int)vro_spreadsheet_read(texts[i]),
                     (int)reading);
}

static void a_formula_shows_in_its_first_character(void **state) {
    static const char *const formulas[] = {"=1+1", "+1", "-1", "@SUM(A1)"};
    (void)state;
    assert_all(formulas, 4, VRO_SPREADSHEET_FORMULA);
}

static void numbers_and_months_alone_are_dates(void **state) {
    static const char *const dates[] = {
        "1/2",    "1-2",      "01/02/2024", "2024-01-01", "12/2019",   "2019-05",
        "1.2.24", "May 5",    "5 May 2019", "May 2019",   "jan1",      "MARCH1",
        "1-Jan",  "dec.24",   "12-Dez",     "5 mai",      "abr 2",     "3. M\xc3\xa4rz",
        "10:30",  "10:30:15", "5pm",        "1.30am",     "Jun 3, 24", "11-avr-2019"};
    (void)state;
    assert_all(dates, sizeof dates / sizeof *dates, VRO_SPREADSHEET_DATE);
}

static void numbers_that_would_be_shown_otherwise_are_told(void **state) {
    static const char *const numbers[] = {
        "007", "00", "1.50", "1,5", "1e5", "3E-3", "1234567890123456"};
    (void)state;
    assert_all(numbers, sizeof numbers / sizeof *numbers, VRO_SPREADSHEET_NUMBER);
}

static void other_texts_stay_what_they_are(void **state) {
    static const char *const texts[] = {
        "",          "0",         "15",         "2024",        "123456789012345",
        "a=1",       "'=1",       "1+1",        "May",         "mar-a",
        "2019-2020", "100-200",   "Smith 2019", "of May 2019", "10.1000/182",
        "1/2/5/10",  "1/2 years", "5 to 8",     "1 2 3 4",     "5-8 years",
        "vro",       "0x1F",      "nan",        "inf",         "\xc3\xa9t\xc3\xa9 2"};
    (void)state;
    assert_all(texts, sizeof texts / sizeof *texts, VRO_SPREADSHEET_TEXT);
}

static void a_fault_says_what_would_be_right(void **state) {
    (void)state;
    assert_null(vro_spreadsheet_fault("Smith 2019"));
    assert_string_equal(vro_spreadsheet_fault("1/2"),
                        "is a date or time to a spreadsheet; put a word before it, such as 'of May "
                        "2019'");
}

int test_spreadsheet(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_formula_shows_in_its_first_character),
        cmocka_unit_test(numbers_and_months_alone_are_dates),
        cmocka_unit_test(numbers_that_would_be_shown_otherwise_are_told),
        cmocka_unit_test(other_texts_stay_what_they_are),
        cmocka_unit_test(a_fault_says_what_would_be_right),
    };
    return cmocka_run_group_tests_name("spreadsheet", tests, NULL, NULL);
}
