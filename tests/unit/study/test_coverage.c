// How the rows of a scenario enter an uncertainty analysis.
#include "vrosim/study/coverage.h"

#include "drawn_ensemble.h"

#include <string.h>

typedef struct fixture {
    vro_scenario scenario;
    drawn_ensemble drawn;
    vro_coverage coverage;
} fixture;

// The default with rows of a table, "parameter,distribution,value,se,unit,source".
static void open_table(fixture *self, const char *rows) {
    char text[2048];
    vro_errors errors = {0};
    snprintf(text, sizeof text, "strategy,gmfcs,parameter,distribution,value,se,unit,source\n%s",
             rows);
    const vro_scenario_text table = {"table", text, strlen(text)};
    const vro_scenario_source source = {
        .texts = &table, .text_count = 1, .strategies = "soft_tissue,vro"};
    if (vro_scenario_load(&self->scenario, &source, &errors) != VRO_OK)
        vro_errors_print(&errors, stdout);
    assert_int_equal(errors.count, 0);
    drawn_ensemble_open(&self->drawn, &self->scenario, 4);
    assert_int_equal(vro_coverage_init(&self->coverage, &self->drawn.ensemble, &errors), VRO_OK);
}

static void close_table(fixture *self) {
    vro_coverage_free(&self->coverage);
    drawn_ensemble_close(&self->drawn);
    vro_scenario_free(&self->scenario);
}

// The first row of a parameter, or that of a level.
static const vro_covered_row *find(const fixture *self, vro_parameter_id id, size_t level) {
    size_t i = 0;
    while (i < self->coverage.count &&
           (self->coverage.rows[i].row.id != id || self->coverage.rows[i].row.level != level))
        i++;
    assert_true(i < self->coverage.count);
    return &self->coverage.rows[i];
}

static void a_row_with_a_standard_error_is_uncertain_and_names_its_samples(void **state) {
    fixture self;
    (void)state;
    open_table(&self, ",,plan.shortening,fixed,5,1,mm,definition\n"
                      ",4,migration.rate,fixed,5.6,0,percent per year,calibrated 2020\n"
                      ",5,migration.rate,fixed,12,2,percent per year,calibrated 2020\n");
    const vro_uncertain_parameter *parameters = self.drawn.uncertainty.parameters;
    const vro_covered_row *row = find(&self, VRO_PLAN_SHORTENING, VRO_ALL_LEVELS);
    assert_int_equal(row->kind, VRO_COVERED_UNCERTAIN);
    assert_string_equal(parameters[row->parameter].name, "plan.shortening");
    row = find(&self, VRO_MIGRATION_RATE, 4);
    assert_string_equal(parameters[row->parameter].name, "migration.rate.gmfcs_5");
    assert_near(self.coverage.drawn[row->parameter].asked_se, 2, 0);
    row = find(&self, VRO_MIGRATION_RATE, 3);
    assert_int_equal(row->kind, VRO_COVERED_SOURCE);
    assert_int_equal(row->parameter, self.drawn.uncertainty.count);
    close_table(&self);
}

static void without_a_standard_error_parameter_and_source_decide(void **state) {
    static const struct {
        const char *source;
        vro_coverage_kind kind;
    } cases[] = {
        {"Robin 2008", VRO_COVERED_SOURCE},
        {"5 of 79 children", VRO_COVERED_SOURCE},
        {"calibrated to the studies in configs/evidence", VRO_COVERED_SOURCE},
        {"Definition of a refracture", VRO_COVERED_QUESTION},
        {"by definition", VRO_COVERED_ASSUMPTION},
        {"", VRO_COVERED_ASSUMPTION},
        {"our hospital", VRO_COVERED_ASSUMPTION},
        {"Assumption: as in 2008", VRO_COVERED_ASSUMPTION},
        {"Robin 2008; value assumed", VRO_COVERED_ASSUMPTION},
        {"expert opinion 2020", VRO_COVERED_ASSUMPTION},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture self;
        char rows[256];
        snprintf(rows, sizeof rows,
                 ",,implant.refracture,fixed,0.02,,probability,%s\n"
                 ",,plan.medialisation,fixed,3,,mm,%s\n",
                 cases[i].source, cases[i].source);
        open_table(&self, rows);
        assert_int_equal(find(&self, VRO_IMPLANT_REFRACTURE, VRO_ALL_LEVELS)->kind, cases[i].kind);
        assert_int_equal(find(&self, VRO_PLAN_MEDIALISATION, VRO_ALL_LEVELS)->kind,
                         VRO_COVERED_QUESTION);
        close_table(&self);
    }
}

// One standard error makes all shares of the case mix uncertain, but one of a weight of 0.
static void the_levels_of_the_case_mix_are_uncertain_together(void **state) {
    fixture self;
    (void)state;
    open_table(&self, ",2,population.gmfcs,fixed,0.12,0.02,share,\n"
                      ",1,population.gmfcs,fixed,0,,share,definition\n");
    assert_int_equal(find(&self, VRO_POPULATION_GMFCS, 4)->kind, VRO_COVERED_UNCERTAIN);
    assert_int_equal(find(&self, VRO_POPULATION_GMFCS, 0)->kind, VRO_COVERED_QUESTION);
    close_table(&self);
}

// Two strategies with the same numbers have two rows, and one sample.
static void rows_that_share_a_sample_name_the_same(void **state) {
    fixture self;
    size_t found[2], count = 0;
    (void)state;
    open_table(&self, "soft_tissue,,other.reoperation,fixed,0.01,0.002,per year,x\n"
                      "vro,,other.reoperation,fixed,0.01,0.002,per year,x\n");
    for (size_t i = 0; i < self.coverage.count; i++)
        if (self.coverage.rows[i].row.id == VRO_OTHER_REOPERATION && count < 2)
            found[count++] = self.coverage.rows[i].parameter;
    assert_int_equal(count, 2);
    assert_int_equal(found[0], found[1]);
    assert_true(found[0] < self.drawn.uncertainty.count);
    close_table(&self);
}

static void every_row_has_one_kind(void **state) {
    fixture self;
    size_t sum = 0;
    (void)state;
    open_table(&self, "");
    for (size_t kind = 0; kind < VRO_COVERED_KINDS; kind++) {
        sum += self.coverage.counts[kind];
        assert_true(self.coverage.counts[kind] > 0);
    }
    assert_int_equal(sum, self.coverage.count);
    assert_string_equal(vro_coverage_kind_name(VRO_COVERED_ASSUMPTION), "assumption");
    close_table(&self);
}

int test_coverage(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_with_a_standard_error_is_uncertain_and_names_its_samples),
        cmocka_unit_test(without_a_standard_error_parameter_and_source_decide),
        cmocka_unit_test(the_levels_of_the_case_mix_are_uncertain_together),
        cmocka_unit_test(rows_that_share_a_sample_name_the_same),
        cmocka_unit_test(every_row_has_one_kind),
    };
    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
