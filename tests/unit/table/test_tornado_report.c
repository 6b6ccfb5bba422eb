// The summary of a sensitivity analysis on the terminal.
#define _GNU_SOURCE 1

#include "vrosim/table/tornado_report.h"

#include "reading.h"
#include "small_sensitivity.h"

static char *report_of(const small_sensitivity *self) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    vro_tornado_report_print(stream, &self->results, 1.5);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void assert_line(const char *text, const char *line) {
    if (!has_line(text, line))
        fail_msg("no line \"%s\" in\n%s", line, text);
}

static void assert_narrow(const char *text) {
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 80);
}

// From 0 to 1 in 23 columns, the estimate in the middle.
static void bars_reach_from_the_estimate_to_both_ends_the_longest_first(void **state) {
    small_sensitivity *self = *state;
    small_range(self, "loss.hazard");
    small_range(self, "migration.floor");
    small_range(self, "anatomy.migration_socket_correlation");
    small_range(self, "complication.avn");
    small_reserve(self);
    small_base(self, 0.5);
    small_bar(self, 0, 0.75, 0.25);
    small_bar(self, 1, 0, 1);
    small_bar(self, 2, 0.75, 0.9);
    small_bar(self, 3, 0.5, 0.5);
    char *text = report_of(self);
    assert_line(text, "4 parameters moved alone; those that move the result most are shown, with");
    assert_line(text, "revisions, observation against vro");
    assert_line(text, "  0.500 (0.010) at the estimates");
    assert_line(text, "  migration.floor                            0     1.000 "
                      "LLLLLLLLLLL|HHHHHHHHHHH");
    assert_line(text, "  loss.hazard                            0.750     0.250 "
                      "      HHHHH|LLLLLL");
    assert_line(text, "  anatomy.migration_socket_correlation");
    assert_line(text, "                                         0.750     0.900 "
                      "           |LLLLLLHHH");
    assert_line(text, "  complication.avn                       0.500     0.500 "
                      "           |");
    assert_true(strstr(text, "migration.floor") < strstr(text, "loss.hazard"));
    assert_int_equal(count_lines(text, "revisions, "), 1);
    assert_narrow(text);
    free(text);
}

static void factors_and_shifts_show_how_far_they_go(void **state) {
    small_sensitivity *self = *state;
    small_range(self, "migration.rate.gmfcs_1");
    small_range(self, "loss.hazard");
    small_search(self, "migration.floor");
    self->results.ranges.items[0].further = VRO_LEVELS - 1;
    self->results.ranges.items[0].kind = VRO_CHANGE_FACTOR;
    self->results.ranges.items[1].kind = VRO_CHANGE_SHIFT;
    self->results.searches.items[0].kind = VRO_CHANGE_FACTOR;
    small_reserve(self);
    small_base(self, 0.5);
    self->results.thresholds[SMALL_DIFFERENCE] =
        (vro_threshold){.status = VRO_SEARCH_FOUND, .value = 0.25, .se = 0.0123};
    char *text = report_of(self);
    assert_int_equal(count_lines(text, "  migration.rate x0.125:x0.5  "), 1);
    assert_int_equal(count_lines(text, "  loss.hazard +0.125:+0.5  "), 1);
    assert_line(text, "migration.floor goes from x0 to x1");
    assert_line(text, "  x0.250 (0.012)       revisions, observation against vro");
    free(text);
}

static void only_the_first_eight_are_shown(void **state) {
    small_sensitivity *self = *state;
    static const char *const names[] = {
        "loss.hazard",       "migration.floor", "complication.avn", "healing.delayed",
        "loss.no_spica_hr",  "loss.implant_hr", "loss.varus_share", "migration.tone_sd",
        "population.female", "plan.spica"};
    for (size_t i = 0; i < 10; i++)
        small_range(self, names[i]);
    small_reserve(self);
    small_base(self, 0);
    for (size_t i = 0; i < 10; i++)
        small_bar(self, i, 0, (double)(10 - i));
    char *text = report_of(self);
    assert_non_null(strstr(text, "migration.tone_sd"));
    assert_null(strstr(text, "population.female"));
    free(text);
}

static void where_nothing_moves_or_nothing_is_known_there_is_no_bar(void **state) {
    small_sensitivity *self = *state;
    small_range(self, "loss.hazard");
    small_range(self, "migration.floor");
    small_reserve(self);
    small_base(self, 0.5);
    small_bar(self, 0, 0.5, 0.5);
    small_bar(self, 1, NAN, NAN);
    char *text = report_of(self);
    assert_line(text, "  loss.hazard                            0.500     0.500 "
                      "           |");
    assert_narrow(text);
    free(text);
}

