// Sequences of random numbers, one for each seed and stream: PCG32 (core/pcg.h) started at numbers
// into which both are mixed, since PCG32 itself gives related sequences for seeds and streams that
// differ in few bits (streams that differ in the highest bit alone share a part of their outputs).
#ifndef VROSIM_CORE_RANDOM_SOURCE_H
#define VROSIM_CORE_RANDOM_SOURCE_H

#include "vrosim/core/pcg.h"

// Any two that differ are independent, however near their numbers are; model.md 1.1.
typedef struct vro_random_source {
    uint64_t seed;
    uint64_t stream;
    uint64_t
        replicate; // units that share a scramble of Sobol points (core/sobol.h); 0: PCG32 alone
} vro_random_source;

// The PCG32 source of other numbers of the same study: independent of self, and for each purpose of
// the others.
vro_random_source vro_random_source_for(vro_random_source self, uint64_t purpose);

// The generator after its first `outputs` outputs: pcg32(a, b), with b = mix(stream) and
// a = mix(seed + b), all modulo 2^64. mix is a bijection, so no two sources have the same a and b.
vro_pcg vro_random_source_at(vro_random_source self, uint64_t outputs);

// Outputs first .. first + n - 1. out: [n].
void vro_random_source_outputs(vro_random_source self, uint64_t first, size_t n, uint32_t *out);

// Puts n < 2^16 items in random order: item i = 1, 2, ..., n - 1 and item floor(x (i + 1) / 2^32)
// change places, x = output first + i. Every order is equally likely, but for n 2^-32.
void vro_random_source_shuffle(vro_random_source self, uint64_t first, size_t n, uint16_t *items);

#endif
