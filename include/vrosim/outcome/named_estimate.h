// One number of the results, found by the names that it has in the tables.
#ifndef VROSIM_OUTCOME_NAMED_ESTIMATE_H
#define VROSIM_OUTCOME_NAMED_ESTIMATE_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/results_view.h"

typedef struct vro_estimate_name {
    const char *strategy;
    const char *subgroup; // NULL: all children
    const char *outcome;
    const char *statistic; // of summary.csv; or of contrasts.csv, against the reference
} vro_estimate_name;

// The number of that name; se_unpaired is NAN if it is no contrast. VRO_BAD_USAGE if a name
// is unknown (the nearest is told), where the scenario lacks the outcome or the outcome the
// statistic, and for a contrast of the reference with itself; VRO_NO_MEMORY. What no child has is
// unknown, with n = 0.
VRO_MUST_CHECK vro_status vro_named_estimate(const vro_results_view *view,
                                             const vro_estimate_name *name, vro_compared *estimate,
                                             vro_errors *errors);

#endif
