// Lines over a threshold, the frontier behind them, and a panel below.
#include "vrosim/figure/lines.h"

#include "drawn_picture.h"
#include "picture_cases.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { POINTS = 51, SERIES_MAX = 101 };

typedef struct acceptability {
    double x[POINTS];
    double y[SERIES_MAX][POINTS];
    double best[POINTS];
    double value[POINTS];
    vro_line_series series[SERIES_MAX];
} acceptability;

static void fill(acceptability *data, const picture_case *one) {
    for (size_t j = 0; j < POINTS; j++) {
        double sum = 1e-9;
        data->x[j] = 2000 * (double)j;
        for (size_t i = 0; i < one->count; i++) {
            const double wave = picture_cases_value(i, 7) * 100 - (double)j;
            data->y[i][j] = exp(-wave * wave / 800);
            sum += data->y[i][j];
        }
        data->best[j] = 0;
        for (size_t i = 0; i < one->count; i++) {
            data->y[i][j] *= one->size / sum;
            data->best[j] = fmax(data->best[j], data->y[i][j]);
        }
        data->value[j] = one->size * 300 * exp(-pow((double)j - 20, 2) / 200);
    }
    for (size_t i = 0; i < one->count; i++)
        data->series[i] = (vro_line_series){
            .label = one->name_of(i), .style = i, .count = POINTS, .x = data->x, .y = data->y[i]};
}

static vro_status draw(const picture_case *one, const vro_picture *picture, vro_byte_buffer *svg,
                       vro_errors *errors) {
    acceptability *data = test_calloc(1, sizeof *data);
    fill(data, one);
    const vro_line_series frontier = {
        .label = "Frontier: the best on average", .count = POINTS, .x = data->x, .y = data->best};
    const vro_line_series value = {
        .label = "EVPI", .style = 4, .count = POINTS, .x = data->x, .y = data->value};
    const vro_reference_line reference = {50000, "threshold 50,000"};
    const vro_lines lines = {
        .x = {.label = "Willingness to pay for a quality-adjusted life year (euros)"},
        .main = {.y = {"Probability of being the best", VRO_AXIS_PERCENT, 0, one->size == 1},
                 .series = data->series,
                 .count = one->count,
                 .overlay = &frontier},
        .below = {.y = {.label = "Value of perfect information (euros a child)"},
                  .series = &value,
                  .count = 1},
        .references = &reference,
        .reference_count = 1};
    const vro_status status = vro_lines_draw(&lines, picture, svg, errors);
    test_free(data);
    return status;
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("lines", draw);
}

static void a_line_is_broken_where_it_has_no_value(void **state) {
    (void)state;
    const double x[] = {0, 1, 2, 3, 4}, y[] = {1, 2, NAN, 2, 1};
    const vro_line_series series = {.label = "one", .count = 5, .x = x, .y = y};
    const vro_lines lines = {.main = {.series = &series, .count = 1}};
    const vro_picture picture = {.name = "broken"};
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_lines_draw(&lines, &picture, &svg, &errors), VRO_OK);
    char *text = vro_byte_buffer_release_text(&svg);
    size_t paths = 0;
    for (const char *at = text; (at = strstr(at, "<path d=")); at++)
        paths++;
    assert_int_equal(paths, 4); // two runs, each with the white under it
    free(text);
}

int test_lines(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(a_line_is_broken_where_it_has_no_value),
    };
    return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
