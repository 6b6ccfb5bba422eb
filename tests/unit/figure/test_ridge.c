// Histograms above each other with one scale.
#include "vrosim/figure/ridge.h"

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
    enum { BINS = 40 };
    static double shares[ROWS_MAX][BINS], edges[BINS + 1];
    static char texts[ROWS_MAX][40];
    vro_ridge_row rows[ROWS_MAX];
    for (size_t j = 0; j <= BINS; j++)
        edges[j] = (double)j - 10;
    for (size_t i = 0; i < one->count; i++) {
        const double middle = 5 + 8 * picture_cases_value(i, 0);
        for (size_t j = 0; j < BINS; j++)
            shares[i][j] = one->size * exp(-pow(edges[j] + 0.5 - middle, 2) / 40);
        snprintf(texts[i], sizeof texts[i], "%.1f %%", 30 * picture_cases_value(i, 1));
        rows[i] = (vro_ridge_row){one->name_of(i), i, shares[i], texts[i]};
    }
    const vro_reference_line references[] = {{10, "10 mm"}, {20, "20 mm"}};
    const vro_ridge ridge = {.x = {.label = "Leg-length difference at 18 years (mm)"},
                             .bin_count = BINS,
                             .edges = edges,
                             .references = references,
                             .reference_count = 2,
                             .text_heading = "Beyond 10 mm",
                             .rows = rows,
                             .count = one->count};
    return vro_ridge_draw(&ridge, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("ridge", draw);
}

static void reference_lines_have_their_labels(void **state) {
    (void)state;
    char *svg = picture_cases_drawn(draw, picture_cases_usual());
    drawn_picture picture = drawn_picture_read(svg, "sample");
    assert_int_equal(drawn_picture_count(&picture, "10 mm"), 1);
    assert_int_equal(drawn_picture_count(&picture, "20 mm"), 1);
    assert_int_equal(drawn_picture_count(&picture, "Open reduction"), 1);
    drawn_picture_free(&picture);
    free(svg);
}

int test_ridge(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(reference_lines_have_their_labels),
    };
    return cmocka_run_group_tests_name("ridge", tests, NULL, NULL);
}
