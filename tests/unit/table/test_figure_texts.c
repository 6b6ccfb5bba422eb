// Texts that a figure makes: numbers and sentences of its language.
#include "vrosim/table/figure_texts.h"

#include "result_texts.h"

static void numbers_have_the_marks_of_the_language(void **state) {
    (void)state;
    vro_figure_texts english = {.language = VRO_ENGLISH}, german = {.language = VRO_GERMAN};
    assert_string_equal(vro_figure_texts_digits(&english, 2710.3), "2,710");
    assert_string_equal(vro_figure_texts_digits(&german, 0.01234), "0,0123");
    assert_string_equal(vro_figure_texts_signed(&english, 0.26), "+0.260");
    assert_string_equal(vro_figure_texts_signed(&english, -0.26), "\xE2\x88\x92"
                                                                  "0.260");
    assert_string_equal(vro_figure_texts_signed(&english, 0), "0");
    vro_figure_texts_free(&english);
    vro_figure_texts_free(&german);
}

// 0 % and 100 % are said only of none and of all.
static void a_share_near_none_or_all_shows_that_it_is_not(void **state) {
    (void)state;
    vro_figure_texts texts = {.language = VRO_ENGLISH};
    assert_string_equal(vro_figure_texts_percent(&texts, 0), "0\xC2\xA0%");
    assert_string_equal(vro_figure_texts_percent(&texts, 0.002), "0.2\xC2\xA0%");
    assert_string_equal(vro_figure_texts_percent(&texts, 0.63), "63\xC2\xA0%");
    assert_string_equal(vro_figure_texts_percent(&texts, 0.998), "99.8\xC2\xA0%");
    assert_string_equal(vro_figure_texts_percent(&texts, 1), "100\xC2\xA0%");
    vro_figure_texts_free(&texts);
}

static void a_cell_keeps_the_decimals_of_its_file(void **state) {
    (void)state;
    vro_figure_texts texts = {.language = VRO_GERMAN};
    vro_result_tables tables = {0};
    add_result_text(&tables, "made_up.csv", "a,b,c,d\n1234.50,vro,,1e-7\n");
    const vro_result_table *table = vro_result_tables_find(&tables, "made_up.csv");
    assert_string_equal(vro_figure_texts_cell(&texts, table, 0, 0), "1.234,50");
    assert_string_equal(vro_figure_texts_cell(&texts, table, 0, 1), "vro");
    assert_string_equal(vro_figure_texts_cell(&texts, table, 0, 2), "");
    assert_string_equal(vro_figure_texts_cell(&texts, table, 0, 3), "0,000000100");
    assert_string_equal(vro_figure_texts_cell(&texts, table, 0, VRO_NO_COLUMN), "");
    vro_result_tables_free(&tables);
    vro_figure_texts_free(&texts);
}

static void texts_are_joined_by_commas(void **state) {
    (void)state;
    vro_figure_texts texts = {.language = VRO_ENGLISH};
    assert_string_equal(vro_figure_texts_join(&texts, (const char *[]){"a", "b"}, 2), "a, b");
    assert_string_equal(vro_figure_texts_join(&texts, NULL, 0), "");
    vro_figure_texts_free(&texts);
}

static void memory_that_ran_short_is_remembered(void **state) {
    (void)state;
    vro_figure_texts texts = {.language = VRO_ENGLISH};
    assert_string_equal(vro_figure_texts_keep(&texts, NULL), "");
    assert_true(texts.failed);
    vro_figure_texts_free(&texts);
}

int test_figure_texts(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_the_marks_of_the_language),
        cmocka_unit_test(a_share_near_none_or_all_shows_that_it_is_not),
        cmocka_unit_test(a_cell_keeps_the_decimals_of_its_file),
        cmocka_unit_test(texts_are_joined_by_commas),
        cmocka_unit_test(memory_that_ran_short_is_remembered),
    };
    return cmocka_run_group_tests_name("figure_texts", tests, NULL, NULL);
}
