// Migration over a time (model.md 8.4): inline functions for the loops that need it.
#ifndef VROSIM_MODEL_DRIFT_H
#define VROSIM_MODEL_DRIFT_H

#include "vrosim/model/hips.h"

// The factors of one hip's migration, percent per year.
typedef struct vro_drift {
    float last;     // R E1
    float between;  // R (E0 - E1)
    float released; // 1 - st', no unit
} vro_drift;

VRO_INLINE vro_drift vro_drift_of(const vro_hips *hips, size_t i) {
    return (vro_drift){hips->pull[i] * hips->load_last[i],
                       hips->pull[i] * (hips->load_first[i] - hips->load_last[i]),
                       1.0f - hips->release[i]};
}

// mp(s) - mp' = R E1 [plain - (1 - st') release] + R (E0 - E1) [rebound - (1 - st') both], percent.
VRO_INLINE float vro_migrated(vro_drift of, vro_exposure exposure) {
    return of.last * (exposure.plain - of.released * exposure.release) +
           of.between * (exposure.rebound - of.released * exposure.both);
}

// The rates d, k, m per year and the inverse sums that exposures need.
typedef struct vro_rates {
    float d, k, m;
    float over_d; // 1 / d; 0 where d = 0
    float flat;   // 1 where d = 0, else 0
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

// The exposure of a time s, from decay = 1 - e^(-d s), rebound = 1 - e^(-k s) and
// release = 1 - e^(-m s). A product of two exponentials has 1 - (1 - a)(1 - b) = a + b - a b.
VRO_INLINE vro_exposure vro_exposure_of(float time, float decay, float rebound, float release,
                                        vro_rates by) {
    const float decay_or_release = decay + release - decay * release;
    return (vro_exposure){decay * by.over_d + time * by.flat, decay_or_release * by.over_dm,
                          (decay + rebound - decay * rebound) * by.over_dk,
                          (decay_or_release + rebound - decay_or_release * rebound) * by.over_dkm};
}

#endif
