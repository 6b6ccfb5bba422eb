// Reads given samples from a table; parameter_draws.h says what they are.
#ifndef VROSIM_STUDY_PARAMETER_DRAWS_TABLE_H
#define VROSIM_STUDY_PARAMETER_DRAWS_TABLE_H

#include "vrosim/core/error.h"
#include "vrosim/study/uncertainty.h"

#include <stddef.h>

// Reads the table at path, or text[size] (name stands for the file in faults), into self->draws,
// self->draw_rows and self->draw_table; call once for each object, before its correlations are
// read. A name that ends in any strategy which shares an estimate stands for it. A column
// `trustworthy` is no parameter: where it is 0 a notice says so. VRO_BAD_INPUT with one sentence
// for each fault; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_parameter_draws_table_read(vro_uncertainty *self, const char *path,
                                                         vro_errors *errors);
VRO_MUST_CHECK vro_status vro_parameter_draws_table_parse(vro_uncertainty *self, const char *name,
                                                          const char *text, size_t size,
                                                          vro_errors *errors);

#endif
