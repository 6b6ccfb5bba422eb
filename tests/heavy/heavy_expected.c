// The engine and its estimators against the figures of an independent implementation, made from
// other random numbers: every row of its summaries, within 4.5 standard errors of the difference.
// Were both right, one of the 2,139 rows would fail by chance in 1.5 % of all choices of the seed
// (2 Phi(-4.5) = 6.8e-6 a row), and one of their numbers of children in no more.
#include "vrosim/model/block.h"
#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/simulate/blocks.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CHILDREN = 4000000, SEED = 4711 };
static const double MOST_ERRORS = 4.5;

// Where both errors are 0, all children have one value; the other implementation's standard
// deviation of it is 6.6e-10 by rounding.
static const double EQUAL = 1e-9;

typedef struct expectation {
    char strategy[64], subgroup[64], outcome[64], statistic[64];
    double value;
    double se;
    double n;
} expectation;

typedef struct run {
    vro_errors errors;
    vro_scenario scenario;
    vro_model model;
    vro_tally tally;
    vro_results_view view;
    vro_outcome_statistics sample;
    size_t rows;
    size_t beyond[4]; // rows with |z| > 0, 1, 2, 3
    double greatest;  // |z|
    char worst[256];
} run;

static void simulate(run *self) {
    const vro_random_source random = {.seed = SEED};
    const vro_run_size size = {.patients = CHILDREN};
    vro_interval all = {0, (CHILDREN - 1) / VRO_BLOCK + 1};
    const vro_interval_set blocks = {.intervals = &all, .count = 1};
    const vro_block_task duty = {.blocks = &blocks};
    vro_blocks threads;
    vro_pool pool;
    uint64_t done = 0;
    vro_pool_init(&pool, vro_pool_default_threads(), NULL);
    assert_int_equal(vro_blocks_init(&threads, &pool, &self->model, random, size, &self->errors),
                     VRO_OK);
    assert_int_equal(vro_blocks_run(&threads, &duty, &done, &self->errors), VRO_OK);
    assert_int_equal(vro_blocks_gather(&threads, &self->tally, &self->errors), VRO_OK);
    assert_true(done == all.end);
    vro_blocks_free(&threads);
}

static void open_run(run *self, const char *const *tables, size_t table_count) {
    *self = (run){.view = {.scenario = &self->scenario, .tally = &self->tally}};
    assert_int_equal(
        vro_scenario_load(&self->scenario,
                          &(vro_scenario_source){.paths = tables, .path_count = table_count},
                          &self->errors),
        VRO_OK);
    assert_int_equal(vro_model_init(&self->model, &self->scenario, &self->errors), VRO_OK);
    assert_int_equal(vro_outcome_statistics_init(&self->sample, &self->errors), VRO_OK);
    assert_int_equal(vro_tally_init(&self->tally, self->model.strategies, self->model.outcomes,
                                    self->model.horizon, NULL, &self->errors),
                     VRO_OK);
    simulate(self);
}

static void close_run(run *self) {
    vro_outcome_statistics_free(&self->sample);
    vro_tally_free(&self->tally);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
}

// The strategy and subgroup of a row.
static vro_results_row find_group(const run *self, const expectation *row) {
    vro_results_row group = vro_results_row_first(&self->view, 0);
    while (vro_results_row_exists(&group) &&
           (strcmp(vro_results_row_strategy(&group), row->strategy) != 0 ||
            strcmp(vro_results_row_subgroup(&group), row->subgroup) != 0))
        vro_results_row_next(&group);
    if (!vro_results_row_exists(&group))
        fail_msg("no children under %s in %s", row->strategy, row->subgroup);
    return group;
}

static vro_outcome_id find_outcome(const run *self, const char *name) {
    vro_errors errors = {0};
    vro_outcome_id id = VRO_OUTCOMES;
    if (vro_outcome_set_find(self->model.outcomes, name, &id, &errors) != VRO_OK)
        fail_msg("no outcome '%s'", name);
    return id;
}

