// Subgroups of the results besides the GMFCS levels. A stratifier (age, bilateral surgery,
// migration) is cut into categories; what a child is before surgery decides its category.
#ifndef VROSIM_INPUT_SUBGROUPS_H
#define VROSIM_INPUT_SUBGROUPS_H

#include "vrosim/core/error.h"
#include "vrosim/input/dictionary.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_stratifier_id {
    VRO_BY_AGE,       // years at the index operation
    VRO_BY_BILATERAL, // 1: both hips in the index session under every strategy that operates
    VRO_BY_MIGRATION, // percent, of the index hip before surgery
    VRO_STRATIFIERS
} vro_stratifier_id;

enum {
    VRO_CUTS_MAX = 9,
    VRO_CATEGORIES_MAX = 2 * (VRO_CUTS_MAX + 1) + 2,
    VRO_STRATA_MAX = VRO_LEVELS + VRO_CATEGORIES_MAX
};

typedef struct vro_stratifier {
    bool used; // with cuts + 1 categories; otherwise it has none
    size_t cuts;
    float cut[VRO_CUTS_MAX]; // ascending; a value equal to a cut is in the category above it
} vro_stratifier;

// A stratum is a level (0..4) or, after them, a category of a stratifier that is used, in the order
// of the stratifiers. A subgroup of the results is all children (0) or stratum i (i + 1).
typedef struct vro_subgroups {
    vro_stratifier stratifiers[VRO_STRATIFIERS]; // zeroed: none is used
} vro_subgroups;

enum { VRO_SUBGROUP_NAME_MAX = 64, VRO_SUBGROUPS_TEXT_MAX = 512 };

// Reads a list such as "age,bilateral,migration" (with usual cuts) or "age=5/8/12,migration=40".
// VRO_BAD_USAGE with a sentence for each fault, VRO_NO_MEMORY; no stratifier is used then.
VRO_MUST_CHECK vro_status vro_subgroups_read(vro_subgroups *self, const char *text,
                                             vro_errors *errors);

// Writes the list with all cuts, in the order of the stratifiers: equal subgroups have equal texts.
void vro_subgroups_write(const vro_subgroups *self, char text[VRO_SUBGROUPS_TEXT_MAX]);

// The number of categories of a stratifier, and of all.
size_t vro_stratifier_categories(const vro_stratifier *self);
size_t vro_subgroups_categories(const vro_subgroups *self);

// The number of subgroups of the results: all children, the levels, the categories.
size_t vro_subgroups_count(const vro_subgroups *self);

// The strata of a subgroup, one or all levels: [first, end).
size_t vro_subgroup_first_stratum(size_t subgroup);
size_t vro_subgroup_end_stratum(size_t subgroup);

// The name of a subgroup: "all", "gmfcs_1", "age_under_4", "age_4_to_6",
// "age_6_and_over", "unilateral", "bilateral", "migration_under_30" ...
void vro_subgroups_name(const vro_subgroups *self, size_t subgroup,
                        char name[VRO_SUBGROUP_NAME_MAX]);

#endif
