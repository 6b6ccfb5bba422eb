// One (strategy, level) of the model in the form that hot loops want: numbers, probabilities as
// limits on draws, tables of distributions, and what follows from them.
#ifndef VROSIM_MODEL_MODEL_PARAMETERS_H
#define VROSIM_MODEL_MODEL_PARAMETERS_H

#include "vrosim/core/error.h"
#include "vrosim/core/qtable.h"
#include "vrosim/core/vector.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/distribution_tables.h"

#include <stdbool.h>
#include <stdint.h>

// A probability p: u < p for u = (x + 0.5) / 2^32 is x <= limit, except that p near 0 never
// happens.
typedef struct vro_bernoulli {
    uint32_t limit;
    uint32_t possible; // 0 or 1
} vro_bernoulli;

VRO_INLINE uint32_t vro_happens(uint32_t draw, vro_bernoulli bernoulli) {
    return (uint32_t)(draw <= bernoulli.limit) & bernoulli.possible;
}

vro_bernoulli vro_bernoulli_of(double probability);

// A time s after an episode's start: the four integrals of model.md 8.4. With x one of d, d + m,
// d + k, d + k + m, each is (1 - e^(-x s)) / x. Migration by then is
// R (E1 (plain - (1 - st') release) + (E0 - E1) (rebound - (1 - st') both)).
typedef struct vro_exposure {
    float plain;
    float release;
    float rebound;
    float both;
} vro_exposure;

typedef struct vro_model_parameters {
    float number[VRO_PARAMETERS];            // value of parameters that are always fixed
    vro_bernoulli bernoulli[VRO_PARAMETERS]; // the same as a chance, where it is a probability
    const vro_qtable *distribution[VRO_PARAMETERS]; // of those that may carry any distribution
    const vro_ztable *score[VRO_PARAMETERS];        // of those read at a normal score
    const vro_qtable *normal;                       // the standard normal distribution
    size_t outcomes;                                // of the table that the scenario has
    bool costs;                                     // its tables give costs
    bool utilities;                                 // they give utilities
    float decay;                                    // d, per year
    float rebound_rate;                             // k, per year
    float release_rate;                             // m, per year
    float visits_per_refusal;                       // -1 / ln(1 - q); 0 for q = 1
    size_t visits;                                  // in the whole follow-up
    // At n visit intervals, [visits + 1] and beyond to a number that four divides; owned.
    vro_exposure *visit;
} vro_model_parameters;

// Resolves one cell column of a scenario. VRO_NO_MEMORY leaves self safe to free.
VRO_MUST_CHECK vro_status vro_model_parameters_init(vro_model_parameters *self,
                                                    const vro_scenario *scenario, size_t strategy,
                                                    size_t level, vro_distribution_tables *tables,
                                                    vro_errors *errors);

// Releases what the setting owns (not the tables).
void vro_model_parameters_free(vro_model_parameters *self);

#endif
