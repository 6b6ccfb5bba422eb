// What migration does in a time (model.md 8): small functions for the loops that need it.
#ifndef VROSIM_MODEL_DRIFT_H
#define VROSIM_MODEL_DRIFT_H

#include "vrosim/model/hips.h"

// What migration does over an exposure, for one hip: percent.
typedef struct vro_drift {
    float last;     // R E1
    float between;  // R (E0 - E1)
    float released; // 1 - st'
} vro_drift;

VRO_INLINE vro_drift vro_drift_of(const vro_hips *hips, size_t i) {
    return (vro_drift){hips->pull[i] * hips->load_last[i],
                       hips->pull[i] * (hips->load_first[i] - hips->load_last[i]),
                       1.0f - hips->release[i]};
}

VRO_INLINE float vro_migrated(vro_drift at, vro_exposure exposure) {
    return at.last * (exposure.plain - at.released * exposure.release) +
           at.between * (exposure.rebound - at.released * exposure.both);
}

// Rates a year of decay, rebound and release, and one over the sums of them that exposures need.
typedef struct vro_rates {
    float d, k, m;
    float over_d; // 0 without decay: then
    float flat;   // is 1 (else 0), and time itself takes its place
    float over_dm, over_dk, over_dkm;
} vro_rates;

static inline vro_rates vro_rates_of(const vro_model_parameters *parameters) {
    const float d = parameters->decay, k = parameters->rebound_rate, m = parameters->release_rate;
    return (vro_rates){.d = d,
                       .k = k,
                       .m = m,
                       .over_d = d > 0 ? 1 / d : 0,
                       .flat = d > 0 ? 0.0f : 1.0f,
                       .over_dm = 1 / (d + m),
                       .over_dk = 1 / (d + k),
                       .over_dkm = 1 / (d + k + m)};
}

// decay, rebound, release: what has gone of each by a time.
VRO_INLINE vro_exposure vro_exposure_of(float time, float decay, float rebound, float release,
                                        vro_rates at) {
    const float decay_or_release = decay + release - decay * release;
    return (vro_exposure){decay * at.over_d + time * at.flat, decay_or_release * at.over_dm,
                          (decay + rebound - decay * rebound) * at.over_dk,
                          (decay_or_release + rebound - decay_or_release * rebound) * at.over_dkm};
}

#endif
