// How a hip changes from the start of an episode on, and when it is looked at (model.md 7.3 and 8):
// shared by the twin and by the model written the usual way. Units are those of hip.h.
#ifndef VROSIM_TESTS_TWIN_GROWTH_H
#define VROSIM_TESTS_TWIN_GROWTH_H

#include "hip.h"

typedef struct vro_twin_growth {
    double nsa; // at the start of the episode, as are the next four
    double anteversion;
    double acetabular_index;
    double migration;
    double release;
    double nsa_rebound; // what growth changes in the end, as are the next two
    double anteversion_rebound;
    double socket_change;
    double edge_start; // edge load at the start
    double edge_end;   // and in the end
    double pull;       // A rate tone of the model, percent per year
    double restoring;  // A w of the model, percent per year
    double slowing;    // c, k and m of the model, per year
    double remodelling;
    double wearing_off;
    double years_to_grow;  // from the start of the episode, 0 after maturity
    double after_maturity; // share of the change that remains then
    double least;          // migration that is not undercut
} vro_twin_growth;

// The growth of a hip from `start` years after the index operation on (model.md 8).
vro_twin_growth vro_twin_growth_begin(const vro_twin_child *child, const vro_twin_hip *hip,
                                      const double *value, double start);

// Migration `s` years after the start of the episode (model.md 8.4).
double vro_twin_migration_at(const vro_twin_growth *growth, double s);

// Brings the hip to where it is `s` years after the start of the episode.
void vro_twin_grow(vro_twin_hip *hip, const vro_twin_growth *growth, double s);

// Visit 1, 2, 3, ..., in years after the start of the episode (model.md 7.3).
double vro_twin_visit_time(const vro_twin_child *child, const double *value, int visit);

// The number of visits within so many years, one at their end included.
int vro_twin_visits_within(const vro_twin_child *child, const double *value, double years);

// Whether a visit is due, from the migration there and at the visit before it, or at the start.
bool vro_twin_visit_is_due(const double *value, double migration, double before);

// The first of the visits within `years` that sees migration over followup.failure_migration, in
// years after the start of the episode, at most `years`; INFINITY for none (model.md 9.4).
double vro_twin_first_seen_failed(const vro_twin_growth *growth, const vro_twin_child *child,
                                  const double *value, double years);

#endif
