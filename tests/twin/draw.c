// See draw.h.
#include "draw.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

vro_paired_change_probability vro_paired_change_draw_probability(const uint32_t *outputs,
                                                                 unsigned slot) {
    double u = (outputs[slot] + 0.5) / 4294967296.0;
    return (vro_paired_change_probability){.below = u, .above = 1 - u};
}

bool vro_paired_change_draw_event(const vro_paired_change_draws *draws, unsigned slot,
                                  double probability) {
    return vro_paired_change_draw_probability(draws->outputs, slot).below < probability;
}

double vro_paired_change_draw_exponential(const vro_paired_change_draws *draws, unsigned slot,
                                          double rate) {
    double u = vro_paired_change_draw_probability(draws->outputs, slot).below;
    return rate > 0 ? -log1p(-u) / rate : INFINITY;
}

double vro_paired_change_draw_law(const vro_paired_change_draws *draws, unsigned slot,
                                  vro_parameter_id id) {
    const vro_paired_change_law *distribution = &draws->setting->distribution[id];
    vro_paired_change_drawn *last = &draws->drawn[slot];
    if (last->output != draws->outputs[slot] ||
        !vro_paired_change_law_is(&last->distribution, distribution)) {
        *last = (vro_paired_change_drawn){
            .distribution = *distribution,
            .output = draws->outputs[slot],
            .value = vro_paired_change_quantile(
                distribution, vro_paired_change_draw_probability(draws->outputs, slot)),
        };
    }
    return last->value;
}

static double draw_score(const vro_paired_change_draws *draws, unsigned slot) {
    return gsl_cdf_ugaussian_Pinv(vro_paired_change_draw_probability(draws->outputs, slot).below);
}

vro_paired_change_child vro_paired_change_draw_child(const vro_paired_change_draws *draws,
                                                     int level) {
    const double *value = draws->setting->value;
    bool female =
        vro_paired_change_draw_event(draws, VRO_SLOT_FEMALE, value[VRO_POPULATION_FEMALE]);
    vro_parameter_id maturity =
        female ? VRO_GROWTH_MATURITY_AGE_FEMALE : VRO_GROWTH_MATURITY_AGE_MALE;
    return (vro_paired_change_child){
        .level = level,
        .age = vro_paired_change_draw_law(draws, VRO_SLOT_AGE, VRO_POPULATION_AGE),
        .maturity = vro_paired_change_draw_law(draws, VRO_SLOT_MATURITY, maturity),
        .neck_length =
            vro_paired_change_draw_law(draws, VRO_SLOT_NECK_LENGTH, VRO_ANATOMY_NECK_LENGTH),
        .fragility = draw_score(draws, VRO_SLOT_FRAGILITY),
        .spasticity = draw_score(draws, VRO_SLOT_TONE),
        .natural_lld =
            vro_paired_change_draw_law(draws, VRO_SLOT_NATURAL_LLD, VRO_ANATOMY_NATURAL_LLD),
    };
}

// A score of one hip that correlates with the same score of the other hip.
static double draw_side_score(const vro_paired_change_draws *draws, unsigned shared, unsigned own) {
    double rho = draws->setting->value[VRO_ANATOMY_SIDE_CORRELATION];
    return sqrt(rho) * draw_score(draws, shared) + sqrt(1 - rho) * draw_score(draws, own);
}

static double value_of_score(const vro_paired_change_draws *draws, double score,
                             vro_parameter_id id) {
    return vro_paired_change_quantile(&draws->setting->distribution[id],
                                      vro_paired_change_normal_probability(score));
}

vro_paired_change_hip vro_paired_change_draw_hip(const vro_paired_change_draws *draws,
                                                 unsigned hip) {
    const double *value = draws->setting->value;
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
    return vro_paired_change_hip_natural(
        value_of_score(draws, nsa, VRO_ANATOMY_NSA),
        value_of_score(draws, anteversion, VRO_ANATOMY_ANTEVERSION),
        value_of_score(draws, acetabular_index, VRO_ANATOMY_ACETABULAR_INDEX),
        value_of_score(draws, migration, migration_distribution),
        vro_paired_change_draw_law(draws, vro_slot_of_hip(hip, VRO_SLOT_SOCKET_SHAPE),
                                   VRO_ANATOMY_SOCKET_SHAPE));
}
