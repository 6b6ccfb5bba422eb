// The same children under two strategies, for an outcome that a child has or does not have and that
// is better not had: how many are better off, worse off and neither. The comparison of two shares
// hides that; contrasts.csv has the rest.
#ifndef VROSIM_WEB_PAIRS_H
#define VROSIM_WEB_PAIRS_H

#include "vrosim.h"

#include <stdio.h>

typedef struct vro_pairs_question {
    const char *reference; // the first strategy of the scenario
    const char *strategy;  // another
    const char *outcome;   // such as "revision_by_5y"
    const char *subgroup;  // "all", "gmfcs_5"
} vro_pairs_question;

// Writes the columns name,value, with the rows, as shares of the children: reference_with,
// reference_without, strategy_with, strategy_without (the outcome), better, worse, same; then
// children_saved (the share of the children that two separate groups would need which the pairs do
// without, at the same standard error of the risk difference; below 0: they need more; empty where
// no error is known) and unpaired_lower, unpaired_upper (the 95 % interval of the risk difference
// that two such groups would have). Statuses are those of vrosim_results_estimate.
vrosim_status vro_pairs_write(FILE *stream, const vrosim_results *results,
                              const vro_pairs_question *asked, vrosim_errors *errors);

#endif
