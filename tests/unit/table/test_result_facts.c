// What files of results say for checklists.
#include "vrosim/table/result_facts.h"

#include "vrosim/table/result_columns.h"

#include "faults.h"

typedef struct fixture {
    vro_result_tables tables;
    vro_named_texts facts;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    static fixture self;
    self = (fixture){0};
    *state = &self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_result_tables_free(&self->tables);
    vro_named_texts_free(&self->facts);
    vro_errors_free(&self->errors);
    return 0;
}

static void add(fixture *self, const char *name, const char *text) {
    assert_int_equal(vro_result_tables_add(&self->tables, name, text, strlen(text), &self->errors),
                     VRO_OK);
}

static void check(fixture *self, const char *fact, const char *wanted) {
    vro_result_facts_set(&self->facts, &self->tables);
    const char *text = vro_named_texts_find(&self->facts, fact);
    if (!text)
        fail_msg("there is no fact '%s'", fact);
    assert_string_equal(text, wanted);
}

static void every_file_is_one_of_the_program(void **state) {
    size_t count, known;
    const char *const *files = vro_result_facts_files(&count);
    const vro_result_file *all = vro_result_columns_files(&known);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < known && strcmp(all[at].name, files[i]) != 0)
            at++;
        if (at == known)
            fail_msg("no verb writes %s", files[i]);
    }
}

static void a_file_is_a_fact_and_a_missing_one_is_none(void **state) {
    fixture *self = *state;
    add(self, "psa_summary.csv", "strategy,value\n");
    check(self, "psa_summary", "psa_summary.csv");
    assert_null(vro_named_texts_find(&self->facts, "summary"));
    assert_null(vro_named_texts_find(&self->facts, "main_results"));
}

static void the_main_results_are_the_means_of_all_children(void **state) {
    fixture *self = *state;
    add(self, "summary.csv",
        "strategy,subgroup,outcome,statistic,value,lower,upper\n"
        "a,all,revisions,mean,0.5,0.4,0.6\na,all,revisions,sd,9,8,10\n"
        "b,all,revisions,mean,0.7,,\nb,gmfcs_1,revisions,mean,3,2,4\n"
        "a,all,death,mean,0.1,0,0.2\n");
    check(self, "main_results", "revisions [number]: a 0.5 (0.4 to 0.6), b 0.7");
    check(self, "outcome_list", "revisions, death");
    check(self, "subgroup_list", "all, gmfcs_1");
}

static void figures_are_counted_by_role_inside_and_out(void **state) {
    fixture *self = *state;
    add(self, "validation.csv",
        "study,role,inside,inside_predictive\na,fit,1,1\na,fit,0,1\nb,holdout,0,0\n");
    check(self, "validation_fit", "2");
    check(self, "validation_fit_inside", "1");
    check(self, "validation_fit_predicted", "2");
    check(self, "validation_holdout_inside", "0");
    check(self, "validation_studies", "a, b");
}

static void without_held_out_figures_there_is_no_fact_of_them(void **state) {
    fixture *self = *state;
    add(self, "validation.csv", "study,role,inside,inside_predictive\na,fit,1,1\n");
    check(self, "validation_fit", "1");
    assert_null(vro_named_texts_find(&self->facts, "validation_holdout"));
}

static void diagnostics_have_their_values_and_those_that_fail_are_named(void **state) {
    fixture *self = *state;
    add(self, "calibration_diagnostics.csv",
        "diagnostic,value,wanted,met\npareto_k,0.9,below 0.7,0\nmodes,1,1,1\nsamples,12,,1\n");
    check(self, "calibration_pareto_k", "0.9");
    check(self, "calibration_unmet", "pareto_k");
}

static void checks_that_passed_are_counted(void **state) {
    fixture *self = *state;
    add(self, "verify.csv", "check,result\na,ok\nb,FAILED\nc,ok\n");
    check(self, "verify_checks", "3");
    check(self, "verify_passed", "2");
}

static void parameters_that_move_the_first_result_most_are_named(void **state) {
    fixture *self = *state;
    add(self, "sensitivity_oneway.csv",
        "strategy,reference,subgroup,outcome,parameter\na,,all,revisions,p\na,,all,revisions,q\n"
        "a,,gmfcs_1,revisions,r\na,,all,lld_mm,s\n");
    check(self, "oneway_first", "p, q");
    check(self, "oneway_parameters", "2");
    check(self, "oneway_of", "revisions");
}

static void the_decision_is_told_of_the_first_trade_off_alone(void **state) {
    fixture *self = *state;
    add(self, "decision_increments.csv",
        "trade_off,subgroup,strategy,standing,icer\ncost_per_qaly,all,a,reference,\n"
        "cost_per_qaly,all,b,frontier,12\ncost_per_qaly,gmfcs_1,b,dominated,\n"
        "lld_per_revision,all,a,reference,\n");
    check(self, "standings", "a: reference; b: frontier, ICER 12");
}

int test_result_facts(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_one_of_the_program),
        TEST(a_file_is_a_fact_and_a_missing_one_is_none),
        TEST(the_main_results_are_the_means_of_all_children),
        TEST(figures_are_counted_by_role_inside_and_out),
        TEST(without_held_out_figures_there_is_no_fact_of_them),
        TEST(diagnostics_have_their_values_and_those_that_fail_are_named),
        TEST(checks_that_passed_are_counted),
        TEST(parameters_that_move_the_first_result_most_are_named),
        TEST(the_decision_is_told_of_the_first_trade_off_alone),
    };
#undef TEST
    return cmocka_run_group_tests_name("result_facts", tests, NULL, NULL);
}
