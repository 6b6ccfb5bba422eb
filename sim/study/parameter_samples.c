#include "vrosim/study/parameter_samples.h"

#include "vrosim/core/quantile.h"
#include "vrosim/input/row.h"
#include "vrosim/study/parameter_draws.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

// Outputs of a sample: one for each parameter, strategy and level. Odd, like those of a child, so
// that neighbours are independent.
#define SAMPLE_OUTPUTS ((uint64_t)VRO_PARAMETERS * VRO_STRATEGIES_MAX * VRO_LEVELS | 1)

// A beta distribution of a larger sample size than this is treated as normal: GSL cannot invert it.
static const double GREATEST_BETA_SIZE = 1e6;

// A value is on a bound that is this part of a standard error away.
static const double NEAR = 1e-3;
static const double ROUNDING = 1e-12; // of squares that sum to 1

// The draws of parameters are independent of those of children.
enum { PARAMETERS = 1 };

static double draw_score(const vro_uncertain_parameter *parameter, vro_random_source source,
                         uint64_t sample) {
    const uint64_t level = parameter->level == VRO_ALL_LEVELS ? 0 : parameter->level;
    const uint64_t place =
        ((uint64_t)parameter->id * VRO_STRATEGIES_MAX + parameter->strategy) * VRO_LEVELS + level;
    uint32_t output;
    vro_random_source_outputs(source, sample * SAMPLE_OUTPUTS + place, 1, &output);
    return vro_quantile_normal_score(output);
}

// x = F^-1(Phi(z)) at a normal score z, from the nearer tail.
static double quantile_at(vro_distribution distribution, double score) {
    return vro_quantile_rounded(
        vro_quantile(&distribution, gsl_cdf_ugaussian_P(-fabs(score)), score > 0));
}

static double draw_beta(const vro_uncertain_parameter *parameter, double score) {
    const vro_parameter *row = vro_dictionary_row(parameter->id);
    const double below = parameter->value - row->lower, above = row->upper - parameter->value;
    if (below * above > GREATEST_BETA_SIZE * parameter->se * parameter->se)
        return parameter->value + parameter->se * score;
    return quantile_at((vro_distribution){VRO_DISTRIBUTION_BETA, parameter->value, parameter->se,
                                          row->lower, row->upper},
                       score);
}

// Gamma variate of a level, of shape n p. The five divided by their sum follow the Dirichlet
// distribution of mean p and effective sample size n.
static double draw_gamma(const vro_uncertainty *self, const vro_uncertain_parameter *parameter,
                         double score) {
    const double shape = self->mix_size * parameter->value;
    if (!(shape > 0))
        return 0;
    return quantile_at((vro_distribution){VRO_DISTRIBUTION_GAMMA, shape, sqrt(shape), NAN, NAN},
                       score);
}

static double draw_value(const vro_uncertainty *self, const vro_uncertain_parameter *parameter,
                         double score) {
    double value;
    switch (parameter->family) {
    case VRO_LOGNORMAL:
        value = quantile_at((vro_distribution){VRO_DISTRIBUTION_LOGNORMAL, parameter->value,
                                               parameter->se, NAN, NAN},
                            score);
        break;
    case VRO_BETA:
        value = draw_beta(parameter, score);
        break;
    case VRO_DIRICHLET:
        return draw_gamma(self, parameter, score);
    default:
        value = parameter->value + parameter->se * score;
    }
    return fmin(fmax(value, parameter->lower), parameter->upper);
}

// z = L e, of independent normal scores e and L L^T the correlations of z: z_i = sum over j <= i of
// l_ij e_j. From the last row to the first, so that every row finds independent scores.
static void correlate(const vro_uncertainty *self, double *scores) {
    for (size_t i = self->count; i-- > 0;) {
        double sum = 0;
        for (size_t j = 0; j <= i; j++)
            sum += self->factor[i * self->count + j] * scores[j];
        scores[i] = sum;
    }
}

static void divide_case_mix(const vro_uncertainty *self, double *values) {
    double sum = 0;
    for (size_t i = 0; i < self->count; i++)
        if (self->parameters[i].family == VRO_DIRICHLET)
            sum += values[i];
    for (size_t i = 0; i < self->count; i++)
        if (self->parameters[i].family == VRO_DIRICHLET)
            values[i] = sum > 0 ? values[i] / sum : self->parameters[i].value;
}

