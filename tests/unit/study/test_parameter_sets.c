// Sets of uncertain parameters: alone, by family, and from a text.
#include "vrosim/study/parameter_sets.h"

#include "faults.h"
#include "uncertain.h"

#include <string.h>

// Uncertain: loss.hazard, loss.no_spica_hr, complication.avn, migration.after_maturity.
typedef struct world {
    vro_scenario scenario;
    vro_uncertainty uncertainty;
    vro_parameter_sets sets;
    vro_errors errors;
} world;

static int open_world(void **state) {
    world *self = test_calloc(1, sizeof *self);
    uncertain_open(&self->scenario);
    uncertain_fix(&self->scenario, VRO_LOSS_HAZARD, 0.01, 0.001);
    uncertain_fix(&self->scenario, VRO_LOSS_NO_SPICA_HR, 2, 0.1);
    uncertain_fix(&self->scenario, VRO_COMPLICATION_AVN, 0.02, 0.01);
    uncertain_fix(&self->scenario, VRO_MIGRATION_AFTER_MATURITY, 0.1, 0.01);
    self->uncertainty = uncertain_list(&self->scenario);
    *state = self;
    return 0;
}

static int close_world(void **state) {
    world *self = *state;
    vro_parameter_sets_free(&self->sets);
    vro_parameter_sets_free(&self->sets);
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
    test_free(self);
    return 0;
}

static void make(world *self, const char *groups) {
    if (vro_parameter_sets_init(&self->sets, &self->uncertainty, groups, &self->errors) != VRO_OK)
        vro_errors_print(&self->errors, stderr);
    assert_int_equal(self->errors.count, 0);
}

// The names of a set's members with blanks between are these.
static void assert_set(const world *self, size_t set, const char *name, const char *members) {
    char text[200] = "";
    assert_true(set < self->sets.count);
    assert_string_equal(self->sets.names[set], name);
    for (size_t i = 0; i < self->sets.sets[set].count; i++) {
        strcat(text, i > 0 ? " " : "");
        strcat(text, vro_parameter_sets_member(&self->sets, set, i));
    }
    assert_string_equal(text, members);
}

static void each_parameter_comes_alone_and_then_families_of_several(void **state) {
    world *self = *state;
    make(self, NULL);
    assert_int_equal(self->sets.count, 5);
    assert_set(self, 0, "loss.hazard", "loss.hazard");
    assert_set(self, 1, "loss.no_spica_hr", "loss.no_spica_hr");
    assert_set(self, 2, "complication.avn", "complication.avn");
    assert_set(self, 3, "migration.after_maturity", "migration.after_maturity");
    assert_set(self, 4, "loss.*", "loss.hazard loss.no_spica_hr");
}

static void groups_are_sums_of_names_and_patterns(void **state) {
    world *self = *state;
    make(self, "loss.*+migration.after_maturity,*.hazard,*");
    assert_int_equal(self->sets.count, 8);
    assert_set(self, 5, "loss.*+migration.after_maturity",
               "loss.hazard loss.no_spica_hr migration.after_maturity");
    assert_set(self, 6, "*.hazard", "loss.hazard");
    assert_set(self, 7, "*",
               "loss.hazard loss.no_spica_hr complication.avn migration.after_maturity");
}

static void a_group_that_is_there_already_is_not_added_again(void **state) {
    world *self = *state;
    make(self, "loss.*,loss.hazard,loss.hazard+loss.hazard");
    assert_int_equal(self->sets.count, 6);
    assert_set(self, 5, "loss.hazard+loss.hazard", "loss.hazard");
}

static void patterns_that_fit_nothing_are_refused_all_at_once(void **state) {
    world *self = *state;
    assert_int_equal(vro_parameter_sets_init(&self->sets, &self->uncertainty,
                                             "lss.hazard,loss.*+age.*,", &self->errors),
                     VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 3);
    assert_fault(&self->errors, "'lss.hazard' matches no", "nearest is 'loss.hazard'");
    assert_fault(&self->errors, "'age.*' matches no uncertain parameter", "");
    assert_fault(&self->errors, "'' matches no uncertain parameter", "");
    assert_int_equal(self->sets.count, 0);
    assert_null(self->sets.sets);
}

static void nothing_uncertain_has_no_sets(void **state) {
    world *self = *state;
    vro_uncertainty none = {.scenario = &self->scenario};
    assert_int_equal(vro_parameter_sets_init(&self->sets, &none, NULL, &self->errors), VRO_OK);
    assert_int_equal(self->sets.count, 0);
    vro_parameter_sets_free(&self->sets);
    assert_int_equal(vro_parameter_sets_init(&self->sets, &none, "loss.*", &self->errors),
                     VRO_BAD_USAGE);
    assert_fault(&self->errors, "'loss.*' matches no", "nothing is uncertain");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int test_parameter_sets(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_parameter_comes_alone_and_then_families_of_several),
        TEST(groups_are_sums_of_names_and_patterns),
        TEST(a_group_that_is_there_already_is_not_added_again),
        TEST(patterns_that_fit_nothing_are_refused_all_at_once),
        TEST(nothing_uncertain_has_no_sets),
    };
    return cmocka_run_group_tests_name("parameter_sets", tests, NULL, NULL);
}
