#include "vrosim/core/pcg.h"

#include <pcg_random.hpp>
#include <sstream>

static pcg32 generator_at(uint64_t seed, uint64_t stream, uint64_t outputs) {
    pcg32 generator(seed, stream);
    generator.advance(outputs);
    return generator;
}

// pcg-cpp shows a generator's state only by writing it: "multiplier increment state".
vro_pcg vro_pcg_at(uint64_t seed, uint64_t stream, uint64_t outputs) {
    std::stringstream text;
    text << generator_at(seed, stream, outputs);
    uint64_t multiplier = 0;
    vro_pcg place = {0, 0};
    text >> multiplier >> place.increment >> place.state;
    return place;
}

void vro_pcg_outputs(uint64_t seed, uint64_t stream, uint64_t first, size_t n, uint32_t *out) {
    pcg32 generator = generator_at(seed, stream, first);
    for (size_t i = 0; i < n; i++)
        out[i] = generator();
}
