// See quantile.h. In each distribution the smaller of the two tails is the one inverted.
#include "quantile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static double otherwise(double x, double absent) {
    return isnan(x) ? absent : x;
}

static void prepare_normal(vro_twin_distribution *self, const vro_distribution *distribution) {
    self->value = distribution->value;
    self->scale = distribution->sd;
    double lower = (self->lower - self->value) / self->scale;
    double upper = (self->upper - self->value) / self->scale;
    self->below = gsl_cdf_ugaussian_P(lower);
    self->above = gsl_cdf_ugaussian_Q(upper);
    self->inside = lower > 0 ? gsl_cdf_ugaussian_Q(lower) - self->above
                             : gsl_cdf_ugaussian_P(upper) - self->below;
}

// The beta of a mean and sd on [lower, upper].
static void prepare_beta(vro_twin_distribution *self, const vro_distribution *distribution) {
    self->lower = otherwise(distribution->min, 0);
    self->upper = otherwise(distribution->max, 1);
    double width = self->upper - self->lower;
    double mean = (distribution->value - self->lower) / width;
    double sd = distribution->sd / width;
    double sum = mean * (1 - mean) / (sd * sd) - 1;
    self->shape = mean * sum;
    self->shape_upper = (1 - mean) * sum;
}

// The beta of a mode with lambda 4.
static void prepare_pert(vro_twin_distribution *self, const vro_distribution *distribution) {
    double width = distribution->max - distribution->min;
    self->shape = 1 + 4 * (distribution->value - distribution->min) / width;
    self->shape_upper = 1 + 4 * (distribution->max - distribution->value) / width;
}

static void prepare_lognormal(vro_twin_distribution *self, const vro_distribution *distribution) {
    double ratio = distribution->sd / distribution->value;
    double variance = log1p(ratio * ratio);
    self->lower = 0;
    self->value = log(distribution->value) - variance / 2;
    self->scale = sqrt(variance);
}

static void prepare_gamma(vro_twin_distribution *self, const vro_distribution *distribution) {
    double ratio = distribution->value / distribution->sd;
    self->lower = 0;
    self->shape = ratio * ratio;
    self->scale = distribution->sd / ratio;
}

vro_twin_distribution vro_twin_distribution_prepare(const vro_distribution *distribution) {
    vro_twin_distribution self = {
        .kind = distribution->kind,
        .lower = otherwise(distribution->min, -INFINITY),
        .upper = otherwise(distribution->max, INFINITY),
        .value = distribution->value,
    };
    switch (distribution->kind) {
    case VRO_DISTRIBUTION_NORMAL:
        prepare_normal(&self, distribution);
        break;
    case VRO_DISTRIBUTION_LOGNORMAL:
        prepare_lognormal(&self, distribution);
        break;
    case VRO_DISTRIBUTION_GAMMA:
        prepare_gamma(&self, distribution);
        break;
    case VRO_DISTRIBUTION_BETA:
        prepare_beta(&self, distribution);
        break;
    case VRO_DISTRIBUTION_PERT:
        prepare_pert(&self, distribution);
        break;
    default:
        break;
    }
    return self;
}

bool vro_twin_distribution_is(const vro_twin_distribution *self,
                              const vro_twin_distribution *other) {
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

static double normal_quantile(const vro_twin_distribution *distribution,
                              vro_twin_probability probability) {
    vro_twin_probability parent = {
        .below = distribution->below + probability.below * distribution->inside,
        .above = distribution->above + probability.above * distribution->inside,
    };
    double x = distribution->value + distribution->scale * normal_score(parent);
    return fmin(fmax(x, distribution->lower), distribution->upper);
}

static double gamma_quantile(const vro_twin_distribution *distribution,
                             vro_twin_probability probability) {
    return probability.below < 0.5
               ? gsl_cdf_gamma_Pinv(probability.below, distribution->shape, distribution->scale)
               : gsl_cdf_gamma_Qinv(probability.above, distribution->shape, distribution->scale);
}

static double beta_quantile(const vro_twin_distribution *distribution,
                            vro_twin_probability probability) {
    double share =
        probability.below < 0.5
            ? gsl_cdf_beta_Pinv(probability.below, distribution->shape, distribution->shape_upper)
            : gsl_cdf_beta_Qinv(probability.above, distribution->shape, distribution->shape_upper);
    return distribution->lower + (distribution->upper - distribution->lower) * share;
}

static double triangular_quantile(const vro_twin_distribution *distribution,
                                  vro_twin_probability probability) {
    double width = distribution->upper - distribution->lower;
    double rise = distribution->value - distribution->lower;
    double fall = distribution->upper - distribution->value;
    return probability.below * width < rise
               ? distribution->lower + sqrt(probability.below * width * rise)
               : distribution->upper - sqrt(probability.above * width * fall);
}

double vro_twin_quantile(const vro_twin_distribution *distribution,
                         vro_twin_probability probability) {
    switch (distribution->kind) {
    case VRO_DISTRIBUTION_NORMAL:
        return normal_quantile(distribution, probability);
    case VRO_DISTRIBUTION_LOGNORMAL:
        return exp(distribution->value + distribution->scale * normal_score(probability));
    case VRO_DISTRIBUTION_GAMMA:
        return gamma_quantile(distribution, probability);
    case VRO_DISTRIBUTION_BETA:
    case VRO_DISTRIBUTION_PERT:
        return beta_quantile(distribution, probability);
    case VRO_DISTRIBUTION_TRIANGULAR:
        return triangular_quantile(distribution, probability);
    case VRO_DISTRIBUTION_UNIFORM:
        return distribution->lower * probability.above + distribution->upper * probability.below;
    default:
        return distribution->value;
    }
}

vro_twin_probability vro_twin_normal_probability(double score) {
    return (vro_twin_probability){
        .below = gsl_cdf_ugaussian_P(score),
        .above = gsl_cdf_ugaussian_Q(score),
    };
}
