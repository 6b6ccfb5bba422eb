// Elements of an SVG.
#include "vrosim/figure/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What was appended, compared.
static void assert_appended(vro_byte_buffer *svg, const char *expected) {
    char *text = vro_byte_buffer_release_text(svg);
    assert_string_equal(text, expected);
    free(text);
}

static void attributes_stand_in_a_fixed_order(void **state) {
    (void)state;
    vro_byte_buffer svg = {0};
    const vro_paint paint = {
        .dash = "4 3", .width = 1.5, .stroke = "#000000", .opacity = 0.25, .fill = "#ffffff"};
    vro_svg_line(&svg, (vro_point){1, 2}, (vro_point){3.456, -4}, &paint);
    assert_appended(&svg, "<line x1=\"1\" y1=\"2\" x2=\"3.46\" y2=\"-4\" fill=\"#ffffff\" "
                          "fill-opacity=\"0.25\" stroke=\"#000000\" stroke-width=\"1.5\" "
                          "stroke-dasharray=\"4 3\"/>\n");
    const vro_paint plain = {.fill = "#ffffff"};
    vro_svg_rectangle(&svg, (vro_box){1, 2, 4, 6}, &plain);
    assert_appended(&svg, "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#ffffff\"/>\n");
    vro_svg_circle(&svg, (vro_point){1, 2}, 3, &plain);
    assert_appended(&svg, "<circle cx=\"1\" cy=\"2\" r=\"3\" fill=\"#ffffff\"/>\n");
}

static void a_path_goes_through_its_points(void **state) {
    (void)state;
    vro_byte_buffer svg = {0};
    const vro_point points[] = {{0, 0}, {1, 0}, {1, 1.5}};
    const vro_paint paint = {.stroke = "#000000", .width = 1};
    vro_svg_path(&svg, points, 1, false, &paint);
    vro_svg_path(&svg, points, 3, true, &paint);
    assert_appended(&svg, "<path d=\"M0 0L1 0 1 1.5Z\" fill=\"none\" stroke=\"#000000\" "
                          "stroke-width=\"1\"/>\n");
}

static void texts_are_escaped(void **state) {
    (void)state;
    vro_byte_buffer svg = {0};
    const char *text = "a<b> & \"c\"\n\x01\x7F\xC2\x85\xFF\xEF\xBF\xBE\xC3\xA4";
    vro_svg_escaped(&svg, text, strlen(text));
    assert_appended(&svg, "a&lt;b&gt; &amp; &quot;c&quot; \uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\u00E4");
}

static void a_text_that_is_cut_is_whole_in_its_title(void **state) {
    (void)state;
    vro_byte_buffer svg = {0};
    const vro_svg_text_style style = {12, VRO_ANCHOR_END, "#000000", false};
    vro_svg_text(&svg, (vro_point){1, 2}, "abcdef", 3, "\u2026", &style);
    assert_appended(&svg, "<text x=\"1\" y=\"2\" font-size=\"12\" text-anchor=\"end\" "
                          "fill=\"#000000\"><title>abcdef</title>abc\u2026</text>\n");
}

// An anchor names the side; SVG names the beginning and the end of the text.
static void a_text_from_right_to_left_begins_at_its_right(void **state) {
    (void)state;
    vro_byte_buffer svg = {0};
    const vro_svg_text_style style = {12, VRO_ANCHOR_START, "#000000", true};
    vro_svg_text(&svg, (vro_point){1, 2}, "x", 1, "", &style);
    assert_appended(&svg, "<text x=\"1\" y=\"2\" font-size=\"12\" text-anchor=\"end\" "
                          "fill=\"#000000\" direction=\"rtl\" unicode-bidi=\"embed\">x</text>\n");
}

int test_svg(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes_stand_in_a_fixed_order),
        cmocka_unit_test(a_path_goes_through_its_points),
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(a_text_that_is_cut_is_whole_in_its_title),
        cmocka_unit_test(a_text_from_right_to_left_begins_at_its_right),
    };
    return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
