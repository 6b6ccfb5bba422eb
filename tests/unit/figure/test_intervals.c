// What studies observed beside what the model says.
#include "vrosim/figure/intervals.h"

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
    vro_interval_row rows[ROWS_MAX];
    for (size_t i = 0; i < one->count; i++) {
        const double value = one->size * picture_cases_value(i, 0) * 0.4;
        const double half = one->size * (0.01 + picture_cases_value(i, 1) * 0.05);
        const double model = value + half * (picture_cases_value(i, 2) - 0.5);
        rows[i] = (vro_interval_row){.group = i < 2 ? "Smith 2009, 112 hips" : one->name_of(i / 3),
                                     .label = one->name_of(i),
                                     .observed = value,
                                     .observed_low = value - half,
                                     .observed_high = value + half,
                                     .model = model,
                                     .model_low = model - half / 2,
                                     .model_high = model + half / 2,
                                     .held_out = i % 3 == 2,
                                     .text = i % 2 ? "inside" : "outside"};
    }
    const vro_intervals intervals = {
        .x = {.label = "Share of children",
              .kind = one->size == 1 ? VRO_AXIS_PERCENT : VRO_AXIS_LINEAR},
        .observed_label = "observed, 95 % interval",
        .model_label = "model, 95 % of predictions",
        .held_out_label = "held out of the fit",
        .text_heading = "Observed in the band",
        .rows = rows,
        .count = one->count};
    return vro_intervals_draw(&intervals, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("intervals", draw);
}

static void a_group_has_one_heading(void **state) {
    (void)state;
    char *svg = picture_cases_drawn(draw, picture_cases_usual());
    drawn_picture picture = drawn_picture_read(svg, "sample");
    assert_int_equal(drawn_picture_count(&picture, "Smith 2009, 112 hips"), 1);
    // A row, and the heading of the third to the fifth row: name_of(0) and name_of(1).
    assert_int_equal(drawn_picture_count(&picture, "Open reduction"), 2);
    assert_int_equal(drawn_picture_count(&picture, "Salter osteotomy"), 1);
    drawn_picture_free(&picture);
    free(svg);
}

int test_intervals(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(a_group_has_one_heading),
    };
    return cmocka_run_group_tests_name("intervals", tests, NULL, NULL);
}
