#define _GNU_SOURCE 1

#include "vrosim/core/wrapped_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What is printed of a text, to be freed.
static char *printed(const char *start, const char *text) {
    char *output = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&output, &size);
    assert_non_null(stream);
    vro_wrapped_text_print(stream, start, text, VRO_TERMINAL_WIDTH);
    assert_int_equal(fclose(stream), 0);
    return output;
}

static void a_short_text_is_a_line(void **state) {
    (void)state;
    char *output = printed("  start ", "one line");
    assert_string_equal(output, "  start one line\n");
    free(output);
}

static void a_word_that_is_longer_than_a_line_stands_alone(void **state) {
    (void)state;
    char text[120] = "a ", *output, expected[140];
    memset(text + 2, 'x', 100);
    snprintf(expected, sizeof expected, "  a\n  %s\n", text + 2);
    output = printed("  ", text);
    assert_string_equal(output, expected);
    free(output);
}

static void lines_break_at_blanks_and_fit_a_terminal(void **state) {
    (void)state;
    char text[400] = "", *output, *words;
    for (int i = 0; i < 40; i++)
        strcat(text, i ? " nineteen" : "nineteen");
    output = printed("  - ", text);
    words = test_calloc(1, sizeof text);
    for (char *rest = NULL, *line = strtok_r(output, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        assert_in_range(strlen(line), 1, VRO_TERMINAL_WIDTH);
        assert_memory_equal(line, line == output ? "  - nineteen" : "    nineteen", 12);
        strcat(words, *words ? " " : "");
        strcat(words, line + 4);
    }
    assert_string_equal(words, text);
    test_free(words);
    free(output);
}

// 79 characters, most of two bytes, fit a line; 80 do not.
static void a_line_is_filled_by_characters(void **state) {
    (void)state;
    char text[200] = "", expected[210], *output;
    for (int i = 0; i < 76; i++)
        strcat(text, "\xc3\xbc");
    strcat(text, " x");
    snprintf(expected, sizeof expected, "\xc3\xa4%s\n", text);
    output = printed("\xc3\xa4", text);
    assert_string_equal(output, expected);
    free(output);
    strcat(text, "y");
    output = printed("\xc3\xa4", text);
    assert_string_equal(output + strlen(output) - 5, "\n xy\n");
    free(output);
}

int test_wrapped_text(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_is_a_line),
        cmocka_unit_test(a_word_that_is_longer_than_a_line_stands_alone),
        cmocka_unit_test(lines_break_at_blanks_and_fit_a_terminal),
        cmocka_unit_test(a_line_is_filled_by_characters),
    };
    return cmocka_run_group_tests_name("wrapped_text", tests, NULL, NULL);
}
