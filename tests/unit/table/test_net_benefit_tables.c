// increments.csv and net_benefit.csv: standing by hand, ties among them, and errors.
#define _GNU_SOURCE 1

#include "vrosim/table/run_tables.h"

#include "reading.h"
#include "small_study.h"

// The table of this name as text, to be freed.
static char *table_of(const small_study *self, const char *name) {
    char *text = NULL;
    size_t size = 0;
    vro_errors errors = {0};
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    assert_int_equal(vro_run_table_write(&self->view, name, stream, &errors), VRO_OK);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void assert_line(const char *text, const char *line) {
    if (!has_line(text, line))
        fail_msg("no line %s in\n%s", line, text);
}

// Two children alike of level III: errors are not known. The second strategy equals the first; the
// third lies above the line from the first to the fourth, whose ratio is 10 / 2; the last costs
// more than the first and brings the same.
static int open_alike(void **state) {
    small_study *self = test_malloc(sizeof *self);
    small_study_open(self, NULL);
    small_study_trade_off(self, 2, 2, (const int[]){2, 2, 2, 2, 1, 1, 0, 0, 2, 2},
                          (const double[]){4, 4, 4, 4, 12, 12, 14, 14, 5, 5});
    *state = self;
    return 0;
}

static int close_study(void **state) {
    small_study_close(*state);
    test_free(*state);
    return 0;
}

#define HEAD "baseline,lld_per_revision,all,"

static void standing_is_told_and_a_ratio_only_on_the_frontier(void **state) {
    char *text = table_of(*state, "increments.csv");
    assert_line(text, HEAD "soft_tissue,-2,,4,,reference,soft_tissue,0,0,0,0,,");
    assert_line(text, HEAD "vro,-2,,4,,equal,soft_tissue,0,,0,,,");
    assert_line(text, HEAD "vro_soft_tissue,-1,,12,,extendedly_dominated,soft_tissue,1,,8,,,");
    assert_line(text, HEAD "vro_pelvic,0,,14,,frontier,soft_tissue,2,,10,,,5.00000");
    assert_line(text, HEAD "observation,-2,,5,,dominated,soft_tissue,0,,1,,,");
    free(text);
}

static void subgroups_without_children_are_left_out(void **state) {
    char *text = table_of(*state, "increments.csv");
    assert_int_equal(count_lines(text, "baseline,lld_per_revision,all,"), SMALL_STRATEGIES);
    assert_int_equal(count_lines(text, "baseline,lld_per_revision,gmfcs_3,"), SMALL_STRATEGIES);
    assert_int_equal(count_lines(text, ""), 1 + 2 * SMALL_STRATEGIES); // a header
    free(text);
}

// At 5 mm a revision the first, second and fourth are equally good: the first of them is optimal.
static void net_benefit_is_set_against_the_reference(void **state) {
    char *text = table_of(*state, "net_benefit.csv");
    assert_line(text, HEAD "5,soft_tissue,-14,,-2.8,,soft_tissue,0,0,1,");
    assert_line(text, HEAD "5,vro,-14,,-2.8,,soft_tissue,0,,0,");
    assert_line(text, HEAD "5,vro_pelvic,-14,,-2.8,,soft_tissue,0,,0,");
    assert_line(text, HEAD "6,vro_pelvic,-14,,-2.33333,,soft_tissue,2,,1,");
    assert_line(text, HEAD "6,observation,-17,,-2.83333,,soft_tissue,-1,,0,");
    assert_line(text, HEAD "0,observation,-5,,,,soft_tissue,-1,,0,");
    free(text);
}

// The cells of a line after such a start, and what follows them.
static const char *read_cells(const char *text, const char *start, double *cells, size_t count) {
    const char *at = strstr(text, start);
    assert_non_null(at);
    at += strlen(start);
    for (size_t i = 0; i < count; i++, at++) {
        char *end;
        cells[i] = strtod(at, &end);
        assert_true(*end == ',');
        at = end;
    }
    return at;
}

// Children differ. Against the first strategy the bound is the paired error; the frontier's next
// step is from a strategy that is not the first.
static void bounds_of_errors_are_exact_against_the_first_and_never_too_small(void **state) {
    (void)state;
    small_study study;
    double cells[4];
    small_study_open(&study, NULL);
    small_study_trade_off(
        &study, 0, 4, (const int[]){2, 2, 3, 1, 2, 1, 1, 0, 9, 9, 9, 9, 0, 0, 1, 0, 9, 9, 9, 9},
        (const double[]){1, 2, 1, 2, 3, 3, 5, 3, 90, 90, 90, 90, 9, 20, 9, 9, 90, 90, 90, 90});
    char *text = table_of(&study, "increments.csv");
    // Differences 0, 1, 2, 1 and 2, 1, 4, 1: squares about the mean 2 and 6, over 3 * 4.
    const char *rest = read_cells(text, "frontier,soft_tissue,", cells, 4);
    assert_int_equal(strncmp(rest, "children,", 9), 0);
    assert_near(cells[0], 1, 1e-9);
    assert_near(cells[1], sqrt(2.0 / 12), 1e-3);
    assert_near(cells[2], 2, 1e-9);
    assert_near(cells[3], sqrt(6.0 / 12), 1e-3);
    // Differences 2, 1, 0, 0 and 6, 17, 4, 6: squares about the mean 2.75 and 104.75, over 3 * 4.
    rest = read_cells(text, "frontier,vro,", cells, 4);
    assert_int_equal(strncmp(rest, "at_most,", 8), 0);
    assert_near(cells[0], 0.75, 1e-9);
    assert_true(cells[1] >= sqrt(2.75 / 12) && cells[1] < 2 * sqrt(2.75 / 12));
    assert_near(cells[2], 8.25, 1e-9);
    assert_true(cells[3] >= sqrt(104.75 / 12) && cells[3] < 2 * sqrt(104.75 / 12));
    free(text);
    small_study_close(&study);
}

int test_net_benefit_tables(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standing_is_told_and_a_ratio_only_on_the_frontier),
        cmocka_unit_test(subgroups_without_children_are_left_out),
        cmocka_unit_test(net_benefit_is_set_against_the_reference),
        cmocka_unit_test(bounds_of_errors_are_exact_against_the_first_and_never_too_small),
    };
    return cmocka_run_group_tests_name("net_benefit_tables", tests, open_alike, close_study);
}
