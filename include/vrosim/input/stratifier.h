// What children can be divided by before surgery: cut into categories that a value between two cuts
// decides.
#ifndef VROSIM_INPUT_STRATIFIER_H
#define VROSIM_INPUT_STRATIFIER_H

#include "vrosim/core/error.h"
#include "vrosim/input/dictionary.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_stratifier_id {
    VRO_BY_GMFCS,     // level, 1 to 5; always cut between the levels
    VRO_BY_SEX,       // 1: female
    VRO_BY_AGE,       // years at the index operation
    VRO_BY_BILATERAL, // 1: both hips in the index session under every strategy that operates
    VRO_BY_MIGRATION, // percent, of the index hip before surgery
    VRO_STRATIFIERS
} vro_stratifier_id;

enum { VRO_CUTS_MAX = 9, VRO_CUTS_TEXT_MAX = 128, VRO_CATEGORY_NAME_MAX = 48 };

typedef struct vro_stratifier {
    size_t cuts;             // into cuts + 1 categories
    float cut[VRO_CUTS_MAX]; // ascending; a value equal to a cut is in the category above it
} vro_stratifier;

// Its name in lists: "gmfcs", "sex", "age", "bilateral", "migration".
const char *vro_stratifier_name(vro_stratifier_id id);

// Finds a stratifier by name; false where there is none.
bool vro_stratifier_find(const char *name, vro_stratifier_id *id);

// The cuts of a list that gives none.
vro_stratifier vro_stratifier_usual(vro_stratifier_id id);

// Reads cuts such as "5/8/12" into an empty self. text is changed.
// VRO_BAD_USAGE with a sentence for each fault.
VRO_MUST_CHECK vro_status vro_stratifier_read(vro_stratifier *self, vro_stratifier_id id,
                                              char *text, vro_errors *errors);

// Writes what follows the name in a list: "=5/8/12", or nothing where there are no other cuts.
void vro_stratifier_write(const vro_stratifier *self, vro_stratifier_id id,
                          char text[VRO_CUTS_TEXT_MAX]);

bool vro_stratifier_equals(const vro_stratifier *self, const vro_stratifier *other);

// The name of a category: "gmfcs_3", "female", "age_under_4", "age_4_to_6", "age_6_and_over",
// "bilateral", "migration_under_30" ...
void vro_stratifier_category_name(const vro_stratifier *self, vro_stratifier_id id, size_t category,
                                  char name[VRO_CATEGORY_NAME_MAX]);

#endif
