#define _GNU_SOURCE 1

#include "vrosim/verb/wrapped_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What is printed of a text, to be freed.
static char *printed(const char *text, int indent) {
    char *output = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&output, &size);
    assert_non_null(stream);
    vro_wrapped_text_print(text, indent, stream);
    assert_int_equal(fclose(stream), 0);
    return output;
}

static void a_short_text_is_a_line_set_in(void **state) {
    (void)state;
    char *output = printed("one line", 6);
    assert_string_equal(output, "      one line\n");
    free(output);
}

static void lines_break_at_blanks_and_fit_a_terminal(void **state) {
    (void)state;
    char text[400] = "", *output, *words;
    for (int i = 0; i < 40; i++)
        strcat(text, i ? " nineteen" : "nineteen");
    output = printed(text, 4);
    words = test_calloc(1, sizeof text);
    for (char *rest = NULL, *line = strtok_r(output, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        assert_true(strlen(line) <= 79);
        assert_memory_equal(line, "    nineteen", 12);
        strcat(words, *words ? " " : "");
        strcat(words, line + 4);
    }
    assert_string_equal(words, text);
    test_free(words);
    free(output);
}

int test_wrapped_text(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_is_a_line_set_in),
        cmocka_unit_test(lines_break_at_blanks_and_fit_a_terminal),
    };
    return cmocka_run_group_tests_name("wrapped_text", tests, NULL, NULL);
}
