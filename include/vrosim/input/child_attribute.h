// The attributes of a child that can be given: names, bounds, and how a value is written.
#ifndef VROSIM_INPUT_CHILD_ATTRIBUTE_H
#define VROSIM_INPUT_CHILD_ATTRIBUTE_H

#include "vrosim/core/error.h"
#include "vrosim/core/nearest_name.h"
#include "vrosim/file/csv_reader.h"

#include <stdbool.h>

// Those of a hip stand in the same order for both hips.
typedef enum vro_child_attribute {
    VRO_CHILD_GMFCS,    // 1 to 5
    VRO_CHILD_FEMALE,   // 0 or 1
    VRO_CHILD_AGE,      // years
    VRO_CHILD_MATURITY, // years
    VRO_CHILD_NSA,      // degrees, as are the next two; of the index hip
    VRO_CHILD_ANTEVERSION,
    VRO_CHILD_ACETABULAR_INDEX,
    VRO_CHILD_MIGRATION, // percent
    VRO_CHILD_OTHER_NSA, // of the other hip
    VRO_CHILD_OTHER_ANTEVERSION,
    VRO_CHILD_OTHER_ACETABULAR_INDEX,
    VRO_CHILD_OTHER_MIGRATION,
    VRO_CHILD_ATTRIBUTES
} vro_child_attribute;

// The name in tables. Static.
const char *vro_child_attribute_name(vro_child_attribute attribute);

// Finds the attribute of a name; false if none has it.
bool vro_child_attribute_find(const char *name, vro_child_attribute *attribute);

// What follows "WORD is unknown": the name that is nearest by letters or by sense ("sex": female).
vro_suggestion vro_child_attribute_suggest(const char *word);

// "gmfcs, female, ..." for sentences. Static.
const char *vro_child_attribute_names(void);

// Reads a value: a number within the bounds of the dictionary; of gmfcs also I to V, of female also
// words such as girl. VRO_BAD_INPUT, with a fault at place (which may be NULL); *value is then NAN.
// csv reads its number; NULL: of no file.
VRO_MUST_CHECK vro_status vro_child_attribute_read(vro_child_attribute attribute, const char *text,
                                                   vro_csv_reader *csv, const vro_place *place,
                                                   float *value, vro_errors *errors);

enum { VRO_CHILD_WORDS_MAX = 64 };

// A value for people: "GMFCS level IV", "a girl", "migration 45 %".
void vro_child_attribute_write(vro_child_attribute attribute, float value,
                               char text[VRO_CHILD_WORDS_MAX]);

#endif
