// The sets of uncertain parameters of which a decision is asked what knowing them would be worth:
// each parameter alone, then groups.
#ifndef VROSIM_STUDY_PARAMETER_SETS_H
#define VROSIM_STUDY_PARAMETER_SETS_H

#include "vrosim/core/error.h"
#include "vrosim/study/regressors.h"
#include "vrosim/study/uncertainty.h"

#include <stddef.h>

typedef struct vro_parameter_sets {
    const vro_uncertainty *uncertainty; // borrowed; members are its parameters
    vro_parameter_set *sets;            // [count]; the first ones, one a parameter, are alone
    char **names;                       // [count], owned: "loss.hazard", "loss.*"
    size_t count;
    size_t capacity;
    size_t *alone; // [parameters], members of the sets of one; owned
} vro_parameter_sets;

// Groups are the families of several parameters (names alike up to the first point), and those
// asked for (NULL: none): with commas between, each of names or patterns (*, ?) with + between, as
// in "loss.*+healing.*". VRO_BAD_USAGE, naming --groups, for one that fits no parameter;
// VRO_NO_MEMORY. self is then empty.
VRO_MUST_CHECK vro_status vro_parameter_sets_init(vro_parameter_sets *self,
                                                  const vro_uncertainty *uncertainty,
                                                  const char *groups, vro_errors *errors);

// The name of a member of a set. Borrowed.
const char *vro_parameter_sets_member(const vro_parameter_sets *self, size_t set, size_t member);

// Releases everything; safe on zeroed sets, and twice.
void vro_parameter_sets_free(vro_parameter_sets *self);

#endif
