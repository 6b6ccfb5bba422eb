#include "vrosim/model/growth.h"

#include "vrosim/core/vmath.h"

#include <math.h>

// Where the muscles pull and how steep the roof is: numbers of the setting that the load needs.
typedef struct mechanics {
    float pull_angle;
    float pull_per_varus;
    float anteversion_cover;
} mechanics;

// Edge load E = max(0, sin(ai_eff - psi)); one sine.
VRO_INLINE float edge_load(mechanics at, float roof, float nsa) {
    const float direction = at.pull_angle + at.pull_per_varus * (135.0f - nsa);
    return vro_larger(0.0f, vro_direction_of(roof - direction).sine);
}

// Share of a correction that growth takes back, at an age.
VRO_INLINE float rebound_share(float share, float per_year, float age) {
    return vro_clip(share - per_year * (age - 3.0f), 0.0f, 1.0f);
}

VRO_VECTOR static void load(vro_hips *hips, const vro_setting *setting) {
    const float *number = setting->number;
    const mechanics at = {number[VRO_MIGRATION_PULL_ANGLE], number[VRO_MIGRATION_PULL_PER_VARUS],
                          number[VRO_MIGRATION_ANTEVERSION_COVER]};
    for (size_t i = 0; i < hips->count; i++) {
        const float age = hips->age[i] + hips->start[i];
        const float nsa_share = rebound_share(number[VRO_REMODEL_NSA_SHARE],
                                              number[VRO_REMODEL_NSA_SHARE_PER_YEAR], age);
        const float anteversion_share =
            rebound_share(number[VRO_REMODEL_ANTEVERSION_SHARE],
                          number[VRO_REMODEL_ANTEVERSION_SHARE_PER_YEAR], age);
        const float nsa = hips->nsa[i], anteversion = hips->anteversion[i];
        const float rebound = nsa_share * vro_larger(0.0f, hips->nsa_reference[i] - nsa);
        const float roof = hips->acetabular_index[i] + hips->shape[i] +
                           at.anteversion_cover * vro_larger(0.0f, anteversion - 15.0f);
        hips->rebound_nsa[i] = rebound;
        hips->rebound_anteversion[i] =
            anteversion_share * vro_larger(0.0f, hips->anteversion_reference[i] - anteversion);
        hips->load_first[i] = edge_load(at, roof, nsa);
        hips->load_last[i] = edge_load(at, roof, nsa + rebound);
    }
}

// R = rate e^(-d t).
VRO_VECTOR static void slow(vro_hips *hips, float decay) {
    for (size_t i = 0; i < hips->count; i++)
        hips->pull[i] = hips->rate[i] * vro_exp(-decay * hips->start[i]);
}

void vro_growth_prepare(vro_hips *hips, const vro_setting *setting) {
    load(hips, setting);
    slow(hips, setting->decay);
}

// What migration does over an exposure, for one hip: percent.
typedef struct drift {
    float last;     // R E1
    float between;  // R (E0 - E1)
    float released; // 1 - st'
} drift;

VRO_INLINE drift drift_of(const vro_hips *hips, size_t i) {
    return (drift){hips->pull[i] * hips->load_last[i],
                   hips->pull[i] * (hips->load_first[i] - hips->load_last[i]),
                   1.0f - hips->release[i]};
}

VRO_INLINE float migrated(drift at, vro_exposure exposure) {
    return at.last * (exposure.plain - at.released * exposure.release) +
           at.between * (exposure.rebound - at.released * exposure.both);
}

// The hips that reach the threshold by the last visit of the whole follow-up: no other can have a
// visit at which surgery is offered.
VRO_VECTOR static void mark_reaching(const vro_hips *hips, vro_exposure whole, float threshold,
                                     uint32_t *reaching) {
    for (size_t i = 0; i < hips->count; i++)
        reaching[i] = hips->migration[i] + migrated(drift_of(hips, i), whole) >= threshold;
}

typedef struct search {
    drift drift[VRO_ROOM];
    float missing[VRO_ROOM]; // threshold less migration at the start, percent
    int32_t visits[VRO_ROOM]; // until the end of follow-up
    int32_t below[VRO_ROOM];  // visits at which the threshold is not reached yet
} search;

