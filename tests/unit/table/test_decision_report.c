// The decisions on the terminal.
#define _GNU_SOURCE 1

#include "vrosim/table/decision_report.h"

#include "small_ensemble.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The report of thresholds, to be freed.
static char *report_of(small_ensemble *small, const char *thresholds) {
    char *text = NULL;
    size_t size = 0;
    vro_decisions decisions;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    small_ensemble_decide(small, thresholds, 1, &decisions);
    vro_decision_report_print(stream, &decisions);
    assert_int_equal(fclose(stream), 0);
    vro_decisions_free(&decisions);
    return text;
}

static void assert_has(const char *text, const char *piece) {
    if (!strstr(text, piece))
        fail_msg("no %s in\n%s", piece, text);
}

static void assert_has_not(const char *text, const char *piece) {
    if (strstr(text, piece))
        fail_msg("%s in\n%s", piece, text);
}

// The threshold 10 of test_decision_tables.c.
static void open_small(small_ensemble *self) {
    static const double effects[] = {1, 2, 1, 1, 1, 3, 2, 3, 2, 2, 1, 3};
    static const double costs[] = {0, 5, 12, 0, 5, 12, 0, 5, 12, 0, 5, 12};
    small_ensemble_open(self, "soft_tissue,vro,observation", 4);
    small_ensemble_fill(self, effects, costs);
}

static void the_choice_and_its_worth_are_told_at_some_thresholds(void **state) {
    (void)state;
    small_ensemble small;
    open_small(&small);
    char *text = report_of(&small, "0,10");
    assert_has(text, "lld_per_revision, threshold in mm per revision\n");
    assert_has(text, "             0        100.0            0  soft_tissue\n");
    assert_has(text, "            10         25.0          4.5  soft_tissue\n");
    assert_has(text, "1 set of parameters needs more samples");
    assert_has(text, "--samples 8 would do");
    assert_has_not(text, "worth most");
    free(text);
    small_ensemble_close(&small);
}

static void of_many_thresholds_five_are_shown_with_the_ends(void **state) {
    (void)state;
    small_ensemble small;
    open_small(&small);
    char *text = report_of(&small, "0:40:1");
    size_t rows = 0;
    for (const char *at = text; (at = strstr(at, "  soft_tissue\n")); at++)
        rows++;
    for (const char *at = text; (at = strstr(at, "  observation\n")); at++)
        rows++;
    assert_int_equal(rows, 5);
    assert_has(text, "\n             0 ");
    assert_has(text, "\n            40 ");
    free(text);
    small_ensemble_close(&small);
}

// The second strategy brings what the second parameter says, and a little less of the first.
static void the_parameters_worth_most_come_in_their_specification(void **state) {
    (void)state;
    small_ensemble small;
    small_ensemble_open(&small, "soft_tissue,vro", 64);
    for (size_t i = 0; i < 64; i++) {
        double *values = vro_ensemble_values(&small.ensemble, i);
        values[0] = (double)(i % 8) - 3.5;
        values[1] = (double)(i / 8) - 3.5;
        small_ensemble_set(&small, i, 1, VRO_REVISIONS, -values[1] - values[0] * 0.8);
    }
    char *text = report_of(&small, "1,2");
    assert_has(text, "  worth most to know at 2 (standard error):\n");
    const char *first = strstr(text, "  loss.no_spica_hr\n"),
               *second = strstr(text, "  loss.hazard\n");
    assert_true(first && second && first < second);
    assert_has_not(text, "complication.avn");
    assert_has_not(text, "more samples");
    free(text);
    small_ensemble_close(&small);
}

static void a_choice_that_nothing_could_change_takes_a_line(void **state) {
    (void)state;
    static const double effects[] = {1, 2, 1, 3}, costs[] = {1, 1, 1, 0};
    small_ensemble small;
    small_ensemble_open(&small, "soft_tissue,vro", 2);
    small_ensemble_fill(&small, effects, costs);
    char *text = report_of(&small, "0.5:20:0.5");
    assert_has(text, "  best in every sample at 0.5 to 20: vro\n");
    assert_has_not(text, "EVPI  best");
    free(text);
    small_ensemble_close(&small);
}

static void one_strategy_is_no_decision(void **state) {
    (void)state;
    small_ensemble small;
    small_ensemble_open(&small, "vro", 2);
    char *text = report_of(&small, NULL);
    assert_string_equal(text, "");
    free(text);
    small_ensemble_close(&small);
}

int test_decision_report(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_choice_and_its_worth_are_told_at_some_thresholds),
        cmocka_unit_test(of_many_thresholds_five_are_shown_with_the_ends),
        cmocka_unit_test(the_parameters_worth_most_come_in_their_specification),
        cmocka_unit_test(a_choice_that_nothing_could_change_takes_a_line),
        cmocka_unit_test(one_strategy_is_no_decision),
    };
    return cmocka_run_group_tests_name("decision_report", tests, NULL, NULL);
}
