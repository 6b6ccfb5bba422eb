// A study with other values of parameters.
#include "vrosim/study/study_cohort.h"

#include "faults.h"
#include "near.h"

static const char TARGETS[] = "study,strategy,outcome,events,n,likelihood,role\n"
                              "one,vro,revision_by_2y,1,10,binomial,fit\n";
static const char STUDIES[] = "study,tables\none,own.csv\n";
static const char TABLE[] = "parameter,distribution,value,unit\n"
                            "rescue.acceptance,fixed,0.9,probability\n";

typedef struct fixture {
    vro_evidence evidence;
    vro_scenario scenario; // the default
    vro_uncertainty uncertainty;
    size_t numbers[2]; // rescue.acceptance, which the study fixes, and migration.tone_sd
    vro_study_cohort cohort;
    vro_errors errors;
} fixture;

static void open_fixture(fixture *self) {
    vro_text_files texts = {0};
    *self = (fixture){0};
    assert_int_equal(vro_text_files_add(&texts, "targets", TARGETS, strlen(TARGETS), &self->errors),
                     VRO_OK);
    assert_int_equal(vro_text_files_add(&texts, "studies", STUDIES, strlen(STUDIES), &self->errors),
                     VRO_OK);
    assert_int_equal(vro_text_files_add(&texts, "own.csv", TABLE, strlen(TABLE), &self->errors),
                     VRO_OK);
    assert_int_equal(vro_evidence_take(&self->evidence, &texts, &self->errors), VRO_OK);
    assert_int_equal(vro_scenario_load(&self->scenario, NULL, &self->errors), VRO_OK);
    assert_int_equal(vro_uncertainty_init(&self->uncertainty, &self->scenario,
                                          VRO_UNCERTAIN_ESTIMATES, &self->errors),
                     VRO_OK);
    self->numbers[0] = vro_uncertainty_find(&self->uncertainty, "rescue.acceptance");
    self->numbers[1] = vro_uncertainty_find(&self->uncertainty, "migration.tone_sd");
    const vro_moved_parameters moved = {&self->uncertainty, self->numbers, 2};
    assert_int_equal(vro_study_cohort_load(&self->cohort, &self->evidence, 0, &(vro_text_files){0},
                                           &moved, &self->errors),
                     VRO_OK);
}

static void close_fixture(fixture *self) {
    vro_study_cohort_free(&self->cohort);
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
    vro_evidence_free(&self->evidence);
}

static void what_a_study_fixes_does_not_move(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    const vro_uncertainty *own = &it.cohort.uncertainty;
    assert_true(it.numbers[0] < it.uncertainty.count);
    assert_int_equal(it.cohort.numbers[0], own->count);
    assert_true(it.cohort.numbers[1] < own->count);
    assert_string_equal(own->parameters[it.cohort.numbers[1]].name, "migration.tone_sd");
    close_fixture(&it);
}

static void only_the_moved_values_change(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    const vro_moved_parameters moved = {&it.cohort.uncertainty, it.cohort.numbers, 2};
    const vro_scenario *before = &it.cohort.population.scenario;
    const size_t count = vro_moved_cells(before);
    vro_cell *cells = calloc(count, sizeof *cells);
    const vro_scenario after = vro_moved_scenario(&moved, (double[]){0.1, 0.9}, cells);
    assert_ptr_equal(after.cells, cells);
    for (size_t i = 0; i < count; i++)
        if (i % VRO_PARAMETERS == VRO_MIGRATION_TONE_SD)
            assert_near(cells[i].distribution.value, 0.9, 1e-12);
        else
            assert_memory_equal(&cells[i], &before->cells[i], sizeof *cells);
    free(cells);
    close_fixture(&it);
}

int test_study_cohort(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_study_fixes_does_not_move),
        cmocka_unit_test(only_the_moved_values_change),
    };
    return cmocka_run_group_tests_name("study_cohort", tests, NULL, NULL);
}
