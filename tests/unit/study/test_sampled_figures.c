// Studies in given samples of the parameters.
#include "vrosim/study/sampled_figures.h"

#include "vrosim/study/parameter_draws.h"
#include "vrosim/study/parameter_draws_table.h"

#include "faults.h"
#include "near.h"

enum { CHILDREN = 3000, SAMPLES = 3, FIGURES = 3 };

static const vro_random_source RANDOM = {.seed = 1, .stream = 0};

static const char TARGETS[] = "study,strategy,subgroup,outcome,statistic,events,n,likelihood,role\n"
                              "one,vro,all,revision_by_5y,mean,1,10,binomial,fit\n"
                              "two,vro,gmfcs_5,recurrence,mean,1,10,binomial,ignore\n"
                              "two,vro,gmfcs_5,revision_by_5y,mean,1,10,binomial,holdout\n";
static const char STUDIES[] = "study,tables\none,one.csv\ntwo,two.csv\nnone,one.csv\n";
static const char ONE[] = "parameter,distribution,value,unit\npopulation.age,fixed,7,years\n";
static const char TWO[] = "parameter,distribution,value,unit\n"
                          "rescue.acceptance,fixed,0.9,probability\n";
static const char DRAWS[] = "rescue.acceptance,migration.tone_sd\n0.3,1.1\n0.8,0.9\n";

// Two studies with a figure each, the second with an acceptance of its own, and one without.
static const vro_ranks ALONE = {.count = 1};

typedef struct fixture {
    vro_evidence evidence;
    vro_scenario scenario;
    vro_uncertainty uncertainty;
    size_t numbers[2];
    vro_study_cohort cohorts[3];
    vro_sampled_figures sampled;
    vro_errors errors;
} fixture;

static void take_evidence(fixture *self) {
    static const char *const texts[][2] = {
        {"targets", TARGETS}, {"studies", STUDIES}, {"one.csv", ONE}, {"two.csv", TWO}};
    vro_text_files files = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(vro_text_files_add(&files, texts[i][0], texts[i][1], strlen(texts[i][1]),
                                            &self->errors),
                         VRO_OK);
    assert_int_equal(vro_evidence_take(&self->evidence, &files, &self->errors), VRO_OK);
}

static void open_fixture(fixture *self) {
    *self = (fixture){0};
    vro_uncertainty *all = &self->uncertainty;
    take_evidence(self);
    assert_int_equal(vro_scenario_load(&self->scenario, NULL, &self->errors), VRO_OK);
    assert_int_equal(
        vro_uncertainty_init(all, &self->scenario, VRO_UNCERTAIN_ESTIMATES, &self->errors), VRO_OK);
    assert_int_equal(
        vro_parameter_draws_table_parse(all, "draws", DRAWS, strlen(DRAWS), &self->errors), VRO_OK);
    self->numbers[0] = vro_uncertainty_find(all, "rescue.acceptance");
    self->numbers[1] = vro_uncertainty_find(all, "migration.tone_sd");
    self->sampled = (vro_sampled_figures){.moved = {all, self->numbers, 2},
                                          .cohorts = self->cohorts,
                                          .cohort_count = 3,
                                          .random = RANDOM,
                                          .children = CHILDREN,
                                          .samples = SAMPLES};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(vro_study_cohort_load(&self->cohorts[i], &self->evidence, i,
                                               &(vro_text_files){0}, &self->sampled.moved,
                                               &self->errors),
                         VRO_OK);
}

static void close_fixture(fixture *self) {
    for (size_t i = 0; i < 3; i++)
        vro_study_cohort_free(&self->cohorts[i]);
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
    vro_evidence_free(&self->evidence);
}

static void run(fixture *self, int threads, vro_model_figure *figures) {
    vro_pool pool;
    vro_pool_init(&pool, threads, NULL);
    memset(figures, 0, sizeof *figures * SAMPLES * FIGURES);
    assert_int_equal(vro_sampled_figures_run(&self->sampled, &ALONE, &pool, figures, &self->errors),
                     VRO_OK);
    assert_int_equal(pool.done, CHILDREN * 2 * SAMPLES);
}

// The figures where a table of the user says what row 2 of the samples says.
static void run_table(fixture *self, vro_model_figure *figures) {
    static const char table[] = "parameter,distribution,value,unit\n"
                                "rescue.acceptance,fixed,0.8,probability\n"
                                "migration.tone_sd,fixed,0.9,log sd\n";
    vro_text_files tables = {0};
    vro_pool pool;
    vro_pool_init(&pool, 1, NULL);
    memset(figures, 0, sizeof *figures * FIGURES);
    assert_int_equal(vro_text_files_add(&tables, "table", table, strlen(table), &self->errors),
                     VRO_OK);
    for (size_t i = 0; i < 2; i++) {
        vro_study_population population;
        assert_int_equal(
            vro_study_population_load(&population, &self->evidence, i, &tables, &self->errors),
            VRO_OK);
        const vro_population_run by = {&ALONE, &pool, self->sampled.random, CHILDREN};
        assert_int_equal(vro_study_population_simulate(&population, &by, figures, &self->errors),
                         VRO_OK);
        vro_study_population_free(&population);
    }
    vro_text_files_free(&tables);
}

static void a_sample_is_what_a_table_with_its_values_gives(void **state) {
    (void)state;
    fixture it;
    vro_model_figure figures[SAMPLES * FIGURES], of_table[FIGURES];
    open_fixture(&it);
    run(&it, 1, figures);
    run_table(&it, of_table);
    assert_true(figures[0].estimate.value > 0.01);
    assert_true(figures[0].estimate.value != figures[FIGURES].estimate.value);
    assert_memory_equal(&figures[FIGURES], of_table, sizeof of_table);
    close_fixture(&it);
}

static void errors_of_sobol_points_come_from_their_replicates(void **state) {
    (void)state;
    fixture it;
    vro_model_figure figures[SAMPLES * FIGURES], of_table[FIGURES];
    open_fixture(&it);
    it.sampled.random.replicate = 256;
    run(&it, 1, figures);
    run_table(&it, of_table);
    assert_int_equal(figures[0].estimate.kind, VRO_ERROR_OF_REPLICATES);
    assert_memory_equal(&figures[FIGURES], of_table, sizeof of_table);
    close_fixture(&it);
}

static void after_the_last_row_comes_the_first(void **state) {
    (void)state;
    fixture it;
    vro_model_figure figures[SAMPLES * FIGURES];
    open_fixture(&it);
    run(&it, 1, figures);
    assert_memory_equal(figures, &figures[2 * FIGURES], FIGURES * sizeof *figures);
    close_fixture(&it);
}

static void threads_change_no_bit(void **state) {
    (void)state;
    fixture it;
    vro_model_figure one[SAMPLES * FIGURES], three[SAMPLES * FIGURES];
    open_fixture(&it);
    run(&it, 1, one);
    run(&it, 3, three);
    assert_memory_equal(one, three, sizeof one);
    close_fixture(&it);
}

int test_sampled_figures(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sample_is_what_a_table_with_its_values_gives),
        cmocka_unit_test(errors_of_sobol_points_come_from_their_replicates),
        cmocka_unit_test(after_the_last_row_comes_the_first),
        cmocka_unit_test(threads_change_no_bit),
    };
    return cmocka_run_group_tests_name("sampled_figures", tests, NULL, NULL);
}
