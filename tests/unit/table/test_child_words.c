// Who the children of a list are, in words.
#include "vrosim/table/child_words.h"

#include "vrosim/input/child_list_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_words(const char *table, const char *words) {
    vro_errors errors = {0};
    vro_child_list list = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    if (*table != '\0')
        assert_int_equal(vro_child_list_parse(&list, "list", table, strlen(table), &errors),
                         VRO_OK);
    vro_child_words_print(stream, &list);
    assert_int_equal(fclose(stream), 0);
    assert_string_equal(text, words);
    free(text);
    vro_child_list_free(&list);
}

static void without_a_list_there_is_nothing_to_say(void **state) {
    (void)state;
    assert_words("", "");
}

static void one_child_is_described(void **state) {
    (void)state;
    assert_words("migration,gmfcs,female,age,other_migration\n45,4,0,6.5,20\n",
                 "Every child: GMFCS level IV, a boy, 6.5 years old, migration 45 %, migration\n"
                 "of the other hip 20 %; all else is drawn.\n");
}

static void of_a_list_the_columns_are_named(void **state) {
    (void)state;
    assert_words("age,nsa\n6,\n7,150\n8,NA\n",
                 "The children are those of a list of 3, again and again, with their age, nsa\n"
                 "(known of 1); all else is drawn.\n");
}

int test_child_words(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_list_there_is_nothing_to_say),
        cmocka_unit_test(one_child_is_described),
        cmocka_unit_test(of_a_list_the_columns_are_named),
    };
    return cmocka_run_group_tests_name("child_words", tests, NULL, NULL);
}
