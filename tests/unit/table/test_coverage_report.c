// What an analysis covers, on the terminal.
#define _GNU_SOURCE 1

#include "vrosim/table/coverage_report.h"

#include "drawn_ensemble.h"
#include "reading.h"

static int open_scenario(void **state) {
    static vro_scenario scenario;
    uncertain_open(&scenario);
    *state = &scenario;
    return 0;
}

static int close_scenario(void **state) {
    vro_scenario_free(*state);
    return 0;
}

static char *report_of(const vro_scenario *scenario, size_t samples) {
    char *text = NULL;
    size_t size = 0;
    drawn_ensemble drawn;
    vro_coverage coverage;
    vro_errors errors = {0};
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    drawn_ensemble_open(&drawn, scenario, samples);
    assert_int_equal(vro_coverage_init(&coverage, &drawn.ensemble, &errors), VRO_OK);
    vro_coverage_report_print(stream, &coverage);
    assert_int_equal(fclose(stream), 0);
    vro_coverage_free(&coverage);
    drawn_ensemble_close(&drawn);
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 80);
    return text;
}

static void assert_line(const char *text, const char *line) {
    if (!has_line(text, line))
        fail_msg("no line \"%s\" in\n%s", line, text);
}

static void rows_of_each_kind_are_counted_and_assumptions_named(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    char *text = report_of(scenario, 10);
    assert_line(text, "      1 is uncertain: it has a standard error, from 1 sampled value");
    assert_line(text, "     52 define the question: plans, follow-up, definitions");
    assert_non_null(strstr(text, " rest on an assumption and are treated as exact:\n"
                                 "        population.gmfcs, population.age, "));
    assert_null(strstr(text, "plan."));
    assert_null(strstr(text, "Warning"));
    free(text);
}

static void kinds_without_a_row_are_left_out(void **state) {
    vro_scenario *scenario = *state;
    char *text = report_of(scenario, 10);
    assert_null(strstr(text, "uncertain"));
    free(text);
}

// Uniform from 0 to 60, of 0 to 100: its middle of 30 moves up only.
static void samples_that_are_not_what_was_asked_for_are_a_warning(void **state) {
    vro_scenario *scenario = *state;
    uncertain_set(scenario, VRO_ANATOMY_MIGRATION_OTHER,
                  (vro_distribution){VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 0, 60}, 20);
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, 0.9, 0.2);
    char *text = report_of(scenario, 2000);
    const char *warning = strstr(text, "\nWarning: samples pile on a bound of their parameter");
    assert_non_null(warning);
    assert_non_null(strstr(warning, "asked mean (se)  drawn mean (sd) on bound\n"
                                    "  anatomy.migration_other                 30.0 (20.0)"));
    assert_line(warning, "  anatomy.migration_socket_correlation");
    assert_null(strstr(text, "Dirichlet"));
    free(text);
}

static void a_case_mix_that_cannot_be_is_a_warning(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_POPULATION_GMFCS, 2, 0.4);
    for (size_t s = 0; s < scenario->strategies; s++)
        uncertain_cell(scenario, s, 0, VRO_POPULATION_GMFCS)->se = 0.1;
    char *text = report_of(scenario, 50);
    assert_non_null(strstr(text, "\nWarning: the case mix follows one Dirichlet distribution"));
    assert_non_null(strstr(text, "\n  population.gmfcs.gmfcs_1            0.2000 (0.0100) "));
    free(text);
}

#define WITH_SCENARIO(test) cmocka_unit_test_setup_teardown(test, open_scenario, close_scenario)

int test_coverage_report(void) {
    static const struct CMUnitTest tests[] = {
        WITH_SCENARIO(rows_of_each_kind_are_counted_and_assumptions_named),
        WITH_SCENARIO(kinds_without_a_row_are_left_out),
        WITH_SCENARIO(samples_that_are_not_what_was_asked_for_are_a_warning),
        WITH_SCENARIO(a_case_mix_that_cannot_be_is_a_warning),
    };
    return cmocka_run_group_tests_name("coverage_report", tests, NULL, NULL);
}
