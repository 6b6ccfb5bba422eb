// Children in rows of ten.
#include "vrosim/figure/icon_array.h"

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
    static size_t kinds[ROWS_MAX][100];
    vro_icon_panel panels[ROWS_MAX];
    for (size_t i = 0; i < one->count; i++) {
        for (size_t j = 0; j < 100; j++)
            kinds[i][j] = j < 8 ? 1 : j < 12 + i % 5 ? 2 : j < 20 ? 3 : 0;
        panels[i] = (vro_icon_panel){one->name_of(i), kinds[i], "34 are spared, 2 are harmed"};
    }
    const char *const names[] = {"no revision", "revised under each strategy", "spared a revision",
                                 "harmed: revised only here"};
    const vro_icon_array array = {.event = "Later surgery of the index hip within ten years",
                                  .person_count = 100,
                                  .kinds = names,
                                  .kind_count = 4,
                                  .panels = panels,
                                  .panel_count = one->count};
    return vro_icon_array_draw(&array, picture, svg, errors);
}

static void its_texts_do_not_overlap(void **state) {
    (void)state;
    picture_cases_check("icon_array", draw);
}

static void every_person_has_an_icon(void **state) {
    (void)state;
    char *svg = picture_cases_drawn(draw, picture_cases_usual());
    size_t circles = 0;
    for (const char *at = svg; (at = strstr(at, "<circle")); at++)
        circles++;
    // 80 of a hundred are of kind 0 in each of five panels, and one is in the legend.
    assert_int_equal(circles, 5 * 80 + 1);
    free(svg);
}

int test_icon_array(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_texts_do_not_overlap),
        cmocka_unit_test(every_person_has_an_icon),
    };
    return cmocka_run_group_tests_name("icon_array", tests, NULL, NULL);
}
