// Dots, ellipses and a threshold on a plane.
#include "vrosim/figure/scatter.h"

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
    enum { DOTS = 300 };
    static double x[ROWS_MAX][DOTS], y[ROWS_MAX][DOTS];
    vro_scatter_series series[ROWS_MAX];
    for (size_t i = 0; i < one->count; i++) {
        const double effect = one->size * (picture_cases_value(i, 0) - 0.3) * 0.4;
        const double cost = one->size * (picture_cases_value(i, 1) - 0.3) * 9000;
        for (size_t j = 0; j < DOTS; j++) {
            const double a = picture_cases_value(j, i) + picture_cases_value(j, i + 50) - 1;
            const double b = picture_cases_value(j, i + 100) + picture_cases_value(j, i + 150) - 1;
            x[i][j] = effect + one->size * 0.1 * a;
            y[i][j] = cost + one->size * 1500 * (b + a / 2);
        }
        series[i] =
            (vro_scatter_series){one->name_of(i),
                                 i,
                                 DOTS,
                                 x[i],
                                 y[i],
                                 {effect, cost, pow(one->size * 0.04, 2), pow(one->size * 690, 2),
                                  pow(one->size, 2) * 0.04 * 690 * 0.45}};
    }
    const vro_scatter scatter = {.x = {.label = "Quality-adjusted life years gained"},
                                 .y = {.label = "Costs added (euros)"},
                                 .series = series,
                                 .count = one->count,
                                 .has_threshold = true,
                                 .threshold = 30000,
                                 .threshold_label = "30,000 euros for a quality-adjusted life year",
                                 .quadrants = {"dearer, better: 62 %", "dearer, worse: 8 %",
                                               "cheaper, worse: 10 %", "cheaper, better: 20 %"}};
    return vro_scatter_draw(&scatter, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("scatter", draw);
}

static void a_series_without_a_variance_has_no_ellipse(void **state) {
    (void)state;
    const double x[] = {1, 2}, y[] = {3, INFINITY};
    vro_scatter_series series = {"one", 0, 2, x, y, {.x = 1, .y = 3}};
    const vro_scatter scatter = {.series = &series, .count = 1};
    const vro_picture picture = {.name = "plane"};
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_scatter_draw(&scatter, &picture, &svg, &errors), VRO_OK);
    series.ellipse = (vro_ellipse){1, 3, 1, 1, 0.5};
    vro_byte_buffer with = {0};
    assert_int_equal(vro_scatter_draw(&scatter, &picture, &with, &errors), VRO_OK);
    char *before = vro_byte_buffer_release_text(&svg), *after = vro_byte_buffer_release_text(&with);
    assert_null(strstr(before, "Z\" fill=\"none\""));
    assert_non_null(strstr(after, "Z\" fill=\"none\""));
    // Both have the centre, which has a white edge.
    assert_non_null(strstr(before, "stroke=\"#ffffff\""));
    assert_non_null(strstr(after, "stroke=\"#ffffff\""));
    // The point that is infinite is no dot.
    const char *dot = strstr(before, "h0");
    assert_non_null(dot);
    assert_int_equal(dot[2], '"');
    free(before);
    free(after);
}

int test_scatter(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(a_series_without_a_variance_has_no_ellipse),
    };
    return cmocka_run_group_tests_name("scatter", tests, NULL, NULL);
}
