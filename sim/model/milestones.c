#include "vrosim/model/milestones.h"

#include "vrosim/core/vmath.h"

#include <math.h>

void vro_milestones_start(vro_milestones *self, size_t children) {
    for (size_t i = 0; i < children; i++)
        self->session[i] = INFINITY;
}

// The time of the revision that ends the episode, years after the index operation.
VRO_INLINE float revised_at(const vro_hips *hips, size_t i) {
    const float time = hips->start[i] + hips->next_time[i];
    return vro_is_revision(hips->next_cause[i]) ? time : INFINITY;
}

// The visit by the end of the episode at which the hip is seen over the criterion.
VRO_INLINE float seen_over_at(const vro_hips *hips, size_t i) {
    const float time = hips->start[i] + hips->seen_over[i];
    return hips->seen_over[i] <= hips->next_time[i] ? time : INFINITY;
}

VRO_INLINE float healing_weeks(const vro_hips *hips, size_t i) {
    const float weeks = hips->healing[i];
    return hips->osteotomy[i] ? weeks : 0.0f;
}

VRO_INLINE float spica_weeks(const vro_hips *hips, size_t i) {
    const float weeks = hips->spica_weeks[i];
    return hips->spica[i] ? weeks : 0.0f;
}

VRO_VECTOR static void note_first_times(const vro_hips *hips, float *first_revision,
                                        float *first_failure) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float revised = revised_at(hips, i);
        first_revision[i] = revised;
        first_failure[i] = vro_smaller(revised, seen_over_at(hips, i));
    }
}

VRO_VECTOR static void note_index_weeks(const vro_hips *hips, float *not_standing,
                                        float *in_spica) {
    for (size_t i = 0; i < hips->lanes; i++) {
        not_standing[i] = healing_weeks(hips, i);
        in_spica[i] = spica_weeks(hips, i);
    }
}

// In the index session the longer healing and one spica count for both hips: the other hip adds
// what the index hip has not; model.md 9.7.
VRO_VECTOR static void add_session_weeks(const vro_hips *hips, const vro_hips *index,
                                         float *not_standing, float *in_spica) {
    for (size_t i = 0; i < hips->lanes; i++) {
        not_standing[i] += vro_larger(0.0f, healing_weeks(hips, i) - healing_weeks(index, i));
        in_spica[i] += vro_larger(0.0f, spica_weeks(hips, i) - spica_weeks(index, i));
    }
}

static void add_weeks(const vro_hips *hips, float *not_standing, float *in_spica) {
    for (size_t i = 0; i < hips->count; i++) {
        const size_t child = (size_t)hips->child[i];
        not_standing[child] += healing_weeks(hips, i);
        in_spica[child] += spica_weeks(hips, i);
    }
}

// Of a hip that may not have been revised yet.
static void add_first_times(const vro_hips *hips, float *first_revision, float *first_failure) {
    for (size_t i = 0; i < hips->count; i++) {
        const size_t child = (size_t)hips->child[i];
        if (first_revision[child] < INFINITY)
            continue; // and failed
        const float revised = revised_at(hips, i);
        const float seen = vro_smaller(first_failure[child], seen_over_at(hips, i));
        first_revision[child] = revised;
        first_failure[child] = vro_smaller(seen, revised);
    }
}

// In a later episode an index hip has been revised before; another hip may have been in a session
// only.
static void note_later(vro_milestones *self, const vro_hips *hips) {
    add_weeks(hips, self->not_standing, self->in_spica);
    if (hips->hip == 1)
        add_first_times(hips, self->first_revision[1], self->first_failure[1]);
}

void vro_milestones_note(vro_milestones *self, const vro_hips *hips, const vro_hips *index) {
    if (hips->episode > 0) {
        note_later(self, hips);
        return;
    }
    note_first_times(hips, self->first_revision[hips->hip], self->first_failure[hips->hip]);
    if (index)
        add_session_weeks(hips, index, self->not_standing, self->in_spica);
    else
        note_index_weeks(hips, self->not_standing, self->in_spica);
}

void vro_milestones_note_sessions(vro_milestones *self, const vro_hips *index,
                                  const vro_children *children, vro_bernoulli bilateral) {
    if (!bilateral.possible)
        return;
    for (size_t i = 0; i < index->count; i++) {
        const size_t child = (size_t)index->child[i];
        const uint32_t takes = index->osteotomy[i] &
                               (uint32_t)(index->cause[i] == VRO_CAUSE_MIGRATION) &
                               vro_happens(children->symmetric_draw[child], bilateral);
        const float time = takes ? index->start[i] : INFINITY;
        self->session[child] = vro_smaller(self->session[child], time);
    }
}
