// Which measure of a sensitivity analysis a figure is of, and what people call it.
#include "vrosim/table/measure_choice.h"

#include "result_texts.h"

#define HEADER "scenario,strategy,reference,subgroup,outcome,statistic,value\n"

typedef struct world {
    vro_result_tables tables;
    vro_figure_texts texts;
    vro_strategy_names names;
    vro_measure_choice choice;
    bool found;
} world;

static void open_world(world *self, const char *text) {
    vro_errors errors = {0};
    *self = (world){.texts = {.language = VRO_ENGLISH}};
    add_result_text(&self->tables, "sensitivity_grid.csv", text);
    assert_int_equal(
        vro_strategy_names_read(&self->names, &self->tables, "sensitivity_grid.csv", &errors),
        VRO_OK);
    self->found = vro_measure_choice_find(
        &self->choice, vro_result_tables_find(&self->tables, "sensitivity_grid.csv"));
}

static void close_world(world *self) {
    vro_strategy_names_free(&self->names);
    vro_figure_texts_free(&self->texts);
    vro_result_tables_free(&self->tables);
}

static void the_first_difference_in_all_children_is_chosen(void **state) {
    (void)state;
    world self;
    open_world(&self, HEADER "b,vro,,all,failed,mean,1\nb,vro,,gmfcs_1,failed,mean,1\n"
                             "b,soft_tissue,vro,gmfcs_1,failed,risk_difference,1\n"
                             "b,soft_tissue,vro,all,failed,number_needed_to_treat,1\n"
                             "b,soft_tissue,vro,all,failed,risk_difference,1\n");
    assert_true(self.found);
    assert_string_equal(self.choice.statistic, "risk_difference");
    assert_int_equal(self.choice.better, VRO_LESS);
    assert_string_equal(vro_measure_choice_value(&self.choice, -0.125, &self.texts),
                        "\xE2\x88\x92"
                        "12.5 percentage points");
    assert_string_equal(vro_measure_choice_sentence(&self.choice, &self.names, &self.texts),
                        "Later surgery of the index hip, or migration over 50 % at the end, soft "
                        "tissue minus vro");
    close_world(&self);
}

static void without_a_difference_the_first_mean_is_chosen(void **state) {
    (void)state;
    world self;
    open_world(&self, HEADER "b,vro,,all,net_benefit:50,mean,1\n");
    assert_true(self.found);
    assert_string_equal(self.choice.reference, "");
    self.choice.currency = "EUR";
    assert_int_equal(self.choice.better, VRO_MORE);
    assert_string_equal(vro_measure_choice_label(&self.choice, &self.names, &self.texts),
                        "net benefit per child at 50 thousand EUR per QALY, thousand EUR, vro");
    close_world(&self);
}

static void a_ratio_is_chosen_where_there_is_nothing_else(void **state) {
    (void)state;
    world self;
    open_world(&self, HEADER "b,vro,release,all,icer,icer,1\n");
    assert_true(self.found);
    self.choice.currency = "EUR";
    assert_int_equal(self.choice.better, VRO_NEITHER);
    assert_string_equal(vro_measure_choice_sentence(&self.choice, &self.names, &self.texts),
                        "Incremental cost-effectiveness ratio, vro against release");
    assert_string_equal(vro_measure_choice_value(&self.choice, 44.06, &self.texts),
                        "44,100 EUR per QALY");
    close_world(&self);
    open_world(&self, HEADER "b,vro,release,all,failed,number_needed_to_treat,1\n");
    assert_int_equal(self.choice.better, VRO_NEITHER);
    assert_string_equal(vro_measure_choice_value(&self.choice, 12.5, &self.texts), "12.5 children");
    close_world(&self);
    open_world(&self, HEADER);
    assert_false(self.found);
    close_world(&self);
}

static void an_end_says_what_is_done_to_the_parameter(void **state) {
    (void)state;
    vro_figure_texts texts = {.language = VRO_ENGLISH};
    assert_string_equal(vro_measure_choice_end("value", 0.5, &texts), "0.5");
    assert_string_equal(vro_measure_choice_end("factor", 2, &texts), "\xC3\x97"
                                                                     "2");
    assert_string_equal(vro_measure_choice_end("shift", 2, &texts), "+2");
    vro_figure_texts_free(&texts);
}

int test_measure_choice(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_difference_in_all_children_is_chosen),
        cmocka_unit_test(without_a_difference_the_first_mean_is_chosen),
        cmocka_unit_test(a_ratio_is_chosen_where_there_is_nothing_else),
        cmocka_unit_test(an_end_says_what_is_done_to_the_parameter),
    };
    return cmocka_run_group_tests_name("measure_choice", tests, NULL, NULL);
}
