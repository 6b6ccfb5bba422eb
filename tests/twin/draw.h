// The twin's random draws (model.md 1 to 3): each is an increasing function of one slot of
// the child.
#ifndef VROSIM_TESTS_TWIN_DRAW_H
#define VROSIM_TESTS_TWIN_DRAW_H

#include "hip.h"
#include "parameters.h"

#include "vrosim/input/child_list.h"
#include "vrosim/model/slot.h"

#include <stdint.h>

// What was last drawn at a slot. A quantile takes microseconds, and strategies share many
// distributions.
typedef struct vro_twin_drawn {
    vro_twin_distribution distribution;
    uint32_t output;
    double value;
} vro_twin_drawn;

// Where a child's draws come from.
typedef struct vro_twin_draws {
    const vro_twin_parameters *parameters;
    const uint32_t *outputs; // [VRO_SLOTS]
    vro_twin_drawn *drawn;   // [VRO_SLOTS], all zero at first
    const float *given;      // [VRO_CHILD_ATTRIBUTES], NAN: drawn; NULL: nothing is given
} vro_twin_draws;

// model.md 1.1.
uint64_t vro_twin_draw_mix(uint64_t number);

// The outputs of a patient, [VRO_SLOTS]; model.md 1.1.
void vro_twin_draw_outputs(uint64_t seed, uint64_t stream, uint64_t patient, uint32_t *outputs);

// A slot's uniform value and its complement, both exact.
vro_twin_probability vro_twin_draw_probability(const uint32_t *outputs, unsigned slot);

// Whether an event of this probability happens.
bool vro_twin_draw_event(const vro_twin_draws *draws, unsigned slot, double probability);

// A time with this rate; INFINITY where the rate is 0.
double vro_twin_draw_exponential(const vro_twin_draws *draws, unsigned slot, double rate);

// A value of the distribution of a parameter, the one that was drawn before where distribution and
// slot are the same.
double vro_twin_draw_distribution(const vro_twin_draws *draws, unsigned slot, vro_parameter_id id);

// The child of a level, 0..4.
vro_twin_child vro_twin_draw_child(const vro_twin_draws *draws, int level);

// Both hips before surgery; 0 = index, 1 = other.
void vro_twin_draw_hips(const vro_twin_draws *draws, vro_twin_hip hips[VRO_HIPS]);

#endif
