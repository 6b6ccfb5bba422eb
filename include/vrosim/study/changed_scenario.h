// A scenario with other values of some parameters: a point of a sensitivity analysis.
#ifndef VROSIM_STUDY_CHANGED_SCENARIO_H
#define VROSIM_STUDY_CHANGED_SCENARIO_H

#include "vrosim/core/error.h"
#include "vrosim/study/uncertainty.h"

#include <stddef.h>

// What a number does to an estimate.
typedef enum vro_change_kind {
    VRO_CHANGE_VALUE,  // takes its place
    VRO_CHANGE_FACTOR, // multiplies it
    VRO_CHANGE_SHIFT   // is added to it
} vro_change_kind;

typedef struct vro_parameter_change {
    size_t parameter; // of the uncertainty
    double value;     // of the case mix the share of the level
    size_t further; // estimates listed after it that change alike, those of the same parameter for
                    // other strategies and levels; by a factor or a shift only
    vro_change_kind kind;
} vro_parameter_change;

// What becomes of an estimate, one of those that change.
double vro_parameter_change_value(const vro_parameter_change *self,
                                  const vro_uncertainty *uncertainty, size_t estimate);

typedef struct vro_changed_scenario {
    const vro_uncertainty *uncertainty; // borrowed, as are the names of its scenario
    vro_scenario scenario;              // with cells of its own
} vro_changed_scenario;

// Starts with the scenario of uncertainty, unchanged. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_changed_scenario_init(vro_changed_scenario *self,
                                                    const vro_uncertainty *uncertainty,
                                                    vro_errors *errors);

// Applies changes[count], of different estimates, to the unchanged scenario. Where shares of the
// case mix change, the other levels keep their proportions. A value equal to the estimate changes
// nothing, to the last bit.
void vro_changed_scenario_set(vro_changed_scenario *self, const vro_parameter_change *changes,
                              size_t count);

// Why the values contradict one another although each alone is allowed: correlations, shares or
// costs. NULL: they do not. Static.
const char *vro_changed_scenario_fault(const vro_changed_scenario *self);

// Releases what self owns.
void vro_changed_scenario_free(vro_changed_scenario *self);

#endif
