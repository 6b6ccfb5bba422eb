// Distinct texts, numbered in order of first appearance and found fast by their text.
#ifndef VROSIM_CORE_STRING_SET_H
#define VROSIM_CORE_STRING_SET_H

#include "vrosim/core/error.h"

#include <stddef.h>

// What vro_string_set_find returns for an unknown text.
#define VRO_STRING_SET_NONE ((size_t)-1)

typedef struct vro_string_set {
    char **texts; // [count], each stays where it is while the list lives
    size_t count;
    size_t capacity;
    void *tree; // search tree over the texts
} vro_string_set;

// The number of text, or VRO_STRING_SET_NONE.
size_t vro_string_set_find(const vro_string_set *self, const char *text);

// The number of text, which is copied and appended where it is new. VRO_NO_MEMORY leaves the list
// as it was. {0} is an empty list.
VRO_MUST_CHECK vro_status vro_string_set_add(vro_string_set *self, const char *text,
                                             size_t *number);

// Hands the texts over to the caller, who frees each and the array (NULL where there is none).
// The list is empty afterwards.
char **vro_string_set_release(vro_string_set *self);

// Releases everything; safe on a list that was only zeroed, and twice.
void vro_string_set_free(vro_string_set *self);

#endif
