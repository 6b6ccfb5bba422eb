// Regions of a grid.
#include "vrosim/figure/grid_regions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const int INDEX[] = {0, 0,  1, //
                            0, 0,  1, //
                            0, -1, 1};
static const vro_grid GRID = {3, 3, INDEX};

static void what_lies_beyond_the_grid_is_of_no_region(void **state) {
    (void)state;
    assert_int_equal(vro_grid_regions_at(&GRID, 2, 0), 1);
    assert_int_equal(vro_grid_regions_at(&GRID, 3, 0), -1);
    assert_int_equal(vro_grid_regions_at(&GRID, 0, 3), -1);
    assert_false(vro_grid_regions_differ(1, -1));
    assert_false(vro_grid_regions_differ(-1, 1));
    assert_false(vro_grid_regions_differ(1, 1));
    assert_true(vro_grid_regions_differ(0, 1));
}

static void the_middle_is_the_cell_nearest_to_the_mean(void **state) {
    (void)state;
    size_t column, row;
    assert_true(vro_grid_regions_middle(&GRID, 1, &column, &row));
    assert_int_equal(column, 2);
    assert_int_equal(row, 1);
    assert_true(vro_grid_regions_middle(&GRID, 0, &column, &row));
    assert_int_equal(column, 0);
    assert_int_equal(row, 1);
    assert_false(vro_grid_regions_middle(&GRID, 2, &column, &row));
}

int test_grid_regions(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lies_beyond_the_grid_is_of_no_region),
        cmocka_unit_test(the_middle_is_the_cell_nearest_to_the_mean),
    };
    return cmocka_run_group_tests_name("grid_regions", tests, NULL, NULL);
}
