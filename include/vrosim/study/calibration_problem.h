// A model to be fitted: the parameters that may move, and the figures of all studies as functions
// of them. Every parameter is a normal score, so that the prior is the standard normal
// distribution: the value at a score is the quantile of the parameter's uncertainty
// (study/parameter_samples.h). All points are evaluated with the same children, which makes the
// figures smooth.
#ifndef VROSIM_STUDY_CALIBRATION_PROBLEM_H
#define VROSIM_STUDY_CALIBRATION_PROBLEM_H

#include "vrosim/study/study_cohort.h"

#include <stdbool.h>

// A figure that is fitted: a mean under a strategy in a subgroup of a cohort.
typedef struct vro_fitted_figure {
    size_t target; // in the evidence
    size_t cohort;
    size_t strategy;
    size_t subgroup;
    vro_outcome_id outcome;
} vro_fitted_figure;

// A figure of a whole study, as the children of a study that is part of it make it.
typedef struct vro_figure_view {
    size_t figure;        // of the whole study
    vro_fitted_figure at; // in the cohort of the part
} vro_figure_view;

// What a figure is at a point.
typedef struct vro_figure_value {
    double value;
    double se; // Monte Carlo, from the replicates of Sobol points where these are enough
    double n;  // children it rests on
    double sd; // among them
} vro_figure_value;

typedef struct vro_calibration_problem {
    const vro_evidence *evidence;  // borrowed
    bool only_shares;              // of the targets to fit: means that are shares
    vro_random_source random;      // of the children
    uint64_t children;             // of each study
    vro_scenario scenario;         // the default under the user's tables and the prior, owned
    vro_uncertainty uncertainty;   // of that
    vro_model base;                // of that
    bool of_prior[VRO_PARAMETERS]; // parameters that the prior has rows of
    size_t *parameters;            // [parameter_count] that are fitted, in uncertainty; owned
    size_t parameter_count;
    vro_study_cohort *cohorts; // [cohort_count], studies with a figure to fit; owned
    size_t cohort_count;
    vro_fitted_figure *figures; // [figure_count], owned
    size_t figure_count;
    vro_figure_view *views; // [view_count], owned
    size_t view_count;
    // Works out points in place of the simulation, for models that are known; NULL: simulates.
    vro_status (*known)(const struct vro_calibration_problem *self, size_t points,
                        const double *scores, vro_figure_value *values);
} vro_calibration_problem;

// Loads everything. tables: the user's, then the prior. Fitted are the parameters of `prior` that
// have a standard error; or, with a list of names or patterns (*, ?) with commas between, those.
// VRO_BAD_INPUT where a target to fit is not a mean, a part of a study lacks an outcome of the
// whole, or nothing is to be fitted; VRO_BAD_USAGE for
// a name that matches no uncertain parameter; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_problem_init(vro_calibration_problem *self,
                                                       const vro_evidence *evidence,
                                                       const vro_text_files *tables,
                                                       const vro_text_file *prior, const char *list,
                                                       vro_errors *errors);

// Loads a model whose parameters are known, and of the targets to fit only means that are shares.
// tables: the user's. VRO_BAD_INPUT where there is none, or as above; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_problem_init_shares(vro_calibration_problem *self,
                                                              const vro_evidence *evidence,
                                                              const vro_text_files *tables,
                                                              vro_errors *errors);

// The value of parameter k at a score.
double vro_calibration_problem_value(const vro_calibration_problem *self, size_t k, double score);

// The name of parameter k, as in psa_params.csv. Borrowed.
const char *vro_calibration_problem_name(const vro_calibration_problem *self, size_t k);

// The target of a figure.
const vro_target *vro_calibration_problem_target(const vro_calibration_problem *self,
                                                 size_t figure);

// Releases everything.
void vro_calibration_problem_free(vro_calibration_problem *self);

#endif
