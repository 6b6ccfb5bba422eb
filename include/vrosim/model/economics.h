// What a course costs and what it is worth: costs and quality-adjusted life years of each child,
// both discounted to the index operation, from what happened to both hips and when.
//
// Costs. At time t a cost counts e^(-r t), r = economics.discount_costs. An episode's procedures,
// cast, surcharge and adverse events are paid at its start, a removal when it is done, care as long
// as the child lives. The index session is one admission, with one cast.
// Health. With q = economics.discount_health, the integral of e^(-q t) u(t) up to the end, where u
// is utility.baseline less the decrements in force, which add up over both hips; it may fall below
// 0. Each adverse event takes a lump of QALYs at the start of its episode.
#ifndef VROSIM_MODEL_ECONOMICS_H
#define VROSIM_MODEL_ECONOMICS_H

#include "vrosim/model/hips.h"
#include "vrosim/model/results.h"

// Sums over a chunk of children, scratch of one thread.
typedef struct vro_economics {
    float cost[VRO_CHUNK];      // thousands, without care
    float qaly_loss[VRO_CHUNK]; // QALYs short of the baseline
} vro_economics;

// How many outcomes of the table a scenario has: all where its tables give a cost or a utility.
size_t vro_economics_outcomes(const vro_scenario *scenario);

// What a table must give before a scenario has an outcome, "a cost" or "a utility" (static); NULL
// where it has it.
const char *vro_economics_missing(const vro_scenario *scenario, vro_outcome_id outcome);

// Nothing spent or lost yet by so many children.
void vro_economics_start(vro_economics *self, size_t children);

// Adds an episode that is lived but not yet grown: next_time, next_cause and removal are known,
// migration and release are those of its start. children: those of the set of episode 0.
void vro_economics_add_episode(vro_economics *self, const vro_hips *hips, size_t children,
                               const vro_model_parameters *parameters);

// Writes VRO_COST and VRO_QALY, each VRO_NO_VALUE where the scenario gives no cost, no utility.
// end: [results->children], years.
void vro_economics_finish(const vro_economics *self, const float *end,
                          const vro_model_parameters *parameters, vro_results *results);

#endif
