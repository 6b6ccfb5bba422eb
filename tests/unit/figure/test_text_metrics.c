// Widths of texts, and lines of a width.
#include "vrosim/figure/text_metrics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static double width(const char *text) {
    return vro_text_metrics_width(text, strlen(text), 100);
}

// In hundredths of an em the widths are those of the table.
static void letters_are_as_wide_as_in_the_widest_font(void **state) {
    (void)state;
    assert_true(width("0") == 64);
    assert_true(width("00") == 128);
    assert_true(width("i") < width("m"));
    assert_true(width("") == 0);
    assert_true(vro_text_metrics_width("00", 1, 100) == 64);
}

static void accents_add_no_width_and_unknown_letters_more_than_an_em(void **state) {
    (void)state;
    assert_true(width("e\u0301") == width("e"));
    assert_true(width("病") > 100);
    assert_true(width("\U0001F9B4") > width("病"));
    assert_true(width("\xFF") > 0);
}

static void a_line_ends_at_a_blank_or_after_a_hyphen(void **state) {
    (void)state;
    const double room = width("open reduction");
    assert_int_equal(vro_text_metrics_line("open reduction", 100, room), 14);
    assert_int_equal(vro_text_metrics_line("open reduction again", 100, room), 14);
    assert_int_equal(vro_text_metrics_line("open reductions", 100, room), 4);
    assert_int_equal(vro_text_metrics_line("open-reductions", 100, room), 5);
    assert_int_equal(vro_text_metrics_line("open_reductions", 100, room), 5);
    assert_int_equal(vro_text_metrics_lines("open reduction again", 100, room), 2);
    assert_int_equal(vro_text_metrics_lines("", 100, room), 0);
}

static void a_word_without_room_is_broken_but_never_to_nothing(void **state) {
    (void)state;
    assert_int_equal(vro_text_metrics_line("0000", 100, 130), 2);
    assert_int_equal(vro_text_metrics_line("0000", 100, 1), 1);
    assert_int_equal(vro_text_metrics_line("病院", 100, 1), 3);
    assert_int_equal(vro_text_metrics_lines("0000", 100, 1), 4);
    assert_int_equal(vro_text_metrics_fit("0000", 100, 1), 0);
}

static void the_longest_word_ends_at_blanks_and_hyphens(void **state) {
    (void)state;
    assert_true(vro_text_metrics_longest_word("a bcd-ef g", 100) == width("bcd-"));
    assert_true(vro_text_metrics_longest_word("", 100) == 0);
}

static void the_first_letter_says_the_direction(void **state) {
    (void)state;
    assert_true(vro_text_metrics_is_right_to_left("ניתוח"));
    assert_true(vro_text_metrics_is_right_to_left("24 (ניתוח)"));
    assert_true(vro_text_metrics_is_right_to_left("رد"));
    assert_false(vro_text_metrics_is_right_to_left("open ניתוח"));
    assert_false(vro_text_metrics_is_right_to_left("ä ניתוח"));
    assert_false(vro_text_metrics_is_right_to_left("24"));
    assert_false(vro_text_metrics_is_right_to_left(""));
}

int test_text_metrics(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_as_wide_as_in_the_widest_font),
        cmocka_unit_test(accents_add_no_width_and_unknown_letters_more_than_an_em),
        cmocka_unit_test(a_line_ends_at_a_blank_or_after_a_hyphen),
        cmocka_unit_test(a_word_without_room_is_broken_but_never_to_nothing),
        cmocka_unit_test(the_longest_word_ends_at_blanks_and_hyphens),
        cmocka_unit_test(the_first_letter_says_the_direction),
    };
    return cmocka_run_group_tests_name("text_metrics", tests, NULL, NULL);
}
