#include "lesson_table.h"

static const char TABLE[] = "quantity,group,value,lower,upper,p,significant,n\n"
                            "naive,all,0.0324,0.0146,0.0502,0.0004,1,10000\n"
                            "true,all,-0.1269,-0.1368,-0.1170,,,10000\n"
                            "treated,all,0.6,,,,,10000\n";

static const char LEGEND[] = "quantity,group,label\n"
                             ":title,,\"Naive {1}, true {2}.\"\n"
                             ":description,,A picture\n"
                             ":axis,,of 100\n"
                             ":scale,,100\n"
                             ":decimals,,1\n"
                             ",,Ways to compare\n"
                             "naive,all,by what was done\n"
                             "true,all,the same children\n"
                             "standardised,all,by level\n";

static const char *draw(vro_page *page, const char *language) {
    const char *svg = vro_page_drawing(page, TABLE, LEGEND, 640, language);
    if (!svg)
        fail_msg("%s", vro_page_faults(page));
    return svg;
}

static void rows_are_those_of_the_legend_that_the_table_has(void **state) {
    const char *svg = draw(*state, "en");
    assert_non_null(strstr(svg, "<title id=\"lesson-title\">Naive 3.2, true \u221212.7.</title>"));
    assert_non_null(strstr(svg, "Ways to compare"));
    assert_non_null(strstr(svg, "3.2 (1.5 to 5.0)"));
    assert_null(strstr(svg, "by level"));
    assert_null(strstr(svg, "60.0"));
}

static void numbers_are_in_the_readers_language(void **state) {
    assert_non_null(strstr(draw(*state, "de"), "3,2 (1,5 bis 5,0)"));
}

static void a_wrong_table_or_width_is_refused(void **state) {
    vro_page *page = *state;
    assert_null(vro_page_drawing(page, "", LEGEND, 640, "en"));
    assert_null(vro_page_drawing(page, TABLE, LEGEND, 100, "en"));
    assert_string_not_equal(vro_page_faults(page), "");
    assert_null(vro_page_drawing(page, TABLE, LEGEND, 640, "fr"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_lesson_figure(void) {
    static const struct CMUnitTest tests[] = {
        TEST(rows_are_those_of_the_legend_that_the_table_has),
        TEST(numbers_are_in_the_readers_language),
        TEST(a_wrong_table_or_width_is_refused),
    };
    return cmocka_run_group_tests_name("lesson_figure", tests, NULL, NULL);
}
