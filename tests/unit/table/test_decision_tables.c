// The decision files of an uncertainty analysis, worked out by hand.
#define _GNU_SOURCE 1

#include "vrosim/table/decision_tables.h"

#include "small_ensemble.h"
#include "writing.h"

// A folder with the files.
typedef struct world {
    small_ensemble small;
    scratch folder;
    vro_new_folder files; // the same
} world;

static void write_all(world *self, const char *thresholds) {
    vro_decisions decisions;
    vro_errors errors = {0};
    writing_open(&self->files, &self->folder);
    small_ensemble_decide(&self->small, thresholds, 1, &decisions);
    assert_int_equal(vro_decision_tables_write(&decisions, &self->files, &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
    vro_decisions_free(&decisions);
}

static void close_world(world *self) {
    writing_close(&self->files);
    small_ensemble_close(&self->small);
}

static void assert_line(const world *self, const char *file, const char *line) {
    char *text = read_text(self->folder.folder, file);
    if (!has_line(text, line))
        fail_msg("%s: no line %s in\n%s", file, line, text);
    free(text);
}

#define TRADE_OFF "baseline,lld_per_revision,"
#define HEAD TRADE_OFF "all,"

// Rows of all children, and a header.
static void assert_lines(const world *self, const char *file, size_t count) {
    char *text = read_text(self->folder.folder, file);
    assert_int_equal(count_lines(text, HEAD), count);
    assert_int_equal(count_lines(text, ""), count + 1);
    free(text);
}

// At a threshold of 10 the net benefits are
//   10 15 -2 | 10  5 18 | 20 25  8 | 20  5 18, on average 15, 12.5 and 10.5.
static void open_small(world *self) {
    static const double effects[] = {1, 2, 1, 1, 1, 3, 2, 3, 2, 2, 1, 3};
    static const double costs[] = {0, 5, 12, 0, 5, 12, 0, 5, 12, 0, 5, 12};
    small_ensemble_open(&self->small, "soft_tissue,vro,observation", 4);
    small_ensemble_fill(&self->small, effects, costs);
    write_all(self, "0,10");
}

// The greatest net benefits are 15, 18, 25 and 20, 19.5 on average: 4.5 more than the best average.
// The first strategy misses 5, 8, 5 and 0: their variance is 11, the error sqrt(11 / 4) = 1.66.
static void perfect_information_is_worth_what_the_best_misses(void **state) {
    (void)state;
    world self;
    open_small(&self);
    assert_line(&self, "decision_information.csv", HEAD "10,soft_tissue,0.250,0.217,4.50,1.66");
    assert_line(&self, "decision_information.csv", HEAD "0,soft_tissue,1.000,0.125,0,");
    assert_lines(&self, "decision_information.csv", 2);
    close_world(&self);
}

// The first strategy's net benefits have the error sqrt(100 / 3 / 4), the others' sqrt(275 / 3 / 4)
// each; the second misses 0, 13, 0, 15 (squares about 7: 198), the third 17, 0, 17, 2 (about 9:
// 258).
static void acceptability_loss_and_net_benefit_are_those_of_each_strategy(void **state) {
    (void)state;
    world self;
    open_small(&self);
    const char *const file = "decision_acceptability.csv";
    assert_line(&self, file, HEAD "10,soft_tissue,15.00,2.89,1.500,0.289,0.250,0.217,4.50,1.66,1");
    assert_line(&self, file, HEAD "10,vro,12.50,4.79,1.250,0.479,0.500,0.250,7.00,4.06,0");
    assert_line(&self, file, HEAD "10,observation,10.50,4.79,1.050,0.479,0.250,0.217,9.00,4.64,0");
    assert_line(&self, file, HEAD "0,vro,-5,,,,0,0.125,5,,0");
    assert_lines(&self, file, 6);
    close_world(&self);
}

// Means 1.5, 1.75 and 2.25 at 0, 5 and 12: straight up from the first to the last, at 12 / 0.75,
// the second costs 20 for each unit.
static void increments_are_of_the_means(void **state) {
    (void)state;
    world self;
    open_small(&self);
    const char *const file = "decision_increments.csv";
    assert_line(&self, file, HEAD "soft_tissue,1.500,0,reference,soft_tissue,0,0,");
    assert_line(&self, file, HEAD "vro,1.750,5,extendedly_dominated,soft_tissue,0.250,5,");
    assert_line(&self, file, HEAD "observation,2.250,12,frontier,soft_tissue,0.750,12,16.0000");
    assert_lines(&self, file, 3);
    close_world(&self);
}

static void the_plane_has_every_sample_against_the_reference(void **state) {
    (void)state;
    world self;
    open_small(&self);
    const char *const file = "decision_plane.csv";
    assert_line(&self, file, HEAD "vro,soft_tissue,1,1,5");
    assert_line(&self, file, HEAD "vro,soft_tissue,4,-1,5");
    assert_line(&self, file, HEAD "observation,soft_tissue,2,2,12");
    assert_lines(&self, file, 8);
    close_world(&self);
}

// Four samples are too few for sets of two.
static void partial_information_is_of_the_sets_that_the_samples_allow(void **state) {
    (void)state;
    world self;
    open_small(&self);
    const char *const file = "decision_partial.csv";
    assert_lines(&self, file, 6);
    assert_line(&self, file, HEAD "10,loss.hazard,loss.hazard,0,,4.5000");
    close_world(&self);
}

// Samples differ, strategies do not; two parameters vary.
static void strategies_that_are_the_same_leave_nothing_to_know(void **state) {
    (void)state;
    world self;
    double effects[64], costs[64];
    small_ensemble_open(&self.small, "soft_tissue,vro", 32);
    for (size_t i = 0; i < 64; i++) {
        effects[i] = 1.0 / (double)(1 + i / 2);
        costs[i] = 0.1 * (double)(i / 2);
        vro_ensemble_values(&self.small.ensemble, i / 2)[0] = costs[i];
        vro_ensemble_values(&self.small.ensemble, i / 2)[1] = effects[i];
    }
    small_ensemble_fill(&self.small, effects, costs);
    write_all(&self, "7.5");
    assert_line(&self, "decision_information.csv", HEAD "7.5,soft_tissue,0.5000,0.0273,0,");
    assert_line(&self, "decision_partial.csv", HEAD "7.5,loss.*,loss.hazard+loss.no_spica_hr,0,,0");
    assert_lines(&self, "decision_partial.csv", 4);
    for (int sample = 1; sample <= 32; sample++) {
        char line[100];
        snprintf(line, sizeof line, HEAD "vro,soft_tissue,%d,0,0", sample);
        assert_line(&self, "decision_plane.csv", line);
    }
    char *text = read_text(self.folder.folder, "decision_increments.csv");
    assert_non_null(strstr(text, "equal,soft_tissue,0,0,\n"));
    free(text);
    text = read_text(self.folder.folder, "decision_acceptability.csv");
    assert_non_null(strstr(text, ",0.5000,0.0273,0,,1\n"));
    assert_non_null(strstr(text, ",0.5000,0.0273,0,,0\n"));
    free(text);
    close_world(&self);
}

// The third level has the figures of open_small, all children others: rows of both, those of all
// children first, and of no other level.
static void each_file_has_the_rows_of_every_subgroup_with_children(void **state) {
    (void)state;
    static const double effects[] = {1, 2, 1, 1, 1, 3, 2, 3, 2, 2, 1, 3};
    static const double costs[] = {0, 5, 12, 0, 5, 12, 0, 5, 12, 0, 5, 12};
    static const char *const files[][2] = {
        {"decision_plane.csv", "vro,soft_tissue,4,-1,5"},
        {"decision_increments.csv", "observation,2.250,12,frontier,soft_tissue,0.750,12,16.0000"},
        {"decision_acceptability.csv", "10,vro,12.50,4.79,1.250,0.479,0.500,0.250,7.00,4.06,0"},
        {"decision_information.csv", "10,soft_tissue,0.250,0.217,4.50,1.66"},
        {"decision_partial.csv", "10,loss.hazard,loss.hazard,0,,4.5000"}};
    world self;
    small_ensemble_open(&self.small, "soft_tissue,vro,observation", 4);
    small_ensemble_fill_subgroup(&self.small, 3, effects, costs);
    write_all(&self, "0,10");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char line[100];
        snprintf(line, sizeof line, TRADE_OFF "gmfcs_3,%s", files[i][1]);
        assert_line(&self, files[i][0], line);
        char *text = read_text(self.folder.folder, files[i][0]);
        const size_t rows = count_lines(text, TRADE_OFF "gmfcs_3,");
        assert_int_equal(count_lines(text, HEAD), rows);
        assert_int_equal(count_lines(text, ""), 2 * rows + 1);
        assert_true(strstr(text, HEAD) < strstr(text, TRADE_OFF "gmfcs_3,"));
        snprintf(line, sizeof line, HEAD "%s", files[i][1]);
        assert_false(has_line(text, line));
        free(text);
    }
    close_world(&self);
}

int test_decision_tables(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(perfect_information_is_worth_what_the_best_misses),
        cmocka_unit_test(acceptability_loss_and_net_benefit_are_those_of_each_strategy),
        cmocka_unit_test(increments_are_of_the_means),
        cmocka_unit_test(the_plane_has_every_sample_against_the_reference),
        cmocka_unit_test(partial_information_is_of_the_sets_that_the_samples_allow),
        cmocka_unit_test(strategies_that_are_the_same_leave_nothing_to_know),
        cmocka_unit_test(each_file_has_the_rows_of_every_subgroup_with_children),
    };
    return cmocka_run_group_tests_name("decision_tables", tests, NULL, NULL);
}
