#include "vrosim/model/growth.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"
#include "vrosim/model/drift.h"

static const float REMODELLING_AGE = 3.0f; // years, of the shares given; model.md 8.1 and 8.5
static const float EROSION_YEARS = 10.0f;  // before maturity, of full erosion; model.md 8.5
static const float NORMAL_NECK_SHAFT_ANGLE = 135.0f; // degrees; model.md 8.3
static const float COVERED_ANTEVERSION = 15.0f;      // degrees; model.md 8.3

// clip(share - per_year (a - 3), 0, 1).
VRO_INLINE float remodelled_share(float share, float per_year, float age) {
    return vro_clip(share - per_year * (age - REMODELLING_AGE), 0.0f, 1.0f);
}

// What growth takes back of each angle: b max(0, reference - angle); model.md 8.1.
VRO_VECTOR static void find_rebounds(vro_hips *hips, const float *number) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float age = hips->age[i] + hips->start[i];
        const float nsa_share = remodelled_share(number[VRO_REMODEL_NSA_SHARE],
                                                 number[VRO_REMODEL_NSA_SHARE_PER_YEAR], age);
        const float anteversion_share =
            remodelled_share(number[VRO_REMODEL_ANTEVERSION_SHARE],
                             number[VRO_REMODEL_ANTEVERSION_SHARE_PER_YEAR], age);
        hips->rebound_nsa[i] = nsa_share * vro_larger(0.0f, hips->nsa_reference[i] - hips->nsa[i]);
        hips->rebound_anteversion[i] =
            anteversion_share *
            vro_larger(0.0f, hips->anteversion_reference[i] - hips->anteversion[i]);
    }
}

// ai_end - ai': - c_s max(0, ai' - target) over a head that is contained, mp' <= containment, else
// erosion clip((maturity - a) / 10, 0, 1); model.md 8.5.
VRO_VECTOR static void find_socket_changes(vro_hips *hips, const float *number) {
    const float target = number[VRO_REMODEL_SOCKET_TARGET];
    const float erosion = number[VRO_REMODEL_SOCKET_EROSION];
    const float containment = number[VRO_REMODEL_CONTAINMENT];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float age = hips->age[i] + hips->start[i];
        const float share = remodelled_share(number[VRO_REMODEL_SOCKET_SHARE],
                                             number[VRO_REMODEL_SOCKET_SHARE_PER_YEAR], age);
        const float deepened = -share * vro_larger(0.0f, hips->acetabular_index[i] - target);
        const float growing = (hips->maturity[i] - age) * (1.0f / EROSION_YEARS);
        const float eroded = erosion * vro_clip(growing, 0.0f, 1.0f);
        hips->socket_change[i] = hips->migration[i] <= containment ? deepened : eroded;
    }
}

// Writes ai_eff - psi in degrees, how much steeper the roof is than the pull, to load_first (at the
// start) and load_last (after growth); model.md 8.3:
// ai_eff = ai + shape + cover max(0, fna' - 15), psi = pull_angle + per_varus (135 - nsa).
VRO_VECTOR static void find_slopes(vro_hips *hips, const float *number) {
    const float pull_angle = number[VRO_MIGRATION_PULL_ANGLE];
    const float per_varus = number[VRO_MIGRATION_PULL_PER_VARUS];
    const float cover = number[VRO_MIGRATION_ANTEVERSION_COVER];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float roof = hips->acetabular_index[i] + hips->shape[i] +
                           cover * vro_larger(0.0f, hips->anteversion[i] - COVERED_ANTEVERSION);
        const float pull = pull_angle + per_varus * (NORMAL_NECK_SHAFT_ANGLE - hips->nsa[i]);
        hips->load_first[i] = roof - pull;
        hips->load_last[i] =
            roof - pull + per_varus * hips->rebound_nsa[i] + hips->socket_change[i];
    }
}

// Replaces slopes by edge loads, E = max(0, sin(slope)); model.md 8.3. One sine a hip.
VRO_VECTOR static void find_loads(float *load, size_t n) {
    for (size_t i = 0; i < n; i++)
        load[i] = vro_larger(0.0f, vro_direction_of(load[i]).sine);
}

// A = e^(-c (a - 8)); model.md 8.4. One exponential a hip.
VRO_VECTOR static void find_ages(const vro_hips *hips, float ratio, float *by_age) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float age = hips->age[i] + hips->start[i];
        by_age[i] = vro_exp(-ratio * (age - VRO_REFERENCE_AGE));
    }
}

// R = rate A and w A, w = migration.restoring where the head is contained; model.md 8.4.
VRO_VECTOR static void find_pulls(vro_hips *hips, const float *number, const float *by_age) {
    const float restoring = number[VRO_MIGRATION_RESTORING];
    const float containment = number[VRO_REMODEL_CONTAINMENT];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float back = restoring * by_age[i];
        hips->pull[i] = hips->rate[i] * by_age[i];
        hips->restoring[i] = hips->migration[i] <= containment ? back : 0.0f;
    }
}

