#include "vrosim/study/calibration_deviations.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>

static void solve(const double *factor, size_t n, double *x) {
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int)n, factor, (int)n, x,
                1);
}

// With C = L L^T, r published minus model: z_i = -r_i / sqrt(c_ii), and of figure i given the
// others
// -(C^-1 r)_i / sqrt((C^-1)_ii), where C^-1 e_i = L^-T x, x = L^-1 e_i.
static void deviate(const vro_calibration_covariance *at, const double *whitened,
                    vro_deviation *deviations, double *column) {
    const size_t n = at->problem->figure_count;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            column[j] = j == i;
        solve(at->factor, n, column);
        const double precision = cblas_ddot((int)n, column, 1, column, 1);
        const double residual = cblas_ddot((int)i + 1, &at->factor[i * n], 1, whitened, 1);
        deviations[i].z = -residual / sqrt(at->matrix[i * n + i]);
        deviations[i].z_given = -cblas_ddot((int)n, column, 1, whitened, 1) / sqrt(precision);
    }
}

vro_status vro_calibration_deviations(const vro_calibration *calibration, vro_deviation *deviations,
                                      vro_errors *errors) {
    const vro_calibration_covariance *at = &calibration->covariance;
    const size_t n = calibration->problem->figure_count;
    double *room = calloc(2 * n, sizeof *room);
    if (!room)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to judge figures");
    vro_calibration_residuals(calibration->problem, at->factor, at->figures, room);
    deviate(at, room, deviations, room + n);
    free(room);
    return VRO_OK;
}

vro_deviation_kind vro_deviation_kind_of(const vro_deviation *self) {
    if (fabs(self->z) > VRO_DEVIATION_MOST)
        return VRO_OUT_OF_REACH;
    return fabs(self->z_given) > VRO_DEVIATION_MOST ? VRO_CONTRADICTS : VRO_REACHED;
}
