// Judging the model's figures.
#include "vrosim/study/validation.h"

#include "faults.h"
#include "near.h"

#include <math.h>

enum { COUNT = 4 };

// Three studies of one figure each and one figure that is ignored; the model says 0.2 in all.
typedef struct fixture {
    vro_target rows[COUNT];
    size_t study_of[COUNT];
    vro_evidence evidence;
    vro_validation validation;
} fixture;

static vro_target share_of(const char *group, double events, vro_target_role role) {
    return (vro_target){.study = (char *)group,
                        .group = (char *)group,
                        .value = events / 100,
                        .se = NAN,
                        .lower = NAN,
                        .upper = NAN,
                        .events = events,
                        .n = 100,
                        .likelihood = VRO_LIKELIHOOD_BINOMIAL,
                        .role = role};
}

static vro_status nothing(const vro_calibration_problem *self, size_t points, const double *scores,
                          vro_figure_value *values) {
    (void)self, (void)points, (void)scores, (void)values;
    return VRO_OK;
}

// From the two figures to fit, which are of other children.
static void estimate_between(fixture *self) {
    vro_fitted_figure figures[] = {{.target = 0, .cohort = 0}, {.target = 1, .cohort = 1}};
    const vro_calibration_problem shares = {
        .evidence = &self->evidence, .figures = figures, .figure_count = 2, .known = nothing};
    vro_pool pool;
    vro_errors errors = {0};
    vro_pool_init(&pool, 1, NULL);
    assert_int_equal(vro_validation_estimate_between(&self->validation, &shares, &pool, &errors),
                     VRO_OK);
}

// In sample i the model says shares[i].
static void open_samples(fixture *self, double between, const double *shares, size_t samples) {
    vro_errors errors = {0};
    *self = (fixture){.rows = {share_of("a", 20, VRO_TARGET_FIT), share_of("b", 35, VRO_TARGET_FIT),
                               share_of("c", 90, VRO_TARGET_HOLDOUT),
                               share_of("d", 10, VRO_TARGET_IGNORE)}};
    self->evidence =
        (vro_evidence){.targets = {self->rows, COUNT, COUNT}, .study_of = self->study_of};
    assert_int_equal(
        vro_validation_init(&self->validation, &self->evidence, samples, between, &errors), VRO_OK);
    for (size_t i = 0; i < samples * COUNT; i++)
        self->validation.figures[i].estimate =
            (vro_estimate){.value = shares[i / COUNT], .se = 0.001, .n = 160000};
    if (isnan(between))
        estimate_between(self);
    vro_validation_judge(&self->validation);
}

static void open_fixture(fixture *self, double between) {
    open_samples(self, between, (double[]){0.2}, 1);
}

static void the_model_is_inside_the_published_interval_or_not(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it, 0.4);
    const vro_validated *rows = it.validation.rows;
    assert_int_equal(it.validation.count, 3);
    assert_true(rows[0].inside && rows[0].inside_predictive);
    assert_true(!rows[1].inside && rows[1].inside_predictive);
    assert_true(!rows[2].inside && !rows[2].inside_predictive);
    assert_near(rows[0].z, 0, 0.1);
    assert_true(rows[1].z < -3);
    vro_validation_free(&it.validation);
}

static void roles_are_summed_apart(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it, 0.4);
    const vro_agreement fit = vro_validation_agreement(&it.validation, VRO_TARGET_FIT);
    const vro_agreement held = vro_validation_agreement(&it.validation, VRO_TARGET_HOLDOUT);
    assert_int_equal(fit.count, 2);
    assert_int_equal(fit.inside, 1);
    assert_int_equal(fit.inside_predictive, 2);
    assert_int_equal(held.count, 1);
    assert_int_equal(held.inside_predictive, 0);
    assert_true(fit.mean_width > 0.2 && fit.mean_width < 0.5);
    vro_validation_free(&it.validation);
}

// Residuals r on the logit with variances v: the likelihood is greatest where
// sum r^2 / (v + t^2)^2 = sum 1 / (v + t^2), here checked at the estimate.
static void variation_between_studies_is_estimated_from_fitted_figures_alone(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it, NAN);
    const double t = it.validation.between_study;
    double slope[2];
    for (int side = 0; side < 2; side++) {
        const double at = t + (side == 0 ? -0.01 : 0.01);
        slope[side] = 0;
        for (size_t i = 0; i < 2; i++) {
            const vro_published_figure *figure = &it.validation.rows[i].published;
            const double r = figure->scaled - log(0.2 / 0.8);
            const double v = figure->scaled_error * figure->scaled_error + at * at;
            slope[side] += 1 / v - r * r / (v * v);
        }
    }
    assert_true(t > 0.1 && t < 1);
    assert_true(slope[0] < 0 && slope[1] > 0);
    vro_validation_free(&it.validation);
}

