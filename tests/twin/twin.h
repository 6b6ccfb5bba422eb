// The twin: the course model evaluated one course at a time, in double precision, straight from
// the definition, on the same random slots as the engine. It is slow and meant to be read; the
// tests compare the engine with it.
//
// GSL's error handler must be off (gsl_set_error_handler_off) before a twin is used.
#ifndef VROSIM_TESTS_TWIN_TWIN_H
#define VROSIM_TESTS_TWIN_TWIN_H

#include "episode.h"

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome_set.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_twin {
    size_t strategies;
    vro_twin_parameters *parameters; // [strategies][VRO_LEVELS]
    double level_up_to[VRO_LEVELS];  // cumulative normalised weight
    vro_outcome_set outcomes;
    vro_twin_drawn drawn[VRO_SLOTS];

    // Of the child that was drawn last, the same under every strategy.
    const uint32_t *outputs; // [VRO_SLOTS], the caller's
    const float *given;      // [VRO_CHILD_ATTRIBUTES], NAN: drawn; NULL: nothing; the caller's
    vro_twin_child child;
    vro_twin_hip hip[VRO_HIPS]; // before surgery
} vro_twin;

typedef struct vro_twin_course {
    double outcome[VRO_OUTCOMES]; // NAN: healing_weeks without an index osteotomy, cost and qaly
                                  // where the scenario does not give them
    vro_twin_times times;         // of revision and failure
    vro_cause cause;              // of the index hip's first revision
    double death_time;            // years after the index operation
    double other_death;           // that of other causes, as drawn; likewise
    bool symmetric;               // a rescue of the index hip takes the other along
    double session;               // that takes the other hip along, INFINITY = none
    vro_twin_child child;
    vro_twin_follow_up follow_up;
    vro_twin_side side[VRO_HIPS];                     // at the end of follow-up
    int episodes[VRO_HIPS];                           // 1..VRO_EPISODES
    vro_twin_episode episode[VRO_HIPS][VRO_EPISODES]; // the first episodes[hip] of each hip
} vro_twin_course;

// Prepares every distribution of the scenario. Returns VRO_NO_MEMORY and an empty twin where memory
// is short. Owns what it holds; the scenario may be freed.
VRO_MUST_CHECK vro_status vro_twin_init(vro_twin *self, const vro_scenario *scenario);

// Safe on a zeroed or failed twin, and twice.
void vro_twin_free(vro_twin *self);

// Draws the child that owns outputs[VRO_SLOTS], which must stay while its courses are run.
void vro_twin_meet(vro_twin *self, const uint32_t *outputs);

// The course of the child that was drawn last, under a strategy (0-based).
void vro_twin_run(vro_twin *self, size_t strategy, vro_twin_course *course);

#endif
