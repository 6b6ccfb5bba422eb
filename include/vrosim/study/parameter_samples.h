// Sampled values of the uncertain parameters: one for each parameter and sample.
#ifndef VROSIM_STUDY_PARAMETER_SAMPLES_H
#define VROSIM_STUDY_PARAMETER_SAMPLES_H

#include "vrosim/core/random_source.h"
#include "vrosim/study/uncertainty.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Draws the values [count] of a sample. They come from outputs that belong to this sample and
// parameter alone, in a sequence of its own beside that of the children of the same source. Any
// sample can be drawn without the others.
void vro_parameter_sample_draw(const vro_uncertainty *self, vro_random_source source,
                               uint64_t sample, double *values);

// The value of a parameter at a normal score: its quantile at the probability of the score, limited
// to what the parameter and its distribution allow. A share of the case mix has its marginal
// distribution, a beta. The parameter must have a standard error.
double vro_parameter_sample_value(const vro_uncertainty *self, size_t number, double score);

// Whether the value of a parameter in a sample, values [count], lies on a bound or within a
// thousandth of its standard error of one: that of the parameter or of its distribution, or, of the
// two correlations of migration, that of both together.
bool vro_parameter_sample_is_on_bound(const vro_uncertainty *self, const double *values,
                                      size_t number);

// Writes the values [count] of all parameters into cells, a copy of the scenario's cells.
void vro_parameter_sample_apply(const vro_uncertainty *self, const double *values, vro_cell *cells);

#endif
