// The two-way grid as a heat map.
#include "vrosim/table/grid_figure.h"

#include "small_figure.h"

#define HEADER                                                                                     \
    "scenario,strategy,reference,subgroup,outcome,statistic,parameter_1,change_1,value_1,"         \
    "parameter_2,change_2,value_2,value,se"
#define BASE ",base_1,base_2,value_base,se_base\n"
#define MEAN(strategy, outcome, x, value, base)                                                    \
    "b," strategy ",,all," outcome ",mean,p,value," x ",q,factor,2," value ",0.01,0.5,1," base     \
    ",0.01\n"

static const char TWO[] = HEADER BASE MEAN("release", "net_benefit:50", "0", "0.1", "0.5") MEAN(
    "vro", "net_benefit:50", "0", "0.3", "0.4") MEAN("release", "net_benefit:50", "1", "0.8", "0.5")
    MEAN("vro", "net_benefit:50", "1", "0.2", "0.4") MEAN("release", "net_benefit:50", "2", "0.205",
                                                          "0.5")
        MEAN("vro", "net_benefit:50", "2", "0.2",
             "0.4") "b,vro,release,all,net_benefit:50,mean_difference,p,value,0,q,factor,2,0.2,"
                    "0.01,0.5,1,-0.1,0.01\n"
                    "b,vro,release,all,net_benefit:50,mean_difference,p,value,2,q,factor,2,-0.005,"
                    "0.01,0.5,1,-0.1,0.01\n";
static const char ANGLE[] = HEADER "\nb,vro,,all,nsa_deg,mean,p,value,0,q,shift,2,130,0.1\n"
                                   "b,vro,,all,nsa_deg,mean,p,value,1,q,shift,2,134,0.2\n";

static void draw(small_figure *self, const char *text) {
    small_figure_open(self);
    small_figure_add(self, "sensitivity_grid.csv", text);
    small_figure_draw(self, "grid", VRO_ENGLISH);
}

static void the_finding_counts_where_each_strategy_is_best(void **state) {
    (void)state;
    small_figure self;
    draw(&self, TWO);
    assert_string_equal(self.drawing.title,
                        "Net benefit per child at 50 thousand units of money per QALY, best "
                        "strategy over 3 combinations of p and q: release in 2, vro in 1; at the "
                        "estimates, release.");
    small_figure_close(&self);
}

static void the_error_of_a_cell_is_said_below(void **state) {
    (void)state;
    small_figure self;
    draw(&self, TWO);
    assert_has(self.drawing.description,
               "Standard error of a cell at most 10.0 units of money; in 1 of 3 cells");
    assert_has(small_figure_svg(&self), "Standard error of a cell, of the simulation: at most");
    assert_has(small_figure_svg(&self), "at the estimates");
    assert_has(small_figure_svg(&self), "q (factor)");
    small_figure_close(&self);
}

static void the_data_table_has_the_lead_in_each_cell(void **state) {
    (void)state;
    small_figure self;
    draw(&self, TWO);
    assert_int_equal(vro_drawing_rows(&self.drawing), 3);
    assert_row(&self, 0, "0|2|vro|0.200|0.0100|");
    assert_row(&self, 1, "1|2|release|0.600||");
    small_figure_close(&self);
}

static void what_is_neither_better_nor_worse_has_a_range(void **state) {
    (void)state;
    small_figure self;
    draw(&self, ANGLE);
    assert_string_equal(self.drawing.title, "Neck-shaft angle at the end under vro: 130° to 134° "
                                            "over 2 combinations of p and q.");
    assert_row(&self, 1, "1|2|134|0.200|");
    small_figure_close(&self);
}

int test_grid_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_finding_counts_where_each_strategy_is_best),
        cmocka_unit_test(the_error_of_a_cell_is_said_below),
        cmocka_unit_test(the_data_table_has_the_lead_in_each_cell),
        cmocka_unit_test(what_is_neither_better_nor_worse_has_a_range),
    };
    return cmocka_run_group_tests_name("grid_figure", tests, NULL, NULL);
}
