// The sets of uncertain parameters whose value of information is estimated: each parameter alone,
// then groups.
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

// Lists each parameter alone, the families of several parameters (names alike up to the first
// point), and the groups of a text, NULL for none: with commas between, each of names or patterns
// (*, ?) with + between, as in "loss.*+healing.*". VRO_BAD_USAGE for a pattern that matches no
// parameter; VRO_NO_MEMORY. self is then empty.
VRO_MUST_CHECK vro_status vro_parameter_sets_init(vro_parameter_sets *self,
                                                  const vro_uncertainty *uncertainty,
                                                  const char *groups, vro_errors *errors);

// The name of a member of a set. Borrowed.
const char *vro_parameter_sets_member(const vro_parameter_sets *self, size_t set, size_t member);

// Releases everything.
void vro_parameter_sets_free(vro_parameter_sets *self);

#endif
