// Scratch memory of one thread for the stages of the model, which then need no arrays on the stack.
// Stages use it one after the other: nothing in it outlasts the function that wrote it.
#ifndef VROSIM_MODEL_SCRATCH_H
#define VROSIM_MODEL_SCRATCH_H

#include "vrosim/model/episode_draws.h"

#include <stdalign.h>

// Drawing children. Scores are indexed by vro_hip_slot.
typedef struct vro_children_scratch {
    uint32_t uniforms[VRO_CHUNK];
    float maturity_female[VRO_CHUNK]; // years
    float maturity_male[VRO_CHUNK];
    float shared_scores[4][VRO_CHUNK]; // of both hips of a child
    float scores[4][VRO_CHUNK];        // of one hip
    float score[VRO_CHUNK];
} vro_children_scratch;

// Healing: hips with a delay, then hips that lose position.
typedef struct vro_healing_scratch {
    vro_selection selection;
    uint32_t delayed[VRO_CHUNK_HIPS];
    float delay[VRO_CHUNK_HIPS]; // weeks; this and the following are those of selected hips
    uint32_t varus_draw[VRO_CHUNK_HIPS];
    float angle[VRO_CHUNK_HIPS];     // degrees
    float rotation[VRO_CHUNK_HIPS];  // degrees
    float tolerance[VRO_CHUNK_HIPS]; // degrees
} vro_healing_scratch;

// Complications: hips with an adverse event, or an implant removal.
typedef struct vro_complication_scratch {
    vro_selection selection;
    uint32_t happens[VRO_CHUNK_HIPS];
    uint32_t uniforms[VRO_CHUNK_HIPS]; // this and the following are those of selected hips
    uint32_t needed[VRO_CHUNK_HIPS];   // 1 where reoperation is needed
    float months[VRO_CHUNK_HIPS];
} vro_complication_scratch;

// The search for the first visit over the threshold, among hips that may reach it.
typedef struct vro_rescue_search {
    vro_selection selection;
    uint32_t reaching[VRO_CHUNK_HIPS];
    uint32_t uniforms[VRO_CHUNK_HIPS]; // this and the following are those of selected hips
    alignas(64) float weight[4][VRO_CHUNK_HIPS];
    float missing[VRO_CHUNK_HIPS]; // threshold less migration at the start, percent
    float left[VRO_CHUNK_HIPS];    // years of follow-up
    int32_t below[VRO_CHUNK_HIPS]; // visits, also after the end, before the threshold is reached
    float time[VRO_CHUNK_HIPS];    // years
} vro_rescue_search;

// Shares of decay, rebound and release that are over at the end of the episode.
typedef struct vro_growth_scratch {
    float decay[VRO_CHUNK_HIPS];
    float rebound[VRO_CHUNK_HIPS];
    float release[VRO_CHUNK_HIPS];
} vro_growth_scratch;

// The search for the time at which migration passes a threshold.
typedef struct vro_passage_search {
    vro_selection selection;
    uint32_t passes[VRO_CHUNK_HIPS];
    float last[VRO_CHUNK_HIPS]; // this and the following two: vro_drift of selected hips
    float between[VRO_CHUNK_HIPS];
    float released[VRO_CHUNK_HIPS];
    float missing[VRO_CHUNK_HIPS]; // threshold less migration at the start, percent
    float time[VRO_CHUNK_HIPS];    // years, the best estimate so far
    float low[VRO_CHUNK_HIPS];     // years, bounds of the time
    float high[VRO_CHUNK_HIPS];
} vro_passage_search;

// Geometry of the legs at the end, mm.
typedef struct vro_legs_scratch {
    float neck[VRO_CHUNK_HIPS];
    float shortening[VRO_CHUNK_HIPS];
    float width[VRO_CHUNK_HIPS];
} vro_legs_scratch;

// Deaths by an operation.
typedef struct vro_deaths_scratch {
    vro_selection selection;
    uint32_t dies[VRO_CHUNK_HIPS];
} vro_deaths_scratch;

typedef union vro_scratch {
    vro_children_scratch children;
    vro_healing_scratch healing;
    vro_complication_scratch complication;
    vro_rescue_search rescue;
    vro_growth_scratch growth;
    vro_passage_search passage;
    vro_legs_scratch legs;
    vro_deaths_scratch deaths;
} vro_scratch;

#endif
