// A study whose children are simulated with other values of some parameters: those of the default
// under the user's tables, where the study's own tables leave them as they are.
#ifndef VROSIM_STUDY_STUDY_COHORT_H
#define VROSIM_STUDY_STUDY_COHORT_H

#include "vrosim/model/model.h"
#include "vrosim/study/study_population.h"
#include "vrosim/study/uncertainty.h"

// Uncertain parameters of a scenario that take other values. Everything is borrowed.
typedef struct vro_moved_parameters {
    const vro_uncertainty *uncertainty;
    const size_t *numbers; // [count] in uncertainty; its count: not moved
    size_t count;
} vro_moved_parameters;

// Cells in a scenario.
size_t vro_moved_cells(const vro_scenario *scenario);

// The scenario of the uncertainty with these values [count], in cells [vro_moved_cells]. Borrows
// all but the cells from it.
vro_scenario vro_moved_scenario(const vro_moved_parameters *self, const double *values,
                                vro_cell *cells);

typedef struct vro_study_cohort {
    vro_study_population population;
    vro_uncertainty uncertainty; // of its scenario
    vro_model base;              // of its scenario as it is
    size_t *numbers; // [count] the moved ones in uncertainty; its count where the study fixes one
    size_t count;
} vro_study_cohort;

// Loads a study (vro_study_population_load) and finds the moved parameters in it: those with the
// same value and standard error. Names differ where it has other strategies. base stays empty.
VRO_MUST_CHECK vro_status vro_study_cohort_load(vro_study_cohort *self,
                                                const vro_evidence *evidence, size_t study,
                                                const vro_text_files *tables,
                                                const vro_moved_parameters *moved,
                                                vro_errors *errors);

// Makes base, on `threads` threads. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_study_cohort_prepare(vro_study_cohort *self, int threads,
                                                   vro_errors *errors);

// The model with these values of the moved parameters [count], in cells [vro_moved_cells]. Tables
// of distributions that `shared`, a model with the same values, has are taken from it, then those
// of base; it must outlive the model. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_study_cohort_model(const vro_study_cohort *self, const double *values,
                                                 vro_cell *cells, const vro_model *shared,
                                                 vro_model *model, vro_errors *errors);

// Releases everything.
void vro_study_cohort_free(vro_study_cohort *self);

#endif
