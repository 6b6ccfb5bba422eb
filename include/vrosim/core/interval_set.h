// Sets of whole numbers as ranges: which blocks of a study have been computed.
#ifndef VROSIM_CORE_INTERVAL_SET_H
#define VROSIM_CORE_INTERVAL_SET_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdint.h>

// The numbers first, first + 1, ... end - 1; none where end <= first.
typedef struct vro_interval {
    uint64_t first;
    uint64_t end;
} vro_interval;

// Rising, disjoint and not touching. {0} is the empty set.
typedef struct vro_interval_set {
    vro_interval *ranges; // [count], owned
    size_t count;
    size_t capacity;
} vro_interval_set;

// Adds all numbers of a range; those that are there already stay. VRO_NO_MEMORY leaves self as it
// was.
VRO_MUST_CHECK vro_status vro_interval_set_add(vro_interval_set *self, vro_interval range,
                                               vro_errors *errors);

// Adds all numbers of another set. VRO_NO_MEMORY leaves self with some of them.
VRO_MUST_CHECK vro_status vro_interval_set_add_all(vro_interval_set *self,
                                                   const vro_interval_set *other,
                                                   vro_errors *errors);

// The first numbers in a row that are in the set and in a range; none ({0}) where they share none.
vro_interval vro_interval_set_common(const vro_interval_set *self, vro_interval range);

// How many numbers are in the set.
uint64_t vro_interval_set_total(const vro_interval_set *self);

// The numbers of `whole` that are not in the set, into missing, which is overwritten (free it
// first) and owned by the caller. VRO_NO_MEMORY leaves missing empty.
VRO_MUST_CHECK vro_status vro_interval_set_missing(const vro_interval_set *self, vro_interval whole,
                                                   vro_interval_set *missing, vro_errors *errors);

// The same numbers as other, in memory of its own. VRO_NO_MEMORY leaves self empty.
VRO_MUST_CHECK vro_status vro_interval_set_copy(vro_interval_set *self,
                                                const vro_interval_set *other, vro_errors *errors);

// Releases everything; safe on a zeroed set, and twice.
void vro_interval_set_free(vro_interval_set *self);

#endif
