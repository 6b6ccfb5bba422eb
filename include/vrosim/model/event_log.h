// What happened to each hip in each episode of one child's course, for telling the course.
#ifndef VROSIM_MODEL_EVENT_LOG_H
#define VROSIM_MODEL_EVENT_LOG_H

#include "vrosim/model/hips.h"

// One episode of one hip. Times are in years from its start, unless stated; INFINITY = never.
typedef struct vro_event {
    unsigned hip; // 0 index, 1 other
    unsigned episode;
    vro_cause opened_by; // VRO_CAUSE_NONE for episode 0
    bool osteotomy, soft_tissue, pelvic, operation, spica, position_lost;
    float start;                              // years after the index operation
    float nsa, anteversion, acetabular_index; // degrees, after the operation and any loss
    float migration;                          // percent, after the operation
    float shape;                              // degrees
    float healing;                            // weeks
    float spica_weeks;                        // of a spica
    float event_time[VRO_CAUSES];             // never in the last episode
    float removal;                            // of the implant
    float decided;                            // visit at which surgery for migration was decided
    int32_t let_pass;                         // due visits before it that led to no surgery
    float migration_decided, migration_before_decided; // percent, at that visit and the one before
    float seen_over;             // first visit at which the hip counts as failed
    float load_first, load_last; // edge load at the start and after growth
    float socket_change;         // what growth will do to the acetabular index, degrees
    float length;                // of the episode
    vro_cause next;              // VRO_CAUSE_NONE: the end of follow-up
    float nsa_after, anteversion_after, acetabular_index_after; // at the end of the episode
    float migration_after;
    uint32_t history; // vro_history_field, up to then
} vro_event;

typedef struct vro_event_log {
    size_t count;
    vro_event events[VRO_HIPS * VRO_EPISODES];
} vro_event_log;

// Forgets all events.
void vro_event_log_clear(vro_event_log *self);

// Appends an event for each hip, after operation and healing. The hips are those of one child.
void vro_event_log_open(vro_event_log *self, const vro_hips *hips);

// Notes what was seen at the visits of the same hips, before growth goes on.
void vro_event_log_note_visits(vro_event_log *self, const vro_hips *hips,
                               const vro_model_parameters *parameters);

// Completes the events of the same hips at the end of the episode.
void vro_event_log_close(vro_event_log *self, const vro_hips *hips);

#endif
