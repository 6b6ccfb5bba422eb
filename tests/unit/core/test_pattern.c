// Texts with places for values.
#include "vrosim/core/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *const values[] = {"one", NULL, "{1}"};

static void assert_piece(const char **at, const char *text, bool is_value) {
    vro_pattern_piece piece;
    assert_true(vro_pattern_next(at, values, sizeof values / sizeof *values, &piece));
    assert_int_equal(piece.size, strlen(text));
    assert_memory_equal(piece.text, text, piece.size);
    assert_int_equal(piece.is_value, is_value);
}

static void assert_end(const char *at) {
    vro_pattern_piece piece;
    assert_false(vro_pattern_next(&at, values, 3, &piece));
}

static void values_and_the_text_between_them_follow_each_other(void **state) {
    (void)state;
    const char *at = "a {1}{3}, {1}.";
    assert_piece(&at, "a ", false);
    assert_piece(&at, "one", true);
    assert_piece(&at, "{1}", true);
    assert_piece(&at, ", ", false);
    assert_piece(&at, "one", true);
    assert_piece(&at, ".", false);
    assert_end(at);
    assert_end("");
}

static void a_value_that_is_missing_is_empty(void **state) {
    (void)state;
    const char *at = "{2}{4}";
    assert_piece(&at, "", true);
    assert_piece(&at, "", true);
    assert_end(at);
}

static void braces_that_are_no_place_are_text(void **state) {
    (void)state;
    const char *at = "{0} {12} {a} {1";
    assert_piece(&at, "{0} {12} {a} {1", false);
    assert_end(at);
}

int test_pattern(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_the_text_between_them_follow_each_other),
        cmocka_unit_test(a_value_that_is_missing_is_empty),
        cmocka_unit_test(braces_that_are_no_place_are_text),
    };
    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
