#include "vrosim/core/pcg.h"

#include <pcg_random.hpp>

// Shows its state, which pcg-cpp keeps for generators made from its own.
struct open_generator : pcg32 {
    using pcg32::pcg32;
    vro_pcg place() const {
        return {state_, increment()};
    }
};

static open_generator generator_at(uint64_t seed, uint64_t stream, uint64_t outputs) {
    open_generator generator(seed, stream);
    generator.advance(outputs);
    return generator;
}

vro_pcg vro_pcg_at(uint64_t seed, uint64_t stream, uint64_t outputs) {
    return generator_at(seed, stream, outputs).place();
}

void vro_pcg_outputs(uint64_t seed, uint64_t stream, uint64_t first, size_t n, uint32_t *out) {
    open_generator generator = generator_at(seed, stream, first);
    for (size_t i = 0; i < n; i++)
        out[i] = generator();
}
