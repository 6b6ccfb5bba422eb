// Calibrations of known models.
#include "vrosim/study/calibration_results.h"

#include "vrosim/core/cholesky.h"
#include "vrosim/study/calibration_confirmation.h"
#include "vrosim/study/calibration_conflicts.h"
#include "vrosim/study/calibration_deviations.h"

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
            values[point * self->figure_count + i] = (vro_figure_value){sum, 0, 1, 0};
        }
    return VRO_OK;
}

static void run(vro_calibration *self, const known_model *model,
                const vro_calibration_options *options, bool confirmed) {
    const vro_ranks alone = {.count = 1};
    vro_pool pool;
    vro_point_evaluator evaluator;
    vro_errors errors = {0};
    vro_pool_init(&pool, 1, NULL);
    const vro_point_evaluator_options evaluating = {.ranks = &alone, .pool = &pool};
    assert_int_equal(vro_point_evaluator_init(&evaluator, &evaluating, &errors), VRO_OK);
    assert_int_equal(vro_calibration_init(self, &model->problem, options, &errors), VRO_OK);
    assert_int_equal(vro_calibration_run(self, &evaluator, &errors), VRO_OK);
    if (confirmed)
        assert_int_equal(vro_calibration_confirm(self, &evaluator, &errors), VRO_OK);
    vro_point_evaluator_free(&evaluator);
}

