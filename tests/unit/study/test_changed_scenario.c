// Scenarios in which estimates have other values.
#include "vrosim/study/changed_scenario.h"

#include "uncertain.h"

#include <string.h>

// The default, all of its estimates, and a scenario to change.
typedef struct bench {
    vro_scenario scenario;
    vro_uncertainty all;
    vro_changed_scenario altered;
} bench;

static int open_bench(void **state) {
    static bench self;
    vro_errors errors = {0};
    self = (bench){0};
    assert_int_equal(vro_scenario_load(&self.scenario, NULL, &errors), VRO_OK);
    assert_int_equal(vro_uncertainty_init(&self.all, &self.scenario, VRO_ALL_ESTIMATES, &errors),
                     VRO_OK);
    assert_int_equal(vro_changed_scenario_init(&self.altered, &self.all, &errors), VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_changed_scenario_free(&self->altered);
    vro_changed_scenario_free(&self->altered);
    vro_uncertainty_free(&self->all);
    vro_scenario_free(&self->scenario);
    return 0;
}

static size_t find(const bench *self, const char *name) {
    const size_t parameter = vro_uncertainty_find(&self->all, name);
    assert_true(parameter < self->all.count);
    return parameter;
}

static size_t size_of_cells(const bench *self) {
    return self->scenario.strategies * VRO_LEVELS * VRO_PARAMETERS * sizeof(vro_cell);
}

static double share_of(const bench *self, size_t level) {
    double sum = 0;
    for (size_t i = 0; i < VRO_LEVELS; i++)
        sum += vro_scenario_value(&self->altered.scenario, 0, i, VRO_POPULATION_GMFCS);
    return vro_scenario_value(&self->altered.scenario, 0, level, VRO_POPULATION_GMFCS) / sum;
}

static void the_scenario_is_first_as_it_is(void **state) {
    bench *self = *state;
    assert_memory_equal(self->altered.scenario.cells, self->scenario.cells, size_of_cells(self));
    assert_null(vro_changed_scenario_fault(&self->altered));
}

static void only_what_is_changed_changes_and_only_until_the_next_change(void **state) {
    bench *self = *state;
    const vro_parameter_change changes[] = {
        {.parameter = find(self, "loss.hazard"), .value = 0.25},
        {.parameter = find(self, "migration.rate.gmfcs_4"), .value = 7}};
    vro_changed_scenario_set(&self->altered, changes, 2);
    for (size_t strategy = 0; strategy < self->scenario.strategies; strategy++) {
        for (size_t level = 0; level < VRO_LEVELS; level++) {
            const vro_scenario *now = &self->altered.scenario;
            assert_true(vro_scenario_value(now, strategy, level, VRO_LOSS_HAZARD) == 0.25);
            if (level != 3)
                assert_true(
                    vro_scenario_value(now, strategy, level, VRO_MIGRATION_RATE) ==
                    vro_scenario_value(&self->scenario, strategy, level, VRO_MIGRATION_RATE));
            else
                assert_true(vro_scenario_value(now, strategy, level, VRO_MIGRATION_RATE) == 7);
        }
    }
    vro_changed_scenario_set(&self->altered, NULL, 0);
    assert_memory_equal(self->altered.scenario.cells, self->scenario.cells, size_of_cells(self));
}

// Each level keeps its own rate, twice or one more.
static void a_factor_or_a_shift_moves_every_estimate_from_where_it_is(void **state) {
    bench *self = *state;
    const size_t first = find(self, "migration.rate.gmfcs_1");
    for (int shift = 0; shift < 2; shift++) {
        const vro_parameter_change change = {.parameter = first,
                                             .value = shift ? 1 : 2,
                                             .further = VRO_LEVELS - 1,
                                             .kind = shift ? VRO_CHANGE_SHIFT : VRO_CHANGE_FACTOR};
        vro_changed_scenario_set(&self->altered, &change, 1);
        for (size_t strategy = 0; strategy < self->scenario.strategies; strategy++)
            for (size_t level = 0; level < VRO_LEVELS; level++) {
                const double was =
                    vro_scenario_value(&self->scenario, strategy, level, VRO_MIGRATION_RATE);
                assert_true(vro_scenario_value(&self->altered.scenario, strategy, level,
                                               VRO_MIGRATION_RATE) == (shift ? was + 1 : 2 * was));
            }
    }
}

static void a_factor_moves_a_share_and_the_others_give_way(void **state) {
    bench *self = *state;
    const vro_parameter_change half = {.parameter = find(self, "population.gmfcs.gmfcs_5"),
                                       .value = 0.5,
                                       .kind = VRO_CHANGE_FACTOR};
    const double share = self->all.parameters[half.parameter].value;
    vro_changed_scenario_set(&self->altered, &half, 1);
    assert_near(share_of(self, 4), share / 2, 1e-12);
}

static void a_value_that_is_the_estimate_changes_no_bit(void **state) {
    bench *self = *state;
    for (size_t i = 0; i < self->all.count; i++) {
        const vro_parameter_change same[] = {
            {.parameter = i, .value = self->all.parameters[i].value},
            {.parameter = i, .value = 1, .kind = VRO_CHANGE_FACTOR},
            {.parameter = i, .value = 0, .kind = VRO_CHANGE_SHIFT}};
        vro_changed_scenario_set(&self->altered, &same[i % 3], 1);
        assert_memory_equal(self->altered.scenario.cells, self->scenario.cells,
                            size_of_cells(self));
    }
}

static void shares_that_do_not_change_keep_their_proportions(void **state) {
    bench *self = *state;
    const size_t four = find(self, "population.gmfcs.gmfcs_4");
    const size_t five = find(self, "population.gmfcs.gmfcs_5");
    const double before = share_of(self, 1) / share_of(self, 2);
    vro_changed_scenario_set(&self->altered,
                             &(vro_parameter_change){.parameter = five, .value = 0.7}, 1);
    assert_near(share_of(self, 4), 0.7, 1e-15);
    assert_near(share_of(self, 1) / share_of(self, 2), before, 1e-12);
    const vro_parameter_change both[] = {{.parameter = five, .value = 0.3},
                                         {.parameter = four, .value = 0.1}};
    vro_changed_scenario_set(&self->altered, both, 2);
    assert_near(share_of(self, 4), 0.3, 1e-15);
    assert_near(share_of(self, 3), 0.1, 1e-15);
    assert_near(share_of(self, 1) / share_of(self, 2), before, 1e-12);
    assert_null(vro_changed_scenario_fault(&self->altered));
}

static void a_level_may_be_all_children(void **state) {
    bench *self = *state;
    const vro_parameter_change whole = {.parameter = find(self, "population.gmfcs.gmfcs_2"),
                                        .value = 1};
    vro_changed_scenario_set(&self->altered, &whole, 1);
    assert_near(share_of(self, 1), 1, 0);
    assert_null(vro_changed_scenario_fault(&self->altered));
}

static void assert_impossible(const bench *self, const char *words) {
    const char *fault = vro_changed_scenario_fault(&self->altered);
    assert_non_null(fault);
    assert_non_null(strstr(fault, words));
}

static void what_cannot_hold_together_is_named(void **state) {
    bench *self = *state;
    const vro_parameter_change shares[] = {
        {.parameter = find(self, "population.gmfcs.gmfcs_4"), .value = 0.6},
        {.parameter = find(self, "population.gmfcs.gmfcs_5"), .value = 0.5}};
    const vro_parameter_change socket = {
        .parameter = find(self, "anatomy.migration_socket_correlation"), .value = 1};
    vro_changed_scenario_set(&self->altered, shares, 2);
    assert_impossible(self, "shares");
    vro_changed_scenario_set(&self->altered, &socket, 1);
    assert_impossible(self, "correlations");
    for (size_t i = 0; i < self->scenario.strategies * VRO_LEVELS; i++)
        self->altered.scenario.cells[i * VRO_PARAMETERS + VRO_COST_OSTEOTOMY].distribution.value =
            501;
    assert_impossible(self, "correlations");
    vro_changed_scenario_set(&self->altered, NULL, 0);
    self->altered.scenario.cells[VRO_COST_OSTEOTOMY].distribution.value = 501;
    assert_impossible(self, "cost");
    self->altered.scenario.cells[VRO_COST_OSTEOTOMY].distribution.value = 500;
    assert_null(vro_changed_scenario_fault(&self->altered));
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_changed_scenario(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(the_scenario_is_first_as_it_is),
        WITH_BENCH(only_what_is_changed_changes_and_only_until_the_next_change),
        WITH_BENCH(a_factor_or_a_shift_moves_every_estimate_from_where_it_is),
        WITH_BENCH(a_factor_moves_a_share_and_the_others_give_way),
        WITH_BENCH(a_value_that_is_the_estimate_changes_no_bit),
        WITH_BENCH(shares_that_do_not_change_keep_their_proportions),
        WITH_BENCH(a_level_may_be_all_children),
        WITH_BENCH(what_cannot_hold_together_is_named),
    };
    return cmocka_run_group_tests_name("changed_scenario", tests, NULL, NULL);
}
