// Sets of whole numbers as ranges: which blocks of a study have been computed.
#ifndef VROSIM_CORE_INTERVAL_SET_H
#define VROSIM_CORE_INTERVAL_SET_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdint.h>

// The numbers first, first + 1, ... end - 1; none where end <= first.
typedef struct vro_range {
    uint64_t first;
    uint64_t end;
} vro_range;

// Rising, disjoint and not touching. {0} is the empty set.
typedef struct vro_ranges {
    vro_range *ranges; // [count], owned
    size_t count;
    size_t capacity;
} vro_ranges;

// Adds all numbers of a range; those that are there already stay. VRO_NO_MEMORY leaves self as it
// was.
VRO_MUST_CHECK vro_status vro_ranges_add(vro_ranges *self, vro_range range, vro_errors *errors);

// Adds all numbers of another set. VRO_NO_MEMORY leaves self with some of them.
VRO_MUST_CHECK vro_status vro_ranges_add_all(vro_ranges *self, const vro_ranges *other,
                                             vro_errors *errors);

// The first numbers in a row that are in the set and in a range; none ({0}) where they share none.
vro_range vro_ranges_common(const vro_ranges *self, vro_range range);

// How many numbers are in the set.
uint64_t vro_ranges_total(const vro_ranges *self);

// The numbers of `whole` that are not in the set, into missing, which is overwritten (free it
// first) and owned by the caller. VRO_NO_MEMORY leaves missing empty.
VRO_MUST_CHECK vro_status vro_ranges_missing(const vro_ranges *self, vro_range whole,
                                             vro_ranges *missing, vro_errors *errors);

// The same numbers as other, in memory of its own. VRO_NO_MEMORY leaves self empty.
VRO_MUST_CHECK vro_status vro_ranges_copy(vro_ranges *self, const vro_ranges *other,
                                          vro_errors *errors);

// Releases everything; safe on a zeroed set, and twice.
void vro_ranges_free(vro_ranges *self);

#endif