// The number of the parameter that is sampled for a cell of all strategies; count: none is.
static size_t number_at(const vro_uncertainty *self, vro_parameter_id id, size_t level) {
    size_t i = 0;
    while (i < self->count &&
           (self->parameters[i].id != id ||
            (self->parameters[i].level != VRO_ALL_LEVELS && self->parameters[i].level != level)))
        i++;
    return i;
}

// One of the two correlations of migration at a level.
typedef struct correlation {
    size_t number; // of the parameter; count where it is not sampled
    double value;
} correlation;

static correlation correlation_at(const vro_uncertainty *self, vro_parameter_id id, size_t level,
                                  const double *values) {
    const size_t number = number_at(self, id, level);
    return (correlation){number, number < self->count
                                     ? values[number]
                                     : vro_scenario_value(self->scenario, 0, level, id)};
}

static double sum_of_squares(correlation socket, correlation neck) {
    return socket.value * socket.value + neck.value * neck.value;
}

static bool is_free(const vro_uncertainty *self, correlation which) {
    return which.number < self->count && !vro_parameter_draws_has(self, which.number);
}

// The squares of the two correlations of migration sum to at most 1 (model.md 3.2). Where they
// exceed it, two sampled ones are both divided by the root of their sum, and one sampled beside a
// fixed one r, or one of a given sample, becomes sqrt(1 - r^2).
static void fit_correlations(const vro_uncertainty *self, double *values) {
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const correlation socket =
            correlation_at(self, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, level, values);
        const correlation neck =
            correlation_at(self, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, level, values);
        const bool both = is_free(self, socket) && is_free(self, neck);
        const double sum = sum_of_squares(socket, neck);
        if (sum <= 1)
            continue;
        if (is_free(self, socket))
            values[socket.number] =
                both ? socket.value / sqrt(sum) : sqrt(1 - neck.value * neck.value);
        if (is_free(self, neck))
            values[neck.number] =
                both ? neck.value / sqrt(sum) : sqrt(1 - socket.value * socket.value);
    }
}

void vro_parameter_sample_draw(const vro_uncertainty *self, vro_random_source source,
                               uint64_t sample, double *values) {
    const vro_random_source own = vro_random_source_for(source, PARAMETERS);
    for (size_t i = 0; i < self->count; i++)
        values[i] = draw_score(&self->parameters[i], own, sample);
    if (self->factor)
        correlate(self, values);
    for (size_t i = 0; i < self->count; i++)
        values[i] = draw_value(self, &self->parameters[i], values[i]);
    divide_case_mix(self, values);
    vro_parameter_draws_take(self, sample, values);
    fit_correlations(self, values);
}

double vro_parameter_sample_value(const vro_uncertainty *self, size_t number, double score) {
    const vro_uncertain_parameter *parameter = &self->parameters[number];
    if (parameter->family == VRO_DIRICHLET)
        return quantile_at(
            (vro_distribution){VRO_DISTRIBUTION_BETA, parameter->value, parameter->se, 0, 1},
            score);
    return draw_value(self, parameter, score);
}

void vro_parameter_sample_apply(const vro_uncertainty *self, const double *values,
                                vro_cell *cells) {
    for (size_t i = 0; i < self->count; i++)
        vro_uncertainty_set(self, i, values[i], cells);
}

// Whether a value is one of two correlations that exclude each other but for rounding.
static bool is_excluded(const vro_uncertainty *self, const double *values, size_t number) {
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const correlation socket =
            correlation_at(self, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, level, values);
        const correlation neck =
            correlation_at(self, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, level, values);
        if ((socket.number == number || neck.number == number) &&
            sum_of_squares(socket, neck) > 1 - ROUNDING)
            return true;
    }
    return false;
}

bool vro_parameter_sample_is_on_bound(const vro_uncertainty *self, const double *values,
                                      size_t number) {
    const vro_uncertain_parameter *parameter = &self->parameters[number];
    const double near = NEAR * parameter->se;
    return values[number] <= parameter->lower + near || values[number] >= parameter->upper - near ||
           is_excluded(self, values, number);
}
