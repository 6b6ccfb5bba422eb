// The twin's episodes (model.md 4 to 8): one operation on one hip, how it heals and what
// opens the next.
#ifndef VROSIM_TESTS_TWIN_EPISODE_H
#define VROSIM_TESTS_TWIN_EPISODE_H

#include "draw.h"
#include "growth.h"
#include "outcomes.h"

// One episode of a hip. Times are in years after the index operation unless named "after", which
// count from the start of the episode, or in weeks; INFINITY = never.
typedef struct vro_twin_episode {
    vro_cause cause; // what opened it, VRO_CAUSE_NONE for episode 0
    double start;
    bool operation; // any procedure, or opened by an event
    bool osteotomy;
    bool soft_tissue;
    bool pelvic;
    bool spica;
    double spica_weeks;   // as drawn, 0 without a spica
    double death;         // of this operation
    double healing_weeks; // NAN without an osteotomy
    double loss_weeks;    // from the operation, as drawn
    bool position_lost;   // the loss comes before healing
    bool adverse[VRO_TWIN_ADVERSE_EVENTS];
    double nsa; // after the operation and a loss, as are the next three
    double anteversion;
    double acetabular_index;
    double migration;
    vro_twin_growth growth;
    double removal;                        // as drawn
    int rescue_visit;                      // the visit that leads to surgery, 0 = none
    double next_at[VRO_CAUSE_SESSION + 1]; // by cause; candidates for the next episode
    vro_cause next;                        // what ended it, VRO_CAUSE_NONE for the end of follow-up
    double end;
    bool removed;             // the implant, before that end
    double seen_failed_after; // first visit with migration over followup.failure_migration
} vro_twin_episode;

// Where an episode takes place.
typedef struct vro_twin_scene {
    vro_twin_draws draws;
    const vro_twin_child *child;
    double end;       // of follow-up, years after the index operation
    double session;   // of the index hip that takes this hip along, INFINITY = none
    bool planned;     // the hip is operated on at the index session
    unsigned hip;     // 0 = index, 1 = other
    unsigned episode; // 0..VRO_EPISODES - 1
} vro_twin_scene;

// The whole episode that a cause opens `start` years after the index operation. hip: its state
// when the episode opens; on return, its state when the episode ends.
vro_twin_episode vro_twin_episode_live(const vro_twin_scene *scene, vro_cause cause, double start,
                                       vro_twin_hip *hip);

#endif
