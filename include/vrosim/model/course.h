// The course: a chunk of children from the index operation to the end under one strategy, the order
// of things (model.md 4 to 9).
#ifndef VROSIM_MODEL_COURSE_H
#define VROSIM_MODEL_COURSE_H

#include "vrosim/model/economics.h"
#include "vrosim/model/event_log.h"
#include "vrosim/model/hips.h"
#include "vrosim/model/results.h"

// The index hips right after the index operation and its healing, for records of single courses.
typedef struct vro_index_operation {
    uint32_t bilateral[VRO_CHUNK];
    uint32_t osteotomy[VRO_CHUNK];
    uint32_t soft_tissue[VRO_CHUNK];
    uint32_t pelvic[VRO_CHUNK];
    uint32_t spica[VRO_CHUNK];
    float nsa[VRO_CHUNK];
    float anteversion[VRO_CHUNK];
    float migration[VRO_CHUNK];
} vro_index_operation;

// Scratch of one thread, two megabytes, on the heap.
typedef struct vro_course {
    const vro_jump *jumps;                // [VRO_SLOTS + 1], borrowed
    vro_event_log *log;                   // NULL but for a single child; borrowed
    vro_index_operation *index_operation; // NULL: not asked for; borrowed
    const vro_children *children;         // those met last; borrowed
    vro_episode_draws index_draws;        // of their episode 0, for all strategies
    vro_episode_draws later_draws;        // of the episode at hand otherwise
    vro_hips all_hips;                    // all hips: episode 0, then where each has got to
    vro_hips active_hips;                 // those that live a later episode
    uint32_t bilateral[VRO_CHUNK];
    float end[VRO_CHUNK];   // H
    float death[VRO_CHUNK]; // earliest death known, INFINITY none
    vro_children
        truncated_children;  // children who die of a later operation, run again to that death,
    vro_hips truncated_hips; // their hips,
    vro_results truncated_results; // and what became of them
    vro_economics economics;       // costs and utilities, where there are any
} vro_course;

// Meets a chunk of children, already drawn; call once before running strategies on them.
void vro_course_load_children(vro_course *self, const vro_children *children);

// Runs the children met last under a strategy. setting: the strategy's at their level.
void vro_course_run(vro_course *self, const vro_model_parameters *parameters, vro_results *results);

#endif
