// Migration over a time (model.md 8.4): inline functions for the loops that need it.
#ifndef VROSIM_MODEL_DRIFT_H
#define VROSIM_MODEL_DRIFT_H

#include "vrosim/model/hips.h"

static const float VRO_MIGRATION_MAX = 100.0f; // percent; model.md 8.4

// The weights of the integrals J in G(s), percent per year. With R = migration.rate tone A:
// G(s) = (R E1 - w A) J(c) - R E1 (1 - st') J(c + m) + R (E0 - E1) [J(c + k) - (1 - st') J(c + k +
// m)].
typedef struct vro_drift {
    float plain;
    float release;
    float rebound;
    float both;
} vro_drift;

VRO_INLINE vro_drift vro_drift_of(const vro_hips *hips, size_t i) {
    const float last = hips->pull[i] * hips->load_last[i];
    const float between = hips->pull[i] * (hips->load_first[i] - hips->load_last[i]);
    const float released = 1.0f - hips->release[i];
    return (vro_drift){last - hips->restoring[i], last * released, between, between * released};
}

// G, percent.
VRO_INLINE float vro_drifted(vro_drift of, vro_exposure exposure) {
    return (of.plain * exposure.plain - of.release * exposure.release) +
           (of.rebound * exposure.rebound - of.both * exposure.both);
}

// A bound of migration within the episode, percent, with `whole` the exposure of a time not before
// its end. While st E, with E taken for the larger of E0 and E1, grows, so does the drift, which is
// then largest at one of the two ends: mp(s) <= mp' + max(0, G) with
// G = R max(E0, E1) [J(c) - (1 - st') J(c + m)] - w A J(c); model.md 8.4.
VRO_INLINE float vro_migration_most(const vro_hips *hips, size_t i, vro_exposure whole) {
    const float load = hips->pull[i] * vro_larger(hips->load_first[i], hips->load_last[i]);
    const float drifted = load * (whole.plain - (1.0f - hips->release[i]) * whole.release) -
                          hips->restoring[i] * whole.plain;
    return hips->migration[i] + vro_larger(0.0f, drifted);
}

// What rounding may add to a bound, percent.
static const float VRO_MIGRATION_MARGIN = 0.01f;

// The exposure of a time s >= 0, from aging = 1 - e^(-c s), rebound = 1 - e^(-k s) and
// release = 1 - e^(-m s). A product of two exponentials has 1 - (1 - a)(1 - b) = a + b - a b.
VRO_INLINE vro_exposure vro_exposure_of(float time, float aging, float rebound, float release,
                                        vro_rates by) {
    const float aging_or_release = aging + release - aging * release;
    return (vro_exposure){aging * by.over_c + time * by.flat, aging_or_release * by.over_cm,
                          (aging + rebound - aging * rebound) * by.over_ck,
                          (aging_or_release + rebound - aging_or_release * rebound) * by.over_ckm};
}

// mp(s) = clip(mp' + (1 - f) G(min(s, growing)) + f G(s), min(mp', floor), 100), percent.
typedef struct vro_migration_bounds {
    float after_maturity; // f
    float floor;          // percent
} vro_migration_bounds;

VRO_INLINE float vro_migration_at(float before, float drifted, float grown, uint32_t mature,
                                  vro_migration_bounds by) {
    const float slowed = (1.0f - by.after_maturity) * grown + by.after_maturity * drifted;
    return vro_clip(before + (mature ? slowed : drifted), vro_smaller(before, by.floor),
                    VRO_MIGRATION_MAX);
}

VRO_INLINE vro_migration_bounds vro_migration_bounds_of(const vro_model_parameters *parameters) {
    return (vro_migration_bounds){parameters->number[VRO_MIGRATION_AFTER_MATURITY],
                                  parameters->number[VRO_MIGRATION_FLOOR]};
}

#endif
