#include "vrosim/core/string_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_name_keeps_its_number(void **state) {
    (void)state;
    static const char *const added[] = {"b", "a", "b", "", "a", "c"};
    static const size_t numbers[] = {0, 1, 0, 2, 1, 3};
    vro_string_set names = {0};
    for (size_t i = 0; i < 6; i++) {
        size_t number;
        assert_int_equal(vro_string_set_add(&names, added[i], &number), VRO_OK);
        assert_int_equal(number, numbers[i]);
    }
    assert_int_equal(names.count, 4);
    assert_int_equal(vro_string_set_find(&names, "c"), 3);
    assert_int_equal(vro_string_set_find(&names, "d"), VRO_STRING_SET_NONE);
    vro_string_set_free(&names);
    vro_string_set_free(&names);
}

static void texts_stay_in_place_while_the_list_grows(void **state) {
    (void)state;
    vro_string_set names = {0};
    size_t number;
    assert_int_equal(vro_string_set_add(&names, "first", &number), VRO_OK);
    const char *first = names.texts[0];
    for (int i = 0; i < 5000; i++) {
        char text[16];
        snprintf(text, sizeof text, "name %d", i);
        assert_int_equal(vro_string_set_add(&names, text, &number), VRO_OK);
        assert_int_equal(number, i + 1);
    }
    assert_ptr_equal(names.texts[0], first);
    assert_int_equal(vro_string_set_find(&names, "name 4321"), 4322);
    vro_string_set_free(&names);
}

static void released_texts_belong_to_the_caller(void **state) {
    (void)state;
    vro_string_set names = {0};
    size_t number;
    assert_null(vro_string_set_release(&names));
    assert_int_equal(vro_string_set_add(&names, "x", &number), VRO_OK);
    char **texts = vro_string_set_release(&names);
    assert_int_equal(names.count, 0);
    assert_int_equal(vro_string_set_find(&names, "x"), VRO_STRING_SET_NONE);
    assert_string_equal(texts[0], "x");
    free(texts[0]);
    free(texts);
}

int test_string_set(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_keeps_its_number),
        cmocka_unit_test(texts_stay_in_place_while_the_list_grows),
        cmocka_unit_test(released_texts_belong_to_the_caller),
    };
    return cmocka_run_group_tests_name("string_set", tests, NULL, NULL);
}
