#include "vrosim/input/scenario.h"

#include "vrosim/input/usual_range.h"

#include "faults.h"

#include <dirent.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static vro_scenario load(const char *path) {
    vro_scenario scenario;
    vro_errors errors = {0};
    vro_status status = vro_scenario_load(
        &scenario, &(vro_scenario_source){.paths = &path, .path_count = 1}, &errors);
    vro_errors_print(&errors, stdout);
    assert_int_equal(status, VRO_OK);
    return scenario;
}

typedef struct expected_cell {
    const char *path;
    const char *strategy;
    size_t level;
    vro_parameter_id parameter;
    vro_distribution distribution;
} expected_cell;

#define FIXED(number)                                                                              \
    { VRO_DISTRIBUTION_FIXED, number, NAN, NAN, NAN }

static const expected_cell expected_cells[] = {
    {"configs/evidence/vro-series.csv", "vro", 4, VRO_POPULATION_GMFCS, FIXED(0.402)},
    {"configs/evidence/vro-series.csv",
     "soft_tissue",
     2,
     VRO_POPULATION_AGE,
     {VRO_DISTRIBUTION_NORMAL, 8.3, 3.2, 2.4, 17.7}},
    {"configs/evidence/vro-series.csv",
     "vro",
     0,
     VRO_ANATOMY_MIGRATION,
     {VRO_DISTRIBUTION_NORMAL, 50, 22, 15, 100}},
    {"configs/equalisation.csv", "vro", 0, VRO_LENGTH_EQUALISATION, FIXED(0.8)},
    {"configs/equalisation.csv", "observation", 4, VRO_LENGTH_EQUALISATION, FIXED(0.05)},
    {"configs/equalisation.csv", "vro", 2, VRO_LENGTH_EQUALISATION_THRESHOLD, FIXED(20)},
    {"configs/locking-plate.csv", "vro", 3, VRO_LOSS_IMPLANT_HR, FIXED(0.12)},
    {"configs/no-spica.csv", "vro_pelvic", 4, VRO_PLAN_SPICA, FIXED(0)},
    {"configs/low-volume-surgeon.csv",
     "vro",
     1,
     VRO_SURGERY_NSA_ERROR,
     {VRO_DISTRIBUTION_NORMAL, 0, 10, NAN, NAN}},
    {"configs/low-volume-surgeon.csv", "vro", 1, VRO_LOSS_HAZARD, FIXED(0.00455)},
    {"configs/severe-dysplasia.csv",
     "vro",
     0,
     VRO_ANATOMY_ACETABULAR_INDEX,
     {VRO_DISTRIBUTION_NORMAL, 34, 10, 10, 60}},
    {"configs/severe-dysplasia.csv",
     "vro",
     0,
     VRO_ANATOMY_NSA,
     {VRO_DISTRIBUTION_NORMAL, 162, 12, 110, 180}},
    {"configs/derotation-only.csv", "derotation_only", 4, VRO_PLAN_TARGET_NSA, FIXED(180)},
    {"configs/economics.csv", "vro", 4, VRO_UTILITY_BASELINE, FIXED(0.25)},
    {"configs/economics.csv", "observation", 2, VRO_COST_PELVIC, FIXED(12)},
    {"configs/economics.csv", "vro", 0, VRO_COST_EQUALISATION, FIXED(10)},
    {"configs/economics.csv", "vro", 0, VRO_UTILITY_SPICA, FIXED(0.12)},
    {"configs/derotation-only.csv", "vro", 4, VRO_PLAN_TARGET_NSA, FIXED(115)},
    {"configs/unilateral.csv", "soft_tissue", 4, VRO_PLAN_BILATERAL, FIXED(0)},
    {"configs/unilateral.csv", "vro", 4, VRO_PLAN_BILATERAL, FIXED(0)},
    {"configs/unilateral.csv", "observation", 0, VRO_PLAN_BILATERAL, FIXED(0)},
    {"configs/unilateral.csv", "vro", 4, VRO_RESCUE_BILATERAL, FIXED(0)},
    {"tests/data/stress.csv", "derotation", 2, VRO_HEALING_TIME, FIXED(9)},
    {"tests/data/stress.csv", "vro", 3, VRO_PLAN_TARGET_NSA, FIXED(100)},
    {"tests/data/stress.csv", "vro", 4, VRO_PLAN_TARGET_NSA, FIXED(122)},
    {"tests/data/stress.csv", "soft_tissue", 4, VRO_PLAN_TARGET_NSA, FIXED(105)},
    {"tests/data/stress.csv", "vro", 2, VRO_COMPLICATION_INFECTION, FIXED(0.15)},
    {"tests/data/stress.csv", "vro_soft_tissue", 4, VRO_HEALING_DELAY, FIXED(3)},
    {"tests/data/stress.csv",
     "vro",
     4,
     VRO_ANATOMY_NSA,
     {VRO_DISTRIBUTION_NORMAL, 160, 10, NAN, 175}},
};

