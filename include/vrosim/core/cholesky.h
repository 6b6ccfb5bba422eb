// The Cholesky factor of a symmetric matrix.
#ifndef VROSIM_CORE_CHOLESKY_H
#define VROSIM_CORE_CHOLESKY_H

#include <stdbool.h>
#include <stddef.h>

// Replaces the lower triangle of matrix[n][n] by L, where L L^T is the matrix; the rest is neither
// read nor written. Whether the matrix is positive definite; if not, what the triangle holds means
// nothing.
bool vro_cholesky(double *matrix, size_t n);

#endif
