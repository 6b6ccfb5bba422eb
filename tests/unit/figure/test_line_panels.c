// A panel for each of many series.
#include "vrosim/figure/line_panels.h"
#include "vrosim/figure/steps.h"

#include "drawn_picture.h"
#include "picture_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const double X[] = {0, 1, 2}, Y[] = {0, 0.1, 0.3};
static const double TIMES[] = {0, 2};

// Steps, all of one table, with as many series as the case has.
static vro_status draw(const picture_case *one, const vro_picture *picture, vro_byte_buffer *svg,
                       vro_errors *errors) {
    vro_line_series *series = test_calloc(one->count + 1, sizeof *series);
    double *counts = test_calloc(2 * one->count + 1, sizeof *counts);
    for (size_t i = 0; i < one->count; i++)
        series[i] =
            (vro_line_series){.label = one->name_of(i), .style = i, .count = 3, .x = X, .y = Y};
    const vro_steps steps = {.x = {.label = "Years", .high = 2},
                             .y = {.label = "Children", .kind = VRO_AXIS_PERCENT, .high = 1},
                             .series = series,
                             .count = one->count,
                             .table = {2, TIMES, "At risk", "Events", counts, counts}};
    const vro_status status = vro_steps_draw(&steps, picture, svg, errors);
    test_free(counts);
    test_free(series);
    return status;
}

// How often a text stands in the picture of so many series.
static size_t count_text(size_t series, const char *text) {
    picture_case one = *picture_cases_usual();
    one.count = series;
    char *svg = picture_cases_drawn(draw, &one);
    drawn_picture picture = drawn_picture_read(svg, "sample");
    const size_t count = drawn_picture_count(&picture, text);
    drawn_picture_free(&picture);
    free(svg);
    return count;
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("line_panels", draw);
}

static void each_of_many_series_has_a_panel_with_an_axis(void **state) {
    (void)state;
    const size_t few = VRO_LINE_PANELS_FROM - 1;
    assert_int_equal(count_text(few, "100%"), 1);
    assert_int_equal(count_text(few + 1, "100%"), few + 1);
}

// A name stands over its panel, in the table and, that of the first, in the legend of the thin
// line. Of the eleven, three have the first name, and two the second.
static void the_first_series_is_shown_in_every_panel(void **state) {
    (void)state;
    const picture_case *usual = picture_cases_usual();
    assert_int_equal(count_text(VRO_LINE_PANELS_FROM, usual->name_of(0)), 2 * 3 + 1);
    assert_int_equal(count_text(VRO_LINE_PANELS_FROM, usual->name_of(1)), 2 * 2);
    assert_int_equal(count_text(VRO_LINE_PANELS_FROM, "At risk"), VRO_LINE_PANELS_FROM);
}

int test_line_panels(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(each_of_many_series_has_a_panel_with_an_axis),
        cmocka_unit_test(the_first_series_is_shown_in_every_panel),
    };
    return cmocka_run_group_tests_name("line_panels", tests, NULL, NULL);
}
