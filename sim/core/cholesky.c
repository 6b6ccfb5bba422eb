#include "vrosim/core/cholesky.h"

#include <gsl/gsl_cblas.h>
#include <math.h>

enum { SMALL = 24 }; // rows of a block that is not divided

// A square block on the diagonal of a larger matrix.
typedef struct block {
    double *at;
    int n;
    int stride; // from row to row
} block;

// Column by column (Golub and Van Loan, Matrix Computations, 4.2):
//   l_jj = sqrt(a_jj - sum over k < j of l_jk^2)
//   l_ij = (a_ij - sum over k < j of l_ik l_jk) / l_jj    for i > j
static bool factorise_small(block self) {
    for (int j = 0; j < self.n; j++) {
        double *row = self.at + (size_t)j * (size_t)self.stride, *diagonal = row + j;
        const int rest = self.n - j;
        if (j > 0)
            cblas_dgemv(CblasRowMajor, CblasNoTrans, rest, j, -1, row, self.stride, row, 1, 1,
                        diagonal, self.stride);
        if (!(*diagonal > 0))
            return false;
        cblas_dscal(rest, 1 / sqrt(*diagonal), diagonal, self.stride);
    }
    return true;
}

// In blocks, the first of n1 rows:
//   A11 = L11 L11^T,   L21 = A21 L11^-T,   A22 - L21 L21^T = L22 L22^T
// The sums are made in the order of gsl_linalg_cholesky_decomp1, which gives the same numbers but
// calls the error handler of GSL where a matrix is not positive definite.
static bool factorise(block self) {
    if (self.n <= SMALL)
        return factorise_small(self);
    const int n1 = (self.n + 8) / 16 * 8, n2 = self.n - n1;
    double *below = self.at + (size_t)n1 * (size_t)self.stride;
    const block first = {self.at, n1, self.stride}, second = {below + n1, n2, self.stride};
    if (!factorise(first))
        return false;
    cblas_dtrsm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, n2, n1, 1,
                first.at, self.stride, below, self.stride);
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, n2, n1, -1, below, self.stride, 1,
                second.at, self.stride);
    return factorise(second);
}

bool vro_cholesky(double *matrix, size_t n) {
    return factorise((block){matrix, (int)n, (int)n});
}
