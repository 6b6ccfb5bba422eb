// The figures of studies as functions of fitted parameters.
#include "vrosim/study/calibration_evaluation.h"

#include "faults.h"
#include "near.h"

static const char PRIOR[] = "strategy,parameter,distribution,value,se,unit\n"
                            ",rescue.acceptance,fixed,0.5,0.1,probability\n"
                            ",other.reoperation,fixed,0.02,0.005,per year\n";

typedef struct opened {
    vro_evidence evidence;
    vro_text_files tables;
    vro_calibration_problem problem;
    vro_errors errors;
    vro_status status;
} opened;

static void open_problem(opened *self, const char *list) {
    *self = (opened){0};
    assert_int_equal(vro_evidence_read(&self->evidence, NULL, &self->errors), VRO_OK);
    assert_int_equal(
        vro_text_files_add(&self->tables, "prior", PRIOR, strlen(PRIOR), &self->errors), VRO_OK);
    self->status = vro_calibration_problem_init(&self->problem, &self->evidence, &self->tables,
                                                &self->tables.files[0], list, &self->errors);
    self->problem.random = (vro_random_source){.seed = 1, .stream = 0};
    self->problem.children = 500;
}

static void close_problem(opened *self) {
    vro_calibration_problem_free(&self->problem);
    vro_text_files_free(&self->tables);
    vro_evidence_free(&self->evidence);
    vro_errors_free(&self->errors);
}

static void parameters_of_the_prior_are_fitted_to_figures_of_role_fit(void **state) {
    (void)state;
    opened it;
    open_problem(&it, NULL);
    assert_int_equal(it.status, VRO_OK);
    assert_int_equal(it.problem.figure_count, 23);
    assert_int_equal(it.problem.cohort_count, 10);
    assert_string_equal(vro_calibration_problem_name(&it.problem, 0), "rescue.acceptance");
    assert_near(vro_calibration_problem_value(&it.problem, 0, 0), 0.5, 0.01);
    close_problem(&it);
}

static void a_list_chooses_among_all_uncertain_parameters(void **state) {
    (void)state;
    opened it;
    open_problem(&it, "migration.rate.*");
    assert_int_equal(it.status, VRO_OK);
    assert_int_equal(it.problem.parameter_count, 5);
    close_problem(&it);
    open_problem(&it, "migration.restorin.gmfcs_1");
    assert_int_equal(it.status, VRO_BAD_USAGE);
    assert_fault(&it.errors, "'migration.restorin.gmfcs_1' is no uncertain parameter",
                 "migration.restoring.gmfcs_1");
    close_problem(&it);
}

// Of one point for one thread or two, and of one among others, the figures are the same bits.
static void a_point_is_the_same_alone_and_among_others(void **state) {
    (void)state;
    opened it;
    vro_pool one, two;
    vro_figure_value alone[23], among[3 * 23];
    double scores[3 * 8] = {0};
    open_problem(&it, NULL);
    assert_true(it.problem.parameter_count <= 8);
    const size_t count = it.problem.parameter_count;
    scores[count] = 1.5;
    vro_pool_init(&one, 1, NULL);
    vro_pool_init(&two, 2, NULL);
    const vro_calibration_points second = {1, &scores[count], alone, 0, 1, NULL, NULL},
                                 all = {3, scores, among, 0, 1, NULL, NULL};
    assert_int_equal(vro_calibration_evaluate(&it.problem, &one, &second, NULL, &it.errors),
                     VRO_OK);
    assert_int_equal(vro_calibration_evaluate(&it.problem, &two, &all, NULL, &it.errors), VRO_OK);
    assert_memory_equal(alone, &among[23], sizeof alone);
    assert_memory_equal(among, &among[2 * 23], sizeof alone);
    assert_memory_not_equal(alone, among, sizeof alone);
    close_problem(&it);
}

int test_calibration_problem(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_of_the_prior_are_fitted_to_figures_of_role_fit),
        cmocka_unit_test(a_list_chooses_among_all_uncertain_parameters),
        cmocka_unit_test(a_point_is_the_same_alone_and_among_others),
    };
    return cmocka_run_group_tests_name("calibration_problem", tests, NULL, NULL);
}
