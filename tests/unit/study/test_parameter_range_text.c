// Ranges as they are written on the command line, and what is refused.
#include "vrosim/study/parameter_range_text.h"

#include "uncertain.h"

#include <string.h>

// The default with two uncertain parameters, and what a text was read into.
typedef struct bench {
    vro_scenario scenario;
    vro_uncertainty all;
    vro_parameter_ranges ranges;
    vro_errors errors;
} bench;

static int open_bench(void **state) {
    static bench self;
    self = (bench){0};
    uncertain_open(&self.scenario);
    uncertain_fix(&self.scenario, VRO_LOSS_HAZARD, 0.01, 0.004);
    uncertain_fix(&self.scenario, VRO_MIGRATION_FLOOR, 10, 1);
    assert_int_equal(
        vro_uncertainty_init(&self.all, &self.scenario, VRO_ALL_ESTIMATES, &self.errors), VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_parameter_ranges_free(&self->ranges);
    vro_uncertainty_free(&self->all);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
    return 0;
}

static void read_fine(bench *self, vro_parameter_range_form form, const char *text) {
    vro_parameter_ranges_free(&self->ranges);
    const vro_status status =
        vro_parameter_ranges_read(&self->ranges, &self->all, form, text, &self->errors);
    vro_errors_print(&self->errors, stdout);
    assert_int_equal(status, VRO_OK);
}

static void assert_range(const bench *self, size_t place, const char *name, double low,
                         double high) {
    assert_true(place < self->ranges.count);
    const vro_parameter_range *range = &self->ranges.items[place];
    assert_string_equal(self->all.parameters[range->parameter].name, name);
    assert_near(range->low, low, 0);
    assert_near(range->high, high, 0);
    assert_true(range->given);
}

// The text has this fault, among `count` faults.
static void assert_refused(bench *self, vro_parameter_range_form form, const char *text,
                           size_t count, const char *sentence) {
    vro_errors errors = {0};
    bool found = false;
    vro_parameter_ranges_free(&self->ranges);
    assert_int_equal(vro_parameter_ranges_read(&self->ranges, &self->all, form, text, &errors),
                     VRO_BAD_USAGE);
    for (size_t i = 0; i < errors.count; i++)
        found = found || strstr(errors.faults[i].text, sentence);
    if (!found || errors.count != count) {
        vro_errors_print(&errors, stdout);
        fail_msg("%s: %zu faults, or no \"%s\"", text, errors.count, sentence);
    }
    vro_errors_free(&errors);
}

static void ranges_are_taken_as_given_with_or_without_a_standard_error(void **state) {
    bench *self = *state;
    read_fine(self, VRO_PARAMETER_RANGE_ENDS,
              "loss.hazard=0.001:0.5,migration.rate.gmfcs_5=1e0:20");
    assert_int_equal(self->ranges.count, 2);
    assert_range(self, 0, "loss.hazard", 0.001, 0.5);
    assert_range(self, 1, "migration.rate.gmfcs_5", 1, 20);
}

static void names_alone_and_all_take_the_standard_errors(void **state) {
    bench *self = *state;
    read_fine(self, VRO_PARAMETER_RANGE_ENDS, "migration.floor,migration.floor");
    assert_int_equal(self->ranges.count, 1);
    assert_false(self->ranges.items[0].given);
    read_fine(self, VRO_PARAMETER_RANGE_ENDS, "all");
    assert_int_equal(self->ranges.count, 2);
}

static void a_range_beside_all_holds_for_its_parameter(void **state) {
    bench *self = *state;
    static const char *const texts[] = {"all,loss.hazard=0.001:0.5", "loss.hazard=0.001:0.5,all"};
    for (size_t i = 0; i < 2; i++) {
        read_fine(self, VRO_PARAMETER_RANGE_ENDS, texts[i]);
        assert_int_equal(self->ranges.count, 2);
        assert_range(self, 0, "loss.hazard", 0.001, 0.5);
    }
}

static void a_grid_has_two_parameters_with_numbers_of_values(void **state) {
    bench *self = *state;
    read_fine(self, VRO_PARAMETER_RANGE_GRID,
              "loss.hazard=0:0.5:3,population.gmfcs.gmfcs_5=0.1:0.9:1000");
    assert_range(self, 0, "loss.hazard", 0, 0.5);
    assert_range(self, 1, "population.gmfcs.gmfcs_5", 0.1, 0.9);
    assert_int_equal(self->ranges.items[0].steps, 3);
    assert_int_equal(self->ranges.items[1].steps, 1000);
}

static void names_that_are_none_get_advice(void **state) {
    bench *self = *state;
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "los.hazard=1:2", 1,
                   "the nearest is 'loss.hazard'");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=1:2", 1,
                   "several numbers here, as rows differ; name one of them, such as "
                   "'migration.rate.gmfcs_1'");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "cost.spica=1:2", 1, "no table gives one");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "complication.avn", 1, "has no standard error");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "", 1, "is unknown");
}

