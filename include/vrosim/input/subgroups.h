// Subgroups of the results besides the GMFCS levels. A division sorts all children into categories,
// by one stratifier (age, sex) or by several that are crossed (gmfcs*age); what a child is before
// surgery decides its category.
#ifndef VROSIM_INPUT_SUBGROUPS_H
#define VROSIM_INPUT_SUBGROUPS_H

#include "vrosim/core/error.h"
#include "vrosim/input/stratifier.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    VRO_DIVISIONS_MAX = (1 << VRO_STRATIFIERS) - 1, // sets of stratifiers that are not empty
    VRO_STRATA_MAX = 64,                            // one bit each in a word
    VRO_CATEGORIES_MAX = VRO_STRATA_MAX - VRO_LEVELS
};

// A stratum is a level (0..4) or, after them, a category of a division, in the order of the
// divisions. A subgroup of the results is all children (0) or stratum i (i + 1).
typedef struct vro_subgroups {
    vro_stratifier stratifiers[VRO_STRATIFIERS]; // those that a division has are cut
    size_t divisions;                            // zeroed: there is none
    // Sets of stratifiers, bit 1 << vro_stratifier_id of each: single ones first, then in rising
    // order. Among the categories of a division the last of its stratifiers changes fastest.
    unsigned division[VRO_DIVISIONS_MAX];
} vro_subgroups;

enum { VRO_SUBGROUP_NAME_MAX = 128, VRO_SUBGROUPS_TEXT_MAX = 1024 };

// Reads a list such as "age,bilateral,migration" (with usual cuts), "age=5/8/12,migration=40" or
// "gmfcs*age=6,sex*migration". The cuts of a stratifier, given in one place, hold in the whole
// list.
// VRO_BAD_USAGE with a sentence for each fault, VRO_NO_MEMORY; there is no division then.
VRO_MUST_CHECK vro_status vro_subgroups_read(vro_subgroups *self, const char *text,
                                             vro_errors *errors);

// Writes the list with all cuts, in the order of the divisions: equal subgroups have equal texts.
void vro_subgroups_write(const vro_subgroups *self, char text[VRO_SUBGROUPS_TEXT_MAX]);

// Adds a division, by stratifiers that are cut, where it belongs; false where there is one already.
bool vro_subgroups_add(vro_subgroups *self, unsigned division);

bool vro_division_has(unsigned division, vro_stratifier_id id);

// The name of a division in lists: "age", "gmfcs*age".
void vro_division_name(unsigned division, char name[VRO_SUBGROUP_NAME_MAX]);

// The number of categories of a division, and of all.
size_t vro_subgroups_division_categories(const vro_subgroups *self, size_t division);
size_t vro_subgroups_categories(const vro_subgroups *self);

// The number of subgroups of the results: all children, the levels, the categories.
size_t vro_subgroups_count(const vro_subgroups *self);

// The strata of a subgroup, one or all levels: [first, end).
size_t vro_subgroup_first_stratum(size_t subgroup);
size_t vro_subgroup_end_stratum(size_t subgroup);

// The name of a subgroup: "all", "gmfcs_1", the name of a category
// (vro_stratifier_category_name), or such names joined by '*': "gmfcs_3*age_under_4".
void vro_subgroups_name(const vro_subgroups *self, size_t subgroup,
                        char name[VRO_SUBGROUP_NAME_MAX]);

#endif
