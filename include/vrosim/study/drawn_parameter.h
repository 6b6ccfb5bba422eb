// What the samples of an uncertain parameter have, against what the table asks for. Values that a
// parameter cannot take are moved to a bound, and a distribution may lie close to one; mean and
// spread are then others.
#ifndef VROSIM_STUDY_DRAWN_PARAMETER_H
#define VROSIM_STUDY_DRAWN_PARAMETER_H

#include "vrosim/study/ensemble.h"

#include <stddef.h>

typedef enum vro_draw_warning {
    VRO_DRAWN_AS_ASKED,
    VRO_DRAWN_ON_BOUND, // the samples pile on a bound, so that mean or spread are others
    VRO_DRAWN_CASE_MIX, // one Dirichlet distribution cannot have the standard errors of all levels
    VRO_DRAW_WARNINGS
} vro_draw_warning;

typedef struct vro_drawn_parameter {
    double asked_mean;
    double asked_se; // NAN: a level of the case mix without one, whose share moves with the others
    double mean;     // over the samples
    double sd;       // over the samples; NAN of one sample
    double on_bound; // share of the samples (vro_parameter_sample_is_on_bound)
    vro_draw_warning warning;
} vro_drawn_parameter;

// Of parameter `number` of an ensemble of at least one sample. There is a warning where 1 % of the
// samples or more lie on a bound, and their mean or standard deviation is off by more than 5 % of
// the standard error, and by more than three standard errors of normal samples of this number; or
// where the Dirichlet distribution gives a share a standard error that is more than 5 % off. Of
// given samples (study/parameter_draws.h), mean and standard deviation of all are what is asked,
// without a warning.
vro_drawn_parameter vro_drawn_parameter_of(const vro_ensemble *ensemble, size_t number);

// "", "bound", "case mix": how files name a warning. Static.
const char *vro_draw_warning_name(vro_draw_warning warning);

#endif
