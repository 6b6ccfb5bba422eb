// Given samples of uncertain parameters, such as those of a posterior distribution: a table with
// one column a parameter, named as in psa_params.csv, and one row a sample. Its rows are taken
// whole, so the parameters keep their joint distribution.
#ifndef VROSIM_STUDY_PARAMETER_DRAWS_H
#define VROSIM_STUDY_PARAMETER_DRAWS_H

#include "vrosim/core/error.h"
#include "vrosim/study/uncertainty.h"

#include <stddef.h>
#include <stdint.h>

// Whether the values of a parameter are given.
bool vro_parameter_draws_has(const vro_uncertainty *self, size_t number);

// The number of parameters whose values are given.
size_t vro_parameter_draws_count(const vro_uncertainty *self);

// The given value of a parameter in a sample: of row `sample` modulo rows.
double vro_parameter_draws_value(const vro_uncertainty *self, uint64_t sample, size_t number);

// Replaces those of the values [count] of a sample that are given: by row `sample` modulo rows.
void vro_parameter_draws_take(const vro_uncertainty *self, uint64_t sample, double *values);

// The mean of a parameter whose values are given, over the rows, and their standard deviation (NAN
// of one row).
double vro_parameter_draws_mean(const vro_uncertainty *self, size_t number, double *sd);

#endif
