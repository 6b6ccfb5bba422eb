#include "vrosim/model/growth.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"
#include "vrosim/model/drift.h"

#include <math.h>
#include <string.h>

static const float REBOUND_AGE = 3.0f;               // years, of the shares given; model.md 8.1
static const float NORMAL_NECK_SHAFT_ANGLE = 135.0f; // degrees; model.md 8.3
static const float COVERED_ANTEVERSION = 15.0f;      // degrees; model.md 8.3
static const float MIGRATION_MAX = 100.0f;           // percent; model.md 8.4

// b = clip(share - per_year (a - 3), 0, 1).
VRO_INLINE float rebound_share(float share, float per_year, float age) {
    return vro_clip(share - per_year * (age - REBOUND_AGE), 0.0f, 1.0f);
}

// What growth takes back of each angle: b max(0, reference - angle); model.md 8.1.
VRO_VECTOR static void find_rebounds(vro_hips *hips, const float *number) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float age = hips->age[i] + hips->start[i];
        const float nsa_share = rebound_share(number[VRO_REMODEL_NSA_SHARE],
                                              number[VRO_REMODEL_NSA_SHARE_PER_YEAR], age);
        const float anteversion_share =
            rebound_share(number[VRO_REMODEL_ANTEVERSION_SHARE],
                          number[VRO_REMODEL_ANTEVERSION_SHARE_PER_YEAR], age);
        hips->rebound_nsa[i] = nsa_share * vro_larger(0.0f, hips->nsa_reference[i] - hips->nsa[i]);
        hips->rebound_anteversion[i] =
            anteversion_share *
            vro_larger(0.0f, hips->anteversion_reference[i] - hips->anteversion[i]);
    }
}

// Writes ai_eff - psi in degrees, how much steeper the roof is than the pull, to load_first (before
// the rebound) and load_last (after it); model.md 8.3:
// ai_eff = ai + shape + cover max(0, fna - 15), psi = pull_angle + per_varus (135 - nsa).
VRO_VECTOR static void find_slopes(vro_hips *hips, const float *number) {
    const float pull_angle = number[VRO_MIGRATION_PULL_ANGLE];
    const float per_varus = number[VRO_MIGRATION_PULL_PER_VARUS];
    const float cover = number[VRO_MIGRATION_ANTEVERSION_COVER];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float roof = hips->acetabular_index[i] + hips->shape[i] +
                           cover * vro_larger(0.0f, hips->anteversion[i] - COVERED_ANTEVERSION);
        const float pull = pull_angle + per_varus * (NORMAL_NECK_SHAFT_ANGLE - hips->nsa[i]);
        hips->load_first[i] = roof - pull;
        hips->load_last[i] = roof - pull + per_varus * hips->rebound_nsa[i];
    }
}

// Replaces slopes by edge loads, E = max(0, sin(slope)); model.md 8.3. One sine a hip.
VRO_VECTOR static void find_loads(float *load, size_t n) {
    for (size_t i = 0; i < n; i++)
        load[i] = vro_larger(0.0f, vro_direction_of(load[i]).sine);
}

// R = rate e^(-d t); model.md 8.4.
VRO_VECTOR static void find_pulls(vro_hips *hips, float decay) {
    for (size_t i = 0; i < hips->lanes; i++)
        hips->pull[i] = hips->rate[i] * vro_exp(-decay * hips->start[i]);
}

// Growth takes something back only where a femur was cut, in this episode or one before.
static bool any_rebound(const vro_hips *hips) {
    return hips->episode > 0 || vro_hips_any(hips, hips->osteotomy);
}

// A release wears off only where there was one.
static bool any_release(const vro_hips *hips) {
    return hips->episode > 0 || vro_hips_any(hips, hips->soft_tissue);
}

void vro_growth_prepare(vro_hips *hips, const vro_model_parameters *parameters) {
    const size_t bytes = hips->lanes * sizeof(float);
    const bool rebounds = any_rebound(hips);
    if (rebounds) {
        find_rebounds(hips, parameters->number);
    } else {
        memset(hips->rebound_nsa, 0, bytes);
        memset(hips->rebound_anteversion, 0, bytes);
    }
    find_slopes(hips, parameters->number);
    find_loads(hips->load_first, hips->lanes);
    if (rebounds)
        find_loads(hips->load_last, hips->lanes);
    else
        memcpy(hips->load_last, hips->load_first, bytes);
    if (hips->episode == 0)
        memcpy(hips->pull, hips->rate, bytes);
    else
        find_pulls(hips, parameters->decay);
}

