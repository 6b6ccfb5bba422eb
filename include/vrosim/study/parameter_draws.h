// Given samples of uncertain parameters, such as those of a posterior distribution: a table with
// one column a parameter, named as in psa_params.csv, and one row a sample. Its rows are taken
// whole, so the parameters keep their joint distribution.
#ifndef VROSIM_STUDY_PARAMETER_DRAWS_H
#define VROSIM_STUDY_PARAMETER_DRAWS_H

#include "vrosim/core/error.h"
#include "vrosim/study/uncertainty.h"

#include <stddef.h>
#include <stdint.h>

// Reads the table at path, or text[size] (name stands for the file in faults), into self->draws,
// self->draw_rows and self->draw_table; call once for each object, before its correlations are
// read. A name that ends in any strategy which shares an estimate stands for it. A column
// `trustworthy` is no parameter: where it is 0 a notice says so. VRO_BAD_INPUT with one sentence
// for each fault; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_parameter_draws_read(vro_uncertainty *self, const char *path,
                                                   vro_errors *errors);
VRO_MUST_CHECK vro_status vro_parameter_draws_parse(vro_uncertainty *self, const char *name,
                                                    const char *text, size_t size,
                                                    vro_errors *errors);

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
