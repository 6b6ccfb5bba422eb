// The model's figures beside published ones, target by target.
#ifndef VROSIM_STUDY_VALIDATION_H
#define VROSIM_STUDY_VALIDATION_H

#include "vrosim/input/evidence.h"
#include "vrosim/study/calibration_problem.h"
#include "vrosim/study/published_figure.h"
#include "vrosim/study/study_population.h"

#include <stdbool.h>

// Studies differ by more than their sampling error. This standard deviation between studies, on the
// logit of a share, was seen in a first fit to the shipped targets (0.4 to 0.5).
#define VRO_BETWEEN_STUDY_USUAL 0.4

typedef struct vro_validated {
    const vro_target *target; // borrowed
    vro_published_figure published;
    vro_model_figure model; // mean over the samples of the parameters; its se is that of one, as
                            // all samples have the same children
    double model_sd;        // of the model's figure over the samples; NAN of one
    vro_limits predicted; // 95 % of studies like this one would find a figure inside, if the model
                          // were right
    double z;    // (model - published) / error of both, on the scale of the likelihood; that of the
                 // model is of the simulation and of the parameters
    bool inside; // the model is inside the published limits
    bool inside_predictive; // the published value is inside the predicted limits
} vro_validated;

typedef struct vro_validation {
    const vro_evidence *evidence; // borrowed
    size_t samples;               // of the parameters; 1: they are taken as known
    vro_model_figure *figures;    // [samples][targets], filled by the caller; owned
    vro_validated *rows;          // [count], targets that are not ignored, in their order; owned
    size_t count;
    double between_study;   // standard deviation between studies, on the logit
    bool estimates_between; // from the fitted targets; otherwise it is given
    double *room;           // owned: scratch for predictions
} vro_validation;

// Agreement of the targets of a role.
typedef struct vro_agreement {
    size_t count;
    size_t inside;
    size_t inside_predictive;
    size_t shares;     // targets that are shares
    double mean_width; // of their predicted limits; NAN without any
} vro_agreement;

// Makes room for the figures of samples >= 1. between_study NAN: estimated. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_validation_init(vro_validation *self, const vro_evidence *evidence,
                                              size_t samples, double between_study,
                                              vro_errors *errors);

// Estimates the variation between studies once the figures are known: the likeliest for the shares
// to fit (vro_calibration_problem_init_shares) with the errors that a calibration gives them
// (study/target_covariance.h), so that no child counts twice. Before vro_validation_judge, where
// it is not given. VRO_BAD_INPUT where a share rests on no children; the status of a signal;
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_validation_estimate_between(vro_validation *self,
                                                          const vro_calibration_problem *shares,
                                                          vro_pool *pool, vro_errors *errors);

// Judges all targets once the figures are known.
void vro_validation_judge(vro_validation *self);

vro_agreement vro_validation_agreement(const vro_validation *self, vro_target_role role);

// Releases everything.
void vro_validation_free(vro_validation *self);

#endif
