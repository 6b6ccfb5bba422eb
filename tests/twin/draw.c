// See draw.h.
#include "draw.h"

#include "vrosim/core/pcg.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

uint64_t vro_twin_draw_mix(uint64_t number) {
    uint64_t z = number + 0x9E3779B97F4A7C15ULL;
    z ^= z >> 30;
    z *= 0xBF58476D1CE4E5B9ULL;
    z ^= z >> 27;
    z *= 0x94D049BB133111EBULL;
    z ^= z >> 31;
    return z;
}

void vro_twin_draw_outputs(uint64_t seed, uint64_t stream, uint64_t patient, uint32_t *outputs) {
    const uint64_t sequence = vro_twin_draw_mix(stream);
    const uint64_t start = vro_twin_draw_mix(seed + sequence);
    vro_pcg_outputs(start, sequence, patient * VRO_SLOTS, VRO_SLOTS, outputs);
}

vro_twin_probability vro_twin_draw_probability(const uint32_t *outputs, unsigned slot) {
    double u = (outputs[slot] + 0.5) / 4294967296.0;
    return (vro_twin_probability){.below = u, .above = 1 - u};
}

bool vro_twin_draw_event(const vro_twin_draws *draws, unsigned slot, double probability) {
    return vro_twin_draw_probability(draws->outputs, slot).below < probability;
}

double vro_twin_draw_exponential(const vro_twin_draws *draws, unsigned slot, double rate) {
    double u = vro_twin_draw_probability(draws->outputs, slot).below;
    return rate > 0 ? -log1p(-u) / rate : INFINITY;
}

double vro_twin_draw_distribution(const vro_twin_draws *draws, unsigned slot, vro_parameter_id id) {
    const vro_twin_distribution *distribution = &draws->parameters->distribution[id];
    vro_twin_drawn *last = &draws->drawn[slot];
    if (last->output != draws->outputs[slot] ||
        !vro_twin_distribution_is(&last->distribution, distribution)) {
        *last = (vro_twin_drawn){
            .distribution = *distribution,
            .output = draws->outputs[slot],
            .value =
                vro_twin_quantile(distribution, vro_twin_draw_probability(draws->outputs, slot)),
        };
    }
    return last->value;
}

static double draw_score(const vro_twin_draws *draws, unsigned slot) {
    return gsl_cdf_ugaussian_Pinv(vro_twin_draw_probability(draws->outputs, slot).below);
}

// What is given in the place of what is drawn; model.md 2.4.
static double given_or(const vro_twin_draws *draws, vro_child_attribute attribute, double drawn) {
    return draws->given && !isnan(draws->given[attribute]) ? (double)draws->given[attribute]
                                                           : drawn;
}

static double quantile_of_score(const vro_twin_draws *draws, double score, vro_parameter_id id) {
    return vro_twin_quantile(&draws->parameters->distribution[id],
                             vro_twin_normal_probability(score));
}