static void samples_that_agree_are_as_one(void **state) {
    (void)state;
    fixture one, three;
    open_fixture(&one, 0.4);
    open_samples(&three, 0.4, (double[]){0.2, 0.2, 0.2}, 3);
    const vro_validated *of_one = one.validation.rows, *of_three = three.validation.rows;
    assert_true(isnan(of_one[0].model_sd));
    assert_near(of_three[0].model_sd, 0, 1e-12);
    for (size_t i = 0; i < 3; i++) {
        assert_near(of_three[i].z, of_one[i].z, 1e-9);
        assert_near(of_three[i].predicted.lower, of_one[i].predicted.lower, 0);
        assert_near(of_three[i].predicted.upper, of_one[i].predicted.upper, 0);
    }
    vro_validation_free(&one.validation);
    vro_validation_free(&three.validation);
}

// 0.1 and 0.3 have the mean 0.2 and the standard deviation 0.1 sqrt(2), 0.884 on the logit.
// 0.004 and 0.006 below the least share, k of 100, that is predicted: k and k - 1 of 100.
static void a_rounded_share_is_that_of_whole_events(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it, 0.4);
    const double least = it.validation.rows[0].predicted.lower;
    for (int tenth = 4; tenth <= 6; tenth += 2) {
        it.rows[0].events = NAN;
        it.rows[0].value = least - 0.001 * tenth;
        vro_validation_judge(&it.validation);
        assert_int_equal(it.validation.rows[0].inside_predictive, tenth == 4);
    }
    vro_validation_free(&it.validation);
}

static void what_is_not_known_of_parameters_widens_the_prediction(void **state) {
    (void)state;
    fixture one, two;
    open_fixture(&one, 0.4);
    open_samples(&two, 0.4, (double[]){0.1, 0.3}, 2);
    const vro_validated *known = &one.validation.rows[1], *unknown = &two.validation.rows[1];
    assert_near(unknown->model.estimate.value, 0.2, 1e-12);
    assert_near(unknown->model_sd, 0.1 * sqrt(2), 1e-12);
    assert_true(unknown->predicted.lower < known->predicted.lower - 0.03);
    assert_true(unknown->predicted.upper > known->predicted.upper + 0.05);
    assert_near(unknown->z,
                known->z * known->published.scaled_error /
                    hypot(known->published.scaled_error, 0.884),
                0.01);
    assert_true(vro_validation_agreement(&two.validation, VRO_TARGET_FIT).mean_width >
                vro_validation_agreement(&one.validation, VRO_TARGET_FIT).mean_width + 0.1);
    vro_validation_free(&one.validation);
    vro_validation_free(&two.validation);
}

static void over_the_samples_an_error_is_of_the_weakest_kind(void **state) {
    (void)state;
    fixture it;
    open_samples(&it, 0.4, (double[]){0.2, 0.3}, 2);
    it.validation.figures[0].estimate.kind = VRO_ERROR_OF_REPLICATES;
    it.validation.figures[COUNT].estimate.kind = VRO_ERROR_AT_MOST;
    vro_validation_judge(&it.validation);
    assert_int_equal(it.validation.rows[0].model.estimate.kind, VRO_ERROR_AT_MOST);
    assert_int_equal(it.validation.rows[1].model.estimate.kind, VRO_ERROR_OF_CHILDREN);
    vro_validation_free(&it.validation);
}

int test_validation(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_model_is_inside_the_published_interval_or_not),
        cmocka_unit_test(roles_are_summed_apart),
        cmocka_unit_test(variation_between_studies_is_estimated_from_fitted_figures_alone),
        cmocka_unit_test(samples_that_agree_are_as_one),
        cmocka_unit_test(a_rounded_share_is_that_of_whole_events),
        cmocka_unit_test(what_is_not_known_of_parameters_widens_the_prediction),
        cmocka_unit_test(over_the_samples_an_error_is_of_the_weakest_kind),
    };
    return cmocka_run_group_tests_name("validation", tests, NULL, NULL);
}
