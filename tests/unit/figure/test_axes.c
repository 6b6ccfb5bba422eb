// Axes and reference lines.
#include "vrosim/figure/axes.h"

#include "drawn_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const vro_picture PICTURE = {.name = "axes"};

static drawn_picture closed(vro_canvas *canvas, double bottom) {
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_canvas_close(canvas, bottom, &svg, &errors), VRO_OK);
    char *text = vro_byte_buffer_release_text(&svg);
    const drawn_picture picture = drawn_picture_read(text, "axes");
    free(text);
    return picture;
}

static void a_short_axis_has_fewer_ticks(void **state) {
    (void)state;
    vro_canvas canvas;
    vro_canvas_open(&canvas, &PICTURE);
    vro_scale scale = {VRO_AXIS_LINEAR, 0, 1000000, 100, 700};
    assert_int_equal(vro_axes_horizontal_ticks(&canvas, &scale).count, 6);
    scale.to = 250;
    assert_int_equal(vro_axes_horizontal_ticks(&canvas, &scale).count, 2);
    drawn_picture picture = closed(&canvas, 100);
    drawn_picture_free(&picture);
}

static void only_ends_from_data_are_moved_to_ticks(void **state) {
    (void)state;
    vro_canvas canvas;
    vro_canvas_open(&canvas, &PICTURE);
    const vro_axis given = {.low = 0, .high = 17}, open = {.label = NULL};
    vro_scale scale = {VRO_AXIS_LINEAR, 0, 17, 100, 700};
    vro_axes_fit_horizontal(&canvas, &scale, &given);
    assert_true(scale.high == 17);
    vro_axes_fit_horizontal(&canvas, &scale, &open);
    assert_true(scale.high == 18);
    drawn_picture picture = closed(&canvas, 100);
    drawn_picture_free(&picture);
}

static void labels_of_near_lines_stand_in_rows(void **state) {
    (void)state;
    vro_canvas canvas;
    vro_canvas_open(&canvas, &PICTURE);
    const vro_scale scale = {VRO_AXIS_LINEAR, 0, 100, 100, 700};
    const vro_reference_line lines[] = {
        {50, "ten millimetres"}, {51, "eleven millimetres"}, {0, "none"}, {200, "beyond"}};
    const double height = vro_axes_reference_height(&canvas, &scale, lines, 4);
    assert_true(height > 2 * canvas.line && height < 3 * canvas.line);
    vro_axes_draw_references(&canvas, (vro_box){100, 100, 700, 200}, &scale, lines, 4);
    drawn_picture picture = closed(&canvas, 200);
    drawn_picture_assert_tidy(&picture, "references");
    assert_int_equal(picture.count, 3);
    drawn_picture_free(&picture);
}

int test_axes(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_axis_has_fewer_ticks),
        cmocka_unit_test(only_ends_from_data_are_moved_to_ticks),
        cmocka_unit_test(labels_of_near_lines_stand_in_rows),
    };
    return cmocka_run_group_tests_name("axes", tests, NULL, NULL);
}
