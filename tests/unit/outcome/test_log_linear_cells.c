// Cells of costs and QALYs: each step has one, in order, and its place in it gives it back.
#include "vrosim/outcome/log_linear_cells.h"

#include "near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

static const vro_outcome_id economic[] = {VRO_COST, VRO_QALY};

enum { ECONOMIC = sizeof economic / sizeof *economic };

// Of each of 16.8 million values: its cell is that of the value before or the next, and the place
// rises within it.
static void every_value_has_a_cell_and_a_place_in_it(void **state) {
    (void)state;
    for (size_t k = 0; k < ECONOMIC; k++) {
        const vro_log_linear_cells cells = vro_log_linear_cells_of(economic[k]);
        vro_log_linear_place before = {.cell = -1, .place = 0};
        bool holds = true;
        for (int32_t x = cells.least; x <= cells.greatest && holds; x++) {
            const vro_log_linear_place at = vro_log_linear_find(cells, x);
            vro_offsets offsets = {0};
            vro_offsets_add(&offsets, at.place);
            holds = (at.cell == before.cell + 1 ||
                     (at.cell == before.cell && at.place > before.place)) &&
                    vro_log_linear_least(cells, (size_t)at.cell, offsets) == x &&
                    vro_log_linear_greatest(cells, (size_t)at.cell, offsets) == x;
            before = at;
        }
        assert_true(holds);
        assert_int_equal(before.cell, cells.count - 1);
    }
}

// Next to 0 a cell is a step; no cell is wider than 1/4096 of its values.
static void cells_are_fine_against_their_values(void **state) {
    (void)state;
    for (size_t k = 0; k < ECONOMIC; k++) {
        const vro_log_linear_cells cells = vro_log_linear_cells_of(economic[k]);
        const vro_offsets all = {VRO_PLACE_MAX, VRO_PLACE_MAX};
        assert_int_equal(vro_log_linear_find(cells, 0).cell, cells.below_zero);
        for (size_t cell = 0; cell < (size_t)cells.count; cell++) {
            const int32_t least = vro_log_linear_least(cells, cell, all);
            const int32_t greatest = vro_log_linear_greatest(cells, cell, all);
            const int32_t size = least < 0 ? -greatest : least;
            assert_true(least == greatest || (greatest - least) * 4096.0 < size + 4096.0);
            if (size < 4000)
                assert_true(least == greatest);
        }
    }
}

static void values_outside_the_range_go_to_its_ends(void **state) {
    (void)state;
    for (size_t k = 0; k < ECONOMIC; k++) {
        const vro_log_linear_cells cells = vro_log_linear_cells_of(economic[k]);
        assert_int_equal(vro_log_linear_find(cells, INT32_MIN).cell, 0);
        assert_int_equal(vro_log_linear_find(cells, INT32_MAX).cell, cells.count - 1);
    }
}

// Three values of a cell, in two orders and parts: its least and greatest.
static void offsets_are_the_same_in_any_order(void **state) {
    (void)state;
    static const int32_t places[] = {700, 12, 1999};
    vro_offsets forwards = {0}, backwards = {0}, one = {0};
    for (size_t i = 0; i < 3; i++)
        vro_offsets_add(&forwards, places[i]);
    vro_offsets_add(&backwards, places[2]);
    vro_offsets_add(&one, places[1]);
    vro_offsets_add(&one, places[0]);
    vro_offsets_merge(&backwards, one);
    assert_int_equal(forwards.greatest, 1999);
    assert_int_equal(forwards.least, VRO_PLACE_MAX - 12);
    assert_memory_equal(&forwards, &backwards, sizeof forwards);
}

int test_log_linear_cells(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_has_a_cell_and_a_place_in_it),
        cmocka_unit_test(cells_are_fine_against_their_values),
        cmocka_unit_test(values_outside_the_range_go_to_its_ends),
        cmocka_unit_test(offsets_are_the_same_in_any_order),
    };
    return cmocka_run_group_tests_name("log_linear_cells", tests, NULL, NULL);
}
