// A small uncertainty analysis in memory, for the checks of `verify`.
#ifndef VROSIM_STUDY_TRIAL_PSA_H
#define VROSIM_STUDY_TRIAL_PSA_H

#include "vrosim/study/ensemble.h"
#include "vrosim/study/trial_run.h"

// Must stay where it is until it is closed.
typedef struct vro_trial_psa {
    vro_trial_run run; // its scenario and model; nothing is tallied
    vro_uncertainty uncertainty;
    vro_ensemble ensemble; // all samples
} vro_trial_psa;

// Samples and simulates trial->children children with each sample. only: the parameter that is
// uncertain; NULL: all that have a standard error. VRO_BAD_INPUT, VRO_BAD_USAGE, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_trial_psa_make(vro_trial_psa *self, const vro_trial *trial,
                                             size_t samples, const char *only, vro_errors *errors);

// The digest of all numbers of all samples. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_trial_psa_digest(const vro_trial_psa *self,
                                               char digest[VRO_DIGEST_TEXT], vro_errors *errors);

void vro_trial_psa_close(vro_trial_psa *self);

#endif
