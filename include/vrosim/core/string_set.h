// Distinct texts, numbered in the order in which they were added.
#ifndef VROSIM_CORE_STRING_SET_H
#define VROSIM_CORE_STRING_SET_H

#include "vrosim/core/error.h"

#include <stddef.h>

// What vro_string_set_find returns for an unknown text.
#define VRO_STRING_SET_NONE ((size_t)-1)

typedef struct vro_string_set {
    char **texts; // [count], each keeps its address until it is freed
    size_t count;
    size_t capacity;
    void *tree; // search tree over the texts
} vro_string_set;

// The number of text, or VRO_STRING_SET_NONE.
size_t vro_string_set_find(const vro_string_set *self, const char *text);

// Writes the number of text to *number; a new text is copied and appended. VRO_NO_MEMORY (not
// reported) leaves the set as it was. {0} is the empty set.
VRO_MUST_CHECK vro_status vro_string_set_add(vro_string_set *self, const char *text,
                                             size_t *number);

// Returns the texts; the caller owns each of them and the array (NULL for the empty set). The set
// is empty afterwards.
char **vro_string_set_release(vro_string_set *self);

// Releases everything.
void vro_string_set_free(vro_string_set *self);

#endif