static void the_overlays_say_what_they_are_for(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof expected_cells / sizeof *expected_cells; i++) {
        const expected_cell *expected = &expected_cells[i];
        vro_scenario scenario = load(expected->path);
        size_t strategy = 0;
        while (strcmp(scenario.strategy_names[strategy], expected->strategy) != 0)
            assert_true(++strategy < scenario.strategies);
        const vro_cell *cell =
            vro_scenario_cell(&scenario, strategy, expected->level, expected->parameter);
        if (!vro_distribution_equal(&cell->distribution, &expected->distribution))
            fail_msg("%s: %s", expected->path, vro_dictionary_row(expected->parameter)->name);
        vro_scenario_free(&scenario);
    }
}

static void assert_values_are_usual(const vro_scenario *scenario, const char *path) {
    for (size_t i = 0; i < scenario->strategies * VRO_CELLS_OF_STRATEGY; i++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)(i % VRO_PARAMETERS));
        if (scenario->cells[i].given && row->distributions != VRO_ONLY_TEXT &&
            !vro_usual_range_holds(row, &scenario->cells[i].distribution))
            fail_msg("%s: %s is not in its usual range", path, row->name);
    }
}

static void load_and_look(const char *path) {
    vro_scenario scenario = load(path);
    assert_values_are_usual(&scenario, path);
    vro_scenario_free(&scenario);
    vro_errors errors = {0};
    vro_layers layers = {0};
    vro_csv_reader *csv;
    assert_int_equal(vro_csv_reader_open(&csv, path, &errors), VRO_OK);
    assert_int_equal(vro_layers_append(&layers, csv, &errors), VRO_OK);
    assert_int_equal(vro_string_set_find(&layers.texts, ""), VRO_STRING_SET_NONE);
    assert_true(layers.count > 0);
    vro_csv_reader_free(csv);
    vro_layers_free(&layers);
}

// Targets and studies are read by test_evidence, posterior samples by test_parameter_draws.
static bool is_scenario_table(const char *name) {
    return strstr(name, ".csv") && strcmp(name, "targets.csv") != 0 &&
           strcmp(name, "posterior.csv") != 0 && strcmp(name, "studies.csv") != 0;
}

// Returns how many scenario tables a folder holds.
static size_t tables_of(const char *path) {
    DIR *folder = opendir(path);
    assert_non_null(folder);
    size_t tables = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!is_scenario_table(entry->d_name))
            continue;
        char table[300];
        snprintf(table, sizeof table, "%s/%s", path, entry->d_name);
        load_and_look(table);
        tables++;
    }
    closedir(folder);
    return tables;
}

static void every_table_loads_is_usual_and_names_its_sources(void **state) {
    (void)state;
    assert_true(tables_of("configs") >= 9);
    assert_int_equal(tables_of("configs/evidence"), 2);
    assert_int_equal(tables_of("configs/evidence/studies"), 25);
}

static void overlays_can_be_stacked(void **state) {
    (void)state;
    static const char *const paths[] = {
        "configs/equalisation.csv",       "configs/locking-plate.csv",   "configs/no-spica.csv",
        "configs/low-volume-surgeon.csv", "configs/derotation-only.csv", "configs/unilateral.csv"};
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(&scenario,
                                       &(vro_scenario_source){.paths = paths, .path_count = 6},
                                       &errors),
                     VRO_OK);
    assert_string_equal(scenario.name, "baseline+equalisation+locking-plate+no-spica+"
                                       "low-volume-surgeon+derotation-only+unilateral");
    assert_int_equal(scenario.strategies, 6);
    assert_true(vro_scenario_value(&scenario, 5, 0, VRO_PLAN_BILATERAL) == 0);
    assert_true(vro_scenario_value(&scenario, 5, 0, VRO_LENGTH_EQUALISATION) == 0.8);
    assert_true(vro_scenario_value(&scenario, 5, 0, VRO_LOSS_IMPLANT_HR) == 0.12);
    vro_scenario_free(&scenario);
}

int test_configs(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_overlays_say_what_they_are_for),
        cmocka_unit_test(every_table_loads_is_usual_and_names_its_sources),
        cmocka_unit_test(overlays_can_be_stacked),
    };
    return cmocka_run_group_tests_name("configs", tests, NULL, NULL);
}