// A cost per QALY at the low end only: no swing, so no bar, and the others keep the whole axis.
static void what_is_not_defined_has_a_dash_and_no_bar(void **state) {
    small_sensitivity *self = *state;
    small_range(self, "loss.hazard");
    small_range(self, "migration.floor");
    small_reserve(self);
    small_base(self, 0.5);
    small_bar(self, 0, 0.25, 0.75);
    small_bar(self, 1, 20, NAN);
    char *text = report_of(self);
    assert_line(text, "  migration.floor                       20.000         -");
    assert_line(text, "  loss.hazard                            0.250     0.750 "
                      "LLLLLLLLLLL|HHHHHHHHHHH");
    free(text);
    small_base(self, NAN);
    text = report_of(self);
    assert_line(text, "  not defined at the estimates");
    free(text);
}

// Thresholds of subgroups are looked for here, and not told.
static void all_children_alone_are_told_of(void **state) {
    small_sensitivity *self = *state;
    small_divide(self, "bilateral");
    small_range(self, "loss.hazard");
    small_search(self, "loss.hazard");
    small_reserve(self);
    small_base(self, 0.5);
    small_bar(self, 0, 0.25, 0.75);
    char *text = report_of(self);
    assert_int_equal(count_lines(text, "revisions, observation against vro"), 1);
    assert_int_equal(count_lines(text, "  none "), 1);
    assert_null(strstr(text, "bilateral"));
    free(text);
}

static void thresholds_stand_before_what_they_are_of(void **state) {
    small_sensitivity *self = *state;
    static const vro_search_status states[] = {VRO_SEARCH_FOUND, VRO_SEARCH_NONE, VRO_SEARCH_EQUAL,
                                               VRO_SEARCH_JUMP};
    static const char *const names[] = {"loss.hazard", "migration.floor", "complication.avn",
                                        "complication.infection"};
    enum { COUNT = sizeof names / sizeof *names };
    for (size_t i = 0; i < COUNT; i++)
        small_search(self, names[i]);
    small_reserve(self);
    for (size_t i = 0; i < COUNT; i++)
        self->results.thresholds[i * self->measures.count + SMALL_DIFFERENCE] =
            (vro_threshold){.status = states[i], .value = 0.25, .se = 0.0123};
    char *text = report_of(self);
    assert_line(text, "loss.hazard goes from 0 to 1");
    assert_line(text, "  0.250 (0.012)        revisions, observation against vro");
    assert_line(text, "  none                 revisions, observation against vro");
    assert_line(text, "  equal                revisions, observation against vro");
    assert_line(text, "  jump at 0.25         revisions, observation against vro");
    assert_narrow(text);
    free(text);
}

static void where_nothing_could_be_moved_it_says_what_to_do(void **state) {
    small_sensitivity *self = *state;
    small_reserve(self);
    char *text = report_of(self);
    assert_line(text, "parameters with --range PARAMETER=LOW:HIGH.");
    free(text);
}

static void names_of_strategies_that_are_long_take_two_lines(void **state) {
    small_sensitivity *self = *state;
    char long_name[65];
    memset(long_name, 'x', 64);
    long_name[64] = '\0';
    char *kept[] = {self->scenario.strategy_names[0], self->scenario.strategy_names[1]};
    self->scenario.strategy_names[0] = self->scenario.strategy_names[1] = long_name;
    small_range(self, "loss.hazard");
    small_reserve(self);
    char *text = report_of(self);
    assert_narrow(text);
    assert_int_equal(count_lines(text, "against xxx"), 1);
    free(text);
    memcpy(self->scenario.strategy_names, kept, sizeof kept);
}

int test_tornado_report(void) {
    const struct CMUnitTest tests[] = {
        SENSITIVITY_TEST(bars_reach_from_the_estimate_to_both_ends_the_longest_first),
        SENSITIVITY_TEST(factors_and_shifts_show_how_far_they_go),
        SENSITIVITY_TEST(only_the_first_eight_are_shown),
        SENSITIVITY_TEST(where_nothing_moves_or_nothing_is_known_there_is_no_bar),
        SENSITIVITY_TEST(what_is_not_defined_has_a_dash_and_no_bar),
        SENSITIVITY_TEST(all_children_alone_are_told_of),
        SENSITIVITY_TEST(thresholds_stand_before_what_they_are_of),
        SENSITIVITY_TEST(where_nothing_could_be_moved_it_says_what_to_do),
        SENSITIVITY_TEST(names_of_strategies_that_are_long_take_two_lines),
    };
    return cmocka_run_group_tests_name("tornado_report", tests, NULL, NULL);
}
