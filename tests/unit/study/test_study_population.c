// The children of a study as its tables describe them.
#include "vrosim/study/study_population.h"

#include "faults.h"
#include "near.h"

#define FIGURES "study,strategy,subgroup,outcome,statistic,events,n,likelihood,role\n"

static const char STUDIES[] = "study,tables\none,own.csv\n";
static const char TABLE[] = "strategy,parameter,distribution,value,unit\n"
                            "typical,strategy.like,text,vro,\n"
                            ",mortality.rate,fixed,0,per year\n"
                            ",mortality.operation,fixed,0,probability\n";

static void take(vro_evidence *evidence, const char *targets) {
    vro_text_files texts = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_text_files_add(&texts, "targets", targets, strlen(targets), &errors),
                     VRO_OK);
    assert_int_equal(vro_text_files_add(&texts, "studies", STUDIES, strlen(STUDIES), &errors),
                     VRO_OK);
    assert_int_equal(vro_text_files_add(&texts, "own.csv", TABLE, strlen(TABLE), &errors), VRO_OK);
    assert_int_equal(vro_evidence_take(evidence, &texts, &errors), VRO_OK);
}

static void only_what_the_targets_need_is_simulated(void **state) {
    (void)state;
    vro_evidence evidence;
    vro_study_population population;
    vro_model_figure figures[3] = {0};
    const vro_ranks alone = {.count = 1};
    vro_pool pool;
    vro_errors errors = {0};
    take(&evidence, FIGURES "one,typical,age_under_6,revision_by_2y,mean,1,10,binomial,fit\n"
                            "one,typical,,recurrence,mean,1,10,binomial,ignore\n"
                            "one,typical,all,death,mean,1,10,binomial,holdout\n");
    assert_int_equal(
        vro_study_population_load(&population, &evidence, 0, &(vro_text_files){0}, &errors),
        VRO_OK);
    assert_int_equal(population.scenario.strategies, 1);
    assert_int_equal(population.count, 2);
    vro_pool_init(&pool, 1, NULL);
    const vro_population_run by = {&alone, &pool, {.seed = 1}, 5000};
    assert_int_equal(vro_study_population_simulate(&population, &by, figures, &errors), VRO_OK);
    assert_true(figures[0].estimate.n > 100 && figures[0].estimate.n < 5000);
    assert_true(figures[0].estimate.value > 0);
    assert_int_equal(figures[1].estimate.n, 0);
    assert_int_equal(figures[2].estimate.n, 5000);
    assert_near(figures[2].estimate.value, 0, 0);
    vro_study_population_free(&population);
    vro_evidence_free(&evidence);
}

static void names_that_do_not_exist_are_told_at_the_line_of_the_target(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"one,usual,,death,mean,1,10,binomial,fit\n", "targets:2: ", "'usual'"},
        {"one,typical,,deaths,mean,1,10,binomial,fit\n", "targets:2: ", "'death'"},
        {"one,typical,,death,p05,1,10,binomial,fit\n", "targets:2: ", "has no 'p05'"},
        {"one,typical,,revision_by_20y,mean,1,10,binomial,fit\n", "targets:2: ", "revision_by_20y"},
        {"one,typical,age_under_6,death,mean,1,10,binomial,fit\n"
         "one,typical,age_under_8,death,mean,1,10,binomial,fit\n",
         "targets:3: ", "cut inside"},
        {"one,typical,gmfcs_6,death,mean,1,10,binomial,fit\n", "targets:2: ", "is unknown"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        vro_evidence evidence;
        vro_study_population population;
        vro_errors errors = {0};
        snprintf(text, sizeof text, "%s%s", FIGURES, cases[i].text);
        take(&evidence, text);
        assert_int_equal(
            vro_study_population_load(&population, &evidence, 0, &(vro_text_files){0}, &errors),
            VRO_BAD_INPUT);
        assert_fault(&errors, cases[i].place, cases[i].piece);
        vro_study_population_free(&population);
        vro_evidence_free(&evidence);
        vro_errors_free(&errors);
    }
}

static void a_study_whose_figures_are_all_ignored_is_loaded(void **state) {
    (void)state;
    vro_evidence evidence;
    vro_study_population population;
    vro_errors errors = {0};
    take(&evidence, FIGURES "one,typical,,recurrence,mean,1,10,binomial,ignore\n");
    assert_int_equal(
        vro_study_population_load(&population, &evidence, 0, &(vro_text_files){0}, &errors),
        VRO_OK);
    assert_int_equal(population.count, 0);
    assert_int_equal(errors.count, 0);
    vro_study_population_free(&population);
    vro_evidence_free(&evidence);
}

int test_study_population(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_the_targets_need_is_simulated),
        cmocka_unit_test(names_that_do_not_exist_are_told_at_the_line_of_the_target),
        cmocka_unit_test(a_study_whose_figures_are_all_ignored_is_loaded),
    };
    return cmocka_run_group_tests_name("study_population", tests, NULL, NULL);
}
