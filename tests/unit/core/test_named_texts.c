#include "vrosim/core/named_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

// What a sentence becomes, in room; NULL where it cannot be filled.
static const char *filled(const vro_named_texts *texts, const char *sentence, char room[200]) {
    vro_byte_buffer buffer = {0};
    const bool whole = vro_named_texts_fill(texts, sentence, &buffer);
    assert_true(buffer.size < 200 && !buffer.failed);
    if (buffer.size > 0)
        memcpy(room, buffer.at, buffer.size);
    room[buffer.size] = '\0';
    vro_byte_buffer_free(&buffer);
    return whole ? room : NULL;
}

static int open_texts(void **state) {
    static vro_named_texts texts;
    vro_named_texts_set(&texts, "children", "%d", 500);
    vro_named_texts_set(&texts, "seed", "%s", "7");
    *state = &texts;
    return texts.failed;
}

static int close_texts(void **state) {
    vro_named_texts_free(*state);
    return 0;
}

static void names_are_replaced_by_their_texts(void **state) {
    char room[200];
    assert_string_equal(filled(*state, "{children} children, seed {seed}.", room),
                        "500 children, seed 7.");
    assert_string_equal(filled(*state, "", room), "");
}

static void a_piece_in_brackets_goes_with_a_name_that_has_no_text(void **state) {
    char room[200];
    assert_string_equal(filled(*state, "{seed}[ of {commit}][ and {children}].", room),
                        "7 and 500.");
    assert_string_equal(filled(*state, "[{commit}]", room), "");
}

static void without_the_text_of_a_name_there_is_no_sentence(void **state) {
    char room[200] = "kept";
    assert_null(filled(*state, "{children} by {child}", room));
    assert_string_equal(room, "");
}

static void a_later_text_replaces_an_earlier_one(void **state) {
    vro_named_texts *texts = *state;
    char room[200];
    vro_named_texts_set(texts, "seed", "%d", 8);
    assert_int_equal(texts->count, 2);
    assert_string_equal(filled(texts, "{seed}", room), "8");
}

static void names_are_whole(void **state) {
    assert_null(vro_named_texts_find(*state, "child"));
    assert_null(vro_named_texts_find(*state, "children_"));
    assert_string_equal(vro_named_texts_find(*state, "children"), "500");
}

static void a_list_of_names_is_had_if_each_is(void **state) {
    assert_true(vro_named_texts_have(*state, ""));
    assert_true(vro_named_texts_have(*state, "seed children"));
    assert_false(vro_named_texts_have(*state, "seed child"));
}

static void braces_and_brackets_must_close(void **state) {
    static const char *const wrong[] = {"{a", "a}", "[a", "a]", "[a [b]]", "{a [b]}", "{{a}}"};
    (void)state;
    assert_null(vro_named_texts_fault("a {b} [c {d}] e"));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_non_null(vro_named_texts_fault(wrong[i]));
}

int test_named_texts(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_are_replaced_by_their_texts, open_texts, close_texts),
        cmocka_unit_test_setup_teardown(a_piece_in_brackets_goes_with_a_name_that_has_no_text,
                                        open_texts, close_texts),
        cmocka_unit_test_setup_teardown(without_the_text_of_a_name_there_is_no_sentence, open_texts,
                                        close_texts),
        cmocka_unit_test_setup_teardown(a_later_text_replaces_an_earlier_one, open_texts,
                                        close_texts),
        cmocka_unit_test_setup_teardown(names_are_whole, open_texts, close_texts),
        cmocka_unit_test_setup_teardown(a_list_of_names_is_had_if_each_is, open_texts, close_texts),
        cmocka_unit_test(braces_and_brackets_must_close),
    };
    return cmocka_run_group_tests_name("named_texts", tests, NULL, NULL);
}
