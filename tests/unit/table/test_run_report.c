// The summary on the terminal.
#define _GNU_SOURCE 1

#include "vrosim/table/run_report.h"

#include "reading.h"
#include "small_study.h"
#include "usual_landmarks.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// 400 children; the first 200 are revised within 5 years under soft_tissue, the first 40 under vro.
static void fill(small_study *small) {
    small_study_begin(small, 400);
    for (size_t i = 0; i < 200; i++) {
        small->results[0]->outcome[VRO_REVISION_BY_5Y][i] = 1;
        small->results[0]->cause[i] = VRO_CAUSE_MIGRATION;
        small->results[0]->revision_time[i] = 3;
        if (i < 40) {
            small->results[1]->outcome[VRO_REVISION_BY_5Y][i] = 1;
            small->results[1]->cause[i] = VRO_CAUSE_LOSS;
            small->results[1]->revision_time[i] = 0.1f;
        }
        small->results[1]->outcome[VRO_LLD_MM][i] = 20 * 1024;
        small->results[1]->outcome[VRO_LLD_ABS_MM][i] = 20 * 1024;
    }
    small_study_add(small, 2);
}

static int open_study(void **state) {
    small_study *small = test_malloc(sizeof *small);
    small_study_open(small, "soft_tissue,vro");
    fill(small);
    *state = small;
    return 0;
}

static int close_study(void **state) {
    small_study_close(*state);
    test_free(*state);
    return 0;
}

// The report as text, to be freed.
static char *report_of(small_study *small, double seconds) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    assert_int_equal(vro_run_report_print(stream, &small->view, &small->errors), VRO_OK);
    vro_run_report_print_speed(stream, &small->view, seconds);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void assert_has(const char *text, const char *piece) {
    if (!strstr(text, piece))
        fail_msg("no \"%s\" in\n%s", piece, text);
}

static void no_line_is_wider_than_a_terminal(void **state) {
    char *text = report_of(*state, 1.25);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (strlen(line) > 100)
            fail_msg("%zu columns: %s", strlen(line), line);
        for (const char *byte = line; *byte; byte++)
            assert_true(*byte >= ' ' && *byte <= '~');
    }
    free(text);
}

// Of none in 400 the interval reaches to 0.95 %, 4 times 0.24 %.
static void shares_are_percentages_with_their_errors(void **state) {
    char *text = report_of(*state, 1.25);
    assert_has(text, "\n                        soft_tissue            vro\n");
    assert_has(text, "\n  by 2 years            0.00 (0.24)    0.00 (0.24)\n");
    assert_has(text, "\n  by 5 years             50.0 (2.5)     10.0 (1.5)\n");
    free(text);
}

// Legs of vro: half 0, half 20 mm; quartiles 0, 10 (between the 200th and 201st) and 20.
static void legs_have_quartiles_and_are_compared(void **state) {
    char *text = report_of(*state, 1.25);
    assert_has(text, "\n  25 % below, mm               0.00           0.00\n");
    assert_has(text, "\n  median, mm                    0.0           10.0\n");
    assert_has(text, "\n  75 % below, mm               0.00          20.00\n");
    assert_has(text, "\n  % over 10 mm          0.00 (0.24)    0.00 (0.24)\n");
    assert_has(text, "10.00 (0.50)\n"); // mean difference, 10 / sqrt(399)
    free(text);
}

// 160 of 400 spared: 2.5; the paired error of the difference is sqrt(0.4 * 0.6 / 399). Its limits
// are as far off as Garwood's of 160, 136.2 and 186.8, times sqrt(0.6): 0.354 and 0.452 of 1.
static void strategies_are_compared_with_the_reference(void **state) {
    char *text = report_of(*state, 1.25);
    assert_has(text, "\nagainst soft_tissue\n");
    assert_has(text, "-40.0 (2.5)");
    assert_has(text, "2.50 (2.21 to 2.83)");
    assert_has(text, "no clear difference\n"); // by 10 years none was revised
    free(text);
}