// n <= (H - t) / interval; the margin is for rounding in single precision.
static void start_search(const vro_hips *hips, const vro_setting *setting, const vro_few *few,
                         search *at) {
    const float interval = setting->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    for (size_t j = 0; j < few->n; j++) {
        const size_t i = (size_t)few->chosen[j];
        const float left = (hips->end[i] - hips->start[i]) / interval + 1e-4f;
        at->drift[j] = drift_of(hips, i);
        at->missing[j] = setting->number[VRO_RESCUE_THRESHOLD] - hips->migration[i];
        at->visits[j] = (int32_t)vro_smaller(left, (float)setting->visits);
        at->below[j] = 0;
    }
}

// Counts the visits below the threshold, bit by bit from the highest; migration never falls.
static void run_search(const vro_setting *setting, size_t n, search *at) {
    int32_t step = 1;
    while ((size_t)step * 2 <= setting->visits)
        step *= 2;
    for (; step > 0; step /= 2)
        for (size_t j = 0; j < n; j++) {
            const int32_t visit = at->below[j] + step;
            const bool exists = visit <= at->visits[j];
            const vro_exposure exposure = setting->visit[exists ? visit : 0];
            const bool below = exists & (migrated(at->drift[j], exposure) < at->missing[j]);
            at->below[j] += below ? step : 0;
        }
}

// Each visit at the threshold leads to surgery with probability q: the number of refusals before
// is floor(ln u / ln(1 - q)).
static void offer_surgery(vro_hips *hips, const vro_setting *setting, const vro_few *few,
                          const uint32_t *draws, const search *at) {
    const float interval = setting->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    for (size_t j = 0; j < few->n; j++) {
        const size_t i = (size_t)few->chosen[j];
        const float refusals = -vro_log_of_draw(draws[j]) * setting->visits_a_refusal;
        const int32_t visit = at->below[j] + 1 + (int32_t)vro_smaller(refusals, 1e6f);
        const float time = vro_smaller((float)visit * interval, hips->end[i] - hips->start[i]);
        hips->event[VRO_CAUSE_MIGRATION][i] = visit <= at->visits[j] ? time : INFINITY;
    }
}

void vro_growth_watch(vro_hips *hips, const vro_setting *setting, vro_luck *luck) {
    uint32_t reaching[VRO_ROOM], draws[VRO_ROOM];
    vro_few few;
    search at;
    for (size_t i = 0; i < hips->count; i++)
        hips->event[VRO_CAUSE_MIGRATION][i] = INFINITY;
    if (!setting->chance[VRO_RESCUE_ACCEPTANCE].possible)
        return;
    mark_reaching(hips, setting->visit[setting->visits], setting->number[VRO_RESCUE_THRESHOLD],
                  reaching);
    vro_few_find(&few, reaching, hips->count);
    start_search(hips, setting, &few, &at);
    run_search(setting, few.n, &at);
    vro_luck_few_draws(luck, VRO_SLOT_ACCEPTANCE, &few, draws);
    offer_surgery(hips, setting, &few, draws, &at);
}

// Three exponentials a hip.
VRO_VECTOR static void advance(vro_hips *hips, float d, float k, float m) {
    for (size_t i = 0; i < hips->count; i++) {
        const float s = hips->next_time[i];
        const float decayed = vro_one_minus_exp(d * s);
        const float rebound = vro_one_minus_exp(k * s);
        const float worn_off = vro_one_minus_exp(m * s);
        const float worn_off_or_decayed = decayed + worn_off - decayed * worn_off;
        const vro_exposure exposure = {
            d > 0 ? decayed / d : s, worn_off_or_decayed / (d + m),
            (decayed + rebound - decayed * rebound) / (d + k),
            (worn_off_or_decayed + rebound - worn_off_or_decayed * rebound) / (d + k + m)};
        const float migration = hips->migration[i] + migrated(drift_of(hips, i), exposure);
        hips->migration[i] = vro_smaller(100.0f, migration);
        hips->nsa[i] += hips->rebound_nsa[i] * rebound;
        hips->anteversion[i] += hips->rebound_anteversion[i] * rebound;
        hips->release[i] = 1.0f - (1.0f - hips->release[i]) * (1.0f - worn_off);
    }
}

void vro_growth_advance(vro_hips *hips, const vro_setting *setting) {
    advance(hips, setting->decay, setting->rebound_rate, setting->release_rate);
}
