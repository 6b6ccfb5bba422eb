#include "vrosim/input/scenario_cells.h"

#include "faults.h"

#include <math.h>

// Columns: strategy, gmfcs, parameter, distribution, value, sd, min, max, se, unit, source.
#define ROW(...) (&(vro_cell_row){{__VA_ARGS__}})

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

static void assert_sets(const vro_cell_row *row, const char *text) {
    vro_scenario set = load(""), table = load(text);
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_set(&set, row, &errors), VRO_OK);
    assert_same_cells(&set, &table);
    vro_scenario_free(&set);
    vro_scenario_free(&table);
}

static void assert_refused(const vro_cell_row *row, vro_status expected, const char *piece) {
    vro_scenario set = load(""), before = load("");
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_set(&set, row, &errors), expected);
    assert_fault(&errors, "", piece);
    assert_same_cells(&set, &before);
    vro_errors_free(&errors);
    vro_scenario_free(&set);
    vro_scenario_free(&before);
}

static void a_cell_is_set_as_the_same_row_of_a_table_sets_it(void **state) {
    (void)state;
    assert_sets(ROW("vro", "3", "plan.spica", "fixed", "0.25", "", "", "", "0.01", "probability",
                    "a guess"),
                "vro,3,plan.spica,fixed,0.25,,,,0.01,probability,a guess");
    assert_sets(ROW("vro", "", "surgery.nsa_error", "normal", "1", "4", "-10", "12", "", "", ""),
                "vro,,surgery.nsa_error,normal,1,4,-10,12,,degrees,");
    assert_sets(ROW("", "", "followup.horizon", "fixed", "7", "", "", "", "", "", ""),
                ",,followup.horizon,fixed,7,,,,,years,");
    assert_sets(ROW("", "", "economics.currency", "text", "euro", "", "", "", "", "", ""),
                ",,economics.currency,text,euro,,,,,,");
}

static void without_a_strategy_the_cells_of_all_are_set(void **state) {
    (void)state;
    vro_scenario scenario = load("");
    vro_errors errors = {0};
    vro_parameter_id id;
    assert_true(vro_dictionary_find("plan.spica", &id));
    assert_int_equal(
        vro_scenario_set(&scenario,
                         ROW("", "", "plan.spica", "fixed", "0.125", "", "", "", "", "", ""),
                         &errors),
        VRO_OK);
    for (size_t strategy = 0; strategy < scenario.strategies; strategy++)
        for (size_t level = 0; level < VRO_LEVELS; level++)
            assert_true(vro_scenario_value(&scenario, strategy, level, id) == 0.125);
    vro_scenario_free(&scenario);
}

static void a_wrong_row_changes_nothing(void **state) {
    (void)state;
    assert_refused(ROW("vro", "", "plan.spica", "fixed", "7", "", "", "", "", "", ""),
                   VRO_BAD_INPUT, "out of bounds");
    assert_refused(ROW("vro", "6", "plan.spica", "fixed", "1", "", "", "", "", "", ""),
                   VRO_BAD_INPUT, "not a level");
    assert_refused(ROW("vro", "", "plan.spika", "fixed", "1", "", "", "", "", "", ""),
                   VRO_BAD_INPUT, "'plan.spica'");
    assert_refused(ROW("vor", "", "plan.spica", "fixed", "1", "", "", "", "", "", ""),
                   VRO_BAD_USAGE, "'vro'");
    assert_refused(ROW("vro", "", "plan.spica", "fixed", "1", "", "", "", "", "", "\xFF"),
                   VRO_BAD_INPUT, "source is not UTF-8");
    assert_refused(ROW("vro", "", "plan.spica", "fixed", "1", "", "", "", "", "", "\x01"),
                   VRO_BAD_INPUT, "control");
}

static void cells_that_cannot_hold_together_are_as_they_were(void **state) {
    (void)state;
    assert_refused(ROW("", "", "population.gmfcs", "fixed", "0", "", "", "", "", "", ""),
                   VRO_BAD_INPUT, "add up to 1");
    assert_refused(
        ROW("", "2", "anatomy.migration_neck_correlation", "fixed", "1", "", "", "", "", "", ""),
        VRO_BAD_INPUT, "correlations");
    assert_refused(ROW("", "", "cost.admission", "fixed", "900", "", "", "", "", "", ""),
                   VRO_BAD_INPUT, "4000 thousands");
}

static void setting_again_keeps_equal_texts_once(void **state) {
    (void)state;
    vro_scenario scenario = load("");
    vro_errors errors = {0};
    const vro_cell_row *row =
        ROW("vro", "", "plan.spica", "fixed", "0.5", "", "", "", "", "", "somewhere");
    assert_int_equal(vro_scenario_set(&scenario, row, &errors), VRO_OK);
    const size_t texts = scenario.text_count;
    assert_int_equal(vro_scenario_set(&scenario, row, &errors), VRO_OK);
    assert_int_equal(scenario.text_count, texts);
    vro_scenario_free(&scenario);
}

int test_scenario_cells(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_set_as_the_same_row_of_a_table_sets_it),
        cmocka_unit_test(without_a_strategy_the_cells_of_all_are_set),
        cmocka_unit_test(a_wrong_row_changes_nothing),
        cmocka_unit_test(cells_that_cannot_hold_together_are_as_they_were),
        cmocka_unit_test(setting_again_keeps_equal_texts_once),
    };
    return cmocka_run_group_tests_name("scenario_cells", tests, NULL, NULL);
}
