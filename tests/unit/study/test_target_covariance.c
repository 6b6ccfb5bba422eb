// Errors of figures that rest on the same children, or on studies of one group.
#include "vrosim/study/target_covariance.h"

#include "vrosim/study/published_figure.h"

#include "known_model.h"

enum { N = KNOWN_FIGURES };

// Shares of 100 children: all and half of them, at 5 and 10 years.
static void open_shares(known_model *self, vro_figure_value *values) {
    static const double observed[N] = {0.2, 0.2, 0.4, 0.3};
    static char *const subgroups[N] = {"all", "gmfcs_5", "all", "age_under_6"};
    known_model_open(self, 1, N, observed, NULL);
    self->problem.children = 1000;
    for (size_t i = 0; i < N; i++) {
        vro_target *target = &self->targets[i];
        target->likelihood = VRO_LIKELIHOOD_BINOMIAL;
        target->se = NAN;
        target->n = 100;
        target->subgroup = subgroups[i];
        target->group = "one";
        self->figures[i].cohort = 0;
        self->figures[i].outcome = (vro_outcome_id)(VRO_FAILURE_BY + (i == 2 ? 1 : 0));
        values[i] = (vro_figure_value){observed[i], 0, i % 2 == 0 ? 1000 : 500};
    }
}

static double correlation(const double *covariance, size_t i, size_t j) {
    return covariance[i * N + j] / sqrt(covariance[i * N + i] * covariance[j * N + j]);
}

static void common_children_make_errors_hang_together(void **state) {
    (void)state;
    known_model model;
    vro_figure_value values[N];
    double covariance[N * N];
    vro_errors errors = {0};
    open_shares(&model, values);
    assert_int_equal(vro_target_covariance(&model.problem, values, 0, covariance, &errors), VRO_OK);
    assert_near(correlation(covariance, 0, 1), sqrt(0.5), 1e-12);
    assert_near(correlation(covariance, 0, 3), sqrt(0.5), 1e-12);
    assert_near(correlation(covariance, 1, 3), 0.5, 1e-12);
    const double at_5 = vro_published_figure_of(&model.targets[0]).scaled_error * 0.2,
                 at_10 = vro_published_figure_of(&model.targets[2]).scaled_error * 0.4;
    assert_near(correlation(covariance, 0, 2), at_5 / at_10, 1e-12);
}

static void figures_of_other_studies_share_only_the_effect_of_their_group(void **state) {
    (void)state;
    known_model model;
    vro_figure_value values[N];
    double covariance[N * N];
    vro_errors errors = {0};
    open_shares(&model, values);
    model.figures[1].cohort = 1;
    model.targets[3].group = "other";
    model.figures[3].cohort = 2;
    assert_int_equal(vro_target_covariance(&model.problem, values, 0.4, covariance, &errors),
                     VRO_OK);
    assert_near(covariance[0 * N + 1], 0.16, 1e-12);
    assert_near(covariance[0 * N + 3], 0, 0);
    const double own = vro_published_figure_of(&model.targets[0]).scaled_error;
    assert_near(covariance[0], own * own + 0.16, 1e-12);
}

static void levels_are_disjoint_and_other_outcomes_are_taken_as_independent(void **state) {
    (void)state;
    known_model model;
    vro_figure_value values[N];
    double covariance[N * N];
    vro_errors errors = {0};
    open_shares(&model, values);
    model.targets[3].subgroup = "gmfcs_4";
    model.figures[2].outcome = VRO_DEATH;
    assert_int_equal(vro_target_covariance(&model.problem, values, 0, covariance, &errors), VRO_OK);
    assert_near(covariance[1 * N + 3], 0, 0);
    assert_near(covariance[0 * N + 2], 0, 0);
}

// A standard error of simulation m adds m^2.
static void the_error_of_the_simulation_is_added(void **state) {
    (void)state;
    known_model model;
    vro_figure_value values[N];
    double without[N * N], with[N * N];
    vro_errors errors = {0};
    open_shares(&model, values);
    assert_int_equal(vro_target_covariance(&model.problem, values, 0, without, &errors), VRO_OK);
    values[0].se = 0.016;
    assert_int_equal(vro_target_covariance(&model.problem, values, 0, with, &errors), VRO_OK);
    assert_near(with[0] - without[0], 0.01, 1e-4);
}

int test_target_covariance(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(common_children_make_errors_hang_together),
        cmocka_unit_test(figures_of_other_studies_share_only_the_effect_of_their_group),
        cmocka_unit_test(levels_are_disjoint_and_other_outcomes_are_taken_as_independent),
        cmocka_unit_test(the_error_of_the_simulation_is_added),
    };
    return cmocka_run_group_tests_name("target_covariance", tests, NULL, NULL);
}
