// How far figures are from the model where it meets them best: what it cannot reach, and what
// contradicts the other figures.
#ifndef VROSIM_STUDY_CALIBRATION_DEVIATIONS_H
#define VROSIM_STUDY_CALIBRATION_DEVIATIONS_H

#include "vrosim/study/calibration.h"

// Deviations of more errors than this are told: 3 in a thousand are by chance.
#define VRO_DEVIATION_MOST 3.0

typedef enum vro_deviation_kind {
    VRO_REACHED,
    VRO_OUT_OF_REACH, // whatever the parameters are
    VRO_CONTRADICTS // what the model says once the figures of the same children or group are known
} vro_deviation_kind;

// On the scale of the likelihood, model minus published at the most likely point.
typedef struct vro_deviation {
    double z;       // over the figure's error: published, simulated and between studies
    double z_given; // from what the other figures' deviations foretell, over the error that is left
} vro_deviation;

// Fills deviations [figures]. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_deviations(const vro_calibration *calibration,
                                                     vro_deviation *deviations, vro_errors *errors);

vro_deviation_kind vro_deviation_kind_of(const vro_deviation *self);

#endif
