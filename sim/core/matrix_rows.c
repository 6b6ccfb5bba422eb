#include "vrosim/core/matrix_rows.h"

#include "vrosim/core/vector.h"

#include <string.h>

enum { ABREAST = 8, ADDED = 4 }; // rows at a time

static const double *row_of(const vro_matrix_rows *self, size_t row) {
    return self->at + row * self->stride;
}

// Sums of ABREAST rows.
static void project_several(const double *rows, size_t stride, const double *x, size_t n,
                            double *sums) {
    double s[ABREAST] = {0};
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < ABREAST; i++)
            s[i] += rows[i * stride + j] * x[j];
    memcpy(sums, s, sizeof s);
}

static double project_one(const double *row, const double *x, size_t n) {
    double sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += row[j] * x[j];
    return sum;
}

void vro_matrix_rows_project(const vro_matrix_rows *self, const double *x, double *sums) {
    size_t row = 0;
    for (; row + ABREAST <= self->count; row += ABREAST)
        project_several(row_of(self, row), self->stride, x, self->length, &sums[row]);
    for (; row < self->count; row++)
        sums[row] = project_one(row_of(self, row), x, self->length);
}

VRO_VECTOR static void add_several(const double *const rows[ADDED], const double weights[ADDED],
                                   size_t n, double *y) {
    const double *const a = rows[0], *const b = rows[1], *const c = rows[2], *const d = rows[3];
    for (size_t j = 0; j < n; j++)
        y[j] = y[j] + weights[0] * a[j] + weights[1] * b[j] + weights[2] * c[j] + weights[3] * d[j];
}

VRO_VECTOR static void add_one(const double *row, double weight, size_t n, double *y) {
    for (size_t j = 0; j < n; j++)
        y[j] += weight * row[j];
}

void vro_matrix_rows_combine(const vro_matrix_rows *self, const double *weights, double *y) {
    const double *rows[ADDED];
    double kept[ADDED];
    size_t waiting = 0;
    memset(y, 0, self->length * sizeof *y);
    for (size_t row = 0; row < self->count; row++) {
        if (weights[row] == 0)
            continue;
        rows[waiting] = row_of(self, row);
        kept[waiting++] = weights[row];
        if (waiting == ADDED) {
            add_several(rows, kept, self->length, y);
            waiting = 0;
        }
    }
    for (size_t i = 0; i < waiting; i++)
        add_one(rows[i], kept[i], self->length, y);
}
