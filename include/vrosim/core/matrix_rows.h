// Products with the rows of a matrix. Several rows are summed at a time, so that their additions do
// not wait for one another. Every sum is added in the same order as with one row after the other,
// so the results are the same to the last bit.
#ifndef VROSIM_CORE_MATRIX_ROWS_H
#define VROSIM_CORE_MATRIX_ROWS_H

#include <stddef.h>

// Row i begins at at + i * stride. Borrowed.
typedef struct vro_matrix_rows {
    const double *at;
    size_t count;
    size_t length; // numbers of a row
    size_t stride; // from row to row, at least length
} vro_matrix_rows;

// sums[i] = sum over j of row[i][j] * x[j], in the order of j. x: [length], sums: [count].
void vro_matrix_rows_project(const vro_matrix_rows *self, const double *x, double *sums);

// y[j] = sum over i of weights[i] * row[i][j], in the order of i; rows of weight 0 are skipped.
// weights: [count], y: [length], which is not among the rows.
void vro_matrix_rows_combine(const vro_matrix_rows *self, const double *weights, double *y);

#endif
