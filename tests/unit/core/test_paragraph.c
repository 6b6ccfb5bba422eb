#include "vrosim/core/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void pieces_follow_each_other(void **state) {
    vro_paragraph paragraph = {0};
    (void)state;
    vro_paragraph_add(&paragraph, "%d hips", 2);
    vro_paragraph_add(&paragraph, "%s", ".");
    assert_string_equal(paragraph.text, "2 hips.");
    assert_int_equal(paragraph.length, 7);
}

static void a_list_has_separators_between_its_items_only(void **state) {
    vro_paragraph paragraph = {0};
    (void)state;
    vro_paragraph_add(&paragraph, "of ");
    const size_t start = paragraph.length;
    vro_paragraph_add_item(&paragraph, start, ", ", "%s", "one");
    vro_paragraph_add_item(&paragraph, start, ", ", "%s", "two");
    assert_string_equal(paragraph.text, "of one, two");
}

static void what_has_no_room_is_cut_off(void **state) {
    vro_paragraph paragraph = {0};
    (void)state;
    for (size_t i = 0; i < sizeof paragraph.text; i++)
        vro_paragraph_add(&paragraph, "abc");
    assert_int_equal(paragraph.length, sizeof paragraph.text - 1);
    assert_int_equal(strlen(paragraph.text), paragraph.length);
}

int test_paragraph(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_follow_each_other),
        cmocka_unit_test(a_list_has_separators_between_its_items_only),
        cmocka_unit_test(what_has_no_room_is_cut_off),
    };
    return cmocka_run_group_tests_name("paragraph", tests, NULL, NULL);
}
