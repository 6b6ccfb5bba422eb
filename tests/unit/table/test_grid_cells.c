// Cells of a two-way grid: the best strategy, its lead, and the error of that.
#include "vrosim/table/grid_cells.h"

#include "result_texts.h"

#define HEADER                                                                                     \
    "scenario,strategy,reference,subgroup,outcome,statistic,parameter_1,change_1,value_1,"         \
    "parameter_2,change_2,value_2,value,se"
#define BASE ",base_1,base_2,value_base,se_base\n"
#define POINT(strategy, reference, statistic, x, y, value, se)                                     \
    "b," strategy "," reference ",all,revisions," statistic ",p,value," x ",q,factor," y "," value \
    "," se ",0.5,1," value "," se "\n"

// At x 1 release is best, then vro; at x 0 vro, then both.
static const char THREE[] = HEADER BASE POINT("release", "", "mean", "1", "2", "0.1", "0.01") POINT(
    "vro", "", "mean", "1", "2", "0.3", "0.01") POINT("both", "", "mean", "1", "2", "0.5", "0.01")
    POINT("vro", "release", "mean_difference", "1", "2", "0.2", "0.02")
        POINT("both", "release", "mean_difference", "1", "2", "0.4", "0.03")
            POINT("release", "", "mean", "0", "2", "0.9", "0.01")
                POINT("vro", "", "mean", "0", "2", "0.1", "0.01")
                    POINT("both", "", "mean", "0", "2", "0.2", "0.01")
                        POINT("vro", "release", "mean_difference", "0", "2", "-0.8", "0.02")
                            POINT("both", "release", "mean_difference", "0", "2", "-0.7", "0.03");
static const char PAIR[] =
    HEADER "\n"
           "b,vro,both,all,revisions,mean_difference,p,value,0,q,shift,2,-0.2,0.1\n"
           "b,vro,both,all,revisions,mean_difference,p,value,1,q,shift,2,0.3,0.1\n"
           "b,vro,both,gmfcs_5,revisions,mean_difference,p,value,5,q,shift,2,0.3,0.1\n";
static const char NEITHER[] = HEADER "\nb,vro,,all,nsa_deg,mean,p,value,0,q,value,2,130,0.1\n";

typedef struct world {
    vro_result_tables tables;
    vro_strategy_names names;
    vro_drawing drawing;
    vro_grid_cells cells;
} world;

static void open_world(world *self, const char *text) {
    vro_errors errors = {0};
    *self = (world){0};
    add_result_text(&self->tables, "sensitivity_grid.csv", text);
    add_result_text(&self->tables, "strategies.csv",
                    "strategy,label,reference\nrelease,release,1\nvro,vro,0\nboth,both,0\n");
    assert_int_equal(
        vro_strategy_names_read(&self->names, &self->tables, "sensitivity_grid.csv", &errors),
        VRO_OK);
    assert_int_equal(
        vro_grid_cells_read(&self->cells,
                            vro_result_tables_find(&self->tables, "sensitivity_grid.csv"),
                            &self->names, VRO_ENGLISH, &self->drawing, &errors),
        VRO_OK);
}

static void close_world(world *self) {
    vro_grid_cells_free(&self->cells);
    vro_drawing_free(&self->drawing);
    vro_strategy_names_free(&self->names);
    vro_result_tables_free(&self->tables);
}

static void assert_cell(const vro_grid_cell *cell, int best, double value, double se) {
    assert_int_equal(cell->best, best);
    assert_near(cell->value, value, 1e-12);
    assert_near(cell->se, se, 1e-12);
}

// The lead of release is the paired difference of vro; that of vro over both is not in the file.
static void the_lead_is_that_over_the_next_best(void **state) {
    (void)state;
    world self;
    open_world(&self, THREE);
    assert_int_equal(self.cells.counts[0], 2);
    assert_int_equal(self.cells.counts[1], 1);
    assert_near(self.cells.axis[0][0], 0, 0);
    assert_cell(&self.cells.cells[0], 1, 0.1, 0.05);
    assert_cell(&self.cells.cells[1], 0, 0.2, 0.02);
    close_world(&self);
}

static void the_estimates_have_their_place(void **state) {
    (void)state;
    world self;
    open_world(&self, THREE);
    assert_near(self.cells.base[0], 0.5, 0);
    assert_near(self.cells.base[1], 1, 0);
    assert_string_equal(self.cells.changes[1], "factor");
    assert_int_equal(self.cells.at_base.best, 1);
    close_world(&self);
}

static void without_means_the_difference_says_which_of_two_is_best(void **state) {
    (void)state;
    world self;
    open_world(&self, PAIR);
    assert_int_equal(self.cells.counts[0], 2);
    assert_cell(&self.cells.cells[0], 1, 0.2, 0.1);
    assert_cell(&self.cells.cells[1], 2, 0.3, 0.1);
    assert_true(isnan(self.cells.base[0]));
    assert_int_equal(self.cells.at_base.best, -1);
    close_world(&self);
}

static void an_outcome_that_is_neither_better_nor_worse_is_shown_itself(void **state) {
    (void)state;
    world self;
    open_world(&self, NEITHER);
    assert_false(self.cells.has_best);
    assert_cell(&self.cells.cells[0], -1, 130, 0.1);
    close_world(&self);
}

static void a_file_without_rows_is_left_out(void **state) {
    (void)state;
    world self;
    open_world(&self, HEADER BASE);
    assert_string_equal(self.drawing.left_out, "sensitivity_grid.csv has no row for it.");
    close_world(&self);
}

static void equally_good_strategies_have_no_best(void **state) {
    (void)state;
    world self;
    open_world(&self, HEADER BASE POINT("release", "", "mean", "0", "2", "0.5", "0.01")
                          POINT("vro", "", "mean", "0", "2", "0.5", "0.01"));
    assert_true(self.cells.has_best);
    assert_int_equal(self.cells.cells[0].best, -1);
    assert_near(self.cells.cells[0].value, 0, 0);
    close_world(&self);
}

int test_grid_cells(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lead_is_that_over_the_next_best),
        cmocka_unit_test(the_estimates_have_their_place),
        cmocka_unit_test(without_means_the_difference_says_which_of_two_is_best),
        cmocka_unit_test(an_outcome_that_is_neither_better_nor_worse_is_shown_itself),
        cmocka_unit_test(equally_good_strategies_have_no_best),
        cmocka_unit_test(a_file_without_rows_is_left_out),
    };
    return cmocka_run_group_tests_name("grid_cells", tests, NULL, NULL);
}