// The score within -3..3 of a given value; NAN where none is given, or the distribution is a single
// number; model.md 2.4.
static double score_of_given(const vro_twin_draws *draws, vro_child_attribute attribute,
                             vro_parameter_id id) {
    const double value = given_or(draws, attribute, NAN);
    double low = -3, high = 3;
    if (isnan(value) || quantile_of_score(draws, low, id) == quantile_of_score(draws, high, id))
        return NAN;
    while (high - low > 1e-9) {
        const double middle = (low + high) / 2;
        if (quantile_of_score(draws, middle, id) < value)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static double age_score(const vro_twin_draws *draws) {
    const double given = score_of_given(draws, VRO_CHILD_AGE, VRO_POPULATION_AGE);
    return isnan(given) ? draw_score(draws, VRO_SLOT_AGE) : given;
}

vro_twin_child vro_twin_draw_child(const vro_twin_draws *draws, int level) {
    const double *value = draws->parameters->value;
    bool female =
        given_or(draws, VRO_CHILD_FEMALE,
                 vro_twin_draw_event(draws, VRO_SLOT_FEMALE, value[VRO_POPULATION_FEMALE])) > 0;
    vro_parameter_id maturity =
        female ? VRO_GROWTH_MATURITY_AGE_FEMALE : VRO_GROWTH_MATURITY_AGE_MALE;
    return (vro_twin_child){
        .level = level,
        .age = given_or(draws, VRO_CHILD_AGE,
                        vro_twin_draw_distribution(draws, VRO_SLOT_AGE, VRO_POPULATION_AGE)),
        .maturity = given_or(draws, VRO_CHILD_MATURITY,
                             vro_twin_draw_distribution(draws, VRO_SLOT_MATURITY, maturity)),
        .neck_length =
            vro_twin_draw_distribution(draws, VRO_SLOT_NECK_LENGTH, VRO_ANATOMY_NECK_LENGTH),
        .fragility = draw_score(draws, VRO_SLOT_FRAGILITY),
        .spasticity = draw_score(draws, VRO_SLOT_TONE),
        .age_score = age_score(draws),
        .natural_lld =
            vro_twin_draw_distribution(draws, VRO_SLOT_NATURAL_LLD, VRO_ANATOMY_NATURAL_LLD),
        .visit_phase =
            vro_twin_draw_distribution(draws, VRO_SLOT_VISIT_PHASE, VRO_FOLLOWUP_VISIT_PHASE),
    };
}

// A score of one hip that correlates with the same score of the other hip.
static double draw_side_score(const vro_twin_draws *draws, unsigned shared, unsigned own) {
    double rho = draws->parameters->value[VRO_ANATOMY_SIDE_CORRELATION];
    return sqrt(rho) * draw_score(draws, shared) + sqrt(1 - rho) * draw_score(draws, own);
}

// The scores of a hip that correlate, in this order.
enum { NSA, ANTEVERSION, ACETABULAR_INDEX, MIGRATION, SCORES };

static void draw_scores(const vro_twin_draws *draws, unsigned hip, double scores[SCORES]) {
    const double *value = draws->parameters->value;
    double socket = value[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION];
    double neck = value[VRO_ANATOMY_MIGRATION_NECK_CORRELATION];
    scores[NSA] =
        draw_side_score(draws, VRO_SLOT_SHARED_NSA, vro_slot_of_hip(hip, VRO_SLOT_OWN_NSA));
    scores[ANTEVERSION] = draw_side_score(draws, VRO_SLOT_SHARED_ANTEVERSION,
                                          vro_slot_of_hip(hip, VRO_SLOT_OWN_ANTEVERSION));
    scores[ACETABULAR_INDEX] = draw_side_score(draws, VRO_SLOT_SHARED_ACETABULAR_INDEX,
                                               vro_slot_of_hip(hip, VRO_SLOT_OWN_ACETABULAR_INDEX));
    double own = draw_side_score(draws, VRO_SLOT_SHARED_MIGRATION,
                                 vro_slot_of_hip(hip, VRO_SLOT_OWN_MIGRATION));
    scores[MIGRATION] = socket * scores[ACETABULAR_INDEX] + neck * scores[NSA] +
                        sqrt(fmax(0, 1 - socket * socket - neck * neck)) * own;
}

static vro_parameter_id distribution_of(unsigned hip, int score) {
    static const vro_parameter_id index[SCORES] = {VRO_ANATOMY_NSA, VRO_ANATOMY_ANTEVERSION,
                                                   VRO_ANATOMY_ACETABULAR_INDEX,
                                                   VRO_ANATOMY_MIGRATION};
    return hip == 1 && score == MIGRATION ? VRO_ANATOMY_MIGRATION_OTHER : index[score];
}

static vro_child_attribute attribute_of(unsigned hip, int score) {
    return (vro_child_attribute)((hip == 0 ? VRO_CHILD_NSA : VRO_CHILD_OTHER_NSA) + score);
}

// Of the scores of both hips; model.md 3.1 and 3.2.
static void find_covariance(const double *value, double covariance[2 * SCORES][2 * SCORES]) {
    const double rho = value[VRO_ANATOMY_SIDE_CORRELATION];
    double own[SCORES][SCORES] = {[NSA][NSA] = 1,
                                  [ANTEVERSION][ANTEVERSION] = 1,
                                  [ACETABULAR_INDEX][ACETABULAR_INDEX] = 1,
                                  [MIGRATION][MIGRATION] = 1};
    own[NSA][MIGRATION] = own[MIGRATION][NSA] = value[VRO_ANATOMY_MIGRATION_NECK_CORRELATION];
    own[ACETABULAR_INDEX][MIGRATION] = own[MIGRATION][ACETABULAR_INDEX] =
        value[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION];
    for (int i = 0; i < 2 * SCORES; i++)
        for (int j = 0; j < 2 * SCORES; j++)
            covariance[i][j] = own[i % SCORES][j % SCORES] * (i / SCORES == j / SCORES ? 1 : rho);
}

// The scores under the condition of those given, one after the other; model.md 2.4.
static void condition(const double given[2 * SCORES], const double *value,
                      double scores[2 * SCORES]) {
    double covariance[2 * SCORES][2 * SCORES];
    find_covariance(value, covariance);
    for (int k = 0; k < 2 * SCORES; k++) {
        double before[2 * SCORES][2 * SCORES];
        memcpy(before, covariance, sizeof before);
        if (isnan(given[k]) || before[k][k] <= 1e-6)
            continue;
        const double missing = given[k] - scores[k];
        for (int i = 0; i < 2 * SCORES; i++) {
            scores[i] += before[i][k] / before[k][k] * missing;
            for (int j = 0; j < 2 * SCORES; j++)
                covariance[i][j] = before[i][j] - before[i][k] * before[k][j] / before[k][k];
        }
    }
}

void vro_twin_draw_hips(const vro_twin_draws *draws, vro_twin_hip hips[VRO_HIPS]) {
    double scores[2 * SCORES], given[2 * SCORES], value[SCORES];
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        draw_scores(draws, hip, scores + hip * SCORES);
        for (int k = 0; k < SCORES; k++)
            given[hip * SCORES + (unsigned)k] =
                score_of_given(draws, attribute_of(hip, k), distribution_of(hip, k));
    }
    condition(given, draws->parameters->value, scores);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        for (int k = 0; k < SCORES; k++)
            value[k] = given_or(draws, attribute_of(hip, k),
                                quantile_of_score(draws, scores[hip * SCORES + (unsigned)k],
                                                  distribution_of(hip, k)));
        hips[hip] = vro_twin_hip_natural(
            value[NSA], value[ANTEVERSION], value[ACETABULAR_INDEX], value[MIGRATION],
            vro_twin_draw_distribution(draws, vro_slot_of_hip(hip, VRO_SLOT_SOCKET_SHAPE),
                                       VRO_ANATOMY_SOCKET_SHAPE));
    }
}
