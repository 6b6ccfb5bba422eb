// The twin's scrambled Sobol points (model.md 1.3), digit by digit.
#ifndef VROSIM_TESTS_TWIN_SOBOL_H
#define VROSIM_TESTS_TWIN_SOBOL_H

#include <stdint.h>

// The outputs of a patient in replicates of this number of children, [VRO_SLOTS].
void vro_twin_sobol_outputs(uint64_t seed, uint64_t stream, uint64_t replicate, uint64_t patient,
                            uint32_t *outputs);

#endif