static vro_statistic find_statistic(const char *name) {
    vro_statistic id = 0;
    while (id < VRO_STATISTICS && strcmp(vro_statistic_name(id), name) != 0)
        id++;
    if (id == VRO_STATISTICS)
        fail_msg("no statistic '%s'", name);
    return id;
}

// |difference| in its standard errors; infinite where neither has an error and they differ.
static double distance(double ours, double theirs, double error) {
    const double difference = fabs(ours - theirs);
    if (error > 0)
        return difference / error;
    return difference <= EQUAL ? 0 : INFINITY;
}

// The numbers of children are binomial, both of CHILDREN.
static double distance_of_n(double ours, double theirs) {
    const double share = theirs / CHILDREN;
    return distance(ours, theirs, sqrt(2 * CHILDREN * share * (1 - share)));
}

static void note(run *self, const expectation *row, double z) {
    self->rows++;
    for (int i = 0; i < 4; i++)
        self->beyond[i] += z > i;
    if (z > self->greatest) {
        self->greatest = z;
        snprintf(self->worst, sizeof self->worst, "%s %s %s %s", row->strategy, row->subgroup,
                 row->outcome, row->statistic);
    }
}

// Returns whether the row agrees.
static bool compare(run *self, const expectation *row) {
    const vro_results_row group = find_group(self, row);
    const vro_statistic statistic = find_statistic(row->statistic);
    vro_outcome_statistics_load(&self->sample, &self->tally, group.strategy, group.subgroup,
                                find_outcome(self, row->outcome));
    assert_true(vro_outcome_statistics_has(self->sample.outcome, statistic));
    const vro_estimate ours = vro_outcome_statistics_estimate(&self->sample, statistic);
    const double z = distance(ours.value, row->value, hypot(ours.se, row->se));
    const double z_of_n = distance_of_n((double)ours.n, row->n);
    note(self, row, z);
    if (z <= MOST_ERRORS && z_of_n <= MOST_ERRORS)
        return true;
    print_message(
        "%s %s %s %s: %.8g (%.2g) of %llu against %.8g (%.2g) of %.0f, z %.2f, of n %.2f\n",
        row->strategy, row->subgroup, row->outcome, row->statistic, ours.value, ours.se,
        (unsigned long long)ours.n, row->value, row->se, row->n, z, z_of_n);
    return false;
}

// Compares every row of the file; returns how many disagree.
static size_t compare_file(run *self, const char *path) {
    expectation row;
    char line[512];
    size_t failures = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "strategy,subgroup,outcome,statistic,value,se,n\n");
    while (fgets(line, sizeof line, file)) {
        assert_int_equal(sscanf(line, "%63[^,],%63[^,],%63[^,],%63[^,],%lf,%lf,%lf", row.strategy,
                                row.subgroup, row.outcome, row.statistic, &row.value, &row.se,
                                &row.n),
                         7);
        failures += !compare(self, &row);
    }
    fclose(file);
    return failures;
}

static void agree(const char *const *tables, size_t table_count, const char *path, size_t rows) {
    run self;
    open_run(&self, tables, table_count);
    const size_t failures = compare_file(&self, path);
    print_message("%s: %zu rows, greatest z %.2f (%s), %.2f %% beyond 2, %.2f %% beyond 3\n",
                  self.scenario.name, self.rows, self.greatest, self.worst,
                  100.0 * (double)self.beyond[2] / (double)self.rows,
                  100.0 * (double)self.beyond[3] / (double)self.rows);
    assert_int_equal(self.rows, rows);
    assert_int_equal(failures, 0);
    close_run(&self);
}

static void every_figure_of_the_second_default_is_as_expected(void **state) {
    (void)state;
    agree((const char *const[]){"tests/data/baseline-2.csv"}, 1, "tests/data/expected.csv", 971);
}

static void every_figure_under_stress_is_as_expected(void **state) {
    (void)state;
    agree((const char *const[]){"tests/data/stress.csv"}, 1, "tests/data/stress_expected.csv",
          1168);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_of_the_second_default_is_as_expected),
        cmocka_unit_test(every_figure_under_stress_is_as_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
