// Rows of points and bars.
#include "vrosim/figure/forest.h"

#include "drawn_picture.h"
#include "picture_cases.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS_MAX = 101 };

static vro_status draw(const picture_case *one, const vro_picture *picture, vro_byte_buffer *svg,
                       vro_errors *errors) {
    vro_forest_row rows[ROWS_MAX];
    char texts[ROWS_MAX][60];
    for (size_t i = 0; i < one->count; i++) {
        const double value = one->size * (picture_cases_value(i, 0) - 0.6) * 0.1;
        const double half = one->size * picture_cases_value(i, 1) * 0.03;
        snprintf(texts[i], sizeof texts[i], "%.3g (%.3g to %.3g)", value, value - half,
                 value + half);
        rows[i] = (vro_forest_row){one->name_of(i), i, value, value - half, value + half, texts[i]};
    }
    if (one->count > 3)
        rows[2] = (vro_forest_row){
            "Children older than two years at the operation", 0, NAN, NAN, NAN, NULL};
    const vro_forest forest = {.x = {.label = "Difference in the share revised by 18 years",
                                     .kind = one->size == 1 ? VRO_AXIS_PERCENT : VRO_AXIS_LINEAR},
                               .left_words = "fewer revisions",
                               .right_words = "more revisions",
                               .label_heading = "Strategy",
                               .text_heading = "Difference (95 %)",
                               .rows = rows,
                               .count = one->count};
    return vro_forest_draw(&forest, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("forest", draw);
}

static void a_row_has_its_label_and_its_text(void **state) {
    (void)state;
    char *svg = picture_cases_drawn(draw, picture_cases_usual());
    drawn_picture picture = drawn_picture_read(svg, "sample");
    assert_int_equal(drawn_picture_count(&picture, "Open reduction"), 1);
    assert_int_equal(drawn_picture_count(&picture, "Dega & spica < 2 years"), 1);
    assert_int_equal(drawn_picture_count(&picture, "fewer revisions"), 1);
    drawn_picture_free(&picture);
    free(svg);
}

// The SVG of a row, on an axis from 0 to 10.
static char *drawn_row(double value, double low, double high) {
    const vro_forest_row row = {"one", 0, value, low, high, NULL};
    const vro_forest forest = {.x = {.low = 0, .high = 10}, .rows = &row, .count = 1};
    const vro_picture picture = {.name = "row"};
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_forest_draw(&forest, &picture, &svg, &errors), VRO_OK);
    return vro_byte_buffer_release_text(&svg);
}

static void a_heading_has_neither_point_nor_bar(void **state) {
    (void)state;
    char *heading = drawn_row(NAN, 1, 2), *row = drawn_row(1.5, 1, 2);
    assert_null(strstr(heading, "<circle"));
    assert_null(strstr(heading, "<path"));
    assert_non_null(strstr(row, "<circle"));
    assert_non_null(strstr(row, "<path"));
    free(heading);
    free(row);
}

// A bar that ends at the end of the axis has a tick there, one that goes on an arrow.
static void a_bar_that_leaves_the_axis_goes_on(void **state) {
    (void)state;
    char *inside = drawn_row(5, 0, 10), *beyond = drawn_row(5, 0, 11),
         *point = drawn_row(11, 9, 12);
    assert_string_not_equal(inside, beyond);
    assert_null(strstr(point, "<circle"));
    free(inside);
    free(beyond);
    free(point);
}

static void the_widest_label_under_a_heading_stays_on_one_line(void **state) {
    (void)state;
    const vro_forest_row rows[] = {{"Later surgery by 5 years", 0, NAN, NAN, NAN, NULL},
                                   {"GMFCS I", 0, 1, 0, 2, "1"},
                                   {"GMFCS IV", 0, 1, 0, 2, "1"},
                                   {"GMFCS III", 0, 1, 0, 2, "1"}};
    const vro_forest forest = {.rows = rows, .count = 4};
    const vro_picture of_picture = {.name = "rows", .width = 640};
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_forest_draw(&forest, &of_picture, &svg, &errors), VRO_OK);
    char *text = vro_byte_buffer_release_text(&svg);
    drawn_picture picture = drawn_picture_read(text, "rows");
    assert_int_equal(drawn_picture_count(&picture, "GMFCS IV"), 1);
    drawn_picture_free(&picture);
    free(text);
}

int test_forest(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(a_row_has_its_label_and_its_text),
        cmocka_unit_test(a_heading_has_neither_point_nor_bar),
        cmocka_unit_test(a_bar_that_leaves_the_axis_goes_on),
        cmocka_unit_test(the_widest_label_under_a_heading_stays_on_one_line),
    };
    return cmocka_run_group_tests_name("forest", tests, NULL, NULL);
}
