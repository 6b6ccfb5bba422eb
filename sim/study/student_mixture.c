#include "vrosim/study/student_mixture.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FREEDOM = 5 };

vro_status vro_student_mixture_init(vro_student_mixture *self, size_t dimension, size_t count,
                                    vro_errors *errors) {
    *self = (vro_student_mixture){.dimension = dimension,
                                  .components = calloc(count + 1, sizeof *self->components)};
    for (; self->components && self->count < count; self->count++) {
        vro_student_component *component = &self->components[self->count];
        component->centre = calloc(dimension, sizeof *component->centre);
        component->factor = calloc(dimension * dimension, sizeof *component->factor);
        if (component->centre && component->factor)
            continue;
        self->count++;
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to draw samples");
    }
    return self->components
               ? VRO_OK
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to draw samples");
}

vro_status vro_student_mixture_copy(vro_student_mixture *self, const vro_student_mixture *other,
                                    vro_errors *errors) {
    const size_t n = other->dimension;
    vro_status status = VRO_OK;
    TRY(vro_student_mixture_init(self, n, other->count, errors));
    for (size_t c = 0; c < other->count; c++) {
        vro_student_component *to = &self->components[c];
        const vro_student_component *from = &other->components[c];
        memcpy(to->centre, from->centre, n * sizeof *to->centre);
        memcpy(to->factor, from->factor, n * n * sizeof *to->factor);
        to->weight = from->weight;
        to->log_determinant = from->log_determinant;
    }
out:
    return status;
}

void vro_student_mixture_prepare(vro_student_mixture *self) {
    for (size_t c = 0; c < self->count; c++) {
        vro_student_component *component = &self->components[c];
        component->log_determinant = 0;
        for (size_t i = 0; i < self->dimension; i++)
            component->log_determinant += log(component->factor[i * self->dimension + i]);
    }
}

// Away from 0 and 1.
static double uniform(uint32_t output) {
    return ((double)output + 0.5) * 0x1p-32;
}

static size_t component_at(const vro_student_mixture *self, double u) {
    size_t c = 0;
    while (c + 1 < self->count && u >= self->components[c].weight)
        u -= self->components[c++].weight;
    return c;
}

// x = centre + L e / sqrt(X / 5), e normal, X chi-square with five degrees of freedom.
void vro_student_mixture_draw(const vro_student_mixture *self, vro_random_source source,
                              uint64_t number, double *x) {
    const size_t n = self->dimension, outputs = n + 2;
    uint32_t output;
    double normal;
    vro_random_source_outputs(source, number * outputs, 1, &output);
    const vro_student_component *component = &self->components[component_at(self, uniform(output))];
    vro_random_source_outputs(source, number * outputs + 1, 1, &output);
    const double spread = sqrt(gsl_cdf_chisq_Pinv(uniform(output), FREEDOM) / FREEDOM);
    for (size_t i = 0; i < n; i++)
        x[i] = component->centre[i];
    for (size_t j = 0; j < n; j++) {
        vro_random_source_outputs(source, number * outputs + 2 + j, 1, &output);
        normal = gsl_cdf_ugaussian_Pinv(uniform(output)) / spread;
        for (size_t i = j; i < n; i++)
            x[i] += component->factor[i * n + j] * normal;
    }
}

// log of w G((v + n) / 2) / (G(v / 2) (v pi)^(n/2) |L|) (1 + |L^-1 (x - m)|^2 / v)^(-(v + n)/2).
double vro_student_mixture_log_part(const vro_student_mixture *self, size_t c, const double *x,
                                    double *room) {
    const vro_student_component *component = &self->components[c];
    const int n = (int)self->dimension;
    for (int i = 0; i < n; i++)
        room[i] = x[i] - component->centre[i];
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, n, component->factor, n,
                room, 1);
    const double square = cblas_ddot(n, room, 1, room, 1);
    const double constant = gsl_sf_lngamma(0.5 * (FREEDOM + n)) - gsl_sf_lngamma(0.5 * FREEDOM) -
                            0.5 * n * log(FREEDOM * M_PI);
    return log(component->weight) + constant - component->log_determinant -
           0.5 * (FREEDOM + n) * log1p(square / FREEDOM);
}

double vro_student_mixture_log_density(const vro_student_mixture *self, const double *x,
                                       double *room) {
    double largest = -INFINITY, sum = 0;
    for (size_t c = 0; c < self->count; c++)
        largest = fmax(largest, vro_student_mixture_log_part(self, c, x, room));
    for (size_t c = 0; c < self->count; c++)
        sum += exp(vro_student_mixture_log_part(self, c, x, room) - largest);
    return largest + log(sum);
}

void vro_student_mixture_free(vro_student_mixture *self) {
    for (size_t c = 0; c < self->count; c++) {
        free(self->components[c].centre);
        free(self->components[c].factor);
    }
    free(self->components);
    *self = (vro_student_mixture){0};
}
