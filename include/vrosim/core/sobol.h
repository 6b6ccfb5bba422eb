// Scrambled Sobol points: the draws of units with many purposes, a dimension each, that fill the
// unit cube more evenly than random ones, so that means over them have smaller errors.
//
// A replicate is the first points of the sequence, scrambled anew. The digits of a point in a
// dimension are C k, with k the digits of its number, from the lowest, and C the generator matrix
// of the dimension (Sobol 1967; core/sobol_directions.def), all modulo 2. The scrambled digits are
// L C k + s: L a random lower triangular matrix with ones on its diagonal, s 32 random digits
// (Matousek 1998, "On the L2-discrepancy for anchored boxes", J. Complexity 14, 527-556). So every
// draw is uniform, every replicate is as even as the sequence, and replicates are independent: the
// spread of their means is the error of the mean of all.
#ifndef VROSIM_CORE_SOBOL_H
#define VROSIM_CORE_SOBOL_H

#include "vrosim/core/random_source.h"

#include <stddef.h>
#include <stdint.h>

enum {
    VRO_SOBOL_DIMENSIONS = 337,
    VRO_SOBOL_BITS = 13,
    VRO_SOBOL_POINTS = 1 << VRO_SOBOL_BITS, // of a replicate, at most
    VRO_SOBOL_PARTS = 5                     // of the number of a point, three bits each
};

// The columns of C: [k] what bit k of the number of a point adds; the first digit is the highest
// bit.
typedef struct vro_sobol_matrix {
    uint32_t columns[VRO_SOBOL_BITS];
} vro_sobol_matrix;

// One dimension of a scrambled replicate: what three bits of the number of a point add; s is in the
// first part.
typedef struct vro_sobol_dimension {
    uint32_t parts[VRO_SOBOL_PARTS][8];
} vro_sobol_dimension;

// The first `dimensions` dimensions, at most VRO_SOBOL_DIMENSIONS.
void vro_sobol_matrices_make(size_t dimensions, vro_sobol_matrix *matrices);

// The scramble of a replicate is made from outputs (1 + VRO_SOBOL_BITS) * dimensions * replicate
// and following of the source; of each dimension first s, then the columns of L.
void vro_sobol_scramble(const vro_sobol_matrix *matrices, size_t dimensions,
                        vro_random_source source, uint64_t replicate,
                        vro_sobol_dimension *scrambled);

// draws[i] = the draw of point points[i] < VRO_SOBOL_POINTS, [n]; of greater numbers any. 0.25 ns a
// draw with AVX2.
void vro_sobol_draw(const vro_sobol_dimension *self, const uint64_t *points, size_t n,
                    uint32_t *draws);

#endif
