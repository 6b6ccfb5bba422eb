// Calibrations of known models.
#include "vrosim/study/calibration_results.h"

#include "vrosim/study/calibration_confirmation.h"

#include "faults.h"
#include "known_model.h"

enum { POINTS = 3000, ROWS = 1000 };

static const double OBSERVED[KNOWN_FIGURES] = {1.5, -0.5, 2, 0.3};

// Figure i is the sum of A[i][k] z_k.
static const double A[KNOWN_FIGURES][KNOWN_PARAMETERS] = {
    {1, 0.5, 0}, {0, 1, -1}, {0.7, 0, 1.2}, {0, 0, 0.4}};

static vro_status linear(const vro_calibration_problem *self, size_t points, const double *scores,
                         vro_figure_value *values) {
    for (size_t point = 0; point < points; point++)
        for (size_t i = 0; i < self->figure_count; i++) {
            double sum = 0;
            for (size_t k = 0; k < self->parameter_count; k++)
                sum += A[i][k] * scores[point * self->parameter_count + k];
            values[point * self->figure_count + i] = (vro_figure_value){sum, 0, 1};
        }
    return VRO_OK;
}

static void calibrate(vro_calibration *self, const known_model *model) {
    const vro_calibration_options options = {.between = 0, .samples = POINTS, .rows = ROWS};
    vro_pool pool;
    vro_errors errors = {0};
    vro_pool_init(&pool, 1, NULL);
    assert_int_equal(vro_calibration_init(self, &model->problem, &options, &errors), VRO_OK);
    assert_int_equal(vro_calibration_run(self, &pool, &errors), VRO_OK);
    assert_int_equal(vro_calibration_confirm(self, &pool, &errors), VRO_OK);
}

// The inverse of a symmetric matrix of three rows.
static void invert(double m[3][3], double inverse[3][3]) {
    const double determinant = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
                               m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
                               m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            const int a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
            inverse[i][j] = (m[a][c] * m[b][d] - m[a][d] * m[b][c]) / determinant;
        }
}

// Posterior N((A^T A + I)^-1 A^T y, (A^T A + I)^-1); the means within 4 standard errors of the
// effective samples (a false alarm in 5,000 runs of three), spreads within 10 %.
static void a_linear_model_has_its_posterior_in_closed_form(void **state) {
    (void)state;
    known_model model;
    vro_calibration calibration;
    double precision[3][3], covariance[3][3], moment[3] = {0};
    known_model_open(&model, 3, 4, OBSERVED, linear);
    calibrate(&calibration, &model);
    for (int j = 0; j < 3; j++)
        for (int k = 0; k < 3; k++) {
            precision[j][k] = j == k;
            for (int i = 0; i < 4; i++)
                precision[j][k] += A[i][j] * A[i][k];
        }
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < 4; i++)
            moment[k] += A[i][k] * OBSERVED[i];
    invert(precision, covariance);
    assert_int_equal(calibration.search.count, 1);
    assert_true(vro_calibration_is_trustworthy(&calibration));
    for (int k = 0; k < 3; k++) {
        double mean = 0, sd;
        for (int j = 0; j < 3; j++)
            mean += covariance[k][j] * moment[j];
        const double spread = sqrt(covariance[k][k]);
        assert_near(calibration.search.modes[0].scores[k], mean, 1e-3);
        assert_near(vro_calibration_score_mean(&calibration, (size_t)k, calibration.weights, &sd),
                    mean, 4 * spread / sqrt(calibration.effective_size));
        assert_near(sd, spread, 0.1 * spread);
        assert_near(vro_calibration_parameter(&calibration, (size_t)k).shrinkage, sd, 1e-12);
    }
    vro_calibration_free(&calibration);
}

// z^2 is seen, at 1: modes at both signs have half the weight each.
static vro_status square(const vro_calibration_problem *self, size_t points, const double *scores,
                         vro_figure_value *values) {
    (void)self;
    for (size_t point = 0; point < points; point++)
        values[point] = (vro_figure_value){4 * scores[point] * scores[point], 0, 1};
    return VRO_OK;
}

static void two_modes_are_found_with_their_weights(void **state) {
    (void)state;
    static const double observed[] = {6};
    known_model model;
    vro_calibration calibration;
    double positive = 0, sd;
    known_model_open(&model, 1, 1, observed, square);
    calibrate(&calibration, &model);
    assert_int_equal(calibration.search.count, 2);
    for (size_t i = 0; i < calibration.done; i++)
        positive += calibration.scores[i] > 0 ? calibration.weights[i] : 0;
    assert_near(positive, 0.5, 0.03);
    assert_near(vro_calibration_score_mean(&calibration, 0, calibration.weights, &sd), 0, 0.07);
    vro_calibration_free(&calibration);
}