static void texts_that_are_no_ranges_are_refused(void **state) {
    bench *self = *state;
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=1", 1, "has no range; write");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=1:2:3", 1, "has no range; write");
    assert_refused(self, VRO_PARAMETER_RANGE_SEARCH, "loss.hazard", 1, "PARAMETER=LOW:HIGH");
    assert_refused(self, VRO_PARAMETER_RANGE_SEARCH, "all", 2, "'all' has no range");
    assert_refused(self, VRO_PARAMETER_RANGE_GRID, "loss.hazard=1:2,migration.floor=1:2:3", 1,
                   "LOW:HIGH:N");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=1,2:x", 2, "'2:x' is unknown");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=0,5:1", 2, "has no range; write");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=nan:two", 2,
                   "'two' is not a number");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=2:2", 1,
                   "'2' is not above the low end");
}

static void values_that_cannot_be_are_refused(void **state) {
    bench *self = *state;
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=-1:2", 1, "lies in 0 to 100");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "complication.avn=0:1.5", 1, "lies in 0 to 1");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "anatomy.migration_socket_correlation=0:1", 1,
                   "squares");
    assert_refused(self, VRO_PARAMETER_RANGE_GRID,
                   "population.gmfcs.gmfcs_4=0:0.6:3,population.gmfcs.gmfcs_5=0:0.6:3", 1,
                   "in a corner of");
}

static void what_is_named_twice_is_refused(void **state) {
    bench *self = *state;
    assert_refused(self, VRO_PARAMETER_RANGE_SEARCH, "loss.hazard=1:2,loss.hazard=3:4", 1,
                   "named twice");
    assert_refused(self, VRO_PARAMETER_RANGE_GRID, "loss.hazard=1:2:3,loss.hazard=3:4:5", 1,
                   "named twice");
    assert_refused(self, VRO_PARAMETER_RANGE_GRID, "loss.hazard=1:2:3", 1,
                   "not a grid of two parameters");
}

static void factors_and_shifts_are_told_from_values(void **state) {
    bench *self = *state;
    read_fine(self, VRO_PARAMETER_RANGE_ENDS,
              "loss.hazard=x0.5:x2,migration.floor=+-1:+1e0,healing.delayed=0.1:0.2");
    static const vro_change_kind kinds[] = {VRO_CHANGE_FACTOR, VRO_CHANGE_SHIFT, VRO_CHANGE_VALUE};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(self->ranges.items[i].kind, kinds[i]);
    assert_range(self, 0, "loss.hazard", 0.5, 2);
    assert_range(self, 1, "migration.floor", -1, 1);
}

// The estimates of levels, those of strategies, and those of one strategy.
static void a_factor_takes_all_estimates_of_a_parameter(void **state) {
    bench *self = *state;
    static const char *const words[] = {"migration.rate", "other.reoperation", "plan.bilateral",
                                        "plan.bilateral.vro"};
    const size_t vro = vro_scenario_find(&self->scenario, "vro");
    vro_uncertainty_free(&self->all);
    for (size_t level = 0; level < VRO_LEVELS; level++)
        uncertain_cell(&self->scenario, vro, level, VRO_PLAN_BILATERAL)->distribution.value +=
            0.01 * (double)level;
    assert_int_equal(
        vro_uncertainty_init(&self->all, &self->scenario, VRO_ALL_ESTIMATES, &self->errors),
        VRO_OK);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char text[80];
        size_t members = 0;
        snprintf(text, sizeof text, "%s=x0.8:x0.9", words[i]);
        read_fine(self, VRO_PARAMETER_RANGE_SEARCH, text);
        const vro_parameter_range *range = &self->ranges.items[0];
        assert_string_equal(vro_parameter_range_find_name(range, &self->all).text, words[i]);
        for (size_t k = 0; k < self->all.count; k++)
            members += strncmp(self->all.parameters[k].name, words[i], strlen(words[i])) == 0 &&
                       self->all.parameters[k].name[strlen(words[i])] == '.';
        assert_int_equal(range->further + 1, members);
        assert_true(members > 1);
    }
}

static void every_estimate_that_moves_stays_within_its_bounds(void **state) {
    bench *self = *state;
    // of the five rates that of level 4 is the first that a factor of 200 moves out of 0 to 1000
    assert_refused(
        self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=x0.5:x200", 1,
        "'migration.rate.gmfcs_4' is 5.86 and would be 1172 at x200; it lies in 0 to 1000");
    assert_refused(self, VRO_PARAMETER_RANGE_SEARCH, "migration.rate=+-3:+1", 1,
                   "'migration.rate.gmfcs_1' is 1.107 and would be -1.893 at +-3");
    assert_refused(self, VRO_PARAMETER_RANGE_GRID, "migration.rate=x0.5:x200:3,loss.hazard=x0:x2:3",
                   1, "would be 1172 at x200");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "population.gmfcs.gmfcs_5=x1:x4", 1,
                   "it lies in 0 to 1");
}

