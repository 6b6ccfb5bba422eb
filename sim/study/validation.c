#include "vrosim/study/validation.h"

#include "vrosim/study/calibration_covariance.h"
#include "vrosim/study/prediction.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to validate");
}

vro_status vro_validation_init(vro_validation *self, const vro_evidence *evidence, size_t samples,
                               double between_study, vro_errors *errors) {
    const size_t count = evidence->targets.count;
    *self = (vro_validation){.evidence = evidence,
                             .samples = samples,
                             .between_study = between_study,
                             .estimates_between = isnan(between_study)};
    self->figures = calloc(samples * count + 1, sizeof *self->figures);
    self->rows = calloc(count + 1, sizeof *self->rows);
    self->room = calloc(samples * (VRO_PREDICTION_NODES + 2), sizeof *self->room);
    if (!self->figures || !self->rows || !self->room)
        return no_memory(errors);
    return VRO_OK;
}

static double model_scaled(const vro_validated *row) {
    const vro_estimate *model = &row->model.estimate;
    return vro_published_scale(row->target->likelihood, model->value, (double)model->n);
}

static double error_scaled(const vro_validated *row, double error) {
    const vro_estimate *model = &row->model.estimate;
    return vro_published_scale_error(row->target->likelihood, model->value, (double)model->n,
                                     error);
}

// z = (m - x) / sqrt(s_m^2 + s_x^2) on the scale, s_m^2 of simulation and parameters together.
static void compare(vro_validated *row) {
    const double value = row->model.estimate.value;
    const double error = hypot(row->model.estimate.se, isnan(row->model_sd) ? 0 : row->model_sd);
    const vro_limits limits = row->published.limits;
    row->z = (model_scaled(row) - row->published.scaled) /
             hypot(error_scaled(row, error), row->published.scaled_error);
    row->inside = value >= limits.lower && value <= limits.upper;
}

// The shift of a quantity that changes the odds of being above any value as the shift of a logit
// does: the standard deviation among children over that of a logistic distribution, pi / sqrt(3).
static double between_of_quantity(const vro_validation *self, const vro_validated *row) {
    const double among = row->model.sd * sqrt(3) / M_PI;
    return self->between_study * vro_published_scale_error(row->target->likelihood,
                                                           row->model.estimate.value, INFINITY,
                                                           among);
}

// The model's figure in a sample.
static const vro_model_figure *figure_at(const vro_validation *self, size_t sample,
                                         const vro_target *target) {
    const vro_targets *targets = &self->evidence->targets;
    return &self->figures[sample * targets->count + (size_t)(target - targets->rows)];
}

// The distributions of a figure on its scale, one a sample, around the model's figure. error: what
// is not of the simulation.
static vro_normal_mixture distribute(const vro_validation *self, const vro_target *target,
                                     double error) {
    double *centres = self->room, *sds = self->room + self->samples;
    for (size_t i = 0; i < self->samples; i++) {
        const vro_estimate *model = &figure_at(self, i, target)->estimate;
        const double n = (double)model->n;
        centres[i] = vro_published_scale(target->likelihood, model->value, n);
        sds[i] =
            hypot(error, vro_published_scale_error(target->likelihood, model->value, n, model->se));
    }
    return (vro_normal_mixture){centres, sds, self->samples};
}

static void predict(const vro_validation *self, vro_validated *row) {
    const vro_target *target = row->target;
    const bool counted = target->likelihood == VRO_LIKELIHOOD_BINOMIAL;
    const double between = vro_likelihood_is_share(target->likelihood)
                               ? self->between_study
                               : between_of_quantity(self, row);
    const double error = counted ? between : hypot(between, row->published.scaled_error);
    const vro_normal_mixture figures = distribute(self, target, error);
    if (counted) {
        row->predicted = vro_prediction_share(&figures, target->n, self->room + 2 * self->samples);
    } else {
        const vro_limits scaled = vro_prediction_number(&figures);
        row->predicted = (vro_limits){vro_published_unscale(target->likelihood, scaled.lower),
                                      vro_published_unscale(target->likelihood, scaled.upper)};
    }
    // A share that was printed rounded is that of whole events.
    const double published =
        counted ? round(row->published.value * target->n) / target->n : row->published.value;
    row->inside_predictive = published >= row->predicted.lower && published <= row->predicted.upper;
}

