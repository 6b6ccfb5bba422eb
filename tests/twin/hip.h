// What surgery, healing and necrosis do to a hip (model.md 5 to 7), given what was drawn: plain
// scalar double arithmetic, shared by the twin and by the model written the usual way.
//
// Everywhere `value` is [VRO_PARAMETERS]: the numbers of the fixed parameters for one strategy at
// the child's level, in the units of the dictionary. Angles are in degrees, lengths in mm,
// migration in percent, times in years unless a name says weeks.
#ifndef VROSIM_TESTS_TWIN_HIP_H
#define VROSIM_TESTS_TWIN_HIP_H

#include "vrosim/input/dictionary.h"

#include <stdbool.h>

typedef struct vro_twin_child {
    int level;  // 0..4 for GMFCS I..V
    double age; // at the index operation
    double maturity;
    double neck_length; // at age 8
    double fragility;   // standard normal score
    double spasticity;  // standard normal score
    double age_score;   // standard normal score of the age
    double natural_lld; // index leg minus the other
    double visit_phase; // share of the visit interval, 0..1
} vro_twin_child;

typedef struct vro_twin_hip {
    double natural_nsa; // before surgery, as are the next two
    double natural_anteversion;
    double natural_migration;
    double nsa; // now, as are all below
    double anteversion;
    double acetabular_index;
    double migration;
    double socket_shape;
    double nsa_reference; // before the last osteotomy that was not a refixation
    double anteversion_reference;
    double tilt;
    double bone_removed;
    double overgrowth;
    double release; // what a muscle release leaves of the migration rate, 0..1
    bool had_osteotomy;
} vro_twin_hip;

// What is done at the start of an episode. Draws that its procedures do not need are not read.
typedef struct vro_twin_operation {
    bool refixation;
    bool osteotomy;
    bool soft_tissue;
    bool pelvic;
    double nsa_error;
    double anteversion_error;
    double overgrowth;
    double pelvic_correction;
    double reduction_soft_tissue;
    double reduction_osteotomy;
    double reduction_pelvic;
} vro_twin_operation;

// A hip before surgery, of the given natural angles, socket and migration.
vro_twin_hip vro_twin_hip_natural(double nsa, double anteversion, double acetabular_index,
                                  double migration, double socket_shape);

// Does the operation `start` years after the index operation (model.md 5).
void vro_twin_operate(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double start, const vro_twin_operation *operation);

// What the drawn healing time is multiplied by (model.md 6.1).
double vro_twin_healing_ratio(const vro_twin_child *child, const double *value, double start);

// Weekly hazard of losing position (model.md 6.2).
double vro_twin_loss_hazard(const vro_twin_child *child, const double *value, double start,
                            bool spica);

// Position lost by `angle` degrees, into varus or valgus, and `rotation` degrees (model.md 6.3).
void vro_twin_lose_position(vro_twin_hip *hip, double angle, bool varus, double rotation);

// Avascular necrosis costs growth and shape (model.md 7.2).
void vro_twin_necrose(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double start);

#endif