static void a_figure_with_an_endless_error_changes_nothing(void **state) {
    (void)state;
    known_model with, without;
    vro_calibration a, b;
    double sd;
    known_model_open(&with, 3, 4, OBSERVED, linear);
    known_model_open(&without, 3, 3, OBSERVED, linear);
    with.targets[3].se = 1e6;
    calibrate(&a, &with);
    calibrate(&b, &without);
    for (size_t k = 0; k < 3; k++)
        assert_near(vro_calibration_score_mean(&a, k, a.weights, &sd),
                    vro_calibration_score_mean(&b, k, b.weights, &sd), 1e-3);
    vro_calibration_free(&a);
    vro_calibration_free(&b);
}

// The posterior without the third figure, from the samples with it and from a fit without it. The
// weights have fewer effective samples; 0.1 is about three of their errors.
static void leaving_a_study_out_needs_no_new_samples(void **state) {
    (void)state;
    known_model with, without;
    vro_calibration a, b;
    vro_errors errors = {0};
    double *weights = calloc(3 * POINTS, sizeof *weights), shape, sd;
    known_model_open(&with, 3, 4, OBSERVED, linear);
    known_model_open(&without, 3, 4, OBSERVED, linear);
    without.targets[2].se = 1e6;
    calibrate(&a, &with);
    calibrate(&b, &without);
    assert_int_equal(vro_calibration_without(&a, "c", weights, &shape, &errors), VRO_OK);
    assert_true(shape < VRO_PARETO_SHAPE_MOST);
    for (size_t k = 0; k < 3; k++)
        assert_near(vro_calibration_score_mean(&a, k, weights, &sd),
                    vro_calibration_score_mean(&b, k, b.weights, &sd), 0.1);
    free(weights);
    vro_calibration_free(&a);
    vro_calibration_free(&b);
}

// Their means are the weighted means, but for the rounding of 1,000 rows.
static void rows_of_the_posterior_stand_for_the_weights(void **state) {
    (void)state;
    known_model model;
    vro_calibration calibration;
    known_model_open(&model, 3, 4, OBSERVED, linear);
    calibrate(&calibration, &model);
    for (size_t k = 0; k < 3; k++) {
        double mean = 0, sd;
        for (size_t row = 0; row < ROWS; row++)
            mean += calibration.scores[calibration.posterior[row] * 3 + k] / ROWS;
        assert_near(mean, vro_calibration_score_mean(&calibration, k, calibration.weights, &sd),
                    0.05);
    }
    vro_calibration_free(&calibration);
}

// A known model gives the same figures whatever the children, so nothing moves.
static void rows_that_are_confirmed_are_worth_their_number(void **state) {
    (void)state;
    known_model model;
    vro_calibration calibration;
    known_model_open(&model, 3, 4, OBSERVED, linear);
    calibrate(&calibration, &model);
    assert_near(calibration.confirmed_rows, ROWS, 1e-6);
    assert_near(calibration.confirmed_shift, 0, 1e-9);
    vro_calibration_free(&calibration);
}

// Figures that depend on the stream by 0.3 of their error are told.
static vro_status noisy(const vro_calibration_problem *self, size_t points, const double *scores,
                        vro_figure_value *values) {
    const vro_status status = linear(self, points, scores, values);
    for (size_t point = 0; point < points; point++)
        values[point * self->figure_count].value += 0.3 * (double)self->random.stream;
    return status;
}

static void rows_that_move_with_other_children_are_told(void **state) {
    (void)state;
    known_model model;
    vro_calibration calibration;
    known_model_open(&model, 3, 4, OBSERVED, noisy);
    calibrate(&calibration, &model);
    assert_true(calibration.confirmed_rows < 0.99 * ROWS);
    assert_true(calibration.confirmed_shift > 0.1);
    vro_calibration_free(&calibration);
}

int test_calibration(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_linear_model_has_its_posterior_in_closed_form),
        cmocka_unit_test(two_modes_are_found_with_their_weights),
        cmocka_unit_test(a_figure_with_an_endless_error_changes_nothing),
        cmocka_unit_test(leaving_a_study_out_needs_no_new_samples),
        cmocka_unit_test(rows_of_the_posterior_stand_for_the_weights),
        cmocka_unit_test(rows_that_are_confirmed_are_worth_their_number),
        cmocka_unit_test(rows_that_move_with_other_children_are_told),
    };
    return cmocka_run_group_tests_name("calibration", tests, NULL, NULL);
}
