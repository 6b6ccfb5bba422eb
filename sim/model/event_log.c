#include "vrosim/model/event_log.h"

#include "vrosim/model/growth.h"
#include "vrosim/model/visits.h"

#include <math.h>

void vro_event_log_clear(vro_event_log *self) {
    self->count = 0;
}

void vro_event_log_open(vro_event_log *self, const vro_hips *hips) {
    for (size_t i = 0; i < hips->count; i++) {
        vro_event *event = &self->events[self->count++];
        *event = (vro_event){.hip = hips->hip,
                             .episode = hips->episode,
                             .opened_by = (vro_cause)hips->cause[i],
                             .osteotomy = hips->osteotomy[i],
                             .soft_tissue = hips->soft_tissue[i],
                             .pelvic = hips->pelvic[i],
                             .operation = hips->operation[i],
                             .spica = hips->spica[i],
                             .position_lost = hips->position_lost[i],
                             .start = hips->start[i],
                             .nsa = hips->nsa[i],
                             .anteversion = hips->anteversion[i],
                             .acetabular_index = hips->acetabular_index[i],
                             .migration = hips->migration[i],
                             .shape = hips->shape[i],
                             .healing = hips->healing[i],
                             .spica_weeks = hips->spica_weeks[i]};
    }
}

// The event of hip i of the set, which was opened last.
static vro_event *event_of(vro_event_log *self, const vro_hips *hips, size_t i) {
    return &self->events[self->count - hips->count + i];
}

// Goes through the visits up to the decision, as model/visits.h does for all hips; model.md 7.3.
static void note_decision(vro_event *event, const vro_hips *hips, size_t i,
                          const vro_model_parameters *parameters) {
    const float *number = parameters->number;
    const float interval = number[VRO_FOLLOWUP_VISIT_INTERVAL];
    float before = hips->migration[i];
    event->let_pass = 0;
    for (int visit = 1; visit <= (int)parameters->visits; visit++) {
        const float time = ((float)visit - 0.5f + hips->phase[i]) * interval;
        const float migration = vro_growth_migration_at(hips, i, parameters, time);
        event->migration_before_decided = before;
        event->migration_decided = migration;
        if (time > hips->decided[i] - 0.5f * interval)
            return;
        event->let_pass +=
            migration >= number[VRO_RESCUE_THRESHOLD] && migration >= before - VRO_IMPROVEMENT;
        before = migration;
    }
}

void vro_event_log_note_visits(vro_event_log *self, const vro_hips *hips,
                               const vro_model_parameters *parameters) {
    for (size_t i = 0; i < hips->count; i++) {
        vro_event *event = event_of(self, hips, i);
        event->decided = hips->decided[i];
        event->seen_over = hips->seen_over[i];
        if (event->decided < INFINITY)
            note_decision(event, hips, i, parameters);
    }
}

void vro_event_log_close(vro_event_log *self, const vro_hips *hips) {
    const bool last = hips->episode + 1 == VRO_EPISODES;
    for (size_t i = 0; i < hips->count; i++) {
        vro_event *event = event_of(self, hips, i);
        for (int cause = 0; cause < VRO_CAUSES; cause++)
            event->event_time[cause] = last ? INFINITY : hips->event_time[cause][i];
        event->removal = hips->removal[i];
        event->shape = hips->shape[i];
        event->socket_change = hips->socket_change[i];
        event->load_first = hips->load_first[i];
        event->load_last = hips->load_last[i];
        event->length = hips->next_time[i];
        event->next = (vro_cause)hips->next_cause[i];
        event->nsa_after = hips->nsa[i];
        event->anteversion_after = hips->anteversion[i];
        event->acetabular_index_after = hips->acetabular_index[i];
        event->migration_after = hips->migration[i];
        event->history = hips->history[i];
    }
}
