// Cells of the histograms of costs and QALYs, which no fixed width fits: one step wide near 0, from
// there on at most 1/4096 of the value. The 4,096 steps next to 0 (1,000 of the currency, 11 days)
// have a cell each; at 40,000 a cell is 8 of the currency wide, at 8 QALYs 17 hours. Where values
// lie within a cell, its offsets tell.
//
// A value of v >= 0 steps has the bits of the float v + 4096, which rise with it: exponent and the
// first 12 bits of the fraction are the number of its cell, the other 11 bits its place in it.
// Negative values mirror the others: -1 - v has the bits of v, turned round.
#ifndef VROSIM_OUTCOME_LOG_LINEAR_CELLS_H
#define VROSIM_OUTCOME_LOG_LINEAR_CELLS_H

#include "vrosim/core/vmath.h"
#include "vrosim/model/outcome.h"

#include <stddef.h>
#include <stdint.h>

enum {
    VRO_STEPS_AT_ZERO = 4096, // steps that have a cell each, on either side of 0
    VRO_PLACE_BITS = 11,
    VRO_PLACE_MAX = (1 << VRO_PLACE_BITS) - 1
};

typedef struct vro_log_linear_cells {
    int32_t least; // steps; values outside are counted as these
    int32_t greatest;
    int32_t below_zero; // cells of negative values, which come first
    int32_t count;
} vro_log_linear_cells;

// What the values in a cell leave of it: the greatest place, and that of the least from the other
// end. Both only grow, from 0.
typedef struct vro_offsets {
    uint16_t greatest; // place
    uint16_t least;    // VRO_PLACE_MAX less the place
} vro_offsets;

typedef struct vro_log_linear_place {
    int32_t cell;  // 0 .. count - 1
    int32_t place; // 0 .. VRO_PLACE_MAX
} vro_log_linear_place;

// Those of cost or QALYs.
vro_log_linear_cells vro_log_linear_cells_of(vro_outcome_id outcome);

// Where a value goes, in steps.
VRO_INLINE vro_log_linear_place vro_log_linear_find(vro_log_linear_cells self, int32_t steps) {
    const int32_t low = steps < self.least ? self.least : steps;
    const int32_t x = low > self.greatest ? self.greatest : low, sign = x >> 31;
    const int32_t bits = vro_bits_of_float((float)((x ^ sign) + VRO_STEPS_AT_ZERO)) -
                         vro_bits_of_float(VRO_STEPS_AT_ZERO);
    return (vro_log_linear_place){self.below_zero + ((bits >> VRO_PLACE_BITS) ^ sign),
                                  (bits ^ sign) & VRO_PLACE_MAX};
}

// The least and the greatest value of the children in a cell, in steps.
int32_t vro_log_linear_least(vro_log_linear_cells self, size_t cell, vro_offsets offsets);
int32_t vro_log_linear_greatest(vro_log_linear_cells self, size_t cell, vro_offsets offsets);

// Takes a place into the offsets of its cell.
VRO_INLINE void vro_offsets_add(vro_offsets *self, int32_t place) {
    if (place > self->greatest)
        self->greatest = (uint16_t)place;
    if (VRO_PLACE_MAX - place > self->least)
        self->least = (uint16_t)(VRO_PLACE_MAX - place);
}

// Takes in the offsets of other children in the same cell.
VRO_INLINE void vro_offsets_merge(vro_offsets *self, vro_offsets other) {
    self->greatest = other.greatest > self->greatest ? other.greatest : self->greatest;
    self->least = other.least > self->least ? other.least : self->least;
}

#endif
