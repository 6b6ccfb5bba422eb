// The attributes of a child that can be given: what a value may be, and how it is said.
#include "vrosim/input/child_attribute.h"

#include "faults.h"

#include <math.h>
#include <string.h>

static float read_value(vro_child_attribute attribute, const char *text) {
    vro_errors errors = {0};
    float value;
    assert_int_equal(vro_child_attribute_read(attribute, text, NULL, NULL, &value, &errors),
                     VRO_OK);
    assert_int_equal(errors.count, 0);
    return value;
}

static void assert_refused(vro_child_attribute attribute, const char *text, const char *sentence) {
    vro_errors errors = {0};
    float value;
    assert_int_equal(vro_child_attribute_read(attribute, text, NULL, NULL, &value, &errors),
                     VRO_BAD_INPUT);
    assert_true(isnan(value));
    assert_int_equal(errors.count, 1);
    if (!strstr(errors.faults[0].text, sentence))
        fail_msg("'%s' does not say '%s'", errors.faults[0].text, sentence);
    vro_errors_free(&errors);
}

static void every_name_is_found(void **state) {
    (void)state;
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++) {
        vro_child_attribute found;
        const char *name = vro_child_attribute_name((vro_child_attribute)a);
        assert_true(vro_child_attribute_find(name, &found));
        assert_int_equal(found, a);
    }
}

static void a_name_is_suggested_by_letters_and_by_sense(void **state) {
    (void)state;
    assert_string_equal(vro_child_attribute_suggest("migratoin").text,
                        "; the nearest is 'migration'");
    assert_string_equal(vro_child_attribute_suggest("Sex").text, "; the nearest is 'female'");
    assert_string_equal(vro_child_attribute_suggest("level").text, "; the nearest is 'gmfcs'");
    assert_string_equal(vro_child_attribute_suggest("haemoglobin").text, "");
}

static void levels_and_sexes_are_numbers_or_words(void **state) {
    (void)state;
    assert_float_equal(read_value(VRO_CHILD_GMFCS, "4"), 4, 0);
    assert_float_equal(read_value(VRO_CHILD_GMFCS, "iv"), 4, 0);
    assert_float_equal(read_value(VRO_CHILD_FEMALE, "1"), 1, 0);
    assert_float_equal(read_value(VRO_CHILD_FEMALE, "Girl"), 1, 0);
    assert_float_equal(read_value(VRO_CHILD_FEMALE, "male"), 0, 0);
}

static void values_lie_within_the_bounds_of_the_dictionary(void **state) {
    (void)state;
    assert_float_equal(read_value(VRO_CHILD_MIGRATION, "100"), 100, 0);
    assert_float_equal(read_value(VRO_CHILD_OTHER_ANTEVERSION, "-60"), -60, 0);
    assert_refused(VRO_CHILD_AGE, "31", "age is '31'; write a number from 0 to 30 (years)");
    assert_refused(VRO_CHILD_AGE, "-1", "0 to 30");
    assert_refused(VRO_CHILD_MIGRATION, "45,5", "a decimal point");
    assert_refused(VRO_CHILD_OTHER_NSA, "59", "60 to 200 (degrees)");
    assert_refused(VRO_CHILD_GMFCS, "6", "1 to 5 or I to V");
    assert_refused(VRO_CHILD_GMFCS, "2.5", "1 to 5 or I to V");
    assert_refused(VRO_CHILD_GMFCS, "0", "1 to 5 or I to V");
    assert_refused(VRO_CHILD_FEMALE, "2", "1 or girl, 0 or boy");
    assert_refused(VRO_CHILD_MATURITY, "nan", "0 to 30");
}

static void values_are_said_in_words(void **state) {
    static const struct {
        vro_child_attribute attribute;
        float value;
        const char *words;
    } cases[] = {
        {VRO_CHILD_GMFCS, 5, "GMFCS level V"},
        {VRO_CHILD_FEMALE, 0, "a boy"},
        {VRO_CHILD_AGE, 6.5f, "6.5 years old"},
        {VRO_CHILD_MIGRATION, 45, "migration 45 %"},
        {VRO_CHILD_OTHER_ACETABULAR_INDEX, 80, "acetabular index of the other hip 80 degrees"}};
    char text[VRO_CHILD_WORDS_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_child_attribute_write(cases[i].attribute, cases[i].value, text);
        assert_string_equal(text, cases[i].words);
    }
}

int test_child_attribute(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_is_found),
        cmocka_unit_test(a_name_is_suggested_by_letters_and_by_sense),
        cmocka_unit_test(levels_and_sexes_are_numbers_or_words),
        cmocka_unit_test(values_lie_within_the_bounds_of_the_dictionary),
        cmocka_unit_test(values_are_said_in_words),
    };
    return cmocka_run_group_tests_name("child_attribute", tests, NULL, NULL);
}
