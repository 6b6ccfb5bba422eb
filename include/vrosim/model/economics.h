// Costs and quality-adjusted life years of each child (model.md 11), both discounted to the index
// operation.
#ifndef VROSIM_MODEL_ECONOMICS_H
#define VROSIM_MODEL_ECONOMICS_H

#include "vrosim/model/displacement.h"
#include "vrosim/model/hips.h"
#include "vrosim/model/results.h"
#include "vrosim/model/scratch.h"

// What an episode is charged for, by hip, without what is shared with the index hip of the same
// session. Flags are 0 or 1.
typedef struct vro_charges {
    uint32_t admission[VRO_CHUNK];
    uint32_t cast[VRO_CHUNK];
    uint32_t adverse_events[VRO_CHUNK]; // bit vro_history_field of each
    uint32_t revision[VRO_CHUNK];       // bit vro_cause: reoperation of a hip operated before
    float healing_from[VRO_CHUNK];      // years from the episode's start
    float healing_to[VRO_CHUNK];
    float in_cast[VRO_CHUNK]; // years
} vro_charges;

// Sums over a chunk of children, and scratch for the episode that is added.
typedef struct vro_economics {
    float cost[VRO_CHUNK];      // thousands, without care
    float qaly_loss[VRO_CHUNK]; // QALYs below the baseline
    vro_charges charges;
    float episode_cost[VRO_CHUNK];
    float episode_qaly_loss[VRO_CHUNK];
    vro_displacement displacement;
} vro_economics;

// Sets all sums to 0.
void vro_economics_start(vro_economics *self, size_t children);

// Adds an episode that has been simulated except for growth: next_time, next_cause and removal are
// known, migration and release are those of its start. index: the index hips of the same session in
// their episode 0, NULL unless hips are the others in theirs.
void vro_economics_add_episode(vro_economics *self, const vro_hips *hips, const vro_hips *index,
                               const vro_model_parameters *parameters, vro_scratch *scratch);

// Writes VRO_COST and VRO_QALY, each VRO_NO_VALUE where the scenario gives no cost, no utility.
// end: H, [results->children], years; results have VRO_EQUALISED.
void vro_economics_finish(const vro_economics *self, const vro_children *children, const float *end,
                          const vro_model_parameters *parameters, vro_results *results);

#endif
