#include "vrosim/model/growth.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/drift.h"

#include <math.h>
#include <stdalign.h>
#include <string.h>

// Share of a correction that growth takes back, at an age.
VRO_INLINE float rebound_share(float share, float per_year, float age) {
    return vro_clip(share - per_year * (age - 3.0f), 0.0f, 1.0f);
}

VRO_VECTOR static void rebound_angles(vro_hips *hips, const float *number) {
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

// ai_eff - psi in degrees, before and after the rebound: how much steeper the roof is than the
// pull.
VRO_VECTOR static void find_slopes(const vro_hips *hips, const float *number, float *first,
                                   float *last) {
    const float pull_angle = number[VRO_MIGRATION_PULL_ANGLE];
    const float per_varus = number[VRO_MIGRATION_PULL_PER_VARUS];
    const float cover = number[VRO_MIGRATION_ANTEVERSION_COVER];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float roof = hips->acetabular_index[i] + hips->shape[i] +
                           cover * vro_larger(0.0f, hips->anteversion[i] - 15.0f);
        const float pull = pull_angle + per_varus * (135.0f - hips->nsa[i]);
        first[i] = roof - pull;
        last[i] = roof - pull + per_varus * hips->rebound_nsa[i];
    }
}

// Edge load E = max(0, sin(slope)); one sine.
VRO_VECTOR static void find_loads(const float *slope, size_t n, float *load) {
    for (size_t i = 0; i < n; i++)
        load[i] = vro_larger(0.0f, vro_direction_of(slope[i]).sine);
}

// R = rate e^(-d t).
VRO_VECTOR static void slow(vro_hips *hips, float decay) {
    for (size_t i = 0; i < hips->lanes; i++)
        hips->pull[i] = hips->rate[i] * vro_exp(-decay * hips->start[i]);
}

// Growth takes something back only where a femur was cut, in this episode or one before.
static bool rebounds(const vro_hips *hips) {
    return hips->episode > 0 || vro_hips_any(hips, hips->osteotomy);
}

// A release wears off only where there was one.
static bool releases(const vro_hips *hips) {
    return hips->episode > 0 || vro_hips_any(hips, hips->soft_tissue);
}

static void keep_angles(vro_hips *hips) {
    memset(hips->rebound_nsa, 0, hips->lanes * sizeof *hips->rebound_nsa);
    memset(hips->rebound_anteversion, 0, hips->lanes * sizeof *hips->rebound_anteversion);
}

void vro_growth_prepare(vro_hips *hips, const vro_model_parameters *parameters) {
    float first[VRO_CHUNK_HIPS], last[VRO_CHUNK_HIPS];
    const bool changes = rebounds(hips);
    if (changes)
        rebound_angles(hips, parameters->number);
    else
        keep_angles(hips);
    find_slopes(hips, parameters->number, first, last);
    find_loads(first, hips->lanes, hips->load_first);
    if (changes)
        find_loads(last, hips->lanes, hips->load_last);
    else
        memcpy(hips->load_last, hips->load_first, hips->lanes * sizeof *hips->load_last);
    if (hips->episode == 0)
        memcpy(hips->pull, hips->rate, hips->lanes * sizeof *hips->pull);
    else
        slow(hips, parameters->decay);
}

// Migration by a visit is a sum over the four exposures with a weight each.
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

// Which hips are at the threshold by the last visit of a whole follow-up, be they followed so long
// or not. A quarter are; the others need no search. No reoperation for migration yet.
VRO_VECTOR static void find_reaching(vro_hips *hips, float threshold, vro_exposure last,
                                     uint32_t *reaching) {
    for (size_t i = 0; i < hips->lanes; i++) {
        reaching[i] = !(weigh(weights_of(hips, i), last) < threshold - hips->migration[i]);
        hips->event_time[VRO_CAUSE_MIGRATION][i] = INFINITY;
    }
}

// The search among those that reach it.
typedef struct search {
    alignas(64) float weight[4][VRO_CHUNK_HIPS];
    float missing[VRO_CHUNK_HIPS]; // threshold less migration at the start, percent
    float left[VRO_CHUNK_HIPS];    // years of follow-up
    int32_t below[VRO_CHUNK_HIPS]; // visits, also after the end, before the threshold is reached
} search;