// Migration by a visit as a sum over the four integrals of vro_exposure, each with a weight.
typedef struct weights {
    float plain, release, rebound, both;
} weights;

VRO_INLINE weights weights_of(const vro_hips *hips, size_t i) {
    const vro_drift of = vro_drift_of(hips, i);
    return (weights){of.last, of.last * of.released, of.between, of.between * of.released};
}

VRO_INLINE float weigh(weights of, vro_exposure exposure) {
    return (of.plain * exposure.plain - of.release * exposure.release) +
           (of.rebound * exposure.rebound - of.both * exposure.both);
}

// Marks the hips that are at the threshold by the last visit of a whole follow-up, even if theirs
// is shorter: about a quarter. The others need no search. Clears the time of reoperation.
VRO_VECTOR static void find_reaching(vro_hips *hips, float threshold, vro_exposure last,
                                     uint32_t *reaching) {
    for (size_t i = 0; i < hips->lanes; i++) {
        reaching[i] = !(weigh(weights_of(hips, i), last) < threshold - hips->migration[i]);
        hips->event_time[VRO_CAUSE_MIGRATION][i] = INFINITY;
    }
}

static void start_search(const vro_hips *hips, float threshold, const vro_selection *selection,
                         vro_rescue_search *restrict at) {
    for (size_t k = 0; k < selection->count; k++) {
        const size_t i = (size_t)selection->places[k];
        const weights of = weights_of(hips, i);
        at->weight[0][k] = of.plain;
        at->weight[1][k] = of.release;
        at->weight[2][k] = of.rebound;
        at->weight[3][k] = of.both;
        at->missing[k] = threshold - hips->migration[i];
        at->left[k] = hips->end[i] - hips->start[i];
        at->below[k] = 0;
    }
}

VRO_INLINE float migration_by(const vro_rescue_search *at, size_t i, vro_exposure exposure) {
    const weights of = {at->weight[0][i], at->weight[1][i], at->weight[2][i], at->weight[3][i]};
    return weigh(of, exposure);
}

// Migration never falls, so the visits below the threshold are the first ones, and counting them
// finds the first above. Four visits at a time, 0.1 ns a visit and hip: twenty visits cost less
// than a bisection, which does not vectorise.
VRO_VECTOR static void count_below(vro_rescue_search *at, const vro_exposure visit[4], size_t n) {
    const vro_exposure first = visit[0], second = visit[1], third = visit[2], fourth = visit[3];
    for (size_t i = 0; i < n; i++) {
        const float missing = at->missing[i];
        at->below[i] +=
            (migration_by(at, i, first) < missing) + (migration_by(at, i, second) < missing) +
            (migration_by(at, i, third) < missing) + (migration_by(at, i, fourth) < missing);
    }
}

// Each visit at the threshold leads to surgery with probability q, after floor(ln u / ln(1 - q))
// refusals; model.md 7.3. There are n <= (H - t) / interval visits. The margin stands for the 1e-9
// of the definition in single precision: a visit up to 1e-4 intervals after H counts as at H.
// Refusals are clipped to a whole number that 32 bits hold. One logarithm a hip.
VRO_VECTOR static void accept_surgery(vro_rescue_search *at, const vro_model_parameters *parameters,
                                      size_t n) {
    const float margin = 1e-4f, refusals_max = 1e6f;
    const float interval = parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    const float visits_per_year = 1 / interval, visits_per_refusal = parameters->visits_per_refusal;
    const int32_t most = (int32_t)parameters->visits;
    for (size_t i = 0; i < n; i++) {
        const float left = at->left[i] * visits_per_year + margin;
        const int32_t visits = (int32_t)vro_clip(left, 0.0f, (float)most);
        const float refusals = -vro_log_of_draw(at->uniforms[i]) * visits_per_refusal;
        const int32_t visit = at->below[i] + 1 + (int32_t)vro_clip(refusals, 0.0f, refusals_max);
        const float then = vro_smaller((float)visit * interval, at->left[i]);
        at->time[i] = visit <= visits ? then : INFINITY;
    }
}

