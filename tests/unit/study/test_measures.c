// The list of what a sensitivity analysis measures.
#include "vrosim/study/measures.h"
#include "vrosim/study/measures_text.h"

#include "near.h"

typedef struct bench {
    vro_scenario scenario;
    vro_measures measures;
    vro_errors errors;
} bench;

static void open_bench(bench *self, const char *table, const char *strategies) {
    *self = (bench){0};
    assert_int_equal(vro_scenario_load(&self->scenario,
                                       &(vro_scenario_source){.paths = &table,
                                                              .path_count = table ? 1 : 0,
                                                              .strategies = strategies},
                                       &self->errors),
                     VRO_OK);
}

static void close_bench(bench *self) {
    vro_measures_free(&self->measures);
    vro_measures_free(&self->measures);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
}

static vro_status init(bench *self, const char *outcomes, const char *between) {
    vro_outcome_list list;
    vro_strategy_pair pair;
    vro_status status = vro_outcome_list_read(&list, &self->scenario, outcomes, &self->errors);
    if (between)
        status = vro_status_worse(
            status, vro_strategy_pair_read(&pair, &self->scenario, between, &self->errors));
    return status == VRO_OK ? vro_measures_init(&self->measures, &self->scenario, &list,
                                                between ? &pair : NULL, &self->errors)
                            : status;
}

static void list(bench *self, const char *outcomes, const char *between) {
    const vro_status status = init(self, outcomes, between);
    vro_errors_print(&self->errors, stdout);
    assert_int_equal(status, VRO_OK);
}

static void assert_row(const bench *self, size_t place, const char *strategy, const char *reference,
                       vro_outcome_id outcome) {
    const vro_measure *row = &self->measures.rows[place];
    char *const *names = self->scenario.strategy_names;
    assert_string_equal(names[row->strategy], strategy);
    assert_string_equal(row->reference == VRO_NO_REFERENCE ? "" : names[row->reference], reference);
    assert_int_equal(row->outcome, outcome);
    assert_int_equal(self->measures.outcomes.ids[row->column], outcome);
}

static void every_strategy_has_a_mean_and_all_but_the_first_a_difference(void **state) {
    (void)state;
    bench self;
    open_bench(&self, NULL, "soft_tissue,vro,observation");
    list(&self, "failed,revisions", NULL);
    assert_int_equal(self.measures.count, 10 * 6);
    assert_row(&self, 0, "soft_tissue", "", VRO_FAILED);
    assert_row(&self, 1, "vro", "", VRO_FAILED);
    assert_row(&self, 2, "vro", "soft_tissue", VRO_FAILED);
    assert_row(&self, 4, "observation", "soft_tissue", VRO_FAILED);
    assert_row(&self, 9, "observation", "soft_tissue", VRO_REVISIONS);
    close_bench(&self);
}

// Net benefit has means and differences, the others only differences.
static void what_a_decision_needs_has_its_rows_and_names(void **state) {
    (void)state;
    static const char *const names[] = {"net_benefit:50", "net_benefit:50", "net_benefit:50",
                                        "icer", "nnt:failed"};
    char name[VRO_MEASURED_NAME_MAX];
    bench self;
    open_bench(&self, "configs/economics.csv", "soft_tissue,vro");
    list(&self, "net_benefit:50,icer,nnt:failed", NULL);
    assert_int_equal(self.measures.count, 5 * 6);
    assert_row(&self, 0, "soft_tissue", "", VRO_QALY);
    assert_row(&self, 2, "vro", "soft_tissue", VRO_QALY);
    assert_row(&self, 3, "vro", "soft_tissue", VRO_QALY);
    assert_row(&self, 4, "vro", "soft_tissue", VRO_FAILED);
    for (size_t i = 0; i < 5; i++) {
        const vro_measure *row = &self.measures.rows[i];
        vro_measure_name(row, &self.measures, name);
        assert_string_equal(name, names[i]);
        if (i < 4)
            assert_int_equal(self.measures.outcomes.ids[row->cost_column], VRO_COST);
    }
    close_bench(&self);
}

static void between_two_strategies_there_is_one_difference(void **state) {
    (void)state;
    bench self;
    open_bench(&self, NULL, NULL);
    list(&self, "failed", "vro,observation");
    assert_int_equal(self.measures.count, 6 * 6);
    assert_row(&self, 1, "vro", "", VRO_FAILED);
    assert_row(&self, 2, "vro", "observation", VRO_FAILED);
    assert_row(&self, 3, "vro_soft_tissue", "", VRO_FAILED);
    close_bench(&self);
}

// All children, five levels, two categories.
static void every_subgroup_has_the_measures_of_all_children_behind_theirs(void **state) {
    (void)state;
    bench self;
    open_bench(&self, NULL, "vro,observation");
    assert_int_equal(vro_subgroups_read(&self.scenario.subgroups, "migration=40", &self.errors),
                     VRO_OK);
    list(&self, "failed,revisions", NULL);
    assert_int_equal(self.measures.count, 6 * 8);
    for (size_t i = 0; i < self.measures.count; i++) {
        vro_measure row = self.measures.rows[i];
        assert_int_equal(row.subgroup, i / 6);
        row.subgroup = 0;
        assert_memory_equal(&row, &self.measures.rows[i % 6], sizeof row);
    }
    close_bench(&self);
}

// 30 of 100 children: sqrt(0.3 * 0.7 / 100), as in summary.csv; a difference over n - 1, as in
// contrasts.csv; quantities in steps.
static void estimates_are_those_of_a_run(void **state) {
    (void)state;
    const vro_measure share = {.reference = VRO_NO_REFERENCE, .outcome = VRO_FAILED};
    const vro_measure difference = {.strategy = 1, .outcome = VRO_FAILED};
    const vro_measure length = {.reference = VRO_NO_REFERENCE, .outcome = VRO_LLD_MM};
    const vro_moments moments = {.count = 100, .sum = 30, .square = 30};
    assert_near(vro_measure_estimate(&share, &moments).se, sqrt(0.0021), 1e-15);
    assert_near(vro_measure_estimate(&difference, &moments).se, sqrt(0.21 / 99), 1e-15);
    assert_near(vro_measure_estimate(&length, &moments).value, 0.3 / VRO_STEPS_PER_UNIT, 1e-18);
}

int test_measures(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_strategy_has_a_mean_and_all_but_the_first_a_difference),
        cmocka_unit_test(what_a_decision_needs_has_its_rows_and_names),
        cmocka_unit_test(between_two_strategies_there_is_one_difference),
        cmocka_unit_test(every_subgroup_has_the_measures_of_all_children_behind_theirs),
        cmocka_unit_test(estimates_are_those_of_a_run),
    };
    return cmocka_run_group_tests_name("measures", tests, NULL, NULL);
}
