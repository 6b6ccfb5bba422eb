// Costs and quality-adjusted life years of each child (model.md 11), both discounted to the index
// operation.
#ifndef VROSIM_MODEL_ECONOMICS_H
#define VROSIM_MODEL_ECONOMICS_H

#include "vrosim/model/hips.h"
#include "vrosim/model/results.h"
#include "vrosim/model/scratch.h"

// What an episode is charged for, by hip. Flags are 0 or 1.
typedef struct vro_charges {
    uint32_t admission[VRO_CHUNK_HIPS];
    uint32_t cast[VRO_CHUNK_HIPS];
    uint32_t adverse_events[VRO_CHUNK_HIPS]; // bit vro_history_field of each
    uint32_t revision[VRO_CHUNK_HIPS];       // bit vro_cause: reoperation of a hip operated before
    float healing[VRO_CHUNK_HIPS];           // years
} vro_charges;

// Sums over a chunk of children, and scratch for the episode that is added.
typedef struct vro_economics {
    float cost[VRO_CHUNK];      // thousands, without care
    float qaly_loss[VRO_CHUNK]; // QALYs below the baseline
    vro_charges charges;
    float episode_cost[VRO_CHUNK_HIPS];
    float episode_qaly_loss[VRO_CHUNK_HIPS];
    float episode_years[VRO_CHUNK_HIPS];   // present value
    float final_migration[VRO_CHUNK_HIPS]; // percent
    float passage_time[VRO_CHUNK_HIPS];    // years from the episode's start
} vro_economics;

// Sets all sums to 0.
void vro_economics_start(vro_economics *self, size_t children);

// Adds an episode that has been simulated except for growth: next_time, next_cause and removal are
// known, migration and release are those of its start. children: count in the set of episode 0.
void vro_economics_add_episode(vro_economics *self, const vro_hips *hips, size_t children,
                               const vro_model_parameters *parameters, vro_scratch *scratch);

// Writes VRO_COST and VRO_QALY, each VRO_NO_VALUE where the scenario gives no cost, no utility.
// end: H, [results->children], years.
void vro_economics_finish(const vro_economics *self, const float *end,
                          const vro_model_parameters *parameters, vro_results *results);

#endif
