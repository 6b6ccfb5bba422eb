#include "vrosim/model/first_passage.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/drift.h"

VRO_VECTOR static void find_passing(const vro_hips *hips, float threshold, const float *final,
                                    float *time, uint32_t *passes) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t over = hips->migration[i] > threshold;
        passes[i] = (over ^ 1) & (uint32_t)(final[i] > threshold);
        time[i] = over ? 0.0f : hips->next_time[i];
    }
}

// The first estimate takes migration for linear in time.
static void start_search(const vro_hips *hips, float threshold, const float *final,
                         const vro_selection *selection, vro_passage_search *restrict at) {
    for (size_t j = 0; j < selection->count; j++) {
        const size_t i = (size_t)selection->places[j];
        const vro_drift of = vro_drift_of(hips, i);
        at->last[j] = of.last;
        at->between[j] = of.between;
        at->released[j] = of.released;
        at->missing[j] = threshold - hips->migration[i];
        at->low[j] = 0.0f;
        at->high[j] = hips->next_time[i];
        at->time[j] = hips->next_time[i] * at->missing[j] / (final[i] - hips->migration[i]);
    }
}

// A Newton step s - (mp(s) - threshold) / (d mp / ds), or bisection where it would leave the
// bounds. d mp / ds = e^(-d s) [1 - (1 - st') e^(-m s)] [R E1 + R (E0 - E1) e^(-k s)];
// model.md 8.4. Three exponentials a hip.
VRO_VECTOR static void improve_times(vro_passage_search *at, vro_rates by, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const float time = at->time[i];
        const float decay = vro_one_minus_exp(by.d * time);
        const float rebound = vro_one_minus_exp(by.k * time);
        const float release = vro_one_minus_exp(by.m * time);
        const vro_drift of = {at->last[i], at->between[i], at->released[i]};
        const float beyond =
            vro_migrated(of, vro_exposure_of(time, decay, rebound, release, by)) - at->missing[i];
        const float rate = (1.0f - decay) * (1.0f - of.released * (1.0f - release)) *
                           (of.last + of.between * (1.0f - rebound));
        const float low = beyond < 0 ? time : at->low[i];
        const float high = beyond < 0 ? at->high[i] : time;
        const float step = time - beyond / rate, middle = 0.5f * (low + high);
        const uint32_t inside = (uint32_t)(step >= low) & (uint32_t)(step <= high);
        at->low[i] = low;
        at->high[i] = high;
        at->time[i] = inside ? step : middle;
    }
}

void vro_first_passage_find(const vro_hips *hips, const vro_model_parameters *parameters,
                            float threshold, const float *final, vro_scratch *scratch,
                            float *time) {
    enum { STEPS = 8 };
    const vro_rates by = vro_rates_of(parameters);
    vro_passage_search *at = &scratch->passage;
    find_passing(hips, threshold, final, time, at->passes);
    vro_selection_find(&at->selection, at->passes, hips->count);
    start_search(hips, threshold, final, &at->selection, at);
    for (int step = 0; step < STEPS; step++)
        improve_times(at, by, at->selection.count);
    for (size_t j = 0; j < at->selection.count; j++)
        time[at->selection.places[j]] = at->time[j];
}
