// What surgery, healing and growth do to a hip (model.md 5, 6, 8 and 9), given what was
// drawn: plain scalar double arithmetic, shared by the twin and by the model written the usual way.
//
// Everywhere `value` is [VRO_PARAMETERS]: the numbers of the fixed parameters for one strategy at
// the child's level, in the units of the dictionary. Angles are in degrees, lengths in mm,
// migration in percent, times in years unless a name says weeks.
#ifndef VROSIM_TESTS_TWIN_HIP_H
#define VROSIM_TESTS_TWIN_HIP_H

#include "vrosim/input/dictionary.h"
#include "vrosim/model/outcome.h"
#include "vrosim/model/slot.h"

#include <stdbool.h>

// Adverse events, in the order of the outcome table.
typedef enum vro_twin_adverse {
    VRO_TWIN_INFECTION,
    VRO_TWIN_FRACTURE,
    VRO_TWIN_AVN,
    VRO_TWIN_PRESSURE_SORE,
    VRO_TWIN_ADVERSE_EVENTS
} vro_twin_adverse;

typedef struct vro_twin_child {
    int level;  // 0..4 for GMFCS I..V
    double age; // at the index operation
    double maturity;
    double neck_length; // at age 8
    double fragility;   // standard normal score
    double spasticity;  // standard normal score
    double natural_lld; // index leg minus the other
} vro_twin_child;

typedef struct vro_twin_hip {
    double natural_nsa; // before surgery
    double natural_anteversion;
    double socket_shape;
    double nsa; // now, as are all below
    double anteversion;
    double acetabular_index;
    double migration;
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

// How a hip changes from the start of an episode on.
typedef struct vro_twin_growth {
    double nsa; // at the start
    double anteversion;
    double migration;
    double release;
    double nsa_rebound; // what growth takes back in the end
    double anteversion_rebound;
    double edge_start;  // edge load before and
    double edge_end;    // after the whole rebound
    double rate;        // percent per year at edge load 1
    double remodelling; // k, m and d of the model, per year
    double wearing_off;
    double decay;
} vro_twin_growth;

// One hip at the end of follow-up and what happened to it.
typedef struct vro_twin_side {
    vro_twin_hip hip;
    int operations;   // without removals
    int reoperations; // unplanned
    int removals;
    int adverse[VRO_TWIN_ADVERSE_EVENTS];
    double first_reoperation; // years after the index operation, INFINITY = never
    vro_cause first_cause;
    bool position_lost;   // in episode 0
    double healing_weeks; // in episode 0, NAN without an osteotomy
} vro_twin_side;

// The child's follow-up: both ends of it count from the index operation.
typedef struct vro_twin_follow_up {
    double end; // the horizon or death, whichever comes first
    bool died;  // by the horizon
    bool bilateral;
} vro_twin_follow_up;

// A hip before surgery, of the given natural angles, socket and migration.
vro_twin_hip vro_twin_hip_natural(double nsa, double anteversion, double acetabular_index,
                                  double migration, double socket_shape);

// A hip that nothing has happened to yet.
vro_twin_side vro_twin_side_natural(vro_twin_hip hip);

// Does the operation `start` years after the index operation (model.md 5).
void vro_twin_operate(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double start, const vro_twin_operation *operation);

// Weekly hazard of losing position for an osteotomy `start` years after the index operation.
double vro_twin_loss_hazard(const vro_twin_child *child, const double *value, double start,
                            bool spica);

// Position lost by `angle` degrees, into varus or valgus, and `rotation` degrees (model.md 6.3).
void vro_twin_lose_position(vro_twin_hip *hip, double angle, bool varus, double rotation);

// The growth of a hip from `start` years after the index operation on (model.md 8).
vro_twin_growth vro_twin_growth_begin(const vro_twin_child *child, const vro_twin_hip *hip,
                                      const double *value, double start);

// Migration `s` years after the start of the episode.
double vro_twin_migration_at(const vro_twin_growth *growth, double s);

// The number, 1..visits, of the first visit with migration at or over the threshold; 0 for none.
double vro_twin_first_visit(const vro_twin_growth *growth, const double *value, double visits);

// The number of visits from `start` to the end of follow-up, one at the end included.
double vro_twin_visits(const double *value, double start, double end);

// Brings the hip to where it is `s` years after the start of the episode.
void vro_twin_grow(vro_twin_hip *hip, const vro_twin_growth *growth, double s);

// Outcomes by model.md 9. side: index and other hip at the end; outcome: in the order of the
// outcome table, NAN for the healing time of a child without an index osteotomy, and for cost and
// QALYs.
void vro_twin_outcomes(const vro_twin_child *child, const double *value,
                       const vro_twin_follow_up *follow_up, const vro_twin_side side[VRO_HIPS],
                       double outcome[VRO_OUTCOMES]);

#endif
