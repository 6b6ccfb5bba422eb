// By what results are divided beside the GMFCS levels: dimensions (age, bilateral surgery,
// migration), each cut into bands. A child's place in them is settled before surgery.
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
    bool asked; // with cuts + 1 bands; else it has none
    size_t cuts;
    float cut[VRO_CUTS_MAX]; // rising; a value of just a cut belongs to the band above it
} vro_stratifier;

// A group is a level (0..4) or, after them, a band of a dimension that is asked for, in the order
// of the dimensions. A subgroup of the results is all children (0) or group i (i + 1).
typedef struct vro_subgroups {
    vro_stratifier stratifiers[VRO_STRATIFIERS]; // zeroed: none is asked for
} vro_subgroups;

enum { VRO_SUBGROUP_NAME_MAX = 64, VRO_SUBGROUPS_TEXT_MAX = 512 };

// Reads a list such as "age,bilateral,migration" (with usual cuts) or "age=5/8/12,migration=40".
// VRO_BAD_USAGE with a sentence for each fault, VRO_NO_MEMORY; none is asked for then.
VRO_MUST_CHECK vro_status vro_subgroups_read(vro_subgroups *self, const char *text,
                                             vro_errors *errors);

// Writes the list with all cuts, in the order of the dimensions: equal subgroups have equal texts.
void vro_subgroups_write(const vro_subgroups *self, char text[VRO_SUBGROUPS_TEXT_MAX]);

// Bands of a dimension, and of all.
size_t vro_stratifier_categories(const vro_stratifier *self);
size_t vro_subgroups_categories(const vro_subgroups *self);

// Subgroups of the results: all children, the levels, the bands.
size_t vro_subgroups_count(const vro_subgroups *self);

// The groups that make up a subgroup, one or all levels: from first on, before end.
size_t vro_subgroup_first_stratum(size_t subgroup);
size_t vro_subgroup_end_stratum(size_t subgroup);

// The name of a subgroup below that count: "all", "gmfcs_1", "age_under_4", "age_4_to_6",
// "age_6_and_over", "unilateral", "bilateral", "migration_under_30" ...
void vro_subgroups_name(const vro_subgroups *self, size_t subgroup,
                        char name[VRO_SUBGROUP_NAME_MAX]);

#endif
