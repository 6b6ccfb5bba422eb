#include "vrosim/input/cell.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static vro_cell a_cell(void) {
    return (vro_cell){.distribution = {VRO_DISTRIBUTION_NORMAL, 2, 1, NAN, NAN},
                      .se = 0.5,
                      .text = "",
                      .source = "cohort",
                      .given = true};
}

static void cells_of_the_same_estimate_are_equal(void **state) {
    (void)state;
    vro_cell a = a_cell(), b = a_cell();
    char source[] = "cohort";
    b.source = source;
    b.given = false;
    assert_true(vro_cell_equal(&a, &b));
    a.se = b.se = NAN;
    assert_true(vro_cell_equal(&a, &b));
}

static void cells_that_differ_in_anything_are_not_equal(void **state) {
    (void)state;
    const vro_cell cell = a_cell();
    vro_cell others[] = {a_cell(), a_cell(), a_cell(), a_cell(), a_cell()};
    others[0].distribution.value = 3;
    others[1].se = 0.25;
    others[2].se = NAN;
    others[3].text = "none";
    others[4].source = "registry";
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(vro_cell_equal(&cell, &others[i]));
        assert_false(vro_cell_equal(&others[i], &cell));
    }
}

int test_cell(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_the_same_estimate_are_equal),
        cmocka_unit_test(cells_that_differ_in_anything_are_not_equal),
    };
    return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
