// Correlations between uncertain parameters, on the scale of normal scores: a table of three
// columns, parameter,other,correlation, with names as in psa_params.csv.
#ifndef VROSIM_STUDY_CORRELATIONS_H
#define VROSIM_STUDY_CORRELATIONS_H

#include "vrosim/core/error.h"
#include "vrosim/study/uncertainty.h"

#include <stddef.h>

#define VRO_CORRELATION_COLUMNS "parameter,other,correlation"

// Reads the table at path, or text[size] (name stands for the file in faults), into self->factor
// and self->correlations; call once for each object. Pairs without a row are uncorrelated.
// VRO_BAD_INPUT with one sentence for each fault, or where the matrix of correlations is not
// positive definite; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_correlations_read(vro_uncertainty *self, const char *path,
                                                vro_errors *errors);
VRO_MUST_CHECK vro_status vro_correlations_parse(vro_uncertainty *self, const char *name,
                                                 const char *text, size_t size, vro_errors *errors);

#endif
