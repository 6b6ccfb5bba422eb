// See usual_draw.h.
#include "usual_draw.h"

#include <gsl/gsl_randist.h>
#include <math.h>

// Below this share of the parent inside its bounds, rejection would be slower than the quantile.
static const double LEAST_INSIDE = 0.2;

static double draw_normal(const vro_twin_distribution *distribution, gsl_rng *rng) {
    if (distribution->inside < LEAST_INSIDE) {
        double u = gsl_rng_uniform_pos(rng);
        return vro_twin_quantile(distribution, (vro_twin_probability){.below = u, .above = 1 - u});
    }
    double x;
    do {
        x = distribution->value + gsl_ran_gaussian_ziggurat(rng, distribution->scale);
    } while (x < distribution->lower || x > distribution->upper);
    return x;
}

static double draw_triangular(const vro_twin_distribution *distribution, gsl_rng *rng) {
    double u = gsl_rng_uniform(rng);
    return vro_twin_quantile(distribution, (vro_twin_probability){.below = u, .above = 1 - u});
}

double vro_usual_draw_distribution(const vro_twin_distribution *distribution, gsl_rng *rng) {
    switch (distribution->kind) {
    case VRO_DISTRIBUTION_NORMAL:
        return draw_normal(distribution, rng);
    case VRO_DISTRIBUTION_LOGNORMAL:
        return exp(distribution->value + gsl_ran_gaussian_ziggurat(rng, distribution->scale));
    case VRO_DISTRIBUTION_GAMMA:
        return gsl_ran_gamma(rng, distribution->shape, distribution->scale);
    case VRO_DISTRIBUTION_BETA:
    case VRO_DISTRIBUTION_PERT:
        return distribution->lower +
               (distribution->upper - distribution->lower) *
                   gsl_ran_beta(rng, distribution->shape, distribution->shape_upper);
    case VRO_DISTRIBUTION_TRIANGULAR:
        return draw_triangular(distribution, rng);
    case VRO_DISTRIBUTION_UNIFORM:
        return gsl_ran_flat(rng, distribution->lower, distribution->upper);
    default:
        return distribution->value;
    }
}

bool vro_usual_draw_event(double probability, gsl_rng *rng) {
    return probability > 0 && (probability >= 1 || gsl_rng_uniform(rng) < probability);
}

double vro_usual_draw_exponential(double rate, gsl_rng *rng) {
    return rate > 0 ? gsl_ran_exponential(rng, 1 / rate) : INFINITY;
}

// A standard normal score for each hip, correlated between the hips.
static void draw_side_scores(const double *value, gsl_rng *rng, double score[VRO_HIPS]) {
    double rho = value[VRO_ANATOMY_SIDE_CORRELATION];
    double shared = sqrt(rho) * gsl_ran_gaussian_ziggurat(rng, 1);
    for (int hip = 0; hip < VRO_HIPS; hip++)
        score[hip] = shared + sqrt(1 - rho) * gsl_ran_gaussian_ziggurat(rng, 1);
}

// Correlated scores keep their correlation only if a distribution is reached through its quantile;
// a normal distribution that is not truncated needs none.
static double value_of_score(const vro_twin_distribution *distribution, double score) {
    if (distribution->kind == VRO_DISTRIBUTION_NORMAL && distribution->inside == 1)
        return distribution->value + distribution->scale * score;
    if (distribution->kind == VRO_DISTRIBUTION_FIXED)
        return distribution->value;
    return vro_twin_quantile(distribution, vro_twin_normal_probability(score));
}

static void draw_hips(const vro_twin_parameters *parameters, gsl_rng *rng,
                      vro_twin_hip hip[VRO_HIPS]) {
    const vro_twin_distribution *distribution = parameters->distribution;
    double socket = parameters->value[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION];
    double neck = parameters->value[VRO_ANATOMY_MIGRATION_NECK_CORRELATION];
    double rest = sqrt(fmax(0, 1 - socket * socket - neck * neck));
    double nsa[VRO_HIPS], anteversion[VRO_HIPS], acetabular_index[VRO_HIPS], own[VRO_HIPS];
    draw_side_scores(parameters->value, rng, nsa);
    draw_side_scores(parameters->value, rng, anteversion);
    draw_side_scores(parameters->value, rng, acetabular_index);
    draw_side_scores(parameters->value, rng, own);
    for (int i = 0; i < VRO_HIPS; i++) {
        double migration = socket * acetabular_index[i] + neck * nsa[i] + rest * own[i];
        hip[i] = vro_twin_hip_natural(
            value_of_score(&distribution[VRO_ANATOMY_NSA], nsa[i]),
            value_of_score(&distribution[VRO_ANATOMY_ANTEVERSION], anteversion[i]),
            value_of_score(&distribution[VRO_ANATOMY_ACETABULAR_INDEX], acetabular_index[i]),
            value_of_score(
                &distribution[i == 0 ? VRO_ANATOMY_MIGRATION : VRO_ANATOMY_MIGRATION_OTHER],
                migration),
            vro_usual_draw_distribution(&distribution[VRO_ANATOMY_SOCKET_SHAPE], rng));
    }
}

vro_usual_child vro_usual_draw_child(const vro_twin_parameters *parameters, int level,
                                     gsl_rng *rng) {
    const vro_twin_distribution *distribution = parameters->distribution;
    double age_score = gsl_ran_gaussian_ziggurat(rng, 1);
    bool female = vro_usual_draw_event(parameters->value[VRO_POPULATION_FEMALE], rng);
    vro_usual_child self;
    self.child = (vro_twin_child){
        .level = level,
        .age = value_of_score(&distribution[VRO_POPULATION_AGE], age_score),
        .maturity = vro_usual_draw_distribution(
            &distribution[female ? VRO_GROWTH_MATURITY_AGE_FEMALE : VRO_GROWTH_MATURITY_AGE_MALE],
            rng),
        .neck_length = vro_usual_draw_distribution(&distribution[VRO_ANATOMY_NECK_LENGTH], rng),
        .fragility = gsl_ran_gaussian_ziggurat(rng, 1),
        .spasticity = gsl_ran_gaussian_ziggurat(rng, 1),
        .age_score = age_score,
        .natural_lld = vro_usual_draw_distribution(&distribution[VRO_ANATOMY_NATURAL_LLD], rng),
        .visit_phase = vro_usual_draw_distribution(&distribution[VRO_FOLLOWUP_VISIT_PHASE], rng),
    };
    draw_hips(parameters, rng, self.hip);
    self.death = vro_usual_draw_exponential(parameters->value[VRO_MORTALITY_RATE], rng);
    return self;
}
