#include "vrosim/core/random_source.h"

// SplitMix64's output function (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
// generators", with constants of Stafford's variant 13): every bit of x moves every bit.
static uint64_t mix(uint64_t x) {
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

// The seed and stream of pcg32.
static vro_random_source mixed(vro_random_source self) {
    const uint64_t stream = mix(self.stream);
    return (vro_random_source){.seed = mix(self.seed + stream), .stream = stream};
}

vro_random_source vro_random_source_for(vro_random_source self, uint64_t purpose) {
    return (vro_random_source){.seed = mix(self.seed ^ mix(purpose)), .stream = self.stream};
}

vro_pcg vro_random_source_at(vro_random_source self, uint64_t outputs) {
    const vro_random_source start = mixed(self);
    return vro_pcg_at(start.seed, start.stream, outputs);
}

void vro_random_source_outputs(vro_random_source self, uint64_t first, size_t n, uint32_t *out) {
    const vro_random_source start = mixed(self);
    vro_pcg_outputs(start.seed, start.stream, first, n, out);
}

void vro_random_source_shuffle(vro_random_source self, uint64_t first, size_t n, uint16_t *items) {
    enum { PART = 512 };
    uint32_t outputs[PART];
    for (size_t i = 0; i < n; i++) {
        if (i % PART == 0)
            vro_random_source_outputs(self, first + i, n - i < PART ? n - i : PART, outputs);
        const size_t j = (size_t)(outputs[i % PART] * (uint64_t)(i + 1) >> 32);
        const uint16_t item = items[i];
        items[i] = items[j];
        items[j] = item;
    }
}
