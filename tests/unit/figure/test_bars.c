// Bars from zero with an error bar on each.
#include "vrosim/figure/bars.h"

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
    vro_bars_row rows[ROWS_MAX];
    char texts[ROWS_MAX][60];
    for (size_t i = 0; i < one->count; i++) {
        const double value = one->size * picture_cases_value(i, 0) * 400;
        const double half = one->size * picture_cases_value(i, 1) * 60;
        snprintf(texts[i], sizeof texts[i], "%.3g (%.3g to %.3g)", value, value - half,
                 value + half);
        rows[i] = (vro_bars_row){one->name_of(i), value, value - half, value + half, texts[i]};
    }
    const vro_bars bars = {.x = {.label = "Value of knowing the parameters (euros a child)"},
                           .second_label = "For 20,000 children (euros)",
                           .second_factor = 20000,
                           .text_heading = "Value (95 %)",
                           .rows = rows,
                           .count = one->count};
    return vro_bars_draw(&bars, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("bars", draw);
}

static void the_second_scale_has_the_units_of_the_population(void **state) {
    (void)state;
    char *svg = picture_cases_drawn(draw, picture_cases_usual());
    drawn_picture picture = drawn_picture_read(svg, "sample");
    assert_int_equal(drawn_picture_count(&picture, "100"), 1);
    assert_int_equal(drawn_picture_count(&picture, "2,000,000"), 1);
    assert_int_equal(drawn_picture_count(&picture, "For 20,000 children (euros)"), 1);
    drawn_picture_free(&picture);
    free(svg);
}

int test_bars(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(the_second_scale_has_the_units_of_the_population),
    };
    return cmocka_run_group_tests_name("bars", tests, NULL, NULL);
}
