// The files of a sensitivity analysis, from results that are made up.
#define _GNU_SOURCE 1

#include "vrosim/table/sensitivity_tables.h"

#include "small_sensitivity.h"
#include "writing.h"

#include <unistd.h>

// Writes the files into a folder of their own and reads one, to be freed; NULL where it is not
// there.
static char *write_and_read(const small_sensitivity *self, const char *name) {
    scratch folder;
    vro_new_folder files;
    char path[500];
    vro_errors errors = {0};
    writing_open(&files, &folder);
    assert_int_equal(vro_sensitivity_tables_write(&self->results, &files, &errors), VRO_OK);
    snprintf(path, sizeof path, "%s/%s", folder.folder, name);
    char *text = access(path, F_OK) == 0 ? read_text(folder.folder, name) : NULL;
    writing_close(&files);
    return text;
}

static void assert_file(const small_sensitivity *self, const char *name, const char *expected) {
    char *text = write_and_read(self, name);
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_no_file(const small_sensitivity *self, const char *name) {
    assert_null(write_and_read(self, name));
}

static void the_bars_of_each_measure_stand_in_the_order_of_their_swings(void **state) {
    small_sensitivity *self = *state;
    small_range(self, "loss.hazard");
    small_range(self, "migration.floor");
    small_reserve(self);
    small_base(self, 0.3);
    small_bar(self, 0, 0.2, 0.25);
    small_bar(self, 1, 0.5, 0.25);
    assert_file(
        self, "sensitivity_oneway.csv",
        "scenario,strategy,reference,subgroup,outcome,statistic,rank,parameter,change,low,high,"
        "value_low,"
        "se_low,value_base,se_base,value_high,se_high,swing,swing_se,se_kind\n"
        "baseline,vro,,all,revisions,mean,1,migration.floor,value,0.125,0.5,0.5000,0.0100,0.3000,"
        "0.0100,0.2500,0.0200,-0.25000,0.00500,children\n"
        "baseline,vro,,all,revisions,mean,2,loss.hazard,value,0.125,0.5,0.2000,0.0100,0.3000,"
        "0.0100,0.2500,0.0200,0.05000,0.00500,children\n"
        "baseline,observation,,all,revisions,mean,1,migration.floor,value,0.125,0.5,0.5000,0.0100,"
        "0.3000,0.0100,0.2500,0.0200,-0.25000,0.00500,children\n"
        "baseline,observation,,all,revisions,mean,2,loss.hazard,value,0.125,0.5,0.2000,0.0100,"
        "0.3000,0.0100,0.2500,0.0200,0.05000,0.00500,children\n"
        "baseline,observation,vro,all,revisions,mean_difference,1,migration.floor,value,0.125,0.5,"
        "0.5000,0.0100,0.3000,0.0100,0.2500,0.0200,-0.25000,0.00500,children\n"
        "baseline,observation,vro,all,revisions,mean_difference,2,loss.hazard,value,0.125,0.5,"
        "0.2000,0.0100,0.3000,0.0100,0.2500,0.0200,0.05000,0.00500,children\n");
    assert_no_file(self, "sensitivity_grid.csv");
    assert_no_file(self, "sensitivity_threshold.csv");
}

static void the_grid_has_a_row_for_each_pair_of_values(void **state) {
    small_sensitivity *self = *state;
    small_axis(self, "loss.hazard", 0, 1, 2);
    small_axis(self, "migration.floor", 2, 4, 3);
    small_reserve(self);
    small_base(self, 0.3);
    for (size_t point = 0; point < 6; point++)
        self->results.points[point * self->measures.count + SMALL_DIFFERENCE] =
            small_estimate((double)point, 0.5);
    char *text = write_and_read(self, "sensitivity_grid.csv");
    assert_int_equal(count_lines(text, "baseline,"), 18);
    assert_true(has_line(
        text, "scenario,strategy,reference,subgroup,outcome,statistic,parameter_1,change_1,value_1,"
              "parameter_2,change_2,value_2,value,se,base_1,base_2,value_base,se_base,"
              "se_kind"));
    assert_true(
        has_line(text, "baseline,observation,vro,all,revisions,mean_difference,loss.hazard,value,0,"
                       "migration.floor,value,4,2.000,0.500,0.0035,15,0.3000,0.0100,children"));
    assert_true(
        has_line(text, "baseline,observation,vro,all,revisions,mean_difference,loss.hazard,value,1,"
                       "migration.floor,value,3,4.000,0.500,0.0035,15,0.3000,0.0100,children"));
    free(text);
    assert_no_file(self, "sensitivity_oneway.csv");
}

static void a_factor_of_1_and_a_shift_of_0_are_the_base_of_a_grid(void **state) {
    small_sensitivity *self = *state;
    small_axis(self, "loss.hazard", 0.5, 2, 2);
    small_axis(self, "migration.floor", -1, 1, 2);
    self->results.grid.items[0].kind = VRO_CHANGE_FACTOR;
    self->results.grid.items[1].kind = VRO_CHANGE_SHIFT;
    small_reserve(self);
    small_base(self, 0.3);
    char *text = write_and_read(self, "sensitivity_grid.csv");
    assert_non_null(strstr(text, ",loss.hazard,factor,2,migration.floor,shift,1,0,0,1,0,0.3000,"));
    free(text);
}

static void thresholds_are_written_of_differences_with_their_status(void **state) {
    small_sensitivity *self = *state;
    small_search(self, "loss.hazard");
    small_search(self, "migration.floor");
    small_reserve(self);
    small_base(self, 0.3);
    self->results.thresholds[SMALL_DIFFERENCE] = (vro_threshold){
        VRO_SEARCH_FOUND,     small_estimate(-1, 0.1), small_estimate(1, 0.1), 0.25, 1e-6, 0.05, 2,
        VRO_ERROR_OF_CHILDREN};
    self->results.thresholds[self->measures.count + SMALL_DIFFERENCE] = (vro_threshold){
        VRO_SEARCH_NONE,      small_estimate(1, 0.1), small_estimate(2, 0.1), NAN, 0, NAN, NAN,
        VRO_ERROR_OF_CHILDREN};
    assert_file(
        self, "sensitivity_threshold.csv",
        "scenario,strategy,reference,subgroup,outcome,statistic,parameter,change,low,high,"
        "value_low,se_low,"
        "value_base,se_base,value_high,se_high,status,threshold,threshold_se,slope,se_kind\n"
        "baseline,observation,vro,all,revisions,mean_difference,loss.hazard,value,0,1,-1.000,0.100,"
        "0.3000,0.0100,1.000,0.100,found,0.2500,0.0500,2.0000000,children\n"
        "baseline,observation,vro,all,revisions,mean_difference,migration.floor,value,0,1,1.000,0."
        "100,"
        "0.3000,0.0100,2.000,0.100,none,,,,children\n");
}

// Of the second level there are children from the low end on, of the fourth nobody has a result.
static void a_subgroup_has_rows_of_its_own_in_its_own_order_where_it_has_children(void **state) {
    enum { SECOND = 2 * SMALL_MEASURES };
    small_sensitivity *self = *state;
    small_range(self, "loss.hazard");
    small_range(self, "migration.floor");
    small_axis(self, "loss.hazard", 0, 1, 1);
    small_axis(self, "loss.hazard", 0, 1, 1);
    small_reserve(self);
    small_base(self, 0.3);
    small_bar(self, 0, 0.2, 0.25);
    small_bar(self, 1, 0.5, 0.25);
    self->results.base[SECOND] = self->results.base[0];
    small_set_bar(self, 0, SECOND, 0.25, 0.75);
    small_set_bar(self, 1, SECOND, 0.25, 0.5);
    self->results.points[SECOND] = small_estimate(0.5, 0.25);
    char *text = write_and_read(self, "sensitivity_oneway.csv");
    assert_int_equal(count_lines(text, ""), 1 + 2 * SMALL_MEASURES + 2);
    assert_true(
        has_line(text, "baseline,vro,,gmfcs_2,revisions,mean,1,loss.hazard,value,0.125,0.5,0.2500,"
                       "0.0100,0.3000,0.0100,0.7500,0.0200,0.50000,0.00500,children"));
    assert_true(has_line(text,
                         "baseline,vro,,gmfcs_2,revisions,mean,2,migration.floor,value,0.125,0.5,"
                         "0.2500,0.0100,0.3000,0.0100,0.5000,0.0200,0.25000,0.00500,children"));
    assert_true(strstr(text, ",vro,all,") < strstr(text, ",gmfcs_2,"));
    free(text);
    text = write_and_read(self, "sensitivity_grid.csv");
    assert_int_equal(count_lines(text, "baseline,vro,,gmfcs_2,"), 1);
    assert_int_equal(count_lines(text, ""), 1 + SMALL_MEASURES + 1);
    free(text);
}

static void thresholds_of_subgroups_are_written_where_they_were_looked_for(void **state) {
    small_sensitivity *self = *state;
    small_divide(self, "bilateral");
    small_search(self, "loss.hazard");
    small_reserve(self);
    const size_t last = self->measures.count - 1; // the difference in bilateral surgery
    self->results.thresholds[last] = (vro_threshold){
        VRO_SEARCH_FOUND,     small_estimate(-1, 0.1), small_estimate(1, 0.1), 0.25, 1e-6, 0.05, 2,
        VRO_ERROR_OF_CHILDREN};
    self->results.base[last] = small_estimate(0.3, 0.01);
    char *text = write_and_read(self, "sensitivity_threshold.csv");
    assert_int_equal(count_lines(text, "baseline,"), 2);
    assert_int_equal(count_lines(text, "baseline,observation,vro,all,revisions,"), 1);
    assert_true(has_line(text,
                         "baseline,observation,vro,bilateral,revisions,mean_difference,loss.hazard,"
                         "value,0,1,-1.000,0.100,0.3000,0.0100,1.000,0.100,found,0.2500,0.0500,"
                         "2.0000000,children"));
    free(text);
}

static void the_kind_of_errors_is_the_weakest_of_those_that_are_known(void **state) {
    small_sensitivity *self = *state;
    small_range(self, "loss.hazard");
    small_reserve(self);
    small_base(self, 0.3);
    small_bar(self, 0, 0.2, 0.25);
    vro_bar *bars = self->results.bars;
    bars[0].low.kind = VRO_ERROR_OF_REPLICATES;
    bars[0].high = (vro_estimate){.value = 0.5, .se = NAN, .kind = VRO_ERROR_APPROXIMATE};
    bars[1].swing.kind = VRO_ERROR_AT_MOST;
    self->results.base[2].se = bars[2].low.se = bars[2].high.se = bars[2].swing.se = NAN;
    char *text = write_and_read(self, "sensitivity_oneway.csv");
    assert_int_equal(count_lines(text, "baseline,vro,,all,"), 1);
    assert_non_null(strstr(text, ",0.5,,0.05000,0.00500,replicates\n"));
    assert_non_null(strstr(text, ",0.05000,0.00500,at_most\n"));
    assert_non_null(strstr(text, ",0.25,,0.05,,\n"));
    free(text);
}

static void the_kind_of_a_thresholds_error_counts(void **state) {
    small_sensitivity *self = *state;
    small_search(self, "loss.hazard");
    small_reserve(self);
    small_base(self, 0.3);
    self->results.thresholds[SMALL_DIFFERENCE] = (vro_threshold){
        VRO_SEARCH_FOUND, small_estimate(-1, 0.1), small_estimate(1, 0.1), 0.25, 1e-6, 0.05, 2,
        VRO_ERROR_AT_MOST};
    char *text = write_and_read(self, "sensitivity_threshold.csv");
    assert_non_null(strstr(text, ",found,0.2500,0.0500,2.0000000,at_most\n"));
    free(text);
}

static void where_nothing_could_be_moved_the_table_is_empty(void **state) {
    small_sensitivity *self = *state;
    small_reserve(self);
    char *text = write_and_read(self, "sensitivity_oneway.csv");
    assert_int_equal(count_lines(text, ""), 1);
    free(text);
}

static void the_effective_table_is_beside_them(void **state) {
    small_sensitivity *self = *state;
    small_reserve(self);
    char *text = write_and_read(self, "parameters.csv");
    assert_true(count_lines(text, ",,loss.hazard,fixed,0.0035") == 1);
    free(text);
}

static void a_folder_that_vanished_is_reported(void **state) {
    small_sensitivity *self = *state;
    vro_errors errors = {0};
    small_reserve(self);
    vro_new_folder gone;
    writing_vanish(&gone);
    assert_int_equal(vro_sensitivity_tables_write(&self->results, &gone, &errors), VRO_BAD_OUTPUT);
    vro_new_folder_free(&gone);
    vro_errors_free(&errors);
}

static void a_jump_has_the_digits_to_which_it_is_known(void **state) {
    small_sensitivity *self = *state;
    small_search(self, "loss.hazard");
    small_reserve(self);
    small_base(self, 0.3);
    self->results.thresholds[SMALL_DIFFERENCE] = (vro_threshold){VRO_SEARCH_JUMP,
                                                                 small_estimate(-1, 0.1),
                                                                 small_estimate(1, 0.1),
                                                                 1.0 / 3,
                                                                 1e-5,
                                                                 NAN,
                                                                 NAN,
                                                                 0};
    char *text = write_and_read(self, "sensitivity_threshold.csv");
    assert_non_null(strstr(text, ",jump,0.3333333,,,children\n"));
    free(text);
}

int test_sensitivity_tables(void) {
    const struct CMUnitTest tests[] = {
        SENSITIVITY_TEST(the_bars_of_each_measure_stand_in_the_order_of_their_swings),
        SENSITIVITY_TEST(the_grid_has_a_row_for_each_pair_of_values),
        SENSITIVITY_TEST(a_factor_of_1_and_a_shift_of_0_are_the_base_of_a_grid),
        SENSITIVITY_TEST(thresholds_are_written_of_differences_with_their_status),
        SENSITIVITY_TEST(a_subgroup_has_rows_of_its_own_in_its_own_order_where_it_has_children),
        SENSITIVITY_TEST(thresholds_of_subgroups_are_written_where_they_were_looked_for),
        SENSITIVITY_TEST(a_jump_has_the_digits_to_which_it_is_known),
        SENSITIVITY_TEST(the_kind_of_errors_is_the_weakest_of_those_that_are_known),
        SENSITIVITY_TEST(the_kind_of_a_thresholds_error_counts),
        SENSITIVITY_TEST(where_nothing_could_be_moved_the_table_is_empty),
        SENSITIVITY_TEST(the_effective_table_is_beside_them),
        SENSITIVITY_TEST(a_folder_that_vanished_is_reported),
    };
    return cmocka_run_group_tests_name("sensitivity_tables", tests, NULL, NULL);
}
