// Bars from the base value to the ends of parameters.
#include "vrosim/figure/tornado.h"

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
    vro_tornado_row rows[ROWS_MAX];
    for (size_t i = 0; i < one->count; i++) {
        const double low = one->size * (picture_cases_value(i, 0) - 0.7) / (double)(i + 1);
        const double high = one->size * picture_cases_value(i, 1) / (double)(i + 1);
        rows[i] = (vro_tornado_row){
            one->name_of(i), {low, one->size * 0.03, "0.02"}, {high, one->size * 0.03, "0.35"}};
    }
    const vro_tornado tornado = {
        .x = {.label = "Net benefit against open reduction (thousand euros)"},
        .base = 0.05 * one->size,
        .base_label = "base case 0.05",
        .low_letter = "L",
        .high_letter = "H",
        .low_label = "parameter at its low end",
        .high_label = "parameter at its high end",
        .text_heading = "Low \u2013 high",
        .rows = rows,
        .count = one->count};
    return vro_tornado_draw(&tornado, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("tornado", draw);
}

static void every_bar_has_its_letter(void **state) {
    (void)state;
    char *svg = picture_cases_drawn(draw, picture_cases_usual());
    drawn_picture picture = drawn_picture_read(svg, "sample");
    // Five rows, and the legend.
    assert_int_equal(drawn_picture_count(&picture, "L"), 6);
    assert_int_equal(drawn_picture_count(&picture, "H"), 6);
    assert_int_equal(drawn_picture_count(&picture, "0.02 \u2013 0.35"), 5);
    drawn_picture_free(&picture);
    free(svg);
}

int test_tornado(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(every_bar_has_its_letter),
    };
    return cmocka_run_group_tests_name("tornado", tests, NULL, NULL);
}