static void start_search(const vro_hips *hips, float threshold, const vro_selection *selection,
                         search *at) {
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

VRO_INLINE float migration_by(const search *at, size_t i, vro_exposure exposure) {
    const weights of = {at->weight[0][i], at->weight[1][i], at->weight[2][i], at->weight[3][i]};
    return weigh(of, exposure);
}

// Migration never falls, so the visits below the threshold are the first ones, and counting them is
// finding the first above. Four visits at a time, 0.1 ns a visit and hip: twenty visits cost less
// than a bisection, which does not vectorise.
VRO_VECTOR static void count_below(search *at, const vro_exposure visit[4], size_t n) {
    const vro_exposure first = visit[0], second = visit[1], third = visit[2], fourth = visit[3];
    for (size_t i = 0; i < n; i++) {
        const float missing = at->missing[i];
        at->below[i] +=
            (migration_by(at, i, first) < missing) + (migration_by(at, i, second) < missing) +
            (migration_by(at, i, third) < missing) + (migration_by(at, i, fourth) < missing);
    }
}

// Each visit at the threshold leads to surgery with probability q: the number of refusals before
// is floor(ln u / ln(1 - q)). One logarithm a hip. There are n <= (H - t) / interval visits; the
// margin stands for the 1e-9 of the definition in single precision: a visit up to 1e-4 intervals
// after H counts as at H.
VRO_VECTOR static void offer_surgery(const search *at, const vro_model_parameters *parameters,
                                     const uint32_t *uniforms, size_t n, float *time) {
    const float interval = parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    const float visits_a_year = 1 / interval, visits_per_refusal = parameters->visits_per_refusal;
    const int32_t most = (int32_t)parameters->visits;
    for (size_t i = 0; i < n; i++) {
        const float left = at->left[i] * visits_a_year + 1e-4f;
        const int32_t visits = (int32_t)vro_clip(left, 0.0f, (float)most);
        const float refusals = -vro_log_of_draw(uniforms[i]) * visits_per_refusal;
        const int32_t visit = at->below[i] + 1 + (int32_t)vro_clip(refusals, 0.0f, 1e6f);
        const float then = vro_smaller((float)visit * interval, at->left[i]);
        time[i] = visit <= visits ? then : INFINITY;
    }
}

void vro_growth_find_rescue(vro_hips *hips, const vro_model_parameters *parameters,
                            vro_episode_draws *draws) {
    search at;
    vro_selection selection;
    uint32_t reaching[VRO_CHUNK_HIPS], uniforms[VRO_CHUNK_HIPS];
    float time[VRO_CHUNK_HIPS];
    const float threshold = parameters->number[VRO_RESCUE_THRESHOLD];
    find_reaching(hips, threshold, parameters->visit[parameters->visits], reaching);
    if (!parameters->bernoulli[VRO_RESCUE_ACCEPTANCE].possible)
        return;
    vro_selection_find(&selection, reaching, hips->count);
    start_search(hips, threshold, &selection, &at);
    for (size_t visit = 1; visit <= parameters->visits; visit += 4)
        count_below(&at, &parameters->visit[visit], selection.count);
    vro_episode_draws_selected_uniforms(draws, VRO_SLOT_ACCEPTANCE, &selection, uniforms);
    offer_surgery(&at, parameters, uniforms, selection.count, time);
    for (size_t k = 0; k < selection.count; k++)
        hips->event_time[VRO_CAUSE_MIGRATION][selection.places[k]] = time[k];
}

// The share of something that has gone after each time, at a rate a year; one exponential. (Small
// loops, so that the processor has several steps of a long chain of operations in hand.)
VRO_VECTOR static void fade(const float *time, float rate, size_t n, float *gone) {
    for (size_t i = 0; i < n; i++)
        gone[i] = vro_one_minus_exp(rate * time[i]);
}

// What has gone after next_time of decay, rebound and release.
typedef struct faded {
    float decay[VRO_CHUNK_HIPS];
    float rebound[VRO_CHUNK_HIPS];
    float release[VRO_CHUNK_HIPS];
} faded;

VRO_VECTOR static void grow(vro_hips *hips, vro_rates at, const faded *gone) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float rebound = gone->rebound[i], release = gone->release[i];
        const vro_exposure exposure =
            vro_exposure_of(hips->next_time[i], gone->decay[i], rebound, release, at);
        const float migration = hips->migration[i] + vro_migrated(vro_drift_of(hips, i), exposure);
        hips->migration[i] = vro_smaller(100.0f, migration);
        hips->nsa[i] += hips->rebound_nsa[i] * rebound;
        hips->anteversion[i] += hips->rebound_anteversion[i] * rebound;
        hips->release[i] = 1.0f - (1.0f - hips->release[i]) * (1.0f - release);
    }
}

// The same of what not all strategies have: nothing has gone of nothing.
static void fade_any(const vro_hips *hips, bool any, float rate, float *gone) {
    if (any)
        fade(hips->next_time, rate, hips->lanes, gone);
    else
        memset(gone, 0, hips->lanes * sizeof *gone);
}

static void fade_all(const vro_hips *hips, vro_rates at, faded *gone) {
    fade(hips->next_time, at.d, hips->lanes, gone->decay);
    fade_any(hips, rebounds(hips), at.k, gone->rebound);
    fade_any(hips, releases(hips), at.m, gone->release);
}

void vro_growth_advance(vro_hips *hips, const vro_model_parameters *parameters) {
    const vro_rates at = vro_rates_of(parameters);
    faded gone;
    fade_all(hips, at, &gone);
    grow(hips, at, &gone);
}

VRO_VECTOR static void foresee(const vro_hips *hips, vro_rates at, const faded *gone,
                               float *migration) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const vro_exposure exposure = vro_exposure_of(hips->next_time[i], gone->decay[i],
                                                      gone->rebound[i], gone->release[i], at);
        migration[i] =
            vro_smaller(100.0f, hips->migration[i] + vro_migrated(vro_drift_of(hips, i), exposure));
    }
}

void vro_growth_predict_migration(const vro_hips *hips, const vro_model_parameters *parameters,
                                  float *migration) {
    const vro_rates at = vro_rates_of(parameters);
    faded gone;
    fade_all(hips, at, &gone);
    foresee(hips, at, &gone, migration);
}
