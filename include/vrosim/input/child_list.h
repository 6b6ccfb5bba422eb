// A list of children of whom something is known: their attributes, which take the place of what is
// drawn (model.md 2.4).
#ifndef VROSIM_INPUT_CHILD_LIST_H
#define VROSIM_INPUT_CHILD_LIST_H

#include "vrosim/core/error.h"
#include "vrosim/input/child_attribute.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    VRO_CHILD_LIST_MAX = 100000, // children
    VRO_CHILD_ID_MAX = 60        // characters of an id
};

typedef struct vro_child_list {
    size_t count;  // children; 0: there is no list
    float *values; // [count][VRO_CHILD_ATTRIBUTES], NAN: drawn; owned
    char **ids;    // [count] as the list names them, NULL: not at all; owned
} vro_child_list;

// The values of a patient, who is the child of row patient modulo count, [VRO_CHILD_ATTRIBUTES];
// NULL without a list.
const float *vro_child_list_values(const vro_child_list *self, uint64_t patient);

// The id of a patient, who is the child of that row; "" without one, or without a list.
const char *vro_child_list_id(const vro_child_list *self, uint64_t patient);

// Of how many children an attribute is given.
size_t vro_child_list_given(const vro_child_list *self, vro_child_attribute attribute);

// Whether children of a level (0-based) are simulated; share: its weight in the case mix.
bool vro_child_list_may_have(const vro_child_list *self, size_t level, double share);

// Adds a child; id "": it has none. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_child_list_append(vro_child_list *self,
                                                const float values[VRO_CHILD_ATTRIBUTES],
                                                const char *id, vro_errors *errors);

// A deep copy. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_child_list_copy(vro_child_list *self, const vro_child_list *other,
                                              vro_errors *errors);

// The list as a table that reads back the same (child_list_reader.h), owned by the caller: the
// columns that are given for any child, the id first, and NA for an attribute that is not. NULL
// without memory (reported).
char *vro_child_list_text(const vro_child_list *self, vro_errors *errors);

void vro_child_list_free(vro_child_list *self);

#endif
