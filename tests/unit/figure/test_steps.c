// Cumulative incidence with its table below.
#include "vrosim/figure/steps.h"

#include "drawn_picture.h"
#include "picture_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { POINTS = 37, SERIES_MAX = 101, TIMES = 10 };

typedef struct incidence {
    double x[POINTS];
    double y[SERIES_MAX][POINTS];
    double low[SERIES_MAX][POINTS];
    double high[SERIES_MAX][POINTS];
    double times[TIMES];
    double at_risk[SERIES_MAX][TIMES];
    double events[SERIES_MAX][TIMES];
    vro_line_series series[SERIES_MAX];
} incidence;

static void fill(incidence *data, const picture_case *one) {
    for (size_t i = 0; i < POINTS; i++)
        data->x[i] = (double)i / 2;
    for (size_t k = 0; k < TIMES; k++)
        data->times[k] = 2 * (double)k;
    for (size_t i = 0; i < one->count; i++) {
        const double rate = 0.1 + 0.5 * picture_cases_value(i, 3);
        for (size_t j = 0; j < POINTS; j++) {
            data->y[i][j] = one->size * rate * data->x[j] / (data->x[j] + 6);
            data->low[i][j] = 0.95 * data->y[i][j];
            data->high[i][j] = 1.05 * data->y[i][j];
        }
        for (size_t k = 0; k < TIMES; k++) {
            data->at_risk[i][k] = 1000000 - 50000 * (double)k;
            data->events[i][k] = 1000 * (double)k;
        }
        data->series[i] = (vro_line_series){
            one->name_of(i), i, POINTS, data->x, data->y[i], data->low[i], data->high[i]};
    }
}

static vro_status draw(const picture_case *one, const vro_picture *picture, vro_byte_buffer *svg,
                       vro_errors *errors) {
    incidence *data = test_calloc(1, sizeof *data);
    fill(data, one);
    const vro_steps steps = {
        .x = {.label = "Years since the operation"},
        .y = {.label = "Children with a revision",
              .kind = one->size == 1 ? VRO_AXIS_PERCENT : VRO_AXIS_LINEAR},
        .series = data->series,
        .count = one->count,
        .table = {TIMES, data->times, "At risk", "Events", *data->at_risk, *data->events}};
    const vro_status status = vro_steps_draw(&steps, picture, svg, errors);
    test_free(data);
    return status;
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("steps", draw);
}

static void the_ticks_are_the_times_of_the_table(void **state) {
    (void)state;
    char *svg = picture_cases_drawn(draw, picture_cases_usual());
    drawn_picture picture = drawn_picture_read(svg, "sample");
    assert_int_equal(drawn_picture_count(&picture, "At risk"), 5);
    assert_int_equal(drawn_picture_count(&picture, "Events"), 5);
    assert_int_equal(drawn_picture_count(&picture, "1,000,000"), 5);
    // Every second time has room.
    assert_int_equal(drawn_picture_count(&picture, "12"), 1);
    assert_int_equal(drawn_picture_count(&picture, "10"), 0);
    assert_int_equal(drawn_picture_count(&picture, "700,000"), 5);
    drawn_picture_free(&picture);
    free(svg);
}

int test_steps(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(the_ticks_are_the_times_of_the_table),
    };
    return cmocka_run_group_tests_name("steps", tests, NULL, NULL);
}
