// See draw.h.
#include "draw.h"

#include "vrosim/core/pcg.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static uint64_t mix(uint64_t number) {
    uint64_t z = number + 0x9E3779B97F4A7C15ULL;
    z ^= z >> 30;
    z *= 0xBF58476D1CE4E5B9ULL;
    z ^= z >> 27;
    z *= 0x94D049BB133111EBULL;
    z ^= z >> 31;
    return z;
}

void vro_twin_draw_outputs(uint64_t seed, uint64_t stream, uint64_t patient, uint32_t *outputs) {
    const uint64_t sequence = mix(stream), start = mix(seed + sequence);
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

vro_twin_child vro_twin_draw_child(const vro_twin_draws *draws, int level) {
    const double *value = draws->parameters->value;
    bool female = vro_twin_draw_event(draws, VRO_SLOT_FEMALE, value[VRO_POPULATION_FEMALE]);
    vro_parameter_id maturity =
        female ? VRO_GROWTH_MATURITY_AGE_FEMALE : VRO_GROWTH_MATURITY_AGE_MALE;
    return (vro_twin_child){
        .level = level,
        .age = vro_twin_draw_distribution(draws, VRO_SLOT_AGE, VRO_POPULATION_AGE),
        .maturity = vro_twin_draw_distribution(draws, VRO_SLOT_MATURITY, maturity),
        .neck_length =
            vro_twin_draw_distribution(draws, VRO_SLOT_NECK_LENGTH, VRO_ANATOMY_NECK_LENGTH),
        .fragility = draw_score(draws, VRO_SLOT_FRAGILITY),
        .spasticity = draw_score(draws, VRO_SLOT_TONE),
        .age_score = draw_score(draws, VRO_SLOT_AGE),
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

static double value_of_score(const vro_twin_draws *draws, double score, vro_parameter_id id) {
    return vro_twin_quantile(&draws->parameters->distribution[id],
                             vro_twin_normal_probability(score));
}

vro_twin_hip vro_twin_draw_hip(const vro_twin_draws *draws, unsigned hip) {
    const double *value = draws->parameters->value;
    double socket = value[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION];
    double neck = value[VRO_ANATOMY_MIGRATION_NECK_CORRELATION];
    double nsa =
        draw_side_score(draws, VRO_SLOT_SHARED_NSA, vro_slot_of_hip(hip, VRO_SLOT_OWN_NSA));
    double anteversion = draw_side_score(draws, VRO_SLOT_SHARED_ANTEVERSION,
                                         vro_slot_of_hip(hip, VRO_SLOT_OWN_ANTEVERSION));
    double acetabular_index = draw_side_score(draws, VRO_SLOT_SHARED_ACETABULAR_INDEX,
                                              vro_slot_of_hip(hip, VRO_SLOT_OWN_ACETABULAR_INDEX));
    double own = draw_side_score(draws, VRO_SLOT_SHARED_MIGRATION,
                                 vro_slot_of_hip(hip, VRO_SLOT_OWN_MIGRATION));
    double migration = socket * acetabular_index + neck * nsa +
                       sqrt(fmax(0, 1 - socket * socket - neck * neck)) * own;
    vro_parameter_id migration_distribution =
        hip == 0 ? VRO_ANATOMY_MIGRATION : VRO_ANATOMY_MIGRATION_OTHER;
    return vro_twin_hip_natural(
        value_of_score(draws, nsa, VRO_ANATOMY_NSA),
        value_of_score(draws, anteversion, VRO_ANATOMY_ANTEVERSION),
        value_of_score(draws, acetabular_index, VRO_ANATOMY_ACETABULAR_INDEX),
        value_of_score(draws, migration, migration_distribution),
        vro_twin_draw_distribution(draws, vro_slot_of_hip(hip, VRO_SLOT_SOCKET_SHAPE),
                                   VRO_ANATOMY_SOCKET_SHAPE));
}
