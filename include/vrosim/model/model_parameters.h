// The parameters of one strategy at one level in the form that hot loops want: numbers,
// probabilities as limits on draws, tables of distributions, and what follows from them.
#ifndef VROSIM_MODEL_MODEL_PARAMETERS_H
#define VROSIM_MODEL_MODEL_PARAMETERS_H

#include "vrosim/core/error.h"
#include "vrosim/core/qtable.h"
#include "vrosim/core/vector.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/distribution_tables.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/model/rare_event.h"

#include <stdbool.h>
#include <stdint.h>

// A probability p as a limit on draws x: u < p for u = (x + 0.5) / 2^32 is x <= limit. Where no
// draw has u < p, possible is 0.
typedef struct vro_bernoulli {
    uint32_t limit;
    uint32_t possible; // 0 or 1
} vro_bernoulli;

VRO_INLINE uint32_t vro_happens(uint32_t draw, vro_bernoulli bernoulli) {
    return (uint32_t)(draw <= bernoulli.limit) & bernoulli.possible;
}

vro_bernoulli vro_bernoulli_of(double probability);

// The integrals J(x) = (1 - e^(-x s)) / x of model.md 8.4 over s years, in years; x is one of the
// following sums of rates.
typedef struct vro_exposure {
    float plain;   // c
    float release; // c + m
    float rebound; // c + k
    float both;    // c + k + m
} vro_exposure;

// The rates of model.md 8, per year, and the inverse sums that exposures need.
typedef struct vro_rates {
    float c, k, m;
    float over_c; // 1 / c; 0 where c = 0
    float flat;   // 1 where c = 0, else 0
    float over_cm, over_ck, over_ckm;
} vro_rates;

typedef struct vro_model_parameters {
    float number[VRO_PARAMETERS];                   // of parameters that are always fixed
    vro_bernoulli bernoulli[VRO_PARAMETERS];        // the same, of those that are probabilities
    const vro_qtable *distribution[VRO_PARAMETERS]; // of those that may carry any distribution
    const vro_ztable *score[VRO_PARAMETERS];        // of those that are read at a normal score
    const vro_qtable *normal;                       // the standard normal distribution
    const vro_outcome_set *outcomes;                // that the scenario has
    vro_rare_chances chances;
    vro_rates rates;
    float visits_per_refusal; // -1 / ln(1 - q); 0 for q = 1
    vro_exposure whole;       // of the whole follow-up
    size_t visits;            // at most, in the whole follow-up
    vro_exposure *visit;      // of 1/2, 1 1/2, ... visit intervals: [visits + 1], owned
} vro_model_parameters;

// Takes the parameters of a strategy at a level from a scenario, and adds the tables they need.
VRO_MUST_CHECK vro_status vro_model_parameters_init(vro_model_parameters *self,
                                                    const vro_scenario *scenario, size_t strategy,
                                                    size_t level, vro_distribution_tables *tables,
                                                    vro_errors *errors);

// Releases what self owns, which the tables are not.
void vro_model_parameters_free(vro_model_parameters *self);

#endif
