// Which studies pull a parameter which way, against each other.
#ifndef VROSIM_STUDY_CALIBRATION_CONFLICTS_H
#define VROSIM_STUDY_CALIBRATION_CONFLICTS_H

#include "vrosim/study/calibration_results.h"

// Shifts of two groups that are more than this apart are a conflict.
#define VRO_CONFLICT_LEAST 2.0

// A group is a study, or studies of one group.
typedef struct vro_calibration_conflicts {
    size_t count; // groups
    size_t parameters;
    const char **names; // [count], borrowed; the array is owned
    // [count][parameters] posterior mean score with the figures of a group minus that without them,
    // in posterior standard deviations
    double *shifts;
    double *shapes; // [count] Pareto k of the weights without a group
} vro_calibration_conflicts;

// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_conflicts_init(vro_calibration_conflicts *self,
                                                         const vro_calibration *calibration,
                                                         vro_errors *errors);

double vro_calibration_conflicts_shift(const vro_calibration_conflicts *self, size_t group,
                                       size_t k);

// The group that pulls parameter k furthest the other way; count where none does.
size_t vro_calibration_conflicts_against(const vro_calibration_conflicts *self, size_t group,
                                         size_t k);

// The parameter on which two groups that pull opposite ways are furthest apart, and how far; 0
// where there is none.
double vro_calibration_conflicts_apart(const vro_calibration_conflicts *self, size_t a, size_t b,
                                       size_t *k);

void vro_calibration_conflicts_free(vro_calibration_conflicts *self);

#endif
