// Rare events whose probability is known whenever they are drawn, given what has happened to the
// child before (model.md 9.9). Summed over a course, these probabilities have the mean of the
// number of events and vary much less.
#ifndef VROSIM_MODEL_RARE_EVENT_H
#define VROSIM_MODEL_RARE_EVENT_H

#include "vrosim/model/outcome.h"

#include <stdint.h>

typedef enum vro_rare_event {
    // Counted: drawn each time with the same probability.
    VRO_RARE_INFECTION,
    VRO_RARE_FRACTURE,
    VRO_RARE_AVN,
    VRO_RARE_PRESSURE_SORE,
    VRO_RARE_DEATH, // by an operation; from other causes with one probability for all children
    VRO_RARE_COUNTED,
    // Drawn once, with a probability of the child's own.
    VRO_RARE_LOSS = VRO_RARE_COUNTED,
    VRO_RARE_EVENTS
} vro_rare_event;

// Probabilities in units of 2^-32, of which draws are whole numbers.
typedef struct vro_rare_chances {
    uint64_t each[VRO_RARE_COUNTED]; // of one draw of the event
    uint64_t natural_death;          // by the horizon, from other causes
} vro_rare_chances;

// The probability that a position is lost is kept in 2^-26, so that 64 bits hold the squares of a
// chunk.
enum { VRO_LOSS_CHANCE_BITS = 26, VRO_CHANCE_BITS = 32 };

// The draws of a child are counted in one word, 4 bits for each event: 8 operations at most.
enum { VRO_RARE_DRAW_BITS = 4, VRO_RARE_DRAWS_MAX = 15 };

// The outcome that counts the event.
vro_outcome_id vro_rare_event_outcome(vro_rare_event event);

// The event that an outcome counts; VRO_RARE_EVENTS: none.
vro_rare_event vro_rare_event_of(vro_outcome_id outcome);

#endif
