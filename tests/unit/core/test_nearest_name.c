// The right name for a word that is none.
#include "vrosim/core/nearest_name.h"

#include "near.h"

#include <string.h>

static const char *const distributions[] = {"normal", "lognormal", "gamma", "beta", "pert"};

static const char *const names[] = {
    "loss.hazard",      "complication.infection", "cost.infection",  "cost.surplus",
    "cost.spica_weeks", "growth.age_male",        "growth.maturity",
};
static const char *const meanings[] = {
    "weekly hazard of losing position",
    "probability of an infection",
    "cost of an infection",
    "extra cost",
    "cost of a week in a spica cast",
    "age at which boys stop growing",
    "age of the bones",
};
static const vro_synonym synonyms[] = {
    {"plaster", "spica"}, {"sepsis", "infection"}, {"rate", NULL}, {"of", NULL}};

static vro_name_list among(void) {
    return (vro_name_list){names, sizeof names / sizeof *names, meanings, synonyms, 4};
}

static void a_misspelt_word_gets_the_name_with_the_fewest_edits(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"norml", "normal"}, {"Gamma", "gamma"},   {"log-normal", "lognormal"}, {"bteas", "beta"},
        {"perrt", "pert"},   {"normal", "normal"}, {"LOGNORM", "lognormal"},
    };
    const vro_name_list list = {.names = distributions, .count = 5};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(vro_nearest_name(pairs[i][0], &list), pairs[i][1]);
}

static void a_word_is_near_by_edits_for_a_third_of_the_longer(void **state) {
    (void)state;
    static const struct {
        const char *word, *candidate;
        bool near;
    } pairs[] = {{"hazrad", "hazard", true}, // two letters exchanged
                 {"hazar", "hazard", true},
                 {"Hazard", "hazard", true},
                 {"hzrd", "hazard", true},
                 {"hzr", "hazard", false},
                 {"foo", "vro", false},
                 {"cvs", "csv", true},
                 {"lizard", "hazard", true},
                 {"wizards", "hazard", true},
                 {"bogus", "hazard", false},
                 {"vro", "vro", true},
                 {"vor", "vro", true},
                 {"count", "out", false}, // a short word with another first letter
                 {"gait", "wait", false},
                 {"sad", "seed", true},
                 {"vr", "vro", true},
                 {"", "vro", false},
                 {"abcdefghij", "abcdef0000", true},
                 {"abcdefghij", "abcde00000", false}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (vro_nearest_name_is_near(pairs[i].word, pairs[i].candidate) != pairs[i].near)
            fail_msg("%s, %s", pairs[i].word, pairs[i].candidate);
}

static void a_word_is_found_by_its_sense(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"Loss Hazard", "loss.hazard"},               // case and what parts words
        {"infection", "complication.infection"},      // the part after the point
        {"infections", "complication.infection"},     // its plural
        {"cost", "cost.infection"},                   // the part before it
        {"weeks", "cost.spica_weeks"},                // a word of the name
        {"age_male", "growth.age_male"},              // two of them
        {"infecton", "complication.infection"},       // a misspelt part
        {"sepsis", "complication.infection"},         // another word
        {"cost of plaster", "cost.spica_weeks"},      // another word, beside one of the name
        {"infection rate", "complication.infection"}, // a word that says little
        {"position", "loss.hazard"},                  // a word of the meaning
        {"boys growing", "growth.age_male"},
        {"matur", "growth.maturity"}, // the beginning of a word
    };
    const vro_name_list list = among();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *found = vro_nearest_name(pairs[i][0], &list);
        if (!found || strcmp(found, pairs[i][1]) != 0)
            fail_msg("%s: %s", pairs[i][0], found ? found : "none");
    }
}

static void nothing_is_near_a_word_without_likeness(void **state) {
    (void)state;
    static const char *const words[] = {"xyzzy", "foo", "", "-", "rate", "infection xyzzy", "mat"};
    const vro_name_list list = among();
    char word[5000];
    memset(word, 'x', sizeof word);
    word[sizeof word - 1] = '\0';
    assert_null(vro_nearest_name(word, &list));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vro_nearest_name(words[i], &list))
            fail_msg("%s: %s", words[i], vro_nearest_name(words[i], &list));
}

