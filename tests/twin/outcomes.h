// The outcomes of a course from what happened to its two hips (model.md 9): shared by the twin and
// by the model written the usual way. Units are those of hip.h; times count from the index
// operation, INFINITY = never.
#ifndef VROSIM_TESTS_TWIN_OUTCOMES_H
#define VROSIM_TESTS_TWIN_OUTCOMES_H

#include "hip.h"

#include "vrosim/model/outcome.h"
#include "vrosim/model/slot.h"

// Adverse events, in the order of the outcome table.
typedef enum vro_twin_adverse {
    VRO_TWIN_INFECTION,
    VRO_TWIN_FRACTURE,
    VRO_TWIN_AVN,
    VRO_TWIN_PRESSURE_SORE,
    VRO_TWIN_ADVERSE_EVENTS
} vro_twin_adverse;

// One hip at the end of follow-up and what happened to it.
typedef struct vro_twin_side {
    vro_twin_hip hip;
    int operations;   // without removals
    int reoperations; // unplanned
    int removals;
    int adverse[VRO_TWIN_ADVERSE_EVENTS];
    double first_reoperation;
    vro_cause first_cause;
    bool rescued;               // reoperated for migration
    double seen_failed;         // first visit with migration over followup.failure_migration
    bool position_lost;         // in episode 0, as are the next two
    double healing_weeks;       // NAN without an osteotomy
    double spica_weeks;         // 0 without a spica
    double later_healing_weeks; // of all osteotomies after episode 0
    double later_spica_weeks;   // of all spicas after episode 0
} vro_twin_side;

typedef struct vro_twin_follow_up {
    double end;     // H: the horizon or death, whichever comes first
    bool died;      // by the horizon
    bool bilateral; // both hips are operated hips
    double lld;     // at the end, after the legs were equalised where they were
    bool equalised;
} vro_twin_follow_up;

// When revision and failure came to the index hip, and to the first of the operated hips.
typedef struct vro_twin_times {
    double revision;
    double failure;
    double revision_either;
    double failure_either;
} vro_twin_times;

// A hip that nothing has happened to yet.
vro_twin_side vro_twin_side_natural(vro_twin_hip hip);

// The leg-length discrepancy at the end, before legs are equalised (model.md 9.3).
double vro_twin_lld(const vro_twin_child *child, const double *value, double end,
                    const vro_twin_side side[VRO_HIPS]);

// Whether it and the child's age let the legs be equalised.
bool vro_twin_may_equalise(const vro_twin_child *child, const double *value, double end,
                           double lld);

// The discrepancy that equalisation leaves; residual: as drawn.
double vro_twin_equalise(double lld, double residual);

vro_twin_times vro_twin_times_of(const double *value, const vro_twin_follow_up *follow_up,
                                 const vro_twin_side side[VRO_HIPS]);

// The outcomes by landmarks (model.md 9.8); NAN for those that there are not.
void vro_twin_outcomes_by(const vro_landmarks *landmarks, const vro_twin_times *times,
                          double outcome[VRO_OUTCOMES]);

// Every outcome but those by landmarks, in the order of the outcome table; NAN for the healing time
// of a child without an index osteotomy, and for cost and QALYs.
void vro_twin_outcomes(const vro_twin_child *child, const double *value,
                       const vro_twin_follow_up *follow_up, const vro_twin_side side[VRO_HIPS],
                       double outcome[VRO_OUTCOMES]);

#endif
