#include "vrosim/model/visits.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"
#include "vrosim/model/drift.h"

#include <math.h>

// What is looked for at a visit.
typedef struct criteria {
    float threshold;      // of surgery, percent; INFINITY never
    float failure;        // over it the hip counts as failed, percent
    float after_maturity; // f
} criteria;

// Marks the hips that may be at the threshold, or over the failure criterion, at some visit; the
// others need no search. whole: the exposure of the whole follow-up. Clears the times.
VRO_VECTOR static void find_reaching(vro_hips *hips, const criteria *at, vro_exposure whole,
                                     uint32_t *reaching) {
    const float threshold = at->threshold - VRO_MIGRATION_MARGIN;
    const float failure = at->failure - VRO_MIGRATION_MARGIN;
    for (size_t i = 0; i < hips->lanes; i++) {
        const float most = vro_migration_most(hips, i, whole);
        const uint32_t revised = (hips->history[i] >> VRO_HISTORY_REVISIONS & 15) != 0;
        reaching[i] =
            (uint32_t) !(most < threshold) | ((revised ^ 1) & (uint32_t) !(most < failure));
        hips->event_time[VRO_CAUSE_MIGRATION][i] = INFINITY;
        hips->decided[i] = INFINITY;
        hips->seen_over[i] = INFINITY;
    }
}

static void gather(const vro_hips *hips, vro_visits_scratch *restrict at) {
    for (size_t k = 0; k < at->path.selection.count; k++) {
        const size_t i = (size_t)at->path.selection.places[k];
        at->last[k] = hips->migration[i];
        at->left[k] = hips->end[i] - hips->start[i];
        at->decided[k] = at->seen_over[k] = INFINITY;
    }
}

// The number of visits by the end of follow-up, (left / interval) + 1/2 - phase rounded down. The
// margin, in intervals, stands for the 1e-9 of the definition in single precision.
VRO_VECTOR static void count_visits(vro_visits_scratch *at, float interval, float most, size_t n) {
    const float margin = 1e-4f, visits_per_year = 1 / interval;
    for (size_t i = 0; i < n; i++) {
        const float visits =
            (at->left[i] - at->path.phase_time[i]) * visits_per_year + 0.5f + margin;
        at->visits[i] = (int32_t)vro_clip(visits, 0.0f, most);
    }
}

// The number of the due visit that leads to surgery: the one after floor(ln u / ln(1 - q)) that are
// let pass; model.md 7.3. Refusals are clipped to a whole number that 32 bits hold. One logarithm a
// hip.
VRO_VECTOR static void draw_refusals(vro_visits_scratch *at, float visits_per_refusal, size_t n) {
    const float refusals_max = 1e6f;
    for (size_t i = 0; i < n; i++) {
        const float refusals = -vro_log_of_draw(at->uniforms[i]) * visits_per_refusal;
        at->due[i] = 1 + (int32_t)vro_clip(refusals, 0.0f, refusals_max);
    }
}

// A visit: its number from 1, and (number - 1/2) intervals in years with the exposures of them.
typedef struct visit {
    int32_t number;
    float time;
    vro_exposure exposure;
} visit;

// What is known of a hip after some visits.
typedef struct findings {
    float last; // migration at the last visit, percent
    int32_t due;
    float decided;
    float seen_over;
} findings;

// The visit of one hip. About 30 operations.
VRO_INLINE findings look_at(const vro_visits_scratch *at, size_t i, const criteria *by, visit now,
                            findings so_far) {
    const float migration =
        vro_migration_path_at(&at->path, i, now.exposure, now.time, by->after_maturity);
    const float then = vro_smaller(at->path.phase_time[i] + now.time, at->left[i]);
    const uint32_t seen = now.number <= at->visits[i];
    const uint32_t due = seen & (uint32_t)(migration >= by->threshold) &
                         (uint32_t)(migration >= so_far.last - VRO_IMPROVEMENT);
    const int32_t left = so_far.due - (int32_t)due;
    const uint32_t decided = due & (uint32_t)(left == 0);
    const uint32_t over = seen & (uint32_t)(migration > by->failure);
    return (findings){migration, left, decided ? then : so_far.decided,
                      vro_smaller(so_far.seen_over, over ? then : INFINITY)};
}

// Two visits of all hips, so that what is known of a hip is loaded and stored once for both.
VRO_VECTOR static void look(vro_visits_scratch *at, const criteria *criteria_of, visit first,
                            visit second, size_t n) {
    const criteria by = *criteria_of;
    for (size_t i = 0; i < n; i++) {
        findings found = {at->last[i], at->due[i], at->decided[i], at->seen_over[i]};
        found = look_at(at, i, &by, first, found);
        found = look_at(at, i, &by, second, found);
        at->last[i] = found.last;
        at->due[i] = found.due;
        at->decided[i] = found.decided;
        at->seen_over[i] = found.seen_over;
    }
}

static visit visit_of(const vro_model_parameters *parameters, int32_t number) {
    const float interval = parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    return (visit){number, ((float)number - 0.5f) * interval, parameters->visit[number - 1]};
}

static int32_t most_visits(const vro_visits_scratch *at) {
    int32_t most = 0;
    for (size_t i = 0; i < at->path.selection.count; i++)
        most = at->visits[i] > most ? at->visits[i] : most;
    return most;
}

// The operation follows a draw of rescue.wait, in weeks, after the visit; model.md 7.3.
static void scatter(vro_hips *hips, const vro_visits_scratch *at) {
    for (size_t k = 0; k < at->path.selection.count; k++) {
        const int32_t i = at->path.selection.places[k];
        hips->decided[i] = at->decided[k];
        hips->event_time[VRO_CAUSE_MIGRATION][i] =
            at->decided[k] + at->wait[k] * (1 / VRO_WEEKS_PER_YEAR);
        hips->seen_over[i] = at->seen_over[k];
    }
}

void vro_visits_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                         vro_episode_draws *draws, vro_scratch *scratch) {
    vro_visits_scratch *at = &scratch->visits;
    const float *number = parameters->number;
    const float interval = number[VRO_FOLLOWUP_VISIT_INTERVAL];
    const bool decides =
        hips->episode + 1 < VRO_EPISODES && parameters->bernoulli[VRO_RESCUE_ACCEPTANCE].possible;
    const criteria by = {decides ? number[VRO_RESCUE_THRESHOLD] : INFINITY,
                         number[VRO_FOLLOWUP_FAILURE_MIGRATION],
                         number[VRO_MIGRATION_AFTER_MATURITY]};
    find_reaching(hips, &by, parameters->whole, at->reaching);
    vro_selection_find(&at->path.selection, at->reaching, hips->count);
    const size_t n = at->path.selection.count;
    if (n == 0)
        return;
    vro_migration_path_start(&at->path, hips, parameters);
    gather(hips, at);
    count_visits(at, interval, (float)parameters->visits, n);
    vro_episode_draws_selected_uniforms(draws, VRO_SLOT_ACCEPTANCE, &at->path.selection,
                                        at->uniforms);
    draw_refusals(at, parameters->visits_per_refusal, n);
    const int32_t most = most_visits(at);
    for (int32_t j = 1; j <= most; j += 2)
        look(at, &by, visit_of(parameters, j), visit_of(parameters, j + 1), n);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_WAIT,
                                        parameters->distribution[VRO_RESCUE_WAIT],
                                        &at->path.selection, at->wait);
    scatter(hips, at);
}