static void what_a_factor_or_a_shift_cannot_mean_is_refused(void **state) {
    bench *self = *state;
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=-1:+1", 1,
                   "'+1' is of another kind than the low end");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=x0.5:2", 1, "factors such as");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=x2:x0.5", 1,
                   "not above the low end");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=x:x2", 1, "'' is not a number");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=1:2", 1,
                   "or move all by a factor, migration.rate=x0.5:x2, or a shift, "
                   "migration.rate=+-1:+1");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "population.gmfcs=x0.5:x1", 1,
                   "the shares of one whole");
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "migration=x0.5:x1", 1, "is unknown");
    uncertain_fix(&self->scenario, VRO_LOSS_HAZARD, 0, NAN);
    vro_uncertainty_free(&self->all);
    assert_int_equal(
        vro_uncertainty_init(&self->all, &self->scenario, VRO_ALL_ESTIMATES, &self->errors),
        VRO_OK);
    assert_refused(self, VRO_PARAMETER_RANGE_ENDS, "loss.hazard=x0.5:x2", 1,
                   "'loss.hazard' is 0 here, which no factor moves");
}

static void a_grid_moves_no_estimate_twice(void **state) {
    bench *self = *state;
    assert_refused(self, VRO_PARAMETER_RANGE_GRID,
                   "migration.rate=x0.5:x2:3,migration.rate.gmfcs_3=1:2:3", 1,
                   "moves the same estimate twice");
    read_fine(self, VRO_PARAMETER_RANGE_GRID,
              "migration.rate.gmfcs_2=x0.5:x2:3,migration.rate.gmfcs_3=1:2:3");
    read_fine(self, VRO_PARAMETER_RANGE_ENDS, "migration.rate=x0.5:x2,migration.rate.gmfcs_3=1:2");
    assert_int_equal(self->ranges.count, 2);
}

static void a_number_of_values_is_whole_and_from_2_to_1000(void **state) {
    bench *self = *state;
    static const char *const numbers[] = {"1", "2.5", "1001", "-3"};
    for (size_t i = 0; i < 4; i++) {
        char text[80];
        snprintf(text, sizeof text, "loss.hazard=1:2:%s,migration.floor=1:2:3", numbers[i]);
        assert_refused(self, VRO_PARAMETER_RANGE_GRID, text, 1, "whole number from 2 to 1000");
    }
}

static void all_faults_are_named_at_once(void **state) {
    bench *self = *state;
    assert_refused(self, VRO_PARAMETER_RANGE_SEARCH, "los.hazard=2:1,loss.hazard=1:1000,x", 5,
                   "'x' has no");
}

static void without_a_scenario_only_the_form_is_checked(void **state) {
    bench *self = *state;
    vro_errors errors = {0};
    assert_int_equal(vro_parameter_ranges_read(&self->ranges, NULL, VRO_PARAMETER_RANGE_ENDS,
                                               "all,x,y=1:2", &errors),
                     VRO_OK);
    assert_int_equal(self->ranges.count, 0);
    assert_int_equal(vro_parameter_ranges_read(&self->ranges, NULL, VRO_PARAMETER_RANGE_GRID,
                                               "x=1:2,y=2:1:3", &errors),
                     VRO_BAD_USAGE);
    assert_int_equal(errors.count, 2);
    vro_errors_free(&errors);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_parameter_range_text(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(ranges_are_taken_as_given_with_or_without_a_standard_error),
        WITH_BENCH(names_alone_and_all_take_the_standard_errors),
        WITH_BENCH(a_range_beside_all_holds_for_its_parameter),
        WITH_BENCH(a_grid_has_two_parameters_with_numbers_of_values),
        WITH_BENCH(names_that_are_none_get_advice),
        WITH_BENCH(texts_that_are_no_ranges_are_refused),
        WITH_BENCH(values_that_cannot_be_are_refused),
        WITH_BENCH(what_is_named_twice_is_refused),
        WITH_BENCH(factors_and_shifts_are_told_from_values),
        WITH_BENCH(a_factor_takes_all_estimates_of_a_parameter),
        WITH_BENCH(every_estimate_that_moves_stays_within_its_bounds),
        WITH_BENCH(what_a_factor_or_a_shift_cannot_mean_is_refused),
        WITH_BENCH(a_grid_moves_no_estimate_twice),
        WITH_BENCH(a_number_of_values_is_whole_and_from_2_to_1000),
        WITH_BENCH(all_faults_are_named_at_once),
        WITH_BENCH(without_a_scenario_only_the_form_is_checked),
    };
    return cmocka_run_group_tests_name("parameter_range_text", tests, NULL, NULL);
}
