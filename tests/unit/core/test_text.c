#include "vrosim/core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void well_formed_text_is_told_from_malformed(void **state) {
    (void)state;
    static const char *const fine[] = {"",
                                       "plain",
                                       "\xc3\xbc",
                                       "\xe2\x88\x92",
                                       "\xed\x9f\xbf",
                                       "\xf0\x9f\xa6\xb4",
                                       "\xf4\x8f\xbf\xbf"};
    // a lone continuation, cut characters, overlong forms, a surrogate, above U+10FFFF, Latin-1
    static const char *const broken[] = {"\x80",
                                         "a\xc3",
                                         "\xe2\x88",
                                         "\xc0\x80",
                                         "\xc1\xbf",
                                         "\xe0\x9f\xbf",
                                         "\xf0\x8f\xbf\xbf",
                                         "\xed\xa0\x80",
                                         "\xf4\x90\x80\x80",
                                         "\xf5\x80\x80\x80",
                                         "M\xfcller",
                                         "\xc3("};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_true(vro_text_is_utf8(fine[i]));
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        assert_false(vro_text_is_utf8(broken[i]));
}

static void a_character_is_measured_in_bytes(void **state) {
    (void)state;
    assert_int_equal(vro_text_character(""), 0);
    assert_int_equal(vro_text_character("ab"), 1);
    assert_int_equal(vro_text_character("\xc3\xbc"), 2);
    assert_int_equal(vro_text_character("\xe2\x88\x92"), 3);
    assert_int_equal(vro_text_character("\xf0\x9f\xa6\xb4"), 4);
    assert_int_equal(vro_text_character("\xff"), 0);
}

static void an_excerpt_keeps_forty_whole_characters(void **state) {
    (void)state;
    char text[2 * 41 + 1] = "", kept[2 * 40 + 4] = "";
    for (int i = 0; i < 41; i++)
        strcat(text, "\xc3\xbc");
    for (int i = 0; i < 40; i++)
        strcat(kept, "\xc3\xbc");
    assert_string_equal(vro_text_excerpt(text + 2).text, kept);
    assert_string_equal(vro_text_excerpt(text).text, strcat(kept, "..."));
    assert_string_equal(vro_text_excerpt("").text, "");
    assert_string_equal(vro_text_excerpt("ab\xff"
                                         "cd")
                            .text,
                        "ab...");
}

static void the_nearest_word_needs_the_fewest_edits(void **state) {
    (void)state;
    static const char *const words[] = {"normal", "lognormal", "gamma", "beta", "pert"};
    static const char *const pairs[][2] = {
        {"norml", "normal"}, {"Gamma", "gamma"},   {"log-normal", "lognormal"}, {"bteas", "beta"},
        {"perrt", "pert"},   {"normal", "normal"}, {"LOGNORM", "lognormal"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(vro_text_nearest(pairs[i][0], words, 5), pairs[i][1]);
}

static void the_nearest_of_a_hopeless_word_is_still_a_word(void **state) {
    (void)state;
    static const char *const words[] = {"one", "two"};
    char word[5000];
    memset(word, 'x', sizeof word);
    word[sizeof word - 1] = '\0';
    assert_string_equal(vro_text_nearest(word, words, 2), "one");
    assert_string_equal(vro_text_nearest("", words, 2), "one");
}

static void the_nearest_few_come_in_the_order_of_their_distance(void **state) {
    (void)state;
    static const char *const words[] = {"vro", "observation", "vro_pelvic", "vor", "vroo"};
    static const struct {
        const char *word;
        size_t count;
        const char *text;
    } cases[] = {
        {"vro", 5, "; the nearest are 'vro', 'vor' and 'vroo'"},
        {"Vroo", 5, "; the nearest are 'vroo', 'vro' and 'vor'"},
        {"vro_pelvik", 5, "; the nearest is 'vro_pelvic'"},
        {"observasion", 2, "; the nearest is 'observation'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(vro_text_suggest_few(cases[i].word, words, cases[i].count).text,
                            cases[i].text);
}

static void no_word_is_proposed_where_none_is_near(void **state) {
    (void)state;
    static const char *const words[] = {"vro", "observation"};
    static const char none[] = "; no name is near it";
    assert_string_equal(vro_text_suggest_few("girdlestone", words, 2).text, none);
    assert_string_equal(vro_text_suggest_few("vro", words, 0).text, none);
}

static void characters_are_counted_and_control_characters_found(void **state) {
    (void)state;
    assert_int_equal(vro_text_characters(""), 0);
    assert_int_equal(vro_text_characters("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"), 4);
    static const char *const bad[] = {"\t", "a\n", "\x1f", "\x7f", "\xc2\x80", "a\xc2\x9f"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_true(vro_text_has_control(bad[i]));
    static const char *const fine[] = {"", " a~", "\xc2\xa0", "\xc3\x80", "\xe2\x82\xac"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_false(vro_text_has_control(fine[i]));
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
                 {"vr", "vro", true},
                 {"", "vro", false},
                 {"abcdefghij", "abcdef0000", true},
                 {"abcdefghij", "abcde00000", false}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (vro_text_is_near(pairs[i].word, pairs[i].candidate) != pairs[i].near)
            fail_msg("%s, %s", pairs[i].word, pairs[i].candidate);
}

static void only_what_is_near_is_suggested(void **state) {
    (void)state;
    char name[300];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_string_equal(vro_text_suggest("hazrad", "hazard").text, "; the nearest is 'hazard'");
    assert_string_equal(vro_text_suggest("bogus", "hazard").text, "; no name is near it");
    assert_int_equal(strlen(vro_text_suggest(name, name).text), VRO_SUGGESTION_MAX - 1);
}

int test_text(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_counted_and_control_characters_found),
        cmocka_unit_test(well_formed_text_is_told_from_malformed),
        cmocka_unit_test(a_character_is_measured_in_bytes),
        cmocka_unit_test(an_excerpt_keeps_forty_whole_characters),
        cmocka_unit_test(the_nearest_word_needs_the_fewest_edits),
        cmocka_unit_test(the_nearest_of_a_hopeless_word_is_still_a_word),
        cmocka_unit_test(the_nearest_few_come_in_the_order_of_their_distance),
        cmocka_unit_test(no_word_is_proposed_where_none_is_near),
        cmocka_unit_test(a_word_is_near_by_edits_for_a_third_of_the_longer),
        cmocka_unit_test(only_what_is_near_is_suggested),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
