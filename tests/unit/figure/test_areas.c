// Layers over age, a panel for each strategy.
#include "vrosim/figure/areas.h"

#include "vrosim/figure/palette.h"

#include "drawn_picture.h"
#include "picture_cases.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { POINTS = 37, LAYERS = 5, PANELS_MAX = 101 };

typedef struct states {
    double at[POINTS];
    double shares[PANELS_MAX][LAYERS][POINTS];
    vro_area_panel panels[PANELS_MAX];
    const char *layers[LAYERS];
} states;

static void fill(states *data, const picture_case *one) {
    for (size_t i = 0; i < LAYERS; i++)
        data->layers[i] = one->name_of(i);
    for (size_t j = 0; j < POINTS; j++)
        data->at[j] = (double)j / 2;
    for (size_t k = 0; k < one->count; k++) {
        data->panels[k] = (vro_area_panel){one->name_of(k), *data->shares[k]};
        for (size_t j = 0; j < POINTS; j++) {
            double rest = 1;
            for (size_t i = 0; i + 1 < LAYERS; i++) {
                const double rate = 0.25 * picture_cases_value(i, k);
                data->shares[k][i][j] = rate * one->size * data->at[j] / (data->at[j] + 6);
                rest -= data->shares[k][i][j];
            }
            data->shares[k][LAYERS - 1][j] = rest;
        }
    }
}

static vro_status draw(const picture_case *one, const vro_picture *picture, vro_byte_buffer *svg,
                       vro_errors *errors) {
    states *data = test_calloc(1, sizeof *data);
    fill(data, one);
    const vro_areas areas = {.x = {.label = "Age (years)"},
                             .y = {.label = "Share of children", .kind = VRO_AXIS_PERCENT},
                             .x_count = POINTS,
                             .at = data->at,
                             .layer_count = LAYERS,
                             .layers = data->layers,
                             .panel_count = one->count,
                             .panels = data->panels};
    const vro_status status = vro_areas_draw(&areas, picture, svg, errors);
    test_free(data);
    return status;
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("areas", draw);
}

static void a_layer_too_thin_for_its_letter_has_it_in_the_legend(void **state) {
    (void)state;
    const double at[] = {0, 1, 2}, shares[] = {0.001, 0.001, 0.001, 0.9, 0.9, 0.9};
    const char *const layers[] = {"thin", "thick"};
    const vro_area_panel panel = {NULL, shares};
    const vro_areas areas = {.x_count = 3,
                             .at = at,
                             .layer_count = 2,
                             .layers = layers,
                             .panel_count = 1,
                             .panels = &panel};
    const vro_picture picture = {.name = "thin"};
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_areas_draw(&areas, &picture, &svg, &errors), VRO_OK);
    char *text = vro_byte_buffer_release_text(&svg);
    drawn_picture drawn = drawn_picture_read(text, "thin");
    assert_int_equal(drawn_picture_count(&drawn, "A"), 1);
    assert_int_equal(drawn_picture_count(&drawn, "B"), 2);
    drawn_picture_free(&drawn);
    free(text);
}

// Whether an area of one layer has a colour of the palette.
static bool is_coloured(bool without_rest) {
    const double at[] = {0, 1}, shares[] = {1, 1};
    const char *const layers[] = {"all"};
    const vro_area_panel panel = {NULL, shares};
    const vro_areas areas = {.x_count = 2,
                             .at = at,
                             .layer_count = 1,
                             .layers = layers,
                             .without_rest = without_rest,
                             .panel_count = 1,
                             .panels = &panel};
    const vro_picture picture = {.name = "rest"};
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_areas_draw(&areas, &picture, &svg, &errors), VRO_OK);
    char *text = vro_byte_buffer_release_text(&svg);
    const bool found = strstr(text, vro_palette_fill(0));
    free(text);
    return found;
}

static void what_remains_is_pale(void **state) {
    (void)state;
    assert_false(is_coloured(false));
    assert_true(is_coloured(true));
}

int test_areas(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(what_remains_is_pale),
        cmocka_unit_test(a_layer_too_thin_for_its_letter_has_it_in_the_legend),
    };
    return cmocka_run_group_tests_name("areas", tests, NULL, NULL);
}
