// A mixture of multivariate Student distributions with five degrees of freedom, from which scores
// are drawn: its tails are wider than those of what it imitates.
#ifndef VROSIM_STUDY_STUDENT_MIXTURE_H
#define VROSIM_STUDY_STUDENT_MIXTURE_H

#include "vrosim/core/error.h"
#include "vrosim/core/random_source.h"

#include <stddef.h>

typedef struct vro_student_component {
    double weight;          // of all, which add up to 1
    double *centre;         // [dimension], owned
    double *factor;         // [dimension][dimension], lower Cholesky factor of the scale; owned
    double log_determinant; // of the factor
} vro_student_component;

typedef struct vro_student_mixture {
    size_t dimension;
    size_t count;
    vro_student_component *components; // [count], owned
} vro_student_mixture;

// count components, all zero. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_student_mixture_init(vro_student_mixture *self, size_t dimension,
                                                   size_t count, vro_errors *errors);

// A deep copy. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_student_mixture_copy(vro_student_mixture *self,
                                                   const vro_student_mixture *other,
                                                   vro_errors *errors);

// Computes log_determinant of every component, whose factors were changed.
void vro_student_mixture_prepare(vro_student_mixture *self);

// Draw `number` of a source, into x [dimension]; any can be drawn without the others.
void vro_student_mixture_draw(const vro_student_mixture *self, vro_random_source source,
                              uint64_t number, double *x);

// The logarithm of the density at x. room: [dimension].
double vro_student_mixture_log_density(const vro_student_mixture *self, const double *x,
                                       double *room);

// The logarithm of component c's share of the density. room: [dimension].
double vro_student_mixture_log_part(const vro_student_mixture *self, size_t c, const double *x,
                                    double *room);

void vro_student_mixture_free(vro_student_mixture *self);

#endif
