// What happened to each hip in each episode, kept for one child at a time: for explaining a course,
// never for the millions.
#ifndef VROSIM_MODEL_EVENT_LOG_H
#define VROSIM_MODEL_EVENT_LOG_H

#include "vrosim/model/hips.h"

typedef struct vro_event {
    unsigned hip; // 0 index, 1 other
    unsigned episode;
    vro_cause opened_by; // VRO_CAUSE_NONE for episode 0
    bool osteotomy, soft_tissue, pelvic, operation, spica, position_lost;
    float start;                              // years
    float nsa, anteversion, acetabular_index; // degrees, after operation and any loss
    float migration;                          // percent, after the operation
    float healing;                            // weeks
    float event_time[VRO_CAUSES]; // years from start; INFINITY never, and in the last episode
    float removal;                // years from start; INFINITY none
    float load_first, load_last;  // edge load at the start and after rebound
    float length;                 // years
    vro_cause next;               // VRO_CAUSE_NONE: followed to the end
    float nsa_after, anteversion_after, migration_after; // at the end of the episode
    uint32_t history;                                    // counts up to then
} vro_event;

typedef struct vro_event_log {
    size_t count;
    vro_event events[VRO_HIPS * VRO_EPISODES];
} vro_event_log;

// Forgets all notes.
void vro_event_log_clear(vro_event_log *self);

// Notes hips of one child after their operation and healing ...
void vro_event_log_open(vro_event_log *self, const vro_hips *hips);

// ... and completes those notes at the end of the same episode.
void vro_event_log_close(vro_event_log *self, const vro_hips *hips);

#endif
