// How people say numbers of files with their units.
#include "vrosim/table/unit_words.h"

#include "result_texts.h"

static void assert_value(vro_language language, const char *outcome, bool is_difference,
                         double value, const char *expected) {
    vro_figure_texts texts = {.language = language};
    const vro_unit unit = vro_unit_of_outcome(outcome, is_difference);
    assert_string_equal(vro_unit_value(unit, value, "EUR", &texts), expected);
    vro_figure_texts_free(&texts);
}

static void a_value_is_said_with_the_unit_of_its_outcome(void **state) {
    (void)state;
    assert_value(VRO_ENGLISH, "cost", true, 9.4312, "9,430 EUR");
    assert_value(VRO_GERMAN, "cost", false, 132.4, "132.000 EUR");
    assert_value(VRO_ENGLISH, "failed", false, 0.4126, "41.3\xC2\xA0%");
    assert_value(VRO_ENGLISH, "failed", true, 0.0126, "1.3 percentage points");
    assert_value(VRO_ENGLISH, "migration_pct", true, 3, "3.00 percentage points");
    assert_value(VRO_GERMAN, "spica_weeks", false, 5.25, "5,25 Wochen");
    assert_value(VRO_ENGLISH, "lld_abs_mm", true, 0.964, "0.964 mm");
    assert_value(VRO_ENGLISH, "nsa_deg", false, 130, "130°");
    assert_value(VRO_ENGLISH, "qaly", false, 4.5, "4.50");
    assert_value(VRO_ENGLISH, "no_outcome", false, 0.25, "0.250");
}

// A share that is not 0 is not said to be.
static void a_tiny_share_keeps_its_digits(void **state) {
    (void)state;
    assert_value(VRO_ENGLISH, "failed", false, 1.25e-5, "0.00125\xC2\xA0%");
    assert_value(VRO_ENGLISH, "failed", false, 0, "0.0\xC2\xA0%");
}

static void a_label_has_the_unit_of_the_numbers_of_files(void **state) {
    (void)state;
    vro_figure_texts texts = {.language = VRO_ENGLISH};
    assert_string_equal(vro_unit_label(VRO_UNIT_MONEY, "costs per child", "EUR", &texts),
                        "costs per child, thousand EUR");
    assert_string_equal(vro_unit_label(VRO_UNIT_SHARE, "death", "EUR", &texts), "death");
    vro_figure_texts_free(&texts);
}

static void the_currency_is_that_of_the_parameters(void **state) {
    (void)state;
    vro_figure_texts texts = {.language = VRO_ENGLISH};
    vro_result_tables tables = {0};
    assert_string_equal(vro_unit_currency(&tables, &texts), "units of money");
    add_result_text(&tables, "parameters.csv",
                    "parameter,source,text\neconomics.currency,ours,EUR\n");
    assert_string_equal(vro_unit_currency(&tables, &texts), "EUR");
    vro_result_tables_free(&tables);
    vro_figure_texts_free(&texts);
}

int test_unit_words(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_said_with_the_unit_of_its_outcome),
        cmocka_unit_test(a_tiny_share_keeps_its_digits),
        cmocka_unit_test(a_label_has_the_unit_of_the_numbers_of_files),
        cmocka_unit_test(the_currency_is_that_of_the_parameters),
    };
    return cmocka_run_group_tests_name("unit_words", tests, NULL, NULL);
}
