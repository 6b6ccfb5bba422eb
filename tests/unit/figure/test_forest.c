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

int test_forest(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(a_row_has_its_label_and_its_text),
    };
    return cmocka_run_group_tests_name("forest", tests, NULL, NULL);
}
