#include "vrosim/web/told_forest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double WIDTH = 600;

static size_t times(const char *text, const char *word) {
    size_t count = 0;
    for (; (text = strstr(text, word)); text += strlen(word))
        count++;
    return count;
}

static char *draw(const char *told) {
    char *svg = vro_told_forest_draw(told, WIDTH, true);
    assert_non_null(svg);
    assert_memory_equal(svg, "<svg", 4);
    return svg;
}

static void texts_and_rows_are_drawn(void **state) {
    (void)state;
    char *svg = draw("title\tWhat is found\naxis\tof 100\nscale\t100\nrow\tone "
                     "<study>\t1\t0.25\t0.2\t0.3\t25,0\n"
                     "row\tanother\t2\t0.5\t\t\t50,0");
    assert_non_null(strstr(svg, "What is found"));
    assert_non_null(strstr(svg, "one &lt;study&gt;"));
    assert_non_null(strstr(svg, "another"));
    assert_non_null(strstr(svg, "50,0"));
    free(svg);
}

static void numbers_are_scaled_and_the_axis_holds_them(void **state) {
    (void)state;
    char *svg = draw("scale\t100\nrow\ta\t0\t0.5\t0.4\t0.8\t\n");
    assert_non_null(strstr(svg, ">60<"));
    free(svg);
}

static void a_row_without_a_value_is_a_heading_and_texts_have_one(void **state) {
    (void)state;
    char *rows = draw("values\tof 100 (95 %)\nrow\ta\t0\t0.5\t0.4\t0.8\t0.5\n");
    char *headed = draw("row\tGroup\nrow\ta\t0\t0.5\t0.4\t0.8\t0.5\n");
    assert_non_null(strstr(rows, "of 100 (95 %)"));
    assert_int_equal(times(rows, "<circle"), 1);
    assert_non_null(strstr(headed, ">Group<"));
    assert_int_equal(times(headed, "<circle"), 1);
    free(rows);
    free(headed);
}

static void unknown_lines_missing_cells_and_too_many_rows_do_no_harm(void **state) {
    (void)state;
    char told[8192] = "nonsense\t1\n\nrow\nrow\tx\nzero\t\n";
    for (size_t i = 0; i < 100; i++)
        strcat(told, "row\tmany\t3\t1\t0\t2\tmany\n");
    char *svg = draw(told);
    assert_in_range(times(svg, ">many<"), 1, 120);
    free(svg);
}

int test_told_forest(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_rows_are_drawn),
        cmocka_unit_test(numbers_are_scaled_and_the_axis_holds_them),
        cmocka_unit_test(a_row_without_a_value_is_a_heading_and_texts_have_one),
        cmocka_unit_test(unknown_lines_missing_cells_and_too_many_rows_do_no_harm),
    };
    return cmocka_run_group_tests_name("told_forest", tests, NULL, NULL);
}
