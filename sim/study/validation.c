#include "vrosim/study/validation.h"

#include "vrosim/study/prediction.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

vro_status vro_validation_init(vro_validation *self, const vro_evidence *evidence,
                               double between_study, vro_errors *errors) {
    const size_t count = evidence->targets.count;
    *self = (vro_validation){.evidence = evidence,
                             .between_study = between_study,
                             .estimates_between = isnan(between_study)};
    self->figures = calloc(count + 1, sizeof *self->figures);
    self->rows = calloc(count + 1, sizeof *self->rows);
    if (!self->figures || !self->rows)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to validate");
    return VRO_OK;
}

static bool is_share(const vro_target *target) {
    return target->likelihood == VRO_LIKELIHOOD_BINOMIAL ||
           target->likelihood == VRO_LIKELIHOOD_LOGIT_NORMAL;
}

static double model_scaled(const vro_validated *row) {
    const vro_estimate *model = &row->model.estimate;
    return vro_published_scale(row->target->likelihood, model->value, (double)model->n);
}

static double model_error(const vro_validated *row) {
    const vro_estimate *model = &row->model.estimate;
    return vro_published_scale_error(row->target->likelihood, model->value, (double)model->n,
                                     model->se);
}

// z = (m - x) / sqrt(s_m^2 + s_x^2) on the scale.
static void compare(vro_validated *row) {
    const double value = row->model.estimate.value;
    const vro_limits limits = row->published.limits;
    row->z = (model_scaled(row) - row->published.scaled) /
             hypot(model_error(row), row->published.scaled_error);
    row->inside = value >= limits.lower && value <= limits.upper;
}

// Rows of one study share its effect u ~ N(0, t^2): with residuals r and variances v, A = sum 1 / v
// and B = sum r / v, -2 log likelihood = log(1 + t^2 A) - t^2 B^2 / (1 + t^2 A) + terms without t.
static double study_term(const vro_validation *self, size_t first, double between) {
    const char *group = self->rows[first].target->group;
    double a = 0, b = 0;
    for (size_t i = first; i < self->count; i++) {
        const vro_validated *row = &self->rows[i];
        if (row->target->role != VRO_TARGET_FIT || !is_share(row->target) ||
            strcmp(row->target->group, group) != 0)
            continue;
        const double error = hypot(model_error(row), row->published.scaled_error);
        a += 1 / (error * error);
        b += (row->published.scaled - model_scaled(row)) / (error * error);
    }
    const double spread = between * between;
    return log1p(spread * a) - spread * b * b / (1 + spread * a);
}

static bool begins_group(const vro_validation *self, size_t number) {
    const vro_target *target = self->rows[number].target;
    if (target->role != VRO_TARGET_FIT || !is_share(target))
        return false;
    for (size_t i = 0; i < number; i++) {
        const vro_target *other = self->rows[i].target;
        if (other->role == VRO_TARGET_FIT && is_share(other) &&
            strcmp(other->group, target->group) == 0)
            return false;
    }
    return true;
}

// The most likely of 0, 0.01, ... 3, from the fitted shares alone.
static double estimate_between(const vro_validation *self) {
    enum { STEPS = 300 };
    double best = 0, least = INFINITY;
    for (int step = 0; step <= STEPS; step++) {
        double sum = 0;
        for (size_t i = 0; i < self->count; i++)
            if (begins_group(self, i))
                sum += study_term(self, i, step * 0.01);
        if (sum < least) {
            least = sum;
            best = step * 0.01;
        }
    }
    return best;
}

// The shift of a quantity that changes the odds of being above any value as the shift of a logit
// does: the standard deviation among children over that of a logistic distribution, pi / sqrt(3).
static double between_of_quantity(const vro_validation *self, const vro_validated *row) {
    const double among = row->model.sd * sqrt(3) / M_PI;
    return self->between_study * vro_published_scale_error(row->target->likelihood,
                                                           row->model.estimate.value, INFINITY,
                                                           among);
}

static void predict(const vro_validation *self, vro_validated *row) {
    const vro_target *target = row->target;
    const double centre = model_scaled(row);
    const double between = is_share(target) ? self->between_study : between_of_quantity(self, row);
    const double spread = hypot(between, model_error(row));
    if (target->likelihood == VRO_LIKELIHOOD_BINOMIAL) {
        row->predicted = vro_prediction_share(centre, spread, target->n);
    } else {
        const double half = VRO_NORMAL_975 * hypot(spread, row->published.scaled_error);
        row->predicted = (vro_limits){vro_published_unscale(target->likelihood, centre - half),
                                      vro_published_unscale(target->likelihood, centre + half)};
    }
    row->inside_predictive = row->published.value >= row->predicted.lower &&
                             row->published.value <= row->predicted.upper;
}

void vro_validation_judge(vro_validation *self) {
    const vro_targets *targets = &self->evidence->targets;
    self->count = 0;
    for (size_t i = 0; i < targets->count; i++)
        if (targets->rows[i].role != VRO_TARGET_IGNORE)
            self->rows[self->count++] =
                (vro_validated){.target = &targets->rows[i],
                                .published = vro_published_figure_of(&targets->rows[i]),
                                .model = self->figures[i]};
    for (size_t i = 0; i < self->count; i++)
        compare(&self->rows[i]);
    if (self->estimates_between)
        self->between_study = estimate_between(self);
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
        if (!is_share(row->target))
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
    *self = (vro_validation){0};
}