static void children_and_speed_are_stated(void **state) {
    char *text = report_of(*state, 0.00032);
    assert_has(text, "\n400 children, each under 2 strategies, followed for 10 years\n");
    assert_has(text, "\n800 courses in 0.00 s, 2.50 million a second\n");
    free(text);
    text = report_of(*state, 2);
    assert_has(text, "\n800 courses in 2.00 s, 400 a second\n");
    free(text);
    text = report_of(*state, 0);
    assert_has(text, "\n800 courses in 0.00 s\n");
    free(text);
}

static void a_long_name_gets_a_line_of_its_own(void **state) {
    small_study *small = *state;
    static const char name[] = "vro_with_everything_that_can_be_added_to_it";
    free(small->scenario.strategy_names[1]);
    small->scenario.strategy_names[1] = strdup(name);
    char *text = report_of(small, 1);
    assert_has(text, "\n  vro_with_everything_that_can_be_added_to_it\n     ");
    free(text);
    no_line_is_wider_than_a_terminal(state);
}

// 2 of 400 have an infection, one of them twice.
static void complications_are_numbers_in_100_children(void **state) {
    small_study *small = *state;
    small_study_close(small);
    small_study_open(small, "soft_tissue,vro");
    small_study_begin(small, 400);
    small->results[1]->outcome[VRO_INFECTION][0] = 2;
    small->results[1]->outcome[VRO_INFECTION][1] = 1;
    for (size_t i = 0; i < 400; i++) {
        small->results[0]->outcome[VRO_OPERATIONS][i] = 3;
        small->results[1]->outcome[VRO_WEEKS_NOT_STANDING][i] = 9 * VRO_STEPS_PER_UNIT;
        small->results[1]->outcome[VRO_DEATH][i] = i < 40;
    }
    small_study_add(small, 2);
    char *text = report_of(small, 1);
    assert_has(text, "\nComplications of the index hip, number in 100 children\n  infection ");
    assert_has(text, "    0.75 (0.");
    assert_has(text, "\n  avascular necrosis ");
    assert_has(text, "\n  died, %                 0.0 (0.2)     10.0 (1.5)\n");
    assert_has(text, "\n  operations a child ");
    assert_has(text, "\n  weeks not standing ");
    free(text);
}

static void a_single_strategy_is_compared_with_nothing(void **state) {
    small_study *small = *state;
    vro_scenario_free(&small->scenario);
    assert_int_equal(vro_scenario_load(&small->scenario,
                                       &(vro_scenario_source){.strategies = "soft_tissue"},
                                       &small->errors),
                     VRO_OK);
    char *text = report_of(small, 1);
    assert_has(text, "each under 1 strategy,");
    assert_null(strstr(text, "against"));
    free(text);
}

// Each word is true of all rows: of observation too, where there may have been no surgery before.
static void a_hip_that_was_never_operated_is_not_revised(void **state) {
    small_study *small = *state;
    char *text = report_of(small, 1);
    assert_has(text, "\nRevision of the index hip, % of children\n");
    assert_null(strstr(text, "ater surgery"));
    free(text);
    vro_scenario_free(&small->scenario);
    small_scenario_open(&small->scenario, "soft_tissue,observation");
    text = report_of(small, 1);
    assert_has(text, "\nLater surgery of the index hip (revision or first operation), ");
    assert_null(strstr(text, "Revision"));
    assert_null(strstr(text, "revised"));
    assert_null(strstr(text, "a revision"));
    free(text);
    no_line_is_wider_than_a_terminal(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_study, close_study)

int test_run_report(void) {
    const struct CMUnitTest tests[] = {
        TEST(no_line_is_wider_than_a_terminal),
        TEST(shares_are_percentages_with_their_errors),
        TEST(legs_have_quartiles_and_are_compared),
        TEST(complications_are_numbers_in_100_children),
        TEST(strategies_are_compared_with_the_reference),
        TEST(children_and_speed_are_stated),
        TEST(a_long_name_gets_a_line_of_its_own),
        TEST(a_single_strategy_is_compared_with_nothing),
        TEST(a_hip_that_was_never_operated_is_not_revised),
    };
    return cmocka_run_group_tests_name("run_report", tests, NULL, NULL);
}
