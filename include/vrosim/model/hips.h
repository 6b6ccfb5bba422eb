// A set of hips in the same episode (model.md 4): what they bring along and what the episode does
// to them. Arrays of one quantity each over [0, count), index hips first.
#ifndef VROSIM_MODEL_HIPS_H
#define VROSIM_MODEL_HIPS_H

#include "vrosim/model/children.h"
#include "vrosim/model/episode_draws.h"
#include "vrosim/model/outcome.h"

#include <stdalign.h>

// What has happened to a hip so far, in one word: counters of 4 bits (4 episodes have at most 8
// operations and 4 of anything else) and a flag. The number is the counter's lowest bit.
typedef enum vro_history_field {
    VRO_HISTORY_REVISIONS = 0,
    VRO_HISTORY_OPERATIONS = 4,
    VRO_HISTORY_REMOVALS = 8,
    VRO_HISTORY_INFECTION = 12,
    VRO_HISTORY_FRACTURE = 16,
    VRO_HISTORY_AVN = 20,
    VRO_HISTORY_PRESSURE_SORE = 24,
    VRO_HISTORY_OSTEOTOMY = 28 // flag: ever had an osteotomy
} vro_history_field;

VRO_INLINE int32_t vro_history_count(uint32_t history, vro_history_field counter) {
    return (int32_t)((history >> counter) & 15);
}

typedef struct vro_hips {
    size_t count;
    size_t index_hips; // index hips are [0, index_hips), other hips the rest
    size_t lanes;      // count rounded up to whole vectors, for hot loops
    unsigned episode;
    // Identity, constant over the course.
    alignas(64) uint64_t state[VRO_CHUNK_HIPS]; // of the child's first slot
    int32_t place_in_all[VRO_CHUNK_HIPS];       // place in the set of episode 0
    int32_t place_before[VRO_CHUNK_HIPS];       // place in the set of the previous episode
    float age[VRO_CHUNK_HIPS];                  // years, at the index operation
    float maturity[VRO_CHUNK_HIPS];             // years
    float fragility[VRO_CHUNK_HIPS];            // standard score
    float shape[VRO_CHUNK_HIPS];                // degrees
    float rate[VRO_CHUNK_HIPS]; // R at the index operation, percent per year at full edge load
    float end[VRO_CHUNK_HIPS];  // H, years
    // State carried from episode to episode (model.md 4.1).
    float start[VRO_CHUNK_HIPS];            // t, years after the index operation
    float nsa[VRO_CHUNK_HIPS];              // degrees
    float anteversion[VRO_CHUNK_HIPS];      // degrees
    float acetabular_index[VRO_CHUNK_HIPS]; // degrees
    float migration[VRO_CHUNK_HIPS];        // percent
    float nsa_reference[VRO_CHUNK_HIPS];    // before the last osteotomy that was no refixation
    float anteversion_reference[VRO_CHUNK_HIPS];
    float tilt[VRO_CHUNK_HIPS];            // degrees
    float bone_shortening[VRO_CHUNK_HIPS]; // bone removed less overgrowth, mm
    float release[VRO_CHUNK_HIPS];         // st
    uint32_t history[VRO_CHUNK_HIPS];      // vro_history_field
    int32_t cause[VRO_CHUNK_HIPS];         // of the episode; VRO_CAUSE_NONE in episode 0
    // This episode. Flags are 0 or 1; times are years from its start, INFINITY = never.
    uint32_t osteotomy[VRO_CHUNK_HIPS];
    uint32_t soft_tissue[VRO_CHUNK_HIPS];
    uint32_t pelvic[VRO_CHUNK_HIPS];
    uint32_t operation[VRO_CHUNK_HIPS];
    uint32_t spica[VRO_CHUNK_HIPS];
    float varus[VRO_CHUNK_HIPS];             // gained by the osteotomy, degrees
    float healing[VRO_CHUNK_HIPS];           // weeks
    float loss_hazard[VRO_CHUNK_HIPS];       // of losing position while unhealed, per week
    uint32_t position_lost[VRO_CHUNK_HIPS];  // before healing
    uint32_t adverse_events[VRO_CHUNK_HIPS]; // bit vro_history_field of each; operated hips only
    float removal[VRO_CHUNK_HIPS];           // of the implant, planned
    float event_time[VRO_CAUSES][VRO_CHUNK_HIPS];
    float rebound_nsa[VRO_CHUNK_HIPS];         // b v_left: what growth will take back, degrees
    float rebound_anteversion[VRO_CHUNK_HIPS]; // degrees
    float load_first[VRO_CHUNK_HIPS];          // E0
    float load_last[VRO_CHUNK_HIPS];           // E1
    float pull[VRO_CHUNK_HIPS];                // R, percent per year
    float next_time[VRO_CHUNK_HIPS];           // length of the episode
    int32_t next_cause[VRO_CHUNK_HIPS];        // VRO_CAUSE_NONE: the episode ends at H
} vro_hips;

VRO_INLINE uint32_t vro_is_refixation(int32_t cause) {
    return (uint32_t)(cause == VRO_CAUSE_LOSS) | (uint32_t)(cause == VRO_CAUSE_COMPLICATION);
}

// Whether a flag, [hips->count], is set for any hip.
bool vro_hips_any(const vro_hips *self, const uint32_t *flags);

// Sets what no strategy changes, for both hips of all children.
void vro_hips_load_children(vro_hips *self, const vro_children *children);

// Sets the state of both hips of the loaded children before their index operation, except end.
void vro_hips_start(vro_hips *self, const vro_children *children,
                    const vro_model_parameters *parameters);

// Makes self the set of the next episode: the hips of from that had an event. self may be from.
void vro_hips_continue(vro_hips *self, const vro_hips *from);

// Writes the state that outcomes depend on back to the set of episode 0.
void vro_hips_write_back(const vro_hips *self, vro_hips *all_hips);

#endif
