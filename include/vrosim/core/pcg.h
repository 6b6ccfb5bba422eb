// PCG32 (XSH-RR 64/32, setseq) by pcg-cpp: the state at any place of a sequence, and single outputs
// for tests. core/slots makes outputs in bulk.
#ifndef VROSIM_CORE_PCG_H
#define VROSIM_CORE_PCG_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The multiplier of every PCG generator of 64 bits (pcg-cpp, default_multiplier<uint64_t>).
#define VRO_PCG_MULTIPLIER UINT64_C(6364136223846793005)

typedef struct vro_pcg {
    uint64_t state;     // before the next output
    uint64_t increment; // odd; one a stream
} vro_pcg;

// The generator pcg32(seed, stream) after its first `outputs` outputs.
vro_pcg vro_pcg_at(uint64_t seed, uint64_t stream, uint64_t outputs);

// Outputs first .. first + n - 1 of pcg32(seed, stream), the reference for tests. out: [n].
void vro_pcg_outputs(uint64_t seed, uint64_t stream, uint64_t first, size_t n, uint32_t *out);

#ifdef __cplusplus
}
#endif

#endif
