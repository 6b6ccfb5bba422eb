// A picture while it is drawn.
#include "vrosim/figure/canvas.h"

#include "drawn_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const vro_picture PICTURE = {.name = "plain", .title = "A < B", .description = "Nothing."};

// The picture that a canvas closes to.
static char *closed(vro_canvas *canvas, double bottom) {
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_canvas_close(canvas, bottom, &svg, &errors), VRO_OK);
    return vro_byte_buffer_release_text(&svg);
}

static void a_picture_is_the_same_bytes_again(void **state) {
    (void)state;
    char *texts[2];
    for (int i = 0; i < 2; i++) {
        vro_canvas canvas;
        vro_canvas_open(&canvas, &PICTURE);
        texts[i] = closed(&canvas, 50);
    }
    assert_string_equal(texts[0], texts[1]);
    assert_string_equal(
        texts[0], "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"63\" "
                  "viewBox=\"0 0 800 63\" role=\"img\" aria-labelledby=\"plain-title plain-desc\" "
                  "font-family=\"Liberation Sans, Arimo, Arial, Helvetica, sans-serif\" "
                  "stroke-linejoin=\"round\">\n"
                  "<title id=\"plain-title\">A &lt; B</title>\n"
                  "<desc id=\"plain-desc\">Nothing.</desc>\n"
                  "<rect x=\"0\" y=\"0\" width=\"800\" height=\"63\" fill=\"#ffffff\"/>\n"
                  "</svg>\n");
    free(texts[0]);
    free(texts[1]);
}

static void a_width_is_at_least_the_least(void **state) {
    (void)state;
    vro_picture picture = PICTURE;
    picture.width = 10;
    vro_canvas canvas;
    vro_canvas_open(&canvas, &picture);
    assert_true(canvas.width == VRO_PICTURE_LEAST_WIDTH);
    free(closed(&canvas, 50));
}

static void a_text_too_wide_ends_in_an_ellipsis(void **state) {
    (void)state;
    vro_canvas canvas;
    vro_canvas_open(&canvas, &PICTURE);
    const vro_text_style style = {.most = 60};
    vro_canvas_text(&canvas, (vro_point){100, 100}, "Open reduction", &style);
    assert_true(vro_canvas_paragraph_height(&canvas, "Open reduction", &style) > 1.9 * canvas.line);
    char *svg = closed(&canvas, 150);
    drawn_picture picture = drawn_picture_read(svg, "plain");
    assert_int_equal(picture.count, 1);
    assert_non_null(strstr(picture.texts[0].text, "\u2026"));
    assert_non_null(strstr(svg, "<title>Open reduction</title>"));
    assert_true(picture.texts[0].right <= 160);
    drawn_picture_free(&picture);
    free(svg);
}

static void the_last_line_of_a_paragraph_holds_the_rest(void **state) {
    (void)state;
    vro_canvas canvas;
    vro_canvas_open(&canvas, &PICTURE);
    const vro_text_style style = {.most = 60, .most_lines = 2};
    const double bottom = vro_canvas_paragraph(&canvas, (vro_point){100, 50},
                                               "Open reduction without a cast", &style);
    assert_true(fabs(bottom - 50 - 2 * canvas.line) < 1e-9);
    assert_true(vro_canvas_paragraph(&canvas, (vro_point){100, 50}, NULL, &style) == 50);
    char *svg = closed(&canvas, bottom);
    drawn_picture picture = drawn_picture_read(svg, "plain");
    assert_int_equal(picture.count, 2);
    assert_string_equal(picture.texts[0].text, "Open");
    drawn_picture_assert_tidy(&picture, "paragraph");
    drawn_picture_free(&picture);
    free(svg);
}

// More than any machine has.
static void short_memory_fails_and_leaves_the_svg(void **state) {
    (void)state;
    vro_canvas canvas;
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    vro_canvas_open(&canvas, &PICTURE);
    assert_non_null(vro_canvas_array(&canvas, 3, 8));
    assert_null(vro_canvas_array(&canvas, SIZE_MAX / 2, 8));
    assert_int_equal(vro_canvas_close(&canvas, 10, &svg, &errors), VRO_NO_MEMORY);
    assert_int_equal(svg.size, 0);
    assert_int_equal(errors.count, 1);
    vro_errors_free(&errors);
}

int test_canvas(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_the_same_bytes_again),
        cmocka_unit_test(a_width_is_at_least_the_least),
        cmocka_unit_test(a_text_too_wide_ends_in_an_ellipsis),
        cmocka_unit_test(the_last_line_of_a_paragraph_holds_the_rest),
        cmocka_unit_test(short_memory_fails_and_leaves_the_svg),
    };
    return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
