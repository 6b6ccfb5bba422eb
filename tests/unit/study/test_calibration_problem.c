// The figures of studies as functions of fitted parameters.
#include "vrosim/study/calibration_evaluation.h"

#include "faults.h"
#include "near.h"

#include <math.h>

enum { FIGURES = 23, SIZE = 128 };

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
    assert_int_equal(it.problem.figure_count, FIGURES);
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
    vro_figure_value alone[FIGURES], among[3 * FIGURES];
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
    assert_memory_equal(alone, &among[FIGURES], sizeof alone);
    assert_memory_equal(among, &among[2 * FIGURES], sizeof alone);
    assert_memory_not_equal(alone, among, sizeof alone);
    close_problem(&it);
}

// sum y and n over the first replicates, where as many children are simulated.
typedef struct prefix {
    double sum;
    double n;
} prefix;

static void evaluate(opened *self, size_t replicates, vro_figure_value *values) {
    static const double scores[8] = {0};
    vro_pool pool;
    vro_pool_init(&pool, 1, NULL);
    self->problem.children = SIZE * replicates;
    const vro_calibration_points point = {1, scores, values, 0, 1, NULL, NULL};
    assert_int_equal(vro_calibration_evaluate(&self->problem, &pool, &point, NULL, &self->errors),
                     VRO_OK);
}

// The error of the mean of all replicates, from each one alone.
static double error_of(const prefix *prefixes, size_t replicates) {
    const double n = prefixes[replicates].n, mean = prefixes[replicates].sum / n;
    double squares = 0;
    for (size_t i = 0; i < replicates; i++) {
        const double sum = prefixes[i + 1].sum - prefixes[i].sum;
        squares += pow(sum - mean * (prefixes[i + 1].n - prefixes[i].n), 2);
    }
    return sqrt(squares * (double)replicates / (double)(replicates - 1)) / n;
}

static void errors_of_sobol_points_come_from_eight_replicates_or_more(void **state) {
    enum { LEAST = 8 };
    (void)state;
    opened it;
    vro_figure_value values[FIGURES];
    prefix prefixes[FIGURES][LEAST + 1] = {0};
    size_t differ = 0;
    open_problem(&it, NULL);
    it.problem.random.replicate = SIZE;
    for (size_t replicates = 1; replicates <= LEAST; replicates++) {
        evaluate(&it, replicates, values);
        for (size_t i = 0; i < FIGURES; i++) {
            prefixes[i][replicates] = (prefix){values[i].value * values[i].n, values[i].n};
            if (replicates < LEAST)
                assert_near(values[i].se, values[i].sd / sqrt(values[i].n), 1e-12);
        }
    }
    for (size_t i = 0; i < FIGURES; i++) {
        const double se = error_of(prefixes[i], LEAST);
        differ += se > 1e-9;
        assert_near(values[i].se, se > 1e-9 ? se : values[i].sd / sqrt(values[i].n), 1e-9);
    }
    assert_true(differ > FIGURES / 2);
    close_problem(&it);
}

int test_calibration_problem(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_of_the_prior_are_fitted_to_figures_of_role_fit),
        cmocka_unit_test(a_list_chooses_among_all_uncertain_parameters),
        cmocka_unit_test(errors_of_sobol_points_come_from_eight_replicates_or_more),
        cmocka_unit_test(a_point_is_the_same_alone_and_among_others),
    };
    return cmocka_run_group_tests_name("calibration_problem", tests, NULL, NULL);
}
