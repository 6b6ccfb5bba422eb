// The model ready to draw: for every strategy and level the numbers, probabilities and quantile
// tables that the course needs. Constant after vro_model_init, shared by all threads.
#ifndef VROSIM_MODEL_MODEL_H
#define VROSIM_MODEL_MODEL_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome_set.h"

#include <stddef.h>

typedef struct vro_model {
    size_t strategies;
    vro_outcome_set *outcomes;               // that the scenario has, owned
    struct vro_model_parameters *parameters; // [strategies][VRO_LEVELS]
    struct vro_distribution_tables *tables;  // owned; the parameters point into it
    double level_below[VRO_LEVELS]; // share of children below each level (cumulative case mix)
    double horizon;                 // longest follow-up over the levels, years
    vro_subgroups subgroups;        // those of the scenario
    vro_child_list children;        // the scenario's, borrowed
} vro_model;

// Builds the model from a scenario that loaded without faults, which may be freed afterwards where
// it has no list of children.
// Fails with VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_model_init(vro_model *self, const vro_scenario *scenario,
                                         vro_errors *errors);

// As vro_model_init, on `threads` threads. The scenario is a change of that of base, which must
// outlive self: self has the outcomes of base, and takes the tables of distributions that base has
// too from it. base NULL: none.
VRO_MUST_CHECK vro_status vro_model_init_over(vro_model *self, const vro_scenario *scenario,
                                              const vro_model *base, int threads,
                                              vro_errors *errors);

// As vro_model_init; takes the tables of distributions that near has too from it, which must
// outlive self. near NULL: none.
VRO_MUST_CHECK vro_status vro_model_init_near(vro_model *self, const vro_scenario *scenario,
                                              const vro_model *near, vro_errors *errors);

void vro_model_free(vro_model *self);

#endif
