// The realised children and what was done in their index session: exact sums, by stratum. Whole
// numbers only, so that adding in any order gives the same bytes. Children are summed once a chunk,
// what was done under every strategy.
#ifndef VROSIM_OUTCOME_COHORT_H
#define VROSIM_OUTCOME_COHORT_H

#include "vrosim/core/error.h"
#include "vrosim/model/results.h"
#include "vrosim/outcome/moments.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Of the child and the index hip before surgery.
typedef enum vro_measurement {
    VRO_MEASURED_AGE,              // years
    VRO_MEASURED_NSA,              // degrees
    VRO_MEASURED_ANTEVERSION,      // degrees
    VRO_MEASURED_ACETABULAR_INDEX, // degrees
    VRO_MEASURED_MIGRATION,        // percent
    VRO_MEASUREMENTS
} vro_measurement;

// Steps of a measurement in its unit: all of them are below 256, so that single precision has no
// more than one bit below a step, and 64 bits hold the squares of a chunk.
enum { VRO_STEPS_PER_MEASUREMENT = 65536 };

typedef struct vro_cohort {
    size_t strategies;
    size_t strata;             // the levels, then the categories (input/subgroups.h)
    uint64_t *levels;          // [strata][VRO_LEVELS], owned: children of each level
    uint64_t *female;          // [strata], owned
    vro_moments *measurements; // [strata][VRO_MEASUREMENTS], owned; count is not used
    uint64_t *procedures;      // [strategies][strata][VRO_PROCEDURES], owned
    int32_t *steps;            // [VRO_MEASUREMENTS][VRO_CHUNK], owned: of the last chunk
} vro_cohort;

// All zero. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_cohort_init(vro_cohort *self, size_t strategies, size_t strata,
                                          vro_errors *errors);

// Adds a chunk of one level under a strategy: what was done and, under strategy 0, the children.
// Nothing where the results do not say what children they are of.
void vro_cohort_add(vro_cohort *self, size_t strategy, size_t level, const vro_results *results);

// Adds other, of the same shape, into self.
void vro_cohort_merge(vro_cohort *self, const vro_cohort *other);

// Of a subgroup: the number of children, of a level or all (VRO_LEVELS); of girls; the sums of a
// measurement, in steps, and their count; the children who had a procedure.
uint64_t vro_cohort_children(const vro_cohort *self, size_t subgroup, size_t level);
uint64_t vro_cohort_female(const vro_cohort *self, size_t subgroup);
vro_moments vro_cohort_measured(const vro_cohort *self, size_t subgroup, vro_measurement id);
uint64_t vro_cohort_treated(const vro_cohort *self, size_t strategy, size_t subgroup,
                            vro_procedure id);

// Whether the sums can be those of children[strata].
bool vro_cohort_is_consistent(const vro_cohort *self, const uint64_t *children);

void vro_cohort_free(vro_cohort *self);

#endif