void vro_growth_find_rescue(vro_hips *hips, const vro_model_parameters *parameters,
                            vro_episode_draws *draws, vro_scratch *scratch) {
    vro_rescue_search *at = &scratch->rescue;
    const float threshold = parameters->number[VRO_RESCUE_THRESHOLD];
    find_reaching(hips, threshold, parameters->visit[parameters->visits], at->reaching);
    if (!parameters->bernoulli[VRO_RESCUE_ACCEPTANCE].possible)
        return;
    vro_selection_find(&at->selection, at->reaching, hips->count);
    start_search(hips, threshold, &at->selection, at);
    for (size_t visit = 1; visit <= parameters->visits; visit += 4)
        count_below(at, &parameters->visit[visit], at->selection.count);
    vro_episode_draws_selected_uniforms(draws, VRO_SLOT_ACCEPTANCE, &at->selection, at->uniforms);
    accept_surgery(at, parameters, at->selection.count);
    for (size_t k = 0; k < at->selection.count; k++)
        hips->event_time[VRO_CAUSE_MIGRATION][at->selection.places[k]] = at->time[k];
}

// 1 - e^(-rate time), one exponential. (Small loops, so that the processor has several steps of a
// long chain of operations in hand.)
VRO_VECTOR static void find_elapsed(const float *time, float rate, size_t n, float *elapsed) {
    for (size_t i = 0; i < n; i++)
        elapsed[i] = vro_one_minus_exp(rate * time[i]);
}

// The shares of decay, rebound and release at next_time. Where no hip has a rebound or a release,
// theirs is 0.
static void find_shares(const vro_hips *hips, vro_rates by, vro_growth_scratch *share) {
    const size_t bytes = hips->lanes * sizeof(float);
    find_elapsed(hips->next_time, by.d, hips->lanes, share->decay);
    if (any_rebound(hips))
        find_elapsed(hips->next_time, by.k, hips->lanes, share->rebound);
    else
        memset(share->rebound, 0, bytes);
    if (any_release(hips))
        find_elapsed(hips->next_time, by.m, hips->lanes, share->release);
    else
        memset(share->release, 0, bytes);
}

// nsa(s) = nsa' + b v_left (1 - e^(-k s)), anteversion likewise; model.md 8.1.
// st(s) = 1 - (1 - st') e^(-m s); model.md 8.2. mp(s) as in drift.h, at most 100; model.md 8.4.
VRO_VECTOR static void grow(vro_hips *hips, vro_rates by, const vro_growth_scratch *share) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float rebound = share->rebound[i], release = share->release[i];
        const vro_exposure exposure =
            vro_exposure_of(hips->next_time[i], share->decay[i], rebound, release, by);
        const float migration = hips->migration[i] + vro_migrated(vro_drift_of(hips, i), exposure);
        hips->migration[i] = vro_smaller(MIGRATION_MAX, migration);
        hips->nsa[i] += hips->rebound_nsa[i] * rebound;
        hips->anteversion[i] += hips->rebound_anteversion[i] * rebound;
        hips->release[i] = 1.0f - (1.0f - hips->release[i]) * (1.0f - release);
    }
}

void vro_growth_advance(vro_hips *hips, const vro_model_parameters *parameters,
                        vro_scratch *scratch) {
    const vro_rates by = vro_rates_of(parameters);
    find_shares(hips, by, &scratch->growth);
    grow(hips, by, &scratch->growth);
}

VRO_VECTOR static void predict(const vro_hips *hips, vro_rates by, const vro_growth_scratch *share,
                               float *migration) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const vro_exposure exposure = vro_exposure_of(hips->next_time[i], share->decay[i],
                                                      share->rebound[i], share->release[i], by);
        migration[i] = vro_smaller(
            MIGRATION_MAX, hips->migration[i] + vro_migrated(vro_drift_of(hips, i), exposure));
    }
}

void vro_growth_predict_migration(const vro_hips *hips, const vro_model_parameters *parameters,
                                  vro_scratch *scratch, float *migration) {
    const vro_rates by = vro_rates_of(parameters);
    find_shares(hips, by, &scratch->growth);
    predict(hips, by, &scratch->growth, migration);
}
