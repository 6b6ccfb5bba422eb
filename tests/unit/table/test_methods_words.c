#include "vrosim/table/methods_words.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_list_ends_with_and(void **state) {
    static const char *const items[] = {"a", "b", "c"};
    vro_paragraph none = {0}, one = {0}, three = {0}, german = {0};
    (void)state;
    vro_methods_words_list(&none, VRO_ENGLISH, items, 0);
    vro_methods_words_list(&one, VRO_ENGLISH, items, 1);
    vro_methods_words_list(&three, VRO_ENGLISH, items, 3);
    vro_methods_words_list(&german, VRO_GERMAN, items, 2);
    assert_string_equal(none.text, "");
    assert_string_equal(one.text, "a");
    assert_string_equal(three.text, "a, b and c");
    assert_string_equal(german.text, "a und b");
}

static void a_number_has_no_zeros_at_its_end(void **state) {
    static const struct {
        double value;
        const char *english;
        const char *german;
    } rows[] = {{6, "6", "6"},    {0.5, "0.5", "0,5"},      {0.02956, "0.0296", "0,0296"},
                {30, "30", "30"}, {1200, "1,200", "1.200"}, {0, "0", "0"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(vro_methods_words_number(VRO_ENGLISH, rows[i].value).text,
                            rows[i].english);
        assert_string_equal(vro_methods_words_number(VRO_GERMAN, rows[i].value).text,
                            rows[i].german);
    }
}

int test_methods_words(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_ends_with_and),
        cmocka_unit_test(a_number_has_no_zeros_at_its_end),
    };
    return cmocka_run_group_tests_name("methods_words", tests, NULL, NULL);
}
