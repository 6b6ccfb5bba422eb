#include "vrosim/core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

static void plain_text_has_neither_blanks_nor_quotes(void **state) {
    (void)state;
    static const char *const others[] = {"a b", "a\"b", "a\tb", "\r", "\x7f", "\xc3\xbc", "a\x01"};
    assert_true(vro_text_is_plain("gmfcs_1,0.5;~!", 14));
    assert_true(vro_text_is_plain("a b", 1));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(vro_text_is_plain(others[i], strlen(others[i])));
}

static void a_field_is_filled_by_characters(void **state) {
    (void)state;
    char line[40];
    snprintf(line, sizeof line, "%*s|%*s|", vro_text_field("H\xc3\xbc", 4), "H\xc3\xbc",
             vro_text_field("H\xc3\xbc", -4), "H\xc3\xbc");
    assert_string_equal(line, "  H\xc3\xbc|H\xc3\xbc  |");
    assert_int_equal(vro_text_field("ab", 4), 4);
}

int test_text(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_has_neither_blanks_nor_quotes),
        cmocka_unit_test(characters_are_counted_and_control_characters_found),
        cmocka_unit_test(well_formed_text_is_told_from_malformed),
        cmocka_unit_test(a_character_is_measured_in_bytes),
        cmocka_unit_test(an_excerpt_keeps_forty_whole_characters),
        cmocka_unit_test(a_field_is_filled_by_characters),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