static void calibrate(vro_calibration *self, const known_model *model) {
    const vro_calibration_options options = {.between = 0, .samples = POINTS, .rows = ROWS};
    run(self, model, &options, true);
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

// The density of a problem that is small enough to be written down: shares 12 of 40 and 9 of 50 of
// two studies of one group, which the model puts at expit(z) and expit(z - 1) of 1,000 children.
static vro_status logistic(const vro_calibration_problem *self, size_t points, const double *scores,
                           vro_figure_value *values) {
    (void)self;
    for (size_t point = 0; point < points; point++)
        for (size_t i = 0; i < 2; i++) {
            const double share = 1 / (1 + exp((double)i - scores[point]));
            values[2 * point + i] =
                (vro_figure_value){share, sqrt(share * (1 - share) / 1000), 1000, 0};
        }
    return VRO_OK;
}

static double logit_of_counts(double events, double n) {
    return log((events + 0.5) / (n - events + 0.5));
}

// log p = -(r^T C^-1 r + z^2) / 2, C the errors of 12 / 40 and 9 / 50 (1 / (x + 1/2) + 1 / (n - x +
// 1/2), and a thousandth) and those of the simulation at the mode, with 0.3^2 common to both.
static double log_density_by_hand(double z, double mode) {
    static const double events[] = {12, 9}, n[] = {40, 50};
    double r[2], c[2];
    for (int i = 0; i < 2; i++) {
        const double share = 1 / (1 + exp(i - z)), there = 1 / (1 + exp(i - mode));
        const double inner = (there * 1000 + 0.5) / 1001;
        r[i] = logit_of_counts(events[i], n[i]) - logit_of_counts(share * 1000, 1000);
        c[i] = 1.001 * (1 / (events[i] + 0.5) + 1 / (n[i] - events[i] + 0.5)) + 0.09 +
               there * (1 - there) / 1000 / pow(inner * (1 - inner), 2);
    }
    const double determinant = c[0] * c[1] - 0.09 * 0.09;
    return -0.5 *
           ((c[1] * r[0] * r[0] - 2 * 0.09 * r[0] * r[1] + c[0] * r[1] * r[1]) / determinant +
            z * z);
}

static void the_density_is_the_one_written_down(void **state) {
    (void)state;
    static const double observed[] = {0.3, 0.18};
    const vro_calibration_options options = {.between = 0.3, .samples = 400, .rows = 10};
    known_model model;
    vro_calibration it;
    known_model_open(&model, 1, 2, observed, logistic);
    for (size_t i = 0; i < 2; i++) {
        model.targets[i].likelihood = VRO_LIKELIHOOD_BINOMIAL;
        model.targets[i].events = i == 0 ? 12 : 9;
        model.targets[i].n = i == 0 ? 40 : 50;
        model.targets[i].se = NAN;
        model.targets[i].group = "one";
    }
    run(&it, &model, &options, false);
    for (size_t i = 0; i < it.done; i++)
        assert_near(it.log_target[i],
                    log_density_by_hand(it.scores[i], it.search.modes[0].scores[0]), 1e-9);
    vro_calibration_free(&it);
}

// The logit of the study of 101 children moves with the score, that of 100 with 0.8 of it.
static vro_status two_slopes(const vro_calibration_problem *self, size_t points,
                             const double *scores, vro_figure_value *values) {
    for (size_t point = 0; point < points; point++)
        for (size_t i = 0; i < 2; i++) {
            const double slope = vro_calibration_problem_target(self, i)->n > 100 ? 1 : 0.8;
            const double share = 1 / (1 + exp(-slope * scores[point]));
            values[2 * point + i] = (vro_figure_value){share, 0, 1e9, 0};
        }
    return VRO_OK;
}

// They share most of their variation, so the second in order adds little to the first.
static void the_figure_that_moves_most_is_named_in_either_order(void **state) {
    static const double observed[] = {0.5, 0.5};
    const vro_calibration_options options = {.between = 0.9, .samples = 400, .rows = 10};
    (void)state;
    for (size_t steep = 0; steep < 2; steep++) {
        known_model model;
        vro_calibration it;
        known_model_open(&model, 1, 2, observed, two_slopes);
        for (size_t i = 0; i < 2; i++) {
            model.targets[i].likelihood = VRO_LIKELIHOOD_BINOMIAL;
            model.targets[i].n = i == steep ? 101 : 100;
            model.targets[i].events = 0.5 * model.targets[i].n;
            model.targets[i].se = NAN;
            model.targets[i].group = "one";
        }
        run(&it, &model, &options, false);
        assert_int_equal(vro_calibration_parameter(&it, 0).informative, steep);
        vro_calibration_free(&it);
    }
}

// One parameter shifts the logits of all studies alike.
enum { STUDIES = KNOWN_FIGURES };

static vro_status shift(const vro_calibration_problem *self, size_t points, const double *scores,
                        vro_figure_value *values) {
    for (size_t point = 0; point < points; point++)
        for (size_t i = 0; i < self->figure_count; i++)
            values[point * self->figure_count + i] =
                (vro_figure_value){1 / (1 + exp(-3 * scores[point])), 0, 1e9, 0};
    return VRO_OK;
}

// -2 log likelihood of logits y ~ N(3 z, (v + t^2) I), z ~ N(0, 1): with w = v + t^2 and n studies
// (n - 1) log w + log(w + 9 n) + sum (y - m)^2 / w + n m^2 / (w + 9 n), m their mean.
static double deviance_by_hand(const double *logits, double variance, double between) {
    const double w = variance + between * between, whole = w + 9.0 * STUDIES;
    double mean = 0, square = 0;
    for (int i = 0; i < STUDIES; i++)
        mean += logits[i] / STUDIES;
    for (int i = 0; i < STUDIES; i++)
        square += (logits[i] - mean) * (logits[i] - mean);
    return (STUDIES - 1) * log(w) + log(whole) + square / w + STUDIES * mean * mean / whole;
}

static void variation_between_studies_is_the_likeliest(void **state) {
    (void)state;
    static const double logits[STUDIES] = {-0.9, -0.2, 0.3, 0.8};
    const vro_calibration_options options = {
        .between = 0.4, .estimates_between = true, .samples = 400, .rows = 10};
    known_model model;
    vro_calibration it;
    double observed[STUDIES];
    for (int i = 0; i < STUDIES; i++)
        observed[i] = 1 / (1 + exp(-logits[i]));
    known_model_open(&model, 1, STUDIES, observed, shift);
    for (size_t i = 0; i < STUDIES; i++) {
        model.targets[i].likelihood = VRO_LIKELIHOOD_LOGIT_NORMAL;
        model.targets[i].se = 0.2 * observed[i] * (1 - observed[i]);
    }
    run(&it, &model, &options, false);
    double best = 0;
    for (int step = 0; step <= 300; step++)
        if (deviance_by_hand(logits, 0.04 * 1.001, 0.01 * step) <
            deviance_by_hand(logits, 0.04 * 1.001, best))
            best = 0.01 * step;
    assert_true(best > 0.3 && best < 1.2);
    assert_near(it.covariance.between, best, 0.0101);
    assert_near(it.covariance.matrix[0],
                0.04 * 1.001 + it.covariance.between * it.covariance.between, 1e-9);
    vro_calibration_free(&it);
}

// z^2 is seen, at 1: modes at both signs have half the weight each.
static vro_status square(const vro_calibration_problem *self, size_t points, const double *scores,
                         vro_figure_value *values) {
    (void)self;
    for (size_t point = 0; point < points; point++)
        values[point] = (vro_figure_value){4 * scores[point] * scores[point], 0, 1, 0};
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

// Two studies of one parameter, at -3 and 3 with error 1: the prior and both give N(0, 1/3), one
// alone N(-1.5, 1/2) or N(1.5, 1/2), each 1.5 sqrt(3) from both. A third says nothing.
static vro_status opposed(const vro_calibration_problem *self, size_t points, const double *scores,
                          vro_figure_value *values) {
    for (size_t point = 0; point < points; point++)
        for (size_t i = 0; i < self->figure_count; i++)
            values[point * self->figure_count + i] =
                (vro_figure_value){i < 2 ? scores[point] : 0, 0, 1, 0};
    return VRO_OK;
}

static void studies_that_pull_against_each_other_are_named(void **state) {
    (void)state;
    static const double observed[] = {-3, 3, 0};
    known_model model;
    vro_calibration calibration;
    vro_calibration_conflicts conflicts;
    vro_errors errors = {0};
    size_t k = 7;
    known_model_open(&model, 1, 3, observed, opposed);
    calibrate(&calibration, &model);
    assert_int_equal(vro_calibration_conflicts_init(&conflicts, &calibration, &errors), VRO_OK);
    assert_int_equal(conflicts.count, 3);
    const double shift = 1.5 * sqrt(3);
    assert_near(vro_calibration_conflicts_shift(&conflicts, 0, 0), -shift, 0.4);
    assert_near(vro_calibration_conflicts_shift(&conflicts, 1, 0), shift, 0.4);
    assert_near(vro_calibration_conflicts_shift(&conflicts, 2, 0), 0, 0.1);
    assert_int_equal(vro_calibration_conflicts_against(&conflicts, 0, 0), 1);
    assert_int_equal(vro_calibration_conflicts_against(&conflicts, 1, 0), 0);
    assert_near(vro_calibration_conflicts_apart(&conflicts, 0, 1, &k), 2 * shift, 0.8);
    assert_int_equal(k, 0);
    vro_calibration_conflicts_free(&conflicts);
    vro_calibration_free(&calibration);
}

// Four figures of the errors (1, 2, 2, 3) around 0 that no parameter moves; the second and third
// hang together by 0.99. Given the third, the second is expected at 0.99 times it.
static void deviations_tell_what_is_out_of_reach_and_what_contradicts(void **state) {
    (void)state;
    static const double observed[] = {4, 3, -2, 3};
    double matrix[] = {1, 0, 0, 0, 0, 4, 3.96, 0, 0, 3.96, 4, 0, 0, 0, 0, 9}, factor[16];
    vro_figure_value figures[4] = {{0, 0, 1, 0}, {0, 0, 1, 0}, {0, 0, 1, 0}, {0, 0, 1, 0}};
    vro_calibration calibration = {0};
    vro_deviation found[4];
    vro_errors errors = {0};
    known_model model;
    known_model_open(&model, 1, 4, observed, linear);
    memcpy(factor, matrix, sizeof factor);
    assert_true(vro_cholesky(factor, 4));
    calibration.problem = &model.problem;
    calibration.covariance = (vro_calibration_covariance){
        .problem = &model.problem, .figures = figures, .matrix = matrix, .factor = factor};
    assert_int_equal(vro_calibration_deviations(&calibration, found, &errors), VRO_OK);
    assert_near(found[0].z, -4, 1e-12);
    assert_near(found[0].z_given, -4, 1e-12);
    assert_near(found[1].z, -1.5, 1e-12);
    const double left = 2 * sqrt(1 - 0.99 * 0.99);
    assert_near(found[1].z_given, -(3 + 0.99 * 2) / left, 1e-9);
    assert_near(found[2].z_given, (2 + 0.99 * 3) / left, 1e-9);
    assert_int_equal(vro_deviation_kind_of(&found[0]), VRO_OUT_OF_REACH);
    assert_int_equal(vro_deviation_kind_of(&found[1]), VRO_CONTRADICTS);
    assert_int_equal(vro_deviation_kind_of(&found[2]), VRO_CONTRADICTS);
    assert_int_equal(vro_deviation_kind_of(&found[3]), VRO_REACHED);
}

// One 3.5 prior standard deviations away, and one at its upper bound.
static void parameters_where_the_prior_hardly_is_are_counted(void **state) {
    (void)state;
    double scores[3] = {0.5, -3.5, 2};
    known_model model;
    vro_calibration calibration = {0};
    known_model_open(&model, 3, 4, OBSERVED, linear);
    model.parameters[2].upper = 2;
    calibration.problem = &model.problem;
    calibration.search.modes[0].scores = scores;
    assert_int_equal(vro_calibration_parameters_on_bound(&calibration), 2);
    scores[1] = -2.5;
    assert_int_equal(vro_calibration_parameters_on_bound(&calibration), 1);
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
        cmocka_unit_test(the_density_is_the_one_written_down),
        cmocka_unit_test(the_figure_that_moves_most_is_named_in_either_order),
        cmocka_unit_test(variation_between_studies_is_the_likeliest),
        cmocka_unit_test(two_modes_are_found_with_their_weights),
        cmocka_unit_test(a_figure_with_an_endless_error_changes_nothing),
        cmocka_unit_test(leaving_a_study_out_needs_no_new_samples),
        cmocka_unit_test(studies_that_pull_against_each_other_are_named),
        cmocka_unit_test(deviations_tell_what_is_out_of_reach_and_what_contradicts),
        cmocka_unit_test(parameters_where_the_prior_hardly_is_are_counted),
        cmocka_unit_test(rows_of_the_posterior_stand_for_the_weights),
        cmocka_unit_test(rows_that_are_confirmed_are_worth_their_number),
        cmocka_unit_test(rows_that_move_with_other_children_are_told),
    };
    return cmocka_run_group_tests_name("calibration", tests, NULL, NULL);
}
