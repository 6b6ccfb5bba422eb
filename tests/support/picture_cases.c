#include "picture_cases.h"

#include "drawn_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *usual_name(size_t i) {
    static const char *const names[] = {"Open reduction", "Closed reduction", "Salter osteotomy",
                                        "Watchful waiting", "Dega & spica < 2 years"};
    return names[i % 5];
}

static const char *numbered_name(size_t i) {
    static char names[64][24];
    snprintf(names[i % 64], sizeof names[0], "Strategy %zu", i + 1);
    return names[i % 64];
}

static const char *long_name(size_t i) {
    static const char *const names[] = {
        "Open reduction through the anterior approach, then a spica cast",
        "closed_reduction_with_arthrogram_and_adductor_tenotomy_and_cast",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlung",
        "先天性股関節脱臼に対する観血的整復術およびソルター骨盤骨切り術を併用した治療戦略"};
    return names[i % 4];
}

static const char *right_to_left_name(size_t i) {
    static const char *const names[] = {"ניתוח פתוח (שיטה קדמית)", "رد مفتوح مع جبيرة",
                                        "השגחה 24 חודשים", "قطع عظم الحوض"};
    return names[i % 4];
}

// Malformed UTF-8, a control character, and what XML escapes; and no name at all.
static const char *broken_name(size_t i) {
    static const char *const names[] = {"\xFF\xC3 \x01<b>", "\"]]>&amp;\n\t", "", NULL};
    return names[i % 4];
}

static const picture_case CASES[] = {
    {"usual", 5, 1, usual_name},        {"one", 1, 1, usual_name},
    {"thirty", 30, 1, numbered_name},   {"zero", 3, 0, usual_name},
    {"tiny", 3, 1e-6, usual_name},      {"huge", 3, 1e6, usual_name},
    {"long", 7, 1, long_name},          {"backward", 4, 1, right_to_left_name},
    {"none", 0, 1, usual_name},         {"infinite", 3, __builtin_inf(), usual_name},
    {"broken", 4, 1, broken_name},      {"negative", 3, -1, usual_name},
    {"enormous", 3, 1e300, usual_name}, {"least", 3, 1e-300, usual_name},
    {"hundred", 100, 1, numbered_name},
};

static const vro_picture PICTURE = {
    .name = "sample",
    .title = "Fewer than 5 % of \"children\" & others were revised",
    .description = "Strategies over time.",
    .heading = "Open reduction spares four children in a hundred a second operation",
    .note = "Bars: 95 % intervals of the simulation's own error (1,000,000 children).",
};

const picture_case *picture_cases_usual(void) {
    return &CASES[0];
}

double picture_cases_value(size_t i, size_t j) {
    uint32_t x = (uint32_t)(i * 2654435761u + j * 40503u + 12345u);
    x ^= x >> 15;
    x *= 2246822519u;
    x ^= x >> 13;
    return (x >> 8) / 16777216.0;
}

static char *draw_at(picture_form draw, const picture_case *one, double width) {
    vro_picture picture = PICTURE;
    vro_byte_buffer svg = {0};
    vro_errors errors = {0};
    picture.width = width;
    assert_int_equal(draw(one, &picture, &svg, &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
    vro_errors_free(&errors);
    return vro_byte_buffer_release_text(&svg);
}

char *picture_cases_drawn(picture_form draw, const picture_case *one) {
    return draw_at(draw, one, 800);
}

static void keep(const char *folder, const char *name, const char *svg) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s.svg", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(svg, file);
    fclose(file);
}

// A sanitizer looks at the drawing, which every width does alike, and makes reading slow.
#ifdef __SANITIZE_ADDRESS__
static const double widths[] = {320};
#else
static const double widths[] = {320, 800, 1600};
#endif

void picture_cases_check(const char *form, picture_form draw) {
    const char *folder = getenv("PICTURES");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        for (size_t j = 0; j < sizeof widths / sizeof *widths; j++) {
            char what[100];
            snprintf(what, sizeof what, "%s-%s-%g", form, CASES[i].name, widths[j]);
            char *svg = draw_at(draw, &CASES[i], widths[j]);
            if (folder)
                keep(folder, what, svg);
            drawn_picture picture = drawn_picture_read(svg, PICTURE.name);
            assert_true(picture.width == widths[j]);
            drawn_picture_assert_tidy(&picture, what);
            drawn_picture_free(&picture);
            free(svg);
        }
}
