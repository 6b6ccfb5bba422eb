// An outcome of every child of a piece, and how much each of them moves its mean: the influence
// (x - m) / p on a mean m over a share p of the children, 0 for children outside.
#ifndef VROSIM_STUDY_INFLUENCE_COLUMN_H
#define VROSIM_STUDY_INFLUENCE_COLUMN_H

#include "vrosim/model/results.h"

#include <stddef.h>

// Puts the outcome of the children of a subgroup into column[patient], from the results of a chunk
// of a level. Others stay as they are, NAN for children that are not in the mean.
void vro_influence_column_note(double *column, size_t subgroup, vro_outcome_id outcome,
                               size_t level, const vro_results *results);

// The mean of a column [children], 0 of none; *share: of the children that are in it.
double vro_influence_column_mean(const double *column, size_t children, double *share);

// Outcomes become influences.
void vro_influence_column_centre(double *column, size_t children, double mean, double share);

#endif
