// VRO_VECTOR marks a function with a hot loop: it is compiled for AVX-512, for AVX2 and for every
// x86-64, and the processor chooses. All arithmetic is IEEE and uncontracted, so all give the same
// bits. For static functions only (clang 14 exports no clones), whose names must be unique in the
// program (it exports their resolvers). Builds for other processors, and with
// VRO_NO_CLONES, have the plain version alone.
#ifndef VROSIM_CORE_VECTOR_H
#define VROSIM_CORE_VECTOR_H

#include <stddef.h>

// The AVX-512 clone needs 64-bit multiplication (AVX512DQ). gcc names it only by the level, from
// 12; clang 14 takes the level too, but then chooses the clone on the wrong processors.
#if !defined(__x86_64__) || defined(VRO_NO_CLONES)
#define VRO_VECTOR
#elif defined(__clang__)
#define VRO_VECTOR __attribute__((target_clones("avx512dq", "avx2", "default")))
#elif __GNUC__ >= 12
#define VRO_VECTOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define VRO_VECTOR __attribute__((target_clones("avx2", "default")))
#endif

// VRO_SHUFFLES is defined where vectors can be shuffled (gcc 12, clang) and lower words stand
// first; elsewhere, and with VRO_NO_SHUFFLES, plain loops give the same values more slowly.
#if defined(__has_builtin) && !defined(VRO_NO_SHUFFLES)
#if __has_builtin(__builtin_shufflevector) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define VRO_SHUFFLES
#endif
#endif

// Hot loops run over whole vectors: n elements rounded up. What is computed beyond n is never read,
// and arrays leave room for it; so no loop ends in single steps.
enum { VRO_LANES = 8 };

static inline size_t vro_lanes(size_t n) {
    return (n + VRO_LANES - 1) / VRO_LANES * VRO_LANES;
}

// For the small functions that hot loops are made of: inlined, they take on the loop's target.
#define VRO_INLINE static inline __attribute__((always_inline))

#endif
