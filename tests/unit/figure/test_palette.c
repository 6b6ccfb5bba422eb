// Colours, dashes and marks.
#include "vrosim/figure/palette.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

// Relative luminance, as the Web Content Accessibility Guidelines 2.1 define it.
static double luminance(const char *colour) {
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    unsigned parts[3];
    double sum = 0;
    assert_int_equal(sscanf(colour, "#%2x%2x%2x", &parts[0], &parts[1], &parts[2]), 3);
    for (int i = 0; i < 3; i++) {
        const double share = parts[i] / 255.0;
        sum += weights[i] * (share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(const char *a, const char *b) {
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

static void lines_and_texts_stand_out_from_white(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PALETTE_LINES; i++)
        assert_true(contrast(vro_palette_line(i), "#ffffff") >= 3);
    assert_true(contrast(VRO_INK, "#ffffff") >= 7);
    assert_true(contrast(VRO_QUIET, "#ffffff") >= 7);
}

static void letters_stand_out_from_fills(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PALETTE_FILLS; i++)
        assert_true(contrast(vro_palette_fill(i), vro_palette_ink_on(i)) >= 4.5);
    for (int i = 0; i <= 100; i++) {
        char colour[8];
        vro_palette_viridis(colour, i / 100.0);
        assert_true(contrast(colour, vro_palette_ink_on_viridis(i / 100.0)) >= 3);
    }
}

// Whether dash and mark differ is what is left in grey.
static void thirty_styles_differ_and_neighbours_in_more_than_colour(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PALETTE_STYLES; i++) {
        for (size_t j = 0; j < i; j++)
            assert_true(vro_palette_line(i) != vro_palette_line(j) ||
                        vro_palette_dash(i) != vro_palette_dash(j));
        if (i > 0) {
            assert_true(vro_palette_dash(i) != vro_palette_dash(i - 1));
            assert_true(vro_palette_mark(i) != vro_palette_mark(i - 1));
        }
    }
}

static void neighbouring_fills_differ_in_grey(void **state) {
    (void)state;
    for (size_t i = 1; i < VRO_PALETTE_FILLS; i++)
        assert_true(contrast(vro_palette_fill(i), vro_palette_fill(i - 1)) >= 1.2);
}

static void viridis_becomes_lighter_from_end_to_end(void **state) {
    (void)state;
    char before[8], colour[8];
    vro_palette_viridis(before, -1);
    assert_string_equal(before, "#440154");
    for (int i = 1; i <= 40; i++) {
        vro_palette_viridis(colour, i / 40.0);
        assert_true(luminance(colour) > luminance(before));
        strcpy(before, colour);
    }
    assert_string_equal(colour, "#fde725");
    vro_palette_viridis(colour, NAN);
    assert_string_equal(colour, "#440154");
}

int test_palette(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_texts_stand_out_from_white),
        cmocka_unit_test(letters_stand_out_from_fills),
        cmocka_unit_test(thirty_styles_differ_and_neighbours_in_more_than_colour),
        cmocka_unit_test(neighbouring_fills_differ_in_grey),
        cmocka_unit_test(viridis_becomes_lighter_from_end_to_end),
    };
    return cmocka_run_group_tests_name("palette", tests, NULL, NULL);
}
