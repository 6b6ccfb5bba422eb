// See quantile.h. In each law the smaller of the two tails is the one inverted.
#include "quantile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static double otherwise(double x, double absent) {
    return isnan(x) ? absent : x;
}

static void prepare_normal(vro_twin_law *self, const vro_law *law) {
    self->value = law->value;
    self->scale = law->sd;
    double lower = (self->lower - self->value) / self->scale;
    double upper = (self->upper - self->value) / self->scale;
    self->below = gsl_cdf_ugaussian_P(lower);
    self->above = gsl_cdf_ugaussian_Q(upper);
    self->inside = lower > 0 ? gsl_cdf_ugaussian_Q(lower) - self->above
                             : gsl_cdf_ugaussian_P(upper) - self->below;
}

// The beta of a mean and sd on [lower, upper].
static void prepare_beta(vro_twin_law *self, const vro_law *law) {
    self->lower = otherwise(law->min, 0);
    self->upper = otherwise(law->max, 1);
    double width = self->upper - self->lower;
    double mean = (law->value - self->lower) / width;
    double sd = law->sd / width;
    double sum = mean * (1 - mean) / (sd * sd) - 1;
    self->shape = mean * sum;
    self->shape_upper = (1 - mean) * sum;
}

// The beta of a mode with lambda 4.
static void prepare_pert(vro_twin_law *self, const vro_law *law) {
    double width = law->max - law->min;
    self->shape = 1 + 4 * (law->value - law->min) / width;
    self->shape_upper = 1 + 4 * (law->max - law->value) / width;
}

static void prepare_lognormal(vro_twin_law *self, const vro_law *law) {
    double ratio = law->sd / law->value;
    double variance = log1p(ratio * ratio);
    self->lower = 0;
    self->value = log(law->value) - variance / 2;
    self->scale = sqrt(variance);
}

static void prepare_gamma(vro_twin_law *self, const vro_law *law) {
    double ratio = law->value / law->sd;
    self->lower = 0;
    self->shape = ratio * ratio;
    self->scale = law->sd / ratio;
}

vro_twin_law vro_twin_law_prepare(const vro_law *law) {
    vro_twin_law self = {
        .kind = law->kind,
        .lower = otherwise(law->min, -INFINITY),
        .upper = otherwise(law->max, INFINITY),
        .value = law->value,
    };
    switch (law->kind) {
    case VRO_LAW_NORMAL:
        prepare_normal(&self, law);
        break;
    case VRO_LAW_LOGNORMAL:
        prepare_lognormal(&self, law);
        break;
    case VRO_LAW_GAMMA:
        prepare_gamma(&self, law);
        break;
    case VRO_LAW_BETA:
        prepare_beta(&self, law);
        break;
    case VRO_LAW_PERT:
        prepare_pert(&self, law);
        break;
    default:
        break;
    }
    return self;
}

bool vro_twin_law_is(const vro_twin_law *self, const vro_twin_law *other) {
    return self->kind == other->kind && self->lower == other->lower &&
           self->upper == other->upper && self->value == other->value &&
           self->scale == other->scale && self->shape == other->shape &&
           self->shape_upper == other->shape_upper && self->below == other->below &&
           self->above == other->above && self->inside == other->inside;
}

static double normal_score(vro_twin_probability probability) {
    return probability.below < 0.5 ? gsl_cdf_ugaussian_Pinv(probability.below)
                                   : gsl_cdf_ugaussian_Qinv(probability.above);
}

static double normal_quantile(const vro_twin_law *law, vro_twin_probability probability) {
    vro_twin_probability parent = {
        .below = law->below + probability.below * law->inside,
        .above = law->above + probability.above * law->inside,
    };
    double x = law->value + law->scale * normal_score(parent);
    return fmin(fmax(x, law->lower), law->upper);
}

static double gamma_quantile(const vro_twin_law *law, vro_twin_probability probability) {
    return probability.below < 0.5 ? gsl_cdf_gamma_Pinv(probability.below, law->shape, law->scale)
                                   : gsl_cdf_gamma_Qinv(probability.above, law->shape, law->scale);
}

static double beta_quantile(const vro_twin_law *law, vro_twin_probability probability) {
    double share = probability.below < 0.5
                       ? gsl_cdf_beta_Pinv(probability.below, law->shape, law->shape_upper)
                       : gsl_cdf_beta_Qinv(probability.above, law->shape, law->shape_upper);
    return law->lower + (law->upper - law->lower) * share;
}

static double triangular_quantile(const vro_twin_law *law, vro_twin_probability probability) {
    double width = law->upper - law->lower;
    double rise = law->value - law->lower;
    double fall = law->upper - law->value;
    return probability.below * width < rise ? law->lower + sqrt(probability.below * width * rise)
                                            : law->upper - sqrt(probability.above * width * fall);
}

double vro_twin_quantile(const vro_twin_law *law, vro_twin_probability probability) {
    switch (law->kind) {
    case VRO_LAW_NORMAL:
        return normal_quantile(law, probability);
    case VRO_LAW_LOGNORMAL:
        return exp(law->value + law->scale * normal_score(probability));
    case VRO_LAW_GAMMA:
        return gamma_quantile(law, probability);
    case VRO_LAW_BETA:
    case VRO_LAW_PERT:
        return beta_quantile(law, probability);
    case VRO_LAW_TRIANGULAR:
        return triangular_quantile(law, probability);
    case VRO_LAW_UNIFORM:
        return law->lower * probability.above + law->upper * probability.below;
    default:
        return law->value;
    }
}

vro_twin_probability vro_twin_normal_probability(double score) {
    return (vro_twin_probability){
        .below = gsl_cdf_ugaussian_P(score),
        .above = gsl_cdf_ugaussian_Q(score),
    };
}
