// Texts of stories in two languages, and their numbers.
#define _GNU_SOURCE 1

#include "vrosim/table/story_texts.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int places(const char *text, const char *place) {
    int count = 0;
    for (; (text = strstr(text, place)); text++)
        count++;
    return count;
}

// Both are there, with the same places, and lines of a head are parted in both.
static void languages_have_the_same_places(void **state) {
    (void)state;
    for (int id = 0; id < VRO_STORY_TEXTS; id++) {
        const char *english = vro_story_text(VRO_ENGLISH, (vro_story_text_id)id);
        const char *german = vro_story_text(VRO_GERMAN, (vro_story_text_id)id);
        assert_true(*english && *german);
        for (char place[] = "{1}"; place[1] <= '9'; place[1]++)
            if (places(english, place) != places(german, place) ||
                (places(english, place) && place[1] > '0' + VRO_STORY_PLACES))
                fail_msg("%s: %s", english, german);
        assert_int_equal(places(english, "|"), places(german, "|"));
    }
}

static void english_is_plain_ascii(void **state) {
    (void)state;
    for (int id = 0; id < VRO_STORY_TEXTS; id++)
        for (const char *at = vro_story_text(VRO_ENGLISH, (vro_story_text_id)id); *at; at++)
            assert_in_range(*at, ' ', '~');
}

static void numbers_have_the_marks_of_the_language(void **state) {
    (void)state;
    assert_string_equal(vro_story_number(VRO_ENGLISH, -1234.56, 1).text, "-1234.6");
    assert_string_equal(vro_story_number(VRO_GERMAN, -1234.56, 1).text, "\u22121.234,6");
    assert_string_equal(vro_story_plain(VRO_ENGLISH, 12.5).text, "12.5");
    assert_string_equal(vro_story_plain(VRO_GERMAN, 12.5).text, "12,5");
    assert_string_equal(vro_story_plain(VRO_GERMAN, 50).text, "50");
}

static void a_signed_number_has_a_sign_also_at_zero(void **state) {
    (void)state;
    assert_string_equal(vro_story_signed(VRO_ENGLISH, 1.2, 1).text, "+1.2");
    assert_string_equal(vro_story_signed(VRO_ENGLISH, 0, 1).text, "+0.0");
    assert_string_equal(vro_story_signed(VRO_ENGLISH, -0.5, 1).text, "-0.5");
    assert_string_equal(vro_story_signed(VRO_GERMAN, 1.2, 1).text, "+1,2");
    assert_string_equal(vro_story_signed(VRO_GERMAN, -0.5, 1).text, "\u22120,5");
}

static void numbers_are_rounded_to_the_nearest(void **state) {
    (void)state;
    assert_true(vro_story_rounded(0.25, 1) == 0.3);
    assert_true(vro_story_rounded(-12.5, 0) == -13);
    assert_false(signbit(vro_story_rounded(-0.04, 1)));
}

static void texts_are_put_together(void **state) {
    (void)state;
    vro_story_paragraph paragraph = {.language = VRO_GERMAN};
    vro_story_say_item(&paragraph, "; ", VRO_STORY_SPICA, (vro_story_values){"6,0"});
    vro_story_say_item(&paragraph, "; ", VRO_STORY_NO_CAST, NULL);
    vro_story_say(&paragraph, VRO_STORY_DECIDED, NULL);
    assert_string_equal(paragraph.words.text,
                        "Becken-Bein-Gips für 6,0 Wochen; kein Gips und wird beschlossen");
}

static void a_text_is_printed_with_its_values(void **state) {
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    vro_story_print(stream, VRO_GERMAN, VRO_STORY_UNDER_LABELLED,
                    (vro_story_values){"vro", "nach Kalender"});
    vro_story_print(stream, VRO_ENGLISH, VRO_STORY_NOT_OPERATED, NULL);
    assert_int_equal(fclose(stream), 0);
    assert_string_equal(text, "Unter „vro“ (nach Kalender)Not operated");
    free(text);
}

int test_story_texts(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_have_the_same_places),
        cmocka_unit_test(english_is_plain_ascii),
        cmocka_unit_test(numbers_have_the_marks_of_the_language),
        cmocka_unit_test(a_signed_number_has_a_sign_also_at_zero),
        cmocka_unit_test(numbers_are_rounded_to_the_nearest),
        cmocka_unit_test(texts_are_put_together),
        cmocka_unit_test(a_text_is_printed_with_its_values),
    };
    return cmocka_run_group_tests_name("story_texts", tests, NULL, NULL);
}
