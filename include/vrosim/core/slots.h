// Random access to the draws of many units, each with the same slots. The PCG32 sequence is cut
// into pieces of equal length, one for each unit (a child of the model); one multiplication leads
// from the start of a piece to any of its outputs.
#ifndef VROSIM_CORE_SLOTS_H
#define VROSIM_CORE_SLOTS_H

#include "vrosim/core/pcg.h"

#include <stddef.h>
#include <stdint.h>

// A jump over k outputs: state' = multiply * state + add (mod 2^64).
typedef struct vro_jump {
    uint64_t multiply;
    uint64_t add;
} vro_jump;

// jumps[k] is the jump over k outputs, for k = 0 .. count - 1. increment as in vro_pcg.
void vro_jumps_make(uint64_t increment, size_t count, vro_jump *jumps);

// states[i] = start after i strides, for i = 0 .. n - 1. Made by doubling, 0.4 ns a state.
void vro_slots_start(uint64_t start, vro_jump stride, size_t n, uint64_t *states);

// draws[i] = the output a jump after states[i]: XSH-RR 64/32 of the state there (O'Neill 2014,
// section 6.3). 0.5 ns a draw with AVX2.
void vro_slots_draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws);

#endif
