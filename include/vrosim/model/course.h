// The course: a chunk of children from the index operation to the end of follow-up under one
// strategy (model.md 4 to 9). Read sim/model/course.c first: it calls the other modules in order.
#ifndef VROSIM_MODEL_COURSE_H
#define VROSIM_MODEL_COURSE_H

#include "vrosim/model/economics.h"
#include "vrosim/model/event_log.h"
#include "vrosim/model/hips.h"
#include "vrosim/model/milestones.h"
#include "vrosim/model/results.h"
#include "vrosim/model/scratch.h"

// The index hips right after the index operation and its healing, for records of single courses.
typedef struct vro_index_operation {
    uint32_t bilateral[VRO_CHUNK];
    uint32_t osteotomy[VRO_CHUNK];
    uint32_t soft_tissue[VRO_CHUNK];
    uint32_t pelvic[VRO_CHUNK];
    uint32_t spica[VRO_CHUNK];
    float nsa[VRO_CHUNK];         // degrees
    float anteversion[VRO_CHUNK]; // degrees
    float migration[VRO_CHUNK];   // percent
} vro_index_operation;

// The state of one thread: three megabytes, on the heap, aligned to 64 bytes.
typedef struct vro_course {
    const vro_slot_draws *slots;             // borrowed
    vro_event_log *log;                      // NULL except for a single child; borrowed
    vro_index_operation *index_operation;    // to be filled, or NULL; borrowed
    const vro_children *children;            // loaded last; borrowed
    vro_episode_draws first_draws[VRO_HIPS]; // of their episode 0, for all strategies
    vro_episode_draws later_draws;           // of the present later episode
    vro_hips first_hips[VRO_HIPS];           // in episode 0; later the last state of each
    vro_hips later_hips;                     // in the present later episode
    vro_growth_of_children ages;             // of the loaded children
    vro_milestones milestones;
    uint32_t bilateral[VRO_CHUNK];
    float end[VRO_CHUNK];   // H, years
    float death[VRO_CHUNK]; // the earliest death known, years; INFINITY none
    // Children who die of a later operation: simulated again with follow-up to that death.
    vro_selection truncated;
    vro_children truncated_children;
    vro_hips truncated_hips[VRO_HIPS];
    uint32_t truncated_bilateral[VRO_CHUNK];
    vro_episode_draws truncated_draws[VRO_HIPS];
    vro_results truncated_results;
    vro_economics economics; // where there are costs or utilities
    vro_scratch scratch;
} vro_course;

// Loads a chunk of children, already drawn, before strategies are run on them. Borrows children.
void vro_course_load_children(vro_course *self, const vro_children *children);

// Runs the loaded children under a strategy. parameters: the strategy's at their level.
void vro_course_run(vro_course *self, const vro_model_parameters *parameters, vro_results *results);

#endif
