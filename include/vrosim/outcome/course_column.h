// The columns of courses.csv, except id, by name: what a record holds in each, and how people write
// it.
#ifndef VROSIM_OUTCOME_COURSE_COLUMN_H
#define VROSIM_OUTCOME_COURSE_COLUMN_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/model/record.h"

#include <stdbool.h>
#include <stddef.h>

// Finds a column that the scenario has; columns rise in the order of courses.csv. The unit at the
// end of a name may be left out; gmfcs is also level, female sex, and revision_cause cause.
// VRO_BAD_USAGE for an unknown name (the nearest is told) and an outcome that the scenario lacks.
VRO_MUST_CHECK vro_status vro_course_column_find(const vro_scenario *scenario, const char *name,
                                                 size_t *column, vro_errors *errors);

enum { VRO_COURSE_COLUMN_MAX = VRO_OUTCOME_NAME_MAX }; // bytes of a name, with the final 0

// Prints the name of a column of a scenario, as in courses.csv.
void vro_course_column_print(char name[VRO_COURSE_COLUMN_MAX], const vro_scenario *scenario,
                             size_t column);

// Whether one value can be below another; false for the columns of names.
bool vro_course_column_is_ordered(size_t column);

// The value of a column from a number or, where the column has them, a word: I to V, male, female,
// boy, girl, no, yes, the name of a cause or strategy. VRO_BAD_USAGE, saying what would be right.
VRO_MUST_CHECK vro_status vro_course_column_read(size_t column, const vro_scenario *scenario,
                                                 const char *text, double *value,
                                                 vro_errors *errors);

// The number in a column of a record, to the decimals of courses.csv; the place of a name among
// causes or strategies. NAN where the field is empty.
double vro_course_column_value(size_t column, const vro_record *record);

#endif
