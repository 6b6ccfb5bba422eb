// Scratch memory of one thread for the stages of the model, which then need no arrays on the stack.
// Stages use it one after the other: nothing in it outlasts the function that wrote it.
#ifndef VROSIM_MODEL_SCRATCH_H
#define VROSIM_MODEL_SCRATCH_H

#include "vrosim/model/growth.h"
#include "vrosim/model/migration_path.h"

#include <stdalign.h>

// Healing: hips with a delay, then hips that lose position.
typedef struct vro_healing_scratch {
    vro_selection selection;
    uint32_t delayed[VRO_CHUNK];
    float delay[VRO_CHUNK]; // weeks; this and the following are those of selected hips
    uint32_t varus_draw[VRO_CHUNK];
    float angle[VRO_CHUNK];     // degrees
    float rotation[VRO_CHUNK];  // degrees
    float tolerance[VRO_CHUNK]; // degrees
} vro_healing_scratch;

// Complications: hips with an adverse event, or an implant removal.
typedef struct vro_complication_scratch {
    vro_selection selection;
    uint32_t happens[VRO_CHUNK];
    uint32_t uniforms[VRO_CHUNK]; // this and the following are those of selected hips
    uint32_t needed[VRO_CHUNK];   // 1 where reoperation is needed
    float months[VRO_CHUNK];
} vro_complication_scratch;

// Visits of hips that may reach a threshold; model/visits.h.
typedef struct vro_visits_scratch {
    uint32_t reaching[VRO_CHUNK];
    vro_migration_path path;
    // The following are those of selected hips.
    float left[VRO_CHUNK];      // years of follow-up
    int32_t visits[VRO_CHUNK];  // by the end of follow-up
    float last[VRO_CHUNK];      // migration at the visit before, percent
    int32_t due[VRO_CHUNK];     // due visits that are still let pass
    float decided[VRO_CHUNK];   // years; INFINITY never
    float seen_over[VRO_CHUNK]; // years; INFINITY never
    uint32_t uniforms[VRO_CHUNK];
    float wait[VRO_CHUNK]; // weeks
} vro_visits_scratch;

// Displacement in straight lines; model/displacement.h.
typedef struct vro_displacement_scratch {
    uint32_t may_be_displaced[VRO_CHUNK];
    vro_growth_scratch growth;
    float final_of_all[VRO_CHUNK]; // migration at the episode's end, percent
    vro_migration_path path;
    // The following are those of selected hips.
    float length[VRO_CHUNK];    // of the episode, years
    float final[VRO_CHUNK];     // migration at its end, percent
    float time[VRO_CHUNK];      // of the last point, years
    float present[VRO_CHUNK];   // present value of the years to it
    float migration[VRO_CHUNK]; // at that
    float displaced[VRO_CHUNK]; // present value in years so far
    float severe[VRO_CHUNK];
} vro_displacement_scratch;

// Geometry of the legs at the end, mm, and times of either hip.
typedef struct vro_legs_scratch {
    float neck[VRO_CHUNK];
    float shortening[VRO_HIPS][VRO_CHUNK];
    float width[VRO_HIPS][VRO_CHUNK];
    float discrepancy[VRO_CHUNK]; // positive = index leg shorter
    uint32_t uniforms[VRO_CHUNK];
    float residual[VRO_CHUNK];
    uint32_t equalised[VRO_CHUNK];
    float revision_either[VRO_CHUNK]; // years
    float failure_either[VRO_CHUNK];
} vro_legs_scratch;

// Deaths by an operation.
typedef struct vro_deaths_scratch {
    vro_selection selection;
    uint32_t dies[VRO_CHUNK];
} vro_deaths_scratch;

typedef union vro_scratch {
    vro_children_scratch children;
    vro_healing_scratch healing;
    vro_complication_scratch complication;
    vro_visits_scratch visits;
    vro_displacement_scratch displacement;
    vro_growth_scratch growth;
    vro_growth_of_children ages;
    vro_legs_scratch legs;
    vro_deaths_scratch deaths;
    float sessions[VRO_CHUNK]; // of hips, years after the index operation
} vro_scratch;

#endif
