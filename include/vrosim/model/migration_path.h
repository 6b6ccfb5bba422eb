// Migration of selected hips at their visits (model.md 7.3 and 8.4): s_j = p + (j - 1/2) interval
// years after the episode's start, p = phase interval. J(x) of s_j is J(x) of p plus e^(-x p) J(x)
// of (j - 1/2) interval, which all hips share, so that a visit costs no exponential.
#ifndef VROSIM_MODEL_MIGRATION_PATH_H
#define VROSIM_MODEL_MIGRATION_PATH_H

#include "vrosim/model/drift.h"

#include <stdalign.h>

typedef struct vro_migration_path {
    vro_selection selection;                // of the hips; all arrays are those of selected hips
    alignas(64) float weight[4][VRO_CHUNK]; // e^(-x p) times the weights of vro_drift
    float before[VRO_CHUNK];                // migration at the start, percent
    float first[VRO_CHUNK];                 // G of p, percent
    float least[VRO_CHUNK];                 // the least that migration is clipped to, percent
    float slowed[VRO_CHUNK];                // (1 - f) G of the years of growth, percent
    float growing[VRO_CHUNK];               // years to maturity
    float phase_time[VRO_CHUNK];            // p, years
} vro_migration_path;

// Prepares the hips of self->selection from what vro_growth_prepare set.
void vro_migration_path_start(vro_migration_path *self, const vro_hips *hips,
                              const vro_model_parameters *parameters);

// Migration, percent, of the selected hip i at phase_time[i] + time, the exposures being those of
// time and after_maturity f.
VRO_INLINE float vro_migration_path_at(const vro_migration_path *self, size_t i,
                                       vro_exposure exposure, float time, float after_maturity) {
    const vro_drift of = {self->weight[0][i], self->weight[1][i], self->weight[2][i],
                          self->weight[3][i]};
    const float drifted = self->first[i] + vro_drifted(of, exposure);
    const float slowed = self->slowed[i] + after_maturity * drifted;
    const uint32_t mature = self->phase_time[i] + time > self->growing[i];
    return vro_clip(self->before[i] + (mature ? slowed : drifted), self->least[i],
                    VRO_MIGRATION_MAX);
}

#endif
