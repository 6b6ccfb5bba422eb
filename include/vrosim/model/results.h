// What the model hands to the tally: the outcomes of a chunk of children of one level under one
// strategy, arrays of one quantity each.
#ifndef VROSIM_MODEL_RESULTS_H
#define VROSIM_MODEL_RESULTS_H

#include "vrosim/core/vmath.h"
#include "vrosim/model/outcome_set.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

// Children computed together: enough to amortise the start of a loop, and the short loops of later
// episodes, few enough for the caches, and an odd number of cache lines, so that arrays side by
// side do not compete for the same places in the first-level cache. Two chunks hold the largest
// levels of a block of the default case mix. Results do not depend on it.
enum { VRO_CHUNK = 1648 };

struct vro_categories;
struct vro_children;
struct vro_rare_chances;

// Of the index session.
typedef enum vro_procedure {
    VRO_DONE_OSTEOTOMY,
    VRO_DONE_SOFT_TISSUE,
    VRO_DONE_PELVIC,
    VRO_DONE_SPICA,
    VRO_DONE_BILATERAL, // both hips
    VRO_PROCEDURES
} vro_procedure;

typedef struct vro_results {
    size_t children; // n <= VRO_CHUNK; all arrays below use [0, n)
    const vro_outcome_set
        *outcomes; // that the scenario has, borrowed; arrays of the others mean nothing
    const struct vro_categories
        *categories; // of the children (model/categories.h), borrowed; NULL: none
    // The children before surgery, and where the index hip had a procedure (1, else 0), borrowed
    // until the next strategy is run; NULL: not known.
    const struct vro_children *before;
    const uint32_t *done[VRO_PROCEDURES]; // [n] each
    // The probabilities of rare events (model/rare_event.h), borrowed; NULL: not known.
    const struct vro_rare_chances *chances;
    alignas(64) uint32_t rare_draws[VRO_CHUNK]; // counters of 4 bits by vro_rare_event
    alignas(64) int32_t loss_chance[VRO_CHUNK]; // in 2^-VRO_LOSS_CHANCE_BITS
    // Shares 0 or 1; numbers; quantities in steps (vro_outcome_steps), or VRO_NO_VALUE.
    alignas(64) int32_t outcome[VRO_OUTCOMES][VRO_CHUNK];
    alignas(64) int32_t cause[VRO_CHUNK];       // vro_cause of the first revision
    alignas(64) float revision_time[VRO_CHUNK]; // years; INFINITY: none by the end
    alignas(64) float death_time[VRO_CHUNK];    // years; INFINITY: alive at the horizon
} vro_results;

// A quantity rounded to steps. Clipped to 4,000 units, which keeps it below the 2^22 steps that
// vro_nearest takes.
VRO_INLINE int32_t vro_steps_of(float x) {
    return vro_nearest(vro_clip(x, -4000.0f, 4000.0f) * VRO_STEPS_PER_UNIT);
}

// The same for costs and QALYs, clipped to the range of their histograms: at most 2^24 steps, which
// single precision keeps.
VRO_INLINE int32_t vro_fine_steps_of(float x, float lower, float upper, float steps) {
    const float scaled = vro_clip(x, lower, upper) * steps;
    return (int32_t)(scaled + (scaled < 0.0f ? -0.5f : 0.5f));
}

#endif
