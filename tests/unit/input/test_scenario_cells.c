#include "vrosim/input/scenario_cells.h"

#include "faults.h"

#include <math.h>

// A cell of a fixed number.
static vro_named_cell fixed(const char *strategy, int level, const char *parameter, double value) {
    return (vro_named_cell){strategy, level, parameter, "fixed", value, NAN,
                            NAN,      NAN,   NAN,       NULL,    NULL};
}

static vro_scenario load(const char *row) {
    char text[512];
    vro_scenario scenario;
    vro_errors errors = {0};
    snprintf(text, sizeof text, HEADER "%s\n", row);
    const vro_scenario_source source = {
        .texts = &(vro_scenario_text){"table.csv", text, strlen(text)}, .text_count = 1};
    assert_int_equal(vro_scenario_load(&scenario, &source, &errors), VRO_OK);
    return scenario;
}

static void assert_same_cells(const vro_scenario *a, const vro_scenario *b) {
    assert_int_equal(a->strategies, b->strategies);
    for (size_t i = 0; i < a->strategies * VRO_LEVELS * VRO_PARAMETERS; i++) {
        assert_true(vro_cell_equal(&a->cells[i], &b->cells[i]));
        assert_true(a->cells[i].given == b->cells[i].given);
    }
}

static void assert_sets(vro_named_cell cell, const char *text) {
    vro_scenario set = load(""), table = load(text);
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_set(&set, &cell, &errors), VRO_OK);
    assert_same_cells(&set, &table);
    vro_scenario_free(&set);
    vro_scenario_free(&table);
}

static void assert_refused(vro_named_cell cell, vro_status expected, const char *piece) {
    vro_scenario set = load(""), before = load("");
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_set(&set, &cell, &errors), expected);
    assert_fault(&errors, "", piece);
    assert_same_cells(&set, &before);
    vro_errors_free(&errors);
    vro_scenario_free(&set);
    vro_scenario_free(&before);
}

static void a_cell_is_set_as_the_same_row_of_a_table_sets_it(void **state) {
    (void)state;
    vro_named_cell cell = fixed("vro", 3, "plan.spica", 0.1);
    cell.se = 0.01;
    cell.source = "a guess, of mine";
    assert_sets(cell, "vro,3,plan.spica,fixed,0.1,,,,0.01,probability,\"a guess, of mine\"");
    cell = fixed("vro", 0, "surgery.nsa_error", 1.0 / 3);
    cell.distribution = "normal";
    cell.sd = 4, cell.min = -10, cell.max = 12;
    assert_sets(cell, "vro,,surgery.nsa_error,normal,0.3333333333333333,4,-10,12,,degrees,");
    assert_sets(fixed(NULL, 0, "followup.horizon", 7), ",,followup.horizon,fixed,7,,,,,years,");
    cell = fixed(NULL, 0, "economics.currency", NAN);
    cell.distribution = "text";
    cell.text = "euro";
    assert_sets(cell, ",,economics.currency,text,euro,,,,,,");
}

static void without_a_strategy_the_cells_of_all_are_set(void **state) {
    (void)state;
    vro_scenario scenario = load("");
    vro_errors errors = {0};
    const vro_named_cell cell = fixed(NULL, 0, "plan.spica", 0.125);
    assert_int_equal(vro_scenario_set(&scenario, &cell, &errors), VRO_OK);
    for (size_t strategy = 0; strategy < scenario.strategies; strategy++)
        for (size_t level = 0; level < VRO_LEVELS; level++)
            assert_true(vro_scenario_value(&scenario, strategy, level, VRO_PLAN_SPICA) == 0.125);
    vro_scenario_free(&scenario);
}

static void a_wrong_cell_changes_nothing(void **state) {
    (void)state;
    assert_refused(fixed("vro", 0, "plan.spica", 7), VRO_BAD_INPUT, "out of bounds");
    assert_refused(fixed("vro", 0, "plan.spica", NAN), VRO_BAD_INPUT, "needs a value");
    assert_refused(fixed("vro", 0, "plan.spica", INFINITY), VRO_BAD_INPUT, "not a finite number");
    assert_refused(fixed("vro", 6, "plan.spica", 1), VRO_BAD_INPUT, "'6' is not a level");
    assert_refused(fixed("vro", -1, "plan.spica", 1), VRO_BAD_INPUT, "'-1' is not a level");
    assert_refused(fixed("vro", 0, "plan.spika", 1), VRO_BAD_INPUT, "'plan.spica'");
    assert_refused(fixed("vro", 0, NULL, 1), VRO_BAD_INPUT, "parameter (empty)");
    assert_refused(fixed("vor", 0, "plan.spica", 1), VRO_BAD_USAGE, "'vro'");
    assert_refused(fixed("vro", 0, "followup.horizon", 1), VRO_BAD_INPUT, "all strategies share");
    vro_named_cell cell = fixed("vro", 0, "plan.spica", 1);
    cell.source = "\xFF";
    assert_refused(cell, VRO_BAD_INPUT, "source is not UTF-8");
    cell.source = "\x01";
    assert_refused(cell, VRO_BAD_INPUT, "control");
}