// Means over the samples, and the standard deviation of the figure.
static void summarise(const vro_validation *self, vro_validated *row) {
    const double samples = (double)self->samples;
    double value = 0, se = 0, sd = 0, squares = 0;
    vro_error_kind kind = VRO_ERROR_OF_CHILDREN;
    for (size_t i = 0; i < self->samples; i++) {
        const vro_model_figure *figure = figure_at(self, i, row->target);
        value += figure->estimate.value / samples;
        se += figure->estimate.se / samples;
        sd += figure->sd / samples;
        kind = vro_error_kind_weaker(kind, figure->estimate.kind);
    }
    for (size_t i = 0; i < self->samples; i++) {
        const double distance = figure_at(self, i, row->target)->estimate.value - value;
        squares += distance * distance;
    }
    row->model = *figure_at(self, 0, row->target);
    row->model.estimate.value = value;
    row->model.estimate.se = se;
    row->model.estimate.kind = kind;
    row->model.sd = sd;
    row->model_sd = self->samples > 1 ? sqrt(squares / (samples - 1)) : NAN;
}

vro_status vro_validation_estimate_between(vro_validation *self,
                                           const vro_calibration_problem *shares, vro_pool *pool,
                                           vro_errors *errors) {
    vro_calibration_covariance covariance = {0};
    vro_figure_value *figures = calloc(shares->figure_count + 1, sizeof *figures);
    vro_status status = VRO_OK;
    TRY(figures ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < shares->figure_count; i++) {
        vro_validated row = {.target = vro_calibration_problem_target(shares, i)};
        summarise(self, &row);
        const vro_estimate *model = &row.model.estimate;
        figures[i] = (vro_figure_value){model->value, model->se, (double)model->n, row.model.sd};
    }
    TRY(vro_calibration_covariance_init(&covariance, shares, 0, errors));
    TRY(vro_calibration_covariance_of(&covariance, NULL, figures, pool, errors));
    TRY(vro_calibration_covariance_estimate_between(&covariance, NULL, errors));
    self->between_study = covariance.between;
out:
    vro_calibration_covariance_free(&covariance);
    free(figures);
    return status;
}

void vro_validation_judge(vro_validation *self) {
    const vro_targets *targets = &self->evidence->targets;
    self->count = 0;
    for (size_t i = 0; i < targets->count; i++)
        if (targets->rows[i].role != VRO_TARGET_IGNORE)
            self->rows[self->count++] =
                (vro_validated){.target = &targets->rows[i],
                                .published = vro_published_figure_of(&targets->rows[i])};
    for (size_t i = 0; i < self->count; i++) {
        summarise(self, &self->rows[i]);
        compare(&self->rows[i]);
    }
    for (size_t i = 0; i < self->count; i++)
        predict(self, &self->rows[i]);
}

vro_agreement vro_validation_agreement(const vro_validation *self, vro_target_role role) {
    vro_agreement sum = {0};
    double width = 0;
    for (size_t i = 0; i < self->count; i++) {
        const vro_validated *row = &self->rows[i];
        if (row->target->role != role)
            continue;
        sum.count++;
        sum.inside += row->inside;
        sum.inside_predictive += row->inside_predictive;
        if (!vro_likelihood_is_share(row->target->likelihood))
            continue;
        sum.shares++;
        width += row->predicted.upper - row->predicted.lower;
    }
    sum.mean_width = sum.shares > 0 ? width / (double)sum.shares : NAN;
    return sum;
}

void vro_validation_free(vro_validation *self) {
    free(self->figures);
    free(self->rows);
    free(self->room);
    *self = (vro_validation){0};
}
