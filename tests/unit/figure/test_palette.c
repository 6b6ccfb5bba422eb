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

// The linear red, green and blue of a colour in sRGB.
static void linear_of(const char *colour, double linear[3]) {
    unsigned parts[3];
    assert_int_equal(sscanf(colour, "#%2x%2x%2x", &parts[0], &parts[1], &parts[2]), 3);
    for (int i = 0; i < 3; i++) {
        const double share = parts[i] / 255.0;
        linear[i] = share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
    }
}

// Relative luminance, as the Web Content Accessibility Guidelines 2.1 define it.
static double luminance(const char *colour) {
    double linear[3];
    linear_of(colour, linear);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
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
        assert_true(contrast(colour, vro_palette_ink_on_viridis(i / 100.0)) >= 4.5);
    }
}

// What is seen without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1), in
// linear red, green and blue; the last is usual vision.
static const double VISION[][3][3] = {{{0.152286, 1.052583, -0.204868},
                                       {0.114503, 0.786281, 0.099216},
                                       {-0.003882, -0.048116, 1.051998}},
                                      {{0.367322, 0.860646, -0.227968},
                                       {0.280085, 0.672501, 0.047413},
                                       {-0.01182, 0.04294, 0.968881}},
                                      {{1.255528, -0.076749, -0.178779},
                                       {-0.078411, 0.930809, 0.147602},
                                       {0.004733, 0.691367, 0.3039}},
                                      {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

static double cube_root_part(double t) {
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

// CIE L*a*b* (D65) of a colour as it is seen.
static void lab_of(const char *colour, const double vision[3][3], double lab[3]) {
    static const double xyz[3][3] = {{0.4338, 0.3763, 0.1899}, // each row sums to 1
                                     {0.2127, 0.7152, 0.0721},
                                     {0.0178, 0.1095, 0.8727}};
    double linear[3], seen[3], f[3];
    linear_of(colour, linear);
    for (int i = 0; i < 3; i++)
        seen[i] = fmin(1, fmax(0, vision[i][0] * linear[0] + vision[i][1] * linear[1] +
                                      vision[i][2] * linear[2]));
    for (int i = 0; i < 3; i++)
        f[i] = cube_root_part(xyz[i][0] * seen[0] + xyz[i][1] * seen[1] + xyz[i][2] * seen[2]);
    lab[0] = 116 * f[1] - 16;
    lab[1] = 500 * (f[0] - f[1]);
    lab[2] = 200 * (f[1] - f[2]);
}

static double difference(const char *a, const char *b, const double vision[3][3]) {
    double x[3], y[3];
    lab_of(a, vision, x);
    lab_of(b, vision, y);
    return sqrt(pow(x[0] - y[0], 2) + pow(x[1] - y[1], 2) + pow(x[2] - y[2], 2));
}

// A difference of 2.3 is just noticed; 15 is plain at a glance.
static void colours_differ_without_a_kind_of_cone(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof VISION / sizeof *VISION; k++) {
        for (size_t i = 0; i < VRO_PALETTE_LINES; i++)
            for (size_t j = 0; j < i; j++)
                assert_true(difference(vro_palette_line(i), vro_palette_line(j), VISION[k]) > 15);
        for (size_t i = 0; i < VRO_PALETTE_FILLS; i++)
            for (size_t j = 0; j < i; j++)
                assert_true(difference(vro_palette_fill(i), vro_palette_fill(j), VISION[k]) > 15);
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
        cmocka_unit_test(colours_differ_without_a_kind_of_cone),
        cmocka_unit_test(thirty_styles_differ_and_neighbours_in_more_than_colour),
        cmocka_unit_test(neighbouring_fills_differ_in_grey),
        cmocka_unit_test(viridis_becomes_lighter_from_end_to_end),
    };
    return cmocka_run_group_tests_name("palette", tests, NULL, NULL);
}
