// Stratifiers that give the subgroups of some names: the way back from vro_subgroups_name.
#ifndef VROSIM_INPUT_NAMED_SUBGROUPS_H
#define VROSIM_INPUT_NAMED_SUBGROUPS_H

#include "vrosim/core/error.h"
#include "vrosim/input/subgroups.h"

#include <stddef.h>

// Chooses stratifiers and cuts so that each of names[count] ("all", "gmfcs_4", "age_under_6",
// "migration_40_to_70", "bilateral", "gmfcs_3*age_under_6") is a subgroup. Returns count, or the
// number of the first name for which there are none: it is no subgroup, or its cuts contradict
// those of the names before it (age_under_6 after age_under_8). self is then that of the names
// before it.
size_t vro_named_subgroups(vro_subgroups *self, const char *const *names, size_t count);

// The number of the subgroup of a name; vro_subgroups_count where there is none.
size_t vro_named_subgroups_find(const vro_subgroups *self, const char *name);

#endif
