// Rebound of the angles, the socket, and migration (model.md 8).
#ifndef VROSIM_MODEL_GROWTH_H
#define VROSIM_MODEL_GROWTH_H

#include "vrosim/model/hips.h"

// Shares of aging, 1 - e^(-c s), rebound, 1 - e^(-k s), and release, 1 - e^(-m s), at a time s.
typedef struct vro_growth_shares {
    float aging[VRO_CHUNK];
    float rebound[VRO_CHUNK];
    float release[VRO_CHUNK];
} vro_growth_shares;

// Scratch: shares at the end of the episode, and G of it, percent.
typedef struct vro_growth_scratch {
    vro_growth_shares share;
    float drifted[VRO_CHUNK];
} vro_growth_scratch;

// What the age of children at the index operation decides: the same for both hips, and for as long
// as strategies agree on the rates.
typedef struct vro_growth_of_children {
    bool known;
    vro_rates of;
    float by_age[VRO_CHUNK];  // A
    vro_growth_shares mature; // of the years to maturity
} vro_growth_of_children;

// Sets what growth will do from the state after operation and healing: the rebounds, the change of
// the socket, the edge loads, pull, restoring, growing and grown. ages: those of the children in
// episode 0; else scratch that is not known.
void vro_growth_prepare(vro_hips *hips, const vro_model_parameters *parameters,
                        vro_growth_of_children *ages);

// migration: [count], percent, that which vro_growth_advance will bring about at next_time.
void vro_growth_predict_migration(const vro_hips *hips, const vro_model_parameters *parameters,
                                  vro_growth_scratch *scratch, float *migration);

// Migration of one hip at a time within the episode, percent, for telling single courses.
float vro_growth_migration_at(const vro_hips *hips, size_t i,
                              const vro_model_parameters *parameters, float time);

// Moves angles, socket, migration and release on by next_time.
void vro_growth_advance(vro_hips *hips, const vro_model_parameters *parameters,
                        vro_growth_scratch *scratch);

#endif