// 1 - e^(-rate time), one exponential. (Small loops, so that the processor has several steps of a
// long chain of operations in hand.)
VRO_VECTOR static void find_elapsed(const float *time, float rate, size_t n, float *elapsed) {
    for (size_t i = 0; i < n; i++)
        elapsed[i] = vro_one_minus_exp(rate * time[i]);
}

// The shares of aging, rebound and release at a time; three exponentials a hip.
static void find_shares(const float *time, vro_rates by, size_t n, vro_growth_shares *share) {
    find_elapsed(time, by.c, n, share->aging);
    find_elapsed(time, by.k, n, share->rebound);
    find_elapsed(time, by.m, n, share->release);
}

// G of a time, percent; model.md 8.4.
VRO_VECTOR static void find_drifts(const vro_hips *hips, const float *time, vro_rates by,
                                   const vro_growth_shares *share, float *drifted) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const vro_exposure exposure =
            vro_exposure_of(time[i], share->aging[i], share->rebound[i], share->release[i], by);
        drifted[i] = vro_drifted(vro_drift_of(hips, i), exposure);
    }
}

// The years to maturity, 0 after it.
VRO_VECTOR static void find_growing(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++)
        hips->growing[i] = vro_larger(0.0f, hips->maturity[i] - (hips->age[i] + hips->start[i]));
}

static bool same_rates(vro_rates a, vro_rates b) {
    return a.c == b.c && a.k == b.k && a.m == b.m;
}

// What the ages decide, computed anew unless it is known from another hip or strategy.
static void prepare_ages(const vro_hips *hips, vro_rates by, vro_growth_of_children *self) {
    find_ages(hips, by.c, self->by_age);
    find_shares(hips->growing, by, hips->lanes, &self->mature);
    self->of = by;
    self->known = true;
}

void vro_growth_prepare(vro_hips *hips, const vro_model_parameters *parameters,
                        vro_growth_of_children *ages) {
    find_growing(hips);
    if (!ages->known || !same_rates(ages->of, parameters->rates))
        prepare_ages(hips, parameters->rates, ages);
    find_rebounds(hips, parameters->number);
    find_socket_changes(hips, parameters->number);
    find_slopes(hips, parameters->number);
    find_loads(hips->load_first, hips->lanes);
    find_loads(hips->load_last, hips->lanes);
    find_pulls(hips, parameters->number, ages->by_age);
    find_drifts(hips, hips->growing, parameters->rates, &ages->mature, hips->grown);
}

VRO_VECTOR static void predict(const vro_hips *hips, vro_migration_bounds bounds,
                               const float *drifted, float *migration) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t mature = hips->next_time[i] > hips->growing[i];
        migration[i] =
            vro_migration_at(hips->migration[i], drifted[i], hips->grown[i], mature, bounds);
    }
}

// G of next_time, with the shares that are over by then.
static void drift_to_end(const vro_hips *hips, vro_rates by, vro_growth_scratch *scratch) {
    find_shares(hips->next_time, by, hips->lanes, &scratch->share);
    find_drifts(hips, hips->next_time, by, &scratch->share, scratch->drifted);
}

void vro_growth_predict_migration(const vro_hips *hips, const vro_model_parameters *parameters,
                                  vro_growth_scratch *scratch, float *migration) {
    drift_to_end(hips, parameters->rates, scratch);
    predict(hips, vro_migration_bounds_of(parameters), scratch->drifted, migration);
}

float vro_growth_migration_at(const vro_hips *hips, size_t i,
                              const vro_model_parameters *parameters, float time) {
    const vro_rates by = parameters->rates;
    const vro_exposure exposure =
        vro_exposure_of(time, vro_one_minus_exp(by.c * time), vro_one_minus_exp(by.k * time),
                        vro_one_minus_exp(by.m * time), by);
    return vro_migration_at(hips->migration[i], vro_drifted(vro_drift_of(hips, i), exposure),
                            hips->grown[i], time > hips->growing[i],
                            vro_migration_bounds_of(parameters));
}

// nsa(s) = nsa' + b v_left (1 - e^(-k s)), anteversion and socket likewise; model.md 8.1 and 8.5.
// st(s) = 1 - (1 - st') e^(-m s); model.md 8.2. mp(s) as in drift.h; model.md 8.4.
VRO_VECTOR static void grow(vro_hips *hips, vro_migration_bounds bounds,
                            const vro_growth_scratch *scratch) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float rebound = scratch->share.rebound[i], release = scratch->share.release[i];
        const uint32_t mature = hips->next_time[i] > hips->growing[i];
        hips->migration[i] = vro_migration_at(hips->migration[i], scratch->drifted[i],
                                              hips->grown[i], mature, bounds);
        hips->nsa[i] += hips->rebound_nsa[i] * rebound;
        hips->anteversion[i] += hips->rebound_anteversion[i] * rebound;
        hips->acetabular_index[i] += hips->socket_change[i] * rebound;
        hips->release[i] = 1.0f - (1.0f - hips->release[i]) * (1.0f - release);
    }
}

void vro_growth_advance(vro_hips *hips, const vro_model_parameters *parameters,
                        vro_growth_scratch *scratch) {
    drift_to_end(hips, parameters->rates, scratch);
    grow(hips, vro_migration_bounds_of(parameters), scratch);
}
