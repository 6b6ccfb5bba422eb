// A map over two parameters.
#include "vrosim/figure/heat_map.h"

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
    enum { SIDE = 11 };
    static double x[ROWS_MAX], y[SIDE], values[SIDE * ROWS_MAX];
    static int best[SIDE * ROWS_MAX];
    const char *choices[ROWS_MAX];
    const size_t columns = one->count < 4 ? one->count : one->count + 1;
    for (size_t i = 0; i < one->count; i++)
        choices[i] = one->name_of(i);
    for (size_t i = 0; i < columns; i++)
        x[i] = (isfinite(one->size) ? one->size : 1) * 0.05 * (double)i;
    for (size_t j = 0; j < SIDE; j++) {
        y[j] = 1000 * (double)j;
        for (size_t i = 0; i < columns; i++) {
            const double far = (double)(i * i) - 2.0 * (double)j;
            values[j * columns + i] = one->size * far;
            best[j * columns + i] = far > 2    ? 0
                                    : far > -8 ? (int)one->count - 1
                                               : (int)one->count > 1;
        }
    }
    const vro_heat_map map = {
        .x = {"Hazard ratio of avascular necrosis after open reduction", VRO_AXIS_LINEAR, 0, 0},
        .y = {"Costs of a revision (euros)", VRO_AXIS_LINEAR, 0, 0},
        .x_count = columns,
        .x_values = x,
        .y_count = SIDE,
        .y_values = y,
        .values = values,
        .value_label = "Net benefit against closed reduction (euros a child)",
        .best = best,
        .choices = choices,
        .choice_count = one->count,
        .base_x = columns > 2 ? (x[1] + x[2]) / 2 : NAN,
        .base_y = 4000,
        .base_label = "base case"};
    return vro_heat_map_draw(&map, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("heat_map", draw);
}

static void a_boundary_is_between_cells_of_other_choices_only(void **state) {
    (void)state;
    const double x[] = {0, 1, 2}, y[] = {0}, values[] = {1, 2, 3};
    int best[] = {0, 0, 1};
    const char *const choices[] = {"one", "other"};
    const vro_heat_map map = {.x_count = 3,
                              .x_values = x,
                              .y_count = 1,
                              .y_values = y,
                              .values = values,
                              .best = best,
                              .choices = choices,
                              .choice_count = 2,
                              .base_x = NAN};
    const vro_picture picture = {.name = "map"};
    size_t found[3];
    for (int i = 0; i < 3; i++) {
        best[2] = i - 1; // none, the same, another
        vro_byte_buffer svg = {0};
        vro_errors errors = {0};
        assert_int_equal(vro_heat_map_draw(&map, &picture, &svg, &errors), VRO_OK);
        char *text = vro_byte_buffer_release_text(&svg);
        found[i] = 0;
        for (const char *at = text; (at = strstr(at, "stroke=\"#000000\" stroke-width=\"2\""));
             at++)
            found[i]++;
        free(text);
    }
    assert_int_equal(found[0], 0);
    assert_int_equal(found[1], 0);
    assert_int_equal(found[2], 1);
}

int test_heat_map(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(a_boundary_is_between_cells_of_other_choices_only),
    };
    return cmocka_run_group_tests_name("heat_map", tests, NULL, NULL);
}
