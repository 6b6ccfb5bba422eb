// The files of a proposed study and of treating by subgroup, and what is printed of them.
#define _GNU_SOURCE 1

#include "vrosim/table/study_report.h"
#include "vrosim/table/study_tables.h"

#include "small_ensemble.h"
#include "writing.h"

enum { SAMPLES = 64 };

static const vro_random_source RANDOM = {.seed = 1, .stream = 0};

typedef struct world {
    small_ensemble small;
    scratch folder;
    vro_new_folder files;
    char *report;
} world;

// A number in -1..1 that looks random: an additive recurrence.
static double scattered(size_t i) {
    const double x = (double)i * 0.618033988749895;
    return 2 * (x - floor(x)) - 1;
}

// The second strategy avoids as many revisions as it avoids operations of the other hip, which no
// child varies in: any study sees the truth. In the last level, a fifth of the children, it avoids
// 0.5 or 1.5 by turns; in the others it causes one.
static void open_small(world *self) {
    *self = (world){0};
    small_ensemble_open(&self->small, "soft_tissue,vro", SAMPLES);
    for (size_t i = 0; i < SAMPLES; i++) {
        const double gain = scattered(i) - 0.1;
        small_ensemble_set(&self->small, i, 1, VRO_REVISIONS, -gain);
        small_ensemble_set(&self->small, i, 1, VRO_CONTRALATERAL, -gain);
        for (size_t level = 1; level <= VRO_LEVELS; level++) {
            small_ensemble_put_children(&self->small, i, level, 200);
            for (size_t s = 0; s < 2; s++) {
                const double own = s == 0 ? 0 : level < VRO_LEVELS ? 1 : i % 2 == 0 ? -0.5 : -1.5;
                small_ensemble_observe(&self->small, i,
                                       (vro_quantity_key){s, level, VRO_REVISIONS, false}, own, 0);
                small_ensemble_observe(&self->small, i,
                                       (vro_quantity_key){s, level, VRO_LLD_ABS_MM, false}, 0, 0);
            }
        }
    }
}

static void write_all(world *self, const vro_proposed_study *study) {
    vro_decisions decisions;
    vro_sample_information information;
    vro_subgroup_decisions subgroups;
    vro_errors errors = {0};
    size_t size;
    writing_open(&self->files, &self->folder);
    small_ensemble_decide(&self->small, "1", 1, &decisions);
    assert_int_equal(vro_sample_information_init(&information, &decisions, study, RANDOM, &errors),
                     VRO_OK);
    assert_int_equal(vro_subgroup_decisions_init(&subgroups, &decisions, &errors), VRO_OK);
    assert_int_equal(
        vro_study_tables_write(&decisions, &information, &subgroups, &self->files, &errors),
        VRO_OK);
    FILE *stream = open_memstream(&self->report, &size);
    assert_non_null(stream);
    vro_study_report_print(stream, &decisions, &information, &subgroups);
    assert_int_equal(fclose(stream), 0);
    vro_subgroup_decisions_free(&subgroups);
    vro_sample_information_free(&information);
    vro_decisions_free(&decisions);
}

static void close_world(world *self) {
    free(self->report);
    writing_close(&self->files);
    small_ensemble_close(&self->small);
}

static void assert_line(const world *self, const char *file, const char *line) {
    char *text = read_text(self->folder.folder, file);
    if (!has_line(text, line))
        fail_msg("%s: no line %s in\n%s", file, line, text);
    free(text);
}

static void assert_prints(const world *self, const char *piece) {
    if (!strstr(self->report, piece))
        fail_msg("no %s in\n%s", piece, self->report);
}

static const vro_proposed_study STUDY = {.sizes = {50, 100},
                                         .size_count = 2,
                                         .strategies = {1, 0},
                                         .arms = 2,
                                         .outcomes = {VRO_CONTRALATERAL},
                                         .outcome_count = 1};

// The variance of 0.5 and 1.5 is 0.25 * 64 / 63, the error of the mean of 64 sqrt(0.25 / 63).
static void each_subgroup_has_a_row_and_all_have_their_mean(void **state) {
    (void)state;
    world self;
    open_small(&self);
    write_all(&self, &(vro_proposed_study){0});
    const char *const file = "decision_subgroups.csv";
    assert_line(&self, file, "baseline,lld_per_revision,1,gmfcs,all,1,soft_tissue,0.2000,0.0126");
    assert_line(&self, file, "baseline,lld_per_revision,1,gmfcs,gmfcs_5,0.2000,vro,1.0000,0.0630");
    assert_line(&self, file, "baseline,lld_per_revision,1,gmfcs,gmfcs_4,0.2000,soft_tissue,0,");
    char *text = read_text(self.folder.folder, file);
    assert_int_equal(count_lines(text, ""), 7);
    free(text);
    close_world(&self);
}

static void without_a_study_there_is_no_file_of_one(void **state) {
    (void)state;
    world self;
    open_small(&self);
    write_all(&self, &(vro_proposed_study){0});
    assert_int_equal(entries_of(self.folder.folder), 1);
    assert_null(strstr(self.report, "A study"));
    close_world(&self);
}

// Without noise every size is worth what knowing the means is. Without costs and utilities, nothing
// is said of money.
static void each_size_has_a_row(void **state) {
    (void)state;
    world self;
    open_small(&self);
    write_all(&self, &STUDY);
    char *text = read_text(self.folder.folder, "decision_study.csv");
    assert_int_equal(count_lines(text, "baseline,lld_per_revision,all,1,vro+soft_tissue,"
                                       "contralateral,50,100,0."),
                     1);
    assert_int_equal(count_lines(text, "baseline,lld_per_revision,all,1,vro+soft_tissue,"
                                       "contralateral,100,200,0."),
                     1);
    assert_int_equal(count_lines(text, ""), 3);
    assert_non_null(strstr(text, ",,,,,,,\n"));
    assert_prints(&self,
                  "\nA study of 1 outcome in 2 arms of n children (all), at a threshold of 1.\n");
    assert_prints(&self, "        n                 EVSI\n");
    assert_prints(&self, "\n  endless ");
    assert_null(strstr(self.report, "best n"));
    free(text);
    close_world(&self);
}

static void the_gain_by_subgroup_is_told_where_it_is_sure(void **state) {
    (void)state;
    world self;
    open_small(&self);
    write_all(&self, &(vro_proposed_study){0});
    assert_prints(&self, "\nTreating by gmfcs, each subgroup as is best there,\n"
                         "brings 0.2 (0.013) a child at 1.\n");
    assert_prints(&self, "Never choose by simulated child");
    close_world(&self);
}

static void too_few_samples_are_told(void **state) {
    (void)state;
    world self;
    open_small(&self);
    self.small.ensemble.samples = 7;
    write_all(&self, &STUDY);
    assert_prints(&self,
                  "The study needs more samples for a regression on its 2 means; --samples 8");
    close_world(&self);
}

int test_study_tables(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_subgroup_has_a_row_and_all_have_their_mean),
        cmocka_unit_test(without_a_study_there_is_no_file_of_one),
        cmocka_unit_test(each_size_has_a_row),
        cmocka_unit_test(the_gain_by_subgroup_is_told_where_it_is_sure),
        cmocka_unit_test(too_few_samples_are_told),
    };
    return cmocka_run_group_tests_name("study_tables", tests, NULL, NULL);
}