static void cells_that_cannot_hold_together_are_as_they_were(void **state) {
    (void)state;
    assert_refused(fixed(NULL, 0, "population.gmfcs", 0), VRO_BAD_INPUT, "add up to 1");
    assert_refused(fixed(NULL, 2, "anatomy.migration_neck_correlation", 1), VRO_BAD_INPUT,
                   "correlations");
    assert_refused(fixed(NULL, 0, "cost.admission", 900), VRO_BAD_INPUT, "4000 thousands");
}

static void setting_again_keeps_equal_texts_once(void **state) {
    (void)state;
    vro_scenario scenario = load("");
    vro_errors errors = {0};
    vro_named_cell cell = fixed("vro", 0, "plan.spica", 0.5);
    cell.source = "somewhere";
    assert_int_equal(vro_scenario_set(&scenario, &cell, &errors), VRO_OK);
    const size_t texts = scenario.text_count;
    assert_int_equal(vro_scenario_set(&scenario, &cell, &errors), VRO_OK);
    assert_int_equal(scenario.text_count, texts);
    vro_scenario_free(&scenario);
}

static const char LIKES[] = "strategy,parameter,distribution,value,unit,text\n"
                            "b,strategy.like,text,,,vro\n"
                            "c,strategy.like,text,,,b\n";

static void a_copy_has_the_same_cells_and_name(void **state) {
    (void)state;
    vro_scenario scenario = load("vro,3,plan.spica,fixed,0.1,,,,0.01,probability,\"a, \"\"b\"\"\""),
                 copy;
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_copy(&copy, &scenario, &errors), VRO_OK);
    assert_same_cells(&copy, &scenario);
    assert_string_equal(copy.name, scenario.name);
    for (size_t i = 0; i < scenario.strategies; i++)
        assert_string_equal(copy.strategy_names[i], scenario.strategy_names[i]);
    vro_scenario_free(&copy);
    vro_scenario_free(&scenario);
}

// Also of texts that were set, and of a strategy that is like one that was dropped.
static void a_copy_outlives_what_it_is_of(void **state) {
    (void)state;
    const vro_scenario_text table = {"mine", LIKES, strlen(LIKES)};
    const vro_scenario_source source = {
        .texts = &table, .text_count = 1, .strategies = "soft_tissue,c"};
    vro_scenario scenario, again, copy;
    vro_errors errors = {0};
    vro_named_cell cell = fixed("c", 0, "plan.spica", 0.5);
    cell.source = "somewhere";
    assert_int_equal(vro_scenario_load(&scenario, &source, &errors), VRO_OK);
    assert_int_equal(vro_scenario_load(&again, &source, &errors), VRO_OK);
    assert_int_equal(vro_scenario_set(&scenario, &cell, &errors), VRO_OK);
    assert_int_equal(vro_scenario_set(&again, &cell, &errors), VRO_OK);
    assert_int_equal(vro_scenario_copy(&copy, &scenario, &errors), VRO_OK);
    vro_scenario_free(&scenario);
    assert_same_cells(&copy, &again);
    vro_scenario_free(&again);
    vro_scenario_free(&copy);
}

int test_scenario_cells(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_set_as_the_same_row_of_a_table_sets_it),
        cmocka_unit_test(without_a_strategy_the_cells_of_all_are_set),
        cmocka_unit_test(a_wrong_cell_changes_nothing),
        cmocka_unit_test(cells_that_cannot_hold_together_are_as_they_were),
        cmocka_unit_test(setting_again_keeps_equal_texts_once),
        cmocka_unit_test(a_copy_has_the_same_cells_and_name),
        cmocka_unit_test(a_copy_outlives_what_it_is_of),
    };
    return cmocka_run_group_tests_name("scenario_cells", tests, NULL, NULL);
}
