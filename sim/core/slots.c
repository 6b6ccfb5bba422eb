#include "vrosim/core/slots.h"

#include "vrosim/core/vector.h"

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

VRO_VECTOR static void draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws) {
    for (size_t i = 0; i < n; i++) {
        const uint64_t state = jump.multiply * states[i] + jump.add;
        const uint32_t mixed = (uint32_t)(((state >> 18) ^ state) >> 27);
        const uint32_t turn = (uint32_t)(state >> 59);
        draws[i] = (mixed >> turn) | (mixed << (-turn & 31));
    }
}

void vro_slots_draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws) {
    draw(states, jump, n, draws);
}