static void a_name_may_have_to_be_near_by_words_or_by_letters(void **state) {
    (void)state;
    const vro_name_list list = among();
    assert_string_equal(vro_nearest_name_within("sepsis", &list, VRO_NEAR_BY_WORDS),
                        "complication.infection");
    assert_null(vro_nearest_name_within("hazrd", &list, VRO_NEAR_BY_WORDS));
    assert_string_equal(vro_nearest_name_within("hazrd", &list, VRO_NEAR_BY_LETTERS),
                        "loss.hazard");
    assert_null(vro_nearest_name_within("position", &list, VRO_NEAR_BY_LETTERS));
    assert_string_equal(vro_nearest_name_within("position", &list, VRO_NEAR_BY_MEANING),
                        "loss.hazard");
}

static void many_names_that_are_equally_near_are_counted(void **state) {
    (void)state;
    static const char *const costs[] = {"cost.a", "cost.b", "cost.c", "cost.d", "cost.e"};
    const vro_name_list list = {.names = costs, .count = 5};
    assert_string_equal(vro_suggest("cost", &list).text,
                        "; the nearest are 'cost.a', 'cost.b', 'cost.c' and 2 more");
}

static void names_that_are_equally_near_are_all_suggested(void **state) {
    (void)state;
    const vro_name_list list = among();
    assert_string_equal(vro_suggest("hazrad", &list).text, "; the nearest is 'loss.hazard'");
    assert_string_equal(vro_suggest("infection", &list).text,
                        "; the nearest are 'complication.infection' or 'cost.infection'");
    assert_string_equal(vro_suggest("cost", &list).text,
                        "; the nearest are 'cost.infection', 'cost.surplus' or 'cost.spica_weeks'");
}

static void few_names_are_listed_where_none_is_near_and_many_are_not(void **state) {
    (void)state;
    static const char *const many[9] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"};
    assert_string_equal(vro_suggest("xyzzy", &(vro_name_list){.names = many, .count = 9}).text, "");
    assert_string_equal(vro_suggest("xyzzy", &(vro_name_list){.names = many, .count = 0}).text, "");
    assert_string_equal(vro_suggest("xyzzy", &(vro_name_list){.names = many, .count = 1}).text,
                        "; there is only 'a1'");
    assert_string_equal(vro_suggest("xyzzy", &(vro_name_list){.names = many, .count = 3}).text,
                        "; there are 'a1', 'a2' and 'a3'");
}

static void a_long_name_is_cut_to_an_excerpt(void **state) {
    (void)state;
    char name[300];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const char *const one[] = {name};
    const vro_suggestion suggestion = vro_suggest(name, &(vro_name_list){.names = one, .count = 1});
    assert_int_equal(strlen(suggestion.text), strlen("; the nearest is '...'") + 40);
}

static void a_filter_matches_names_meanings_and_words_that_stand_for_them(void **state) {
    (void)state;
    const vro_name_list list = among();
    assert_true(vro_nearest_name_matches("loss", &list, 0));
    assert_true(vro_nearest_name_matches("POSITION hazard", &list, 0));
    assert_true(vro_nearest_name_matches("plaster", &list, 4));
    assert_false(vro_nearest_name_matches("plaster hazard", &list, 4));
    assert_false(vro_nearest_name_matches("hazrd", &list, 0));
    assert_false(vro_nearest_name_matches("", &list, 0));
}

int test_nearest_name(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_misspelt_word_gets_the_name_with_the_fewest_edits),
        cmocka_unit_test(a_word_is_near_by_edits_for_a_third_of_the_longer),
        cmocka_unit_test(a_word_is_found_by_its_sense),
        cmocka_unit_test(nothing_is_near_a_word_without_likeness),
        cmocka_unit_test(a_name_may_have_to_be_near_by_words_or_by_letters),
        cmocka_unit_test(many_names_that_are_equally_near_are_counted),
        cmocka_unit_test(names_that_are_equally_near_are_all_suggested),
        cmocka_unit_test(few_names_are_listed_where_none_is_near_and_many_are_not),
        cmocka_unit_test(a_long_name_is_cut_to_an_excerpt),
        cmocka_unit_test(a_filter_matches_names_meanings_and_words_that_stand_for_them),
    };
    return cmocka_run_group_tests_name("nearest_name", tests, NULL, NULL);
}
