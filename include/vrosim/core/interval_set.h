// Sets of whole numbers as intervals, such as the numbers of the blocks that have been computed.
#ifndef VROSIM_CORE_INTERVAL_SET_H
#define VROSIM_CORE_INTERVAL_SET_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdint.h>

// The numbers first, first + 1, ... end - 1; empty if end <= first.
typedef struct vro_interval {
    uint64_t first;
    uint64_t end;
} vro_interval;

// Ascending intervals with gaps between them. {0} is the empty set.
typedef struct vro_interval_set {
    vro_interval *intervals; // [count], owned
    size_t count;
    size_t capacity;
} vro_interval_set;

// Adds all numbers of an interval. VRO_NO_MEMORY leaves self as it was.
VRO_MUST_CHECK vro_status vro_interval_set_add(vro_interval_set *self, vro_interval interval,
                                               vro_errors *errors);

// Adds all numbers of another set. VRO_NO_MEMORY leaves self with some of them.
VRO_MUST_CHECK vro_status vro_interval_set_add_all(vro_interval_set *self,
                                                   const vro_interval_set *other,
                                                   vro_errors *errors);

// The first interval of numbers that are both in the set and in an interval; {0} where there are
// none.
vro_interval vro_interval_set_common(const vro_interval_set *self, vro_interval interval);

// The count of numbers in the set.
uint64_t vro_interval_set_total(const vro_interval_set *self);

// Writes the numbers of `whole` that are not in the set to missing, which the caller owns; what it
// held before is not freed. VRO_NO_MEMORY leaves missing empty.
VRO_MUST_CHECK vro_status vro_interval_set_missing(const vro_interval_set *self, vro_interval whole,
                                                   vro_interval_set *missing, vro_errors *errors);

// Copies other. VRO_NO_MEMORY leaves self empty.
VRO_MUST_CHECK vro_status vro_interval_set_copy(vro_interval_set *self,
                                                const vro_interval_set *other, vro_errors *errors);

// Releases everything.
void vro_interval_set_free(vro_interval_set *self);

#endif
