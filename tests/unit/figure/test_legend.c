// Keys in columns.
#include "vrosim/figure/legend.h"

#include "drawn_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { KEYS = 6 };

// A legend of equal keys at a width; the picture is to be freed.
static drawn_picture drawn(const char *text, double width, double *height) {
    const vro_picture picture = {.name = "legend", .width = width};
    vro_canvas canvas;
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    vro_key keys[KEYS];
    for (size_t i = 0; i < KEYS; i++)
        keys[i] = (vro_key){.text = text, .kind = VRO_KEY_LINE, .style = i};
    vro_canvas_open(&canvas, &picture);
    const double bottom = vro_legend_draw(&canvas, keys, KEYS, canvas.top);
    *height = (bottom - canvas.top) / canvas.line;
    assert_int_equal(vro_canvas_close(&canvas, bottom, &svg, &errors), VRO_OK);
    char *textual = vro_byte_buffer_release_text(&svg);
    const drawn_picture read = drawn_picture_read(textual, "legend");
    free(textual);
    return read;
}

static void assert_rows(const char *text, double width, double rows) {
    double height;
    drawn_picture picture = drawn(text, width, &height);
    drawn_picture_assert_tidy(&picture, text);
    assert_true(fabs(height - rows) < 1e-9);
    drawn_picture_free(&picture);
}

static void short_names_stand_in_one_row_and_long_ones_below_each_other(void **state) {
    (void)state;
    assert_rows("one", 800, 1);
    assert_rows("one", 320, 2);
    assert_rows("Watchful waiting", 320, 3);
    assert_rows("Donaudampfschifffahrtsgesellschaft", 320, 6);
}

static void letters_follow_the_alphabet(void **state) {
    (void)state;
    assert_string_equal(vro_legend_letter(0), "A");
    assert_string_equal(vro_legend_letter(25), "Z");
    assert_string_equal(vro_legend_letter(26), "a");
    assert_string_equal(vro_legend_letter(52), "A");
}

int test_legend(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_names_stand_in_one_row_and_long_ones_below_each_other),
        cmocka_unit_test(letters_follow_the_alphabet),
    };
    return cmocka_run_group_tests_name("legend", tests, NULL, NULL);
}
