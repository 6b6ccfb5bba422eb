// Marks and bars of error.
#include "vrosim/figure/marks.h"

#include "vrosim/figure/palette.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_kind_has_a_shape_of_its_own(void **state) {
    (void)state;
    char *shapes[VRO_PALETTE_MARKS];
    const vro_paint paint = {.fill = "#000000"};
    for (size_t i = 0; i < VRO_PALETTE_MARKS; i++) {
        vro_byte_buffer svg = {0};
        vro_marks_draw(&svg, i, (vro_point){10, 10}, 4, &paint);
        shapes[i] = vro_byte_buffer_release_text(&svg);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(shapes[i], shapes[j]);
    }
    for (size_t i = 0; i < VRO_PALETTE_MARKS; i++)
        free(shapes[i]);
}

static void every_icon_has_a_look_of_its_own(void **state) {
    (void)state;
    char *looks[VRO_ICON_KINDS];
    for (size_t i = 0; i < VRO_ICON_KINDS; i++) {
        vro_byte_buffer svg = {0};
        vro_marks_draw_icon(&svg, i, (vro_point){10, 10}, 4);
        looks[i] = vro_byte_buffer_release_text(&svg);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(looks[i], looks[j]);
    }
    for (size_t i = 0; i < VRO_ICON_KINDS; i++)
        free(looks[i]);
}

static char *drawn_bar(double from, double to, bool goes_on) {
    const vro_paint paint = {.stroke = "#000000", .width = 1};
    const vro_error_bar bar = {from, to, 5, 2, false, goes_on};
    vro_byte_buffer svg = {0};
    vro_marks_error_bar(&svg, &bar, &paint);
    return vro_byte_buffer_release_text(&svg);
}

static void a_bar_has_ticks_or_an_arrow_where_it_goes_on(void **state) {
    (void)state;
    char *closed = drawn_bar(10, 20, false), *open = drawn_bar(10, 20, true);
    assert_non_null(strstr(closed, "M20 3L20 5 20 7"));
    assert_non_null(strstr(open, "M17 3L20 5 17 7"));
    assert_non_null(strstr(open, "M10 3L10 5 10 7"));
    free(closed);
    free(open);
}

static void a_bar_without_an_end_is_not_drawn(void **state) {
    (void)state;
    char *svg = drawn_bar(NAN, 20, false);
    assert_string_equal(svg, "");
    free(svg);
}

int test_marks(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_shape_of_its_own),
        cmocka_unit_test(every_icon_has_a_look_of_its_own),
        cmocka_unit_test(a_bar_has_ticks_or_an_arrow_where_it_goes_on),
        cmocka_unit_test(a_bar_without_an_end_is_not_drawn),
    };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
