#include "vrosim/core/slots.h"

#include "vrosim/core/vector.h"

#include <string.h>

void vro_jumps_make(uint64_t increment, size_t count, vro_jump *jumps) {
    vro_jump jump = {1, 0};
    for (size_t k = 0; k < count; k++) {
        jumps[k] = jump;
        jump.multiply *= VRO_PCG_MULTIPLIER;
        jump.add = jump.add * VRO_PCG_MULTIPLIER + increment;
    }
}

VRO_VECTOR static void advance(const uint64_t *from, vro_jump jump, size_t n, uint64_t *to) {
    for (size_t i = 0; i < n; i++)
        to[i] = jump.multiply * from[i] + jump.add;
}

void vro_slots_start(uint64_t start, vro_jump stride, size_t n, uint64_t *states) {
    if (n == 0)
        return;
    states[0] = start;
    for (size_t done = 1; done < n; done *= 2) {
        const size_t more = done < n - done ? done : n - done;
        advance(states, stride, more, states + done);
        stride = (vro_jump){stride.multiply * stride.multiply,
                            stride.multiply * stride.add + stride.add};
    }
}

// XSH-RR: 32 bits of the state and its own top 18 bits mixed, turned right by its top 5 bits.
static uint32_t output(uint64_t state) {
    const uint32_t mixed = (uint32_t)(((state >> 18) ^ state) >> 27);
    const uint32_t turn = (uint32_t)(state >> 59);
    return (mixed >> turn) | (mixed << (-turn & 31));
}

#ifdef VRO_SHUFFLES

typedef uint64_t four_states __attribute__((vector_size(4 * sizeof(uint64_t))));
typedef uint32_t eight_words __attribute__((vector_size(8 * sizeof(uint32_t))));

// Eight draws at a time, with vectors written by hand. A draw needs only the upper word of its
// mixed state, so the upper words of eight states are interleaved (a0 b0 a1 b1 ...) and the draws
// are put in order at the end. A compiler would narrow 64 bits to 32 with three times as many
// shuffles.
VRO_VECTOR static void draw_eights(const uint64_t *states, vro_jump jump, size_t n,
                                   uint32_t *draws) {
    for (size_t i = 0; i < n; i += 8) {
        four_states a, b;
        memcpy(&a, states + i, sizeof a);
        memcpy(&b, states + i + 4, sizeof b);
        a = a * jump.multiply + jump.add;
        b = b * jump.multiply + jump.add;
        const eight_words mixed_a = (eight_words)(((a >> 18) ^ a) << 5);
        const eight_words mixed_b = (eight_words)(((b >> 18) ^ b) << 5);
        const eight_words mixed =
            __builtin_shufflevector(mixed_a, mixed_b, 1, 9, 3, 11, 5, 13, 7, 15);
        const eight_words top =
            __builtin_shufflevector((eight_words)a, (eight_words)b, 1, 9, 3, 11, 5, 13, 7, 15);
        const eight_words turn = top >> 27;
        const eight_words turned = (mixed >> turn) | (mixed << (-turn & 31));
        const eight_words drawn = __builtin_shufflevector(turned, turned, 0, 2, 4, 6, 1, 3, 5, 7);
        memcpy(draws + i, &drawn, sizeof drawn);
    }
}

#endif

void vro_slots_draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws) {
    size_t done = 0;
#ifdef VRO_SHUFFLES
    done = n / 8 * 8;
    draw_eights(states, jump, done, draws);
#endif
    for (size_t i = done; i < n; i++)
        draws[i] = output(jump.multiply * states[i] + jump.add);
}
