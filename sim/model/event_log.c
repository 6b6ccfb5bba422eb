#include "vrosim/model/event_log.h"

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

void vro_event_log_close(vro_event_log *self, const vro_hips *hips) {
    const bool last = hips->episode + 1 == VRO_EPISODES;
    for (size_t i = 0; i < hips->count; i++) {
        vro_event *event = &self->events[self->count - hips->count + i];
        for (int cause = 0; cause < VRO_CAUSES; cause++)
            event->event_time[cause] = last ? INFINITY : hips->event_time[cause][i];
        event->removal = hips->removal[i];
        event->decided = hips->decided[i];
        event->seen_over = hips->seen_over[i];
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
