// A set of hips of one side in the same episode (model.md 4): what they bring along and what the
// episode does to them. Arrays of one quantity each over [0, count).
#ifndef VROSIM_MODEL_HIPS_H
#define VROSIM_MODEL_HIPS_H

#include "vrosim/model/children.h"
#include "vrosim/model/episode_draws.h"
#include "vrosim/model/outcome.h"

#include <stdalign.h>

// What has happened to a hip so far, in one word: counters of 4 bits (4 episodes have at most 8
// operations and 4 of anything else) and two flags. The number is the counter's lowest bit.
typedef enum vro_history_field {
    VRO_HISTORY_REVISIONS = 0,
    VRO_HISTORY_OPERATIONS = 4,
    VRO_HISTORY_REMOVALS = 8,
    VRO_HISTORY_INFECTION = 12,
    VRO_HISTORY_FRACTURE = 16,
    VRO_HISTORY_AVN = 20,
    VRO_HISTORY_PRESSURE_SORE = 24,
    VRO_HISTORY_OSTEOTOMY = 28, // flag: ever had an osteotomy
    VRO_HISTORY_RESCUE = 29     // flag: ever reoperated for migration
} vro_history_field;

VRO_INLINE int32_t vro_history_count(uint32_t history, vro_history_field counter) {
    return (int32_t)((history >> counter) & 15);
}

typedef struct vro_hips {
    size_t count;
    size_t lanes; // count rounded up to whole vectors, for hot loops
    unsigned hip; // 0 index, 1 other
    unsigned episode;
    // Identity, constant over the course.
    alignas(64) uint64_t state[VRO_CHUNK]; // place of the child's draws
    int32_t child[VRO_CHUNK];              // its place in the chunk, and in episode 0
    int32_t place_before[VRO_CHUNK];       // place in the set of the previous episode
    float age[VRO_CHUNK];                  // years, at the index operation
    float maturity[VRO_CHUNK];             // years
    float fragility[VRO_CHUNK];            // standard score
    float phase[VRO_CHUNK];                // of visits, share of the interval
    float rate[VRO_CHUNK]; // migration.rate tone, percent per year at full edge load
    float end[VRO_CHUNK];  // H, years
    // State carried from episode to episode (model.md 4.1).
    float start[VRO_CHUNK];            // t, years after the index operation
    float nsa[VRO_CHUNK];              // degrees
    float anteversion[VRO_CHUNK];      // degrees
    float acetabular_index[VRO_CHUNK]; // degrees
    float migration[VRO_CHUNK];        // percent
    float shape[VRO_CHUNK];            // degrees
    float nsa_reference[VRO_CHUNK];    // before the last osteotomy that was no refixation
    float anteversion_reference[VRO_CHUNK];
    float tilt[VRO_CHUNK];            // degrees
    float bone_shortening[VRO_CHUNK]; // bone removed less overgrowth, mm
    float release[VRO_CHUNK];         // st
    uint32_t history[VRO_CHUNK];      // vro_history_field
    int32_t cause[VRO_CHUNK];         // of the episode; VRO_CAUSE_NONE in episode 0
    // This episode. Flags are 0 or 1; times are years from its start, INFINITY = never.
    uint32_t osteotomy[VRO_CHUNK];
    uint32_t soft_tissue[VRO_CHUNK];
    uint32_t pelvic[VRO_CHUNK];
    uint32_t operation[VRO_CHUNK];
    uint32_t spica[VRO_CHUNK];
    float varus[VRO_CHUNK];             // gained by the osteotomy, degrees
    float spica_weeks[VRO_CHUNK];       // where there is a spica
    float healing[VRO_CHUNK];           // weeks
    float loss_hazard[VRO_CHUNK];       // of losing position while unhealed, per week
    uint32_t position_lost[VRO_CHUNK];  // before healing
    uint32_t adverse_events[VRO_CHUNK]; // bit vro_history_field of each; operated hips only
    float removal[VRO_CHUNK];           // of the implant, planned
    float event_time[VRO_CAUSES][VRO_CHUNK];
    float rebound_nsa[VRO_CHUNK];         // b v_left: what growth will take back, degrees
    float rebound_anteversion[VRO_CHUNK]; // degrees
    float socket_change[VRO_CHUNK];       // ai_end - ai': what growth will do, degrees
    float load_first[VRO_CHUNK];          // E0
    float load_last[VRO_CHUNK];           // E1
    float pull[VRO_CHUNK];                // migration.rate tone A, percent per year
    float restoring[VRO_CHUNK];           // w A, percent per year
    float growing[VRO_CHUNK];             // years to maturity, 0 after it
    float grown[VRO_CHUNK];               // G of them, percent
    float decided[VRO_CHUNK];             // visit at which surgery for migration was decided
    float seen_over[VRO_CHUNK];           // first visit at which the hip counts as failed
    float next_time[VRO_CHUNK];           // length of the episode
    int32_t next_cause[VRO_CHUNK];        // VRO_CAUSE_NONE: the episode ends at H
} vro_hips;

VRO_INLINE uint32_t vro_is_refixation(int32_t cause) {
    return (uint32_t)(cause == VRO_CAUSE_LOSS) | (uint32_t)(cause == VRO_CAUSE_COMPLICATION);
}

// Whether a flag, [hips->count], is set for any hip.
bool vro_hips_any(const vro_hips *self, const uint32_t *flags);

// Whether the cause is an unplanned reoperation; a session of the index hip is none for the other.
VRO_INLINE uint32_t vro_is_revision(int32_t cause) {
    return (uint32_t)(cause < VRO_CAUSE_NONE);
}

// Sets what no strategy changes, for one hip of each child.
void vro_hips_load_children(vro_hips *self, const vro_children *children, unsigned hip);

// Sets the state of the hips of the loaded children before their index operation, except end and,
// of the other hips, rate, which is that of the index hips.
void vro_hips_start(vro_hips *self, const vro_children *children,
                    const vro_model_parameters *parameters);

// Makes self the set of the next episode: the hips of from that had an event. self may be from.
void vro_hips_continue(vro_hips *self, const vro_hips *from);

// Writes the state that outcomes depend on back to the set of episode 0.
void vro_hips_write_back(const vro_hips *self, vro_hips *first_episode);

#endif
