// Random access to the slots of many children: the PCG32 sequence is cut into pieces of equal
// length, one a child, and any output of any piece is one multiplication away from its start.
#ifndef VROSIM_CORE_SLOTS_H
#define VROSIM_CORE_SLOTS_H

#include "vrosim/core/pcg.h"

#include <stddef.h>
#include <stdint.h>

// Passing over k outputs: state' = multiply * state + add (mod 2^64).
typedef struct vro_jump {
    uint64_t multiply;
    uint64_t add;
} vro_jump;

// jumps[k] passes over k outputs, for k = 0 .. count - 1. increment as in vro_pcg.
void vro_jumps_make(uint64_t increment, size_t count, vro_jump *jumps);

// states[i] = start passed over i strides, for i = 0 .. n - 1; made by doubling, 0.4 ns a state.
void vro_slots_start(uint64_t start, vro_jump stride, size_t n, uint64_t *states);

// draws[i] = the output that stands a jump after states[i]: XSH-RR 64/32 of the state there
// (O'Neill 2014, section 6.3). 0.5 ns a draw with AVX2.
void vro_slots_draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws);

#endif
