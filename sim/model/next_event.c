#include "vrosim/model/next_event.h"

#include "vrosim/core/vmath.h"

#include <math.h>

// The earliest of the competing events with t + s <= H. Of equal times the first of the list
// counts; model.md 7.
VRO_VECTOR static void choose_first(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float left = hips->end[i] - hips->start[i];
        float time = hips->event_time[VRO_CAUSE_LOSS][i];
        int32_t cause = VRO_CAUSE_LOSS;
        for (int other = VRO_CAUSE_COMPLICATION; other < VRO_CAUSES; other++) {
            const float candidate = hips->event_time[other][i];
            cause = candidate < time ? other : cause;
            time = vro_smaller(candidate, time);
        }
        hips->next_cause[i] = time <= left ? cause : VRO_CAUSE_NONE;
        hips->next_time[i] = vro_smaller(time, left);
    }
}

// A session of the index hip takes along a hip that never had an osteotomy, this episode's
// included, unless another event came before or at that time; model.md 7.5. session: of each hip,
// years after the index operation.
VRO_VECTOR static void join_sessions(vro_hips *hips, const float *session) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t ever = (hips->history[i] >> VRO_HISTORY_OSTEOTOMY) & 1;
        const float time = session[i] - hips->start[i], next = hips->next_time[i];
        const int32_t cause = hips->next_cause[i];
        const uint32_t ended = cause == VRO_CAUSE_NONE;
        const uint32_t first = (uint32_t)(time < next) | (ended & (uint32_t)(time == next));
        const uint32_t joins = (ever ^ 1) & (uint32_t)(time >= 0) & first;
        hips->next_cause[i] = joins ? VRO_CAUSE_SESSION : cause;
        hips->next_time[i] = joins ? time : next;
    }
}

VRO_VECTOR static void follow_to_end(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        hips->next_cause[i] = VRO_CAUSE_NONE;
        hips->next_time[i] = hips->end[i] - hips->start[i];
    }
}

// Counts revisions and planned removals. A removal takes place if it comes before the next event
// and by the end of follow-up, else it lapses; model.md 7.2.
VRO_VECTOR static void count_procedures(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t revised = vro_is_revision(hips->next_cause[i]);
        const uint32_t ended = hips->next_cause[i] == VRO_CAUSE_NONE;
        const uint32_t before = hips->removal[i] < hips->next_time[i];
        const uint32_t at_end = (hips->removal[i] == hips->next_time[i]) & ended;
        const uint32_t removed = before | at_end;
        hips->removal[i] = removed ? hips->removal[i] : INFINITY;
        hips->history[i] += (revised << VRO_HISTORY_REVISIONS) + (removed << VRO_HISTORY_REMOVALS) +
                            (removed << VRO_HISTORY_OPERATIONS);
    }
}

// In episode 0 hips are in the order of children.
static const float *sessions_of(const vro_hips *hips, const float *session, float *scratch) {
    if (hips->episode == 0)
        return session;
    for (size_t i = 0; i < hips->count; i++)
        scratch[i] = session[hips->child[i]];
    return scratch;
}

void vro_next_event_find(vro_hips *hips, const float *session, float *scratch) {
    if (hips->episode + 1 == VRO_EPISODES) {
        follow_to_end(hips);
    } else {
        choose_first(hips);
        if (hips->hip == 1)
            join_sessions(hips, sessions_of(hips, session, scratch));
    }
    count_procedures(hips);
}
