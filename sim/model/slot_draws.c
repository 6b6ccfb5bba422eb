#include "vrosim/model/slot_draws.h"

#include <assert.h>
#include <stdbool.h>

static_assert((int)VRO_SLOTS_USED <= (int)VRO_SOBOL_DIMENSIONS, "every slot has a dimension");

// Purpose of the outputs that scrambles are made of.
static const uint64_t SCRAMBLE = 0x736372616d626c65;

static bool has_replicates(const vro_slot_draws *self) {
    return self->source.replicate > 0;
}

vro_random_source vro_slot_draws_source(vro_random_source source, uint64_t children) {
    if (source.replicate > 0)
        source.replicate = children < VRO_REPLICATE_CHILDREN ? VRO_SMALL_REPLICATE : VRO_REPLICATE;
    return source;
}

void vro_slot_draws_init(vro_slot_draws *self, vro_random_source source) {
    self->source = source;
    self->replicate = UINT64_MAX;
    if (has_replicates(self))
        vro_sobol_matrices_make(VRO_SLOTS_USED, self->matrices);
    else
        vro_jumps_make(vro_random_source_at(source, 0).increment, VRO_SLOTS + 1, self->jumps);
}

size_t vro_slot_draws_together(const vro_slot_draws *self, uint64_t first, size_t count) {
    if (!has_replicates(self))
        return count;
    const uint64_t left = self->source.replicate - first % self->source.replicate;
    return left < count ? (size_t)left : count;
}

static void load_replicate(vro_slot_draws *self, uint64_t replicate) {
    if (replicate == self->replicate)
        return;
    vro_sobol_scramble(self->matrices, VRO_SLOTS_USED,
                       vro_random_source_for(self->source, SCRAMBLE), replicate, self->dimensions);
    self->replicate = replicate;
}

void vro_slot_draws_start(vro_slot_draws *self, uint64_t first, size_t count, uint64_t *places) {
    if (has_replicates(self)) {
        load_replicate(self, first / self->source.replicate);
        for (size_t i = 0; i < count; i++)
            places[i] = first % self->source.replicate + i;
    } else {
        vro_slots_start(vro_random_source_at(self->source, first * VRO_SLOTS).state,
                        self->jumps[VRO_SLOTS], count, places);
    }
}

void vro_slot_draws_draw(const vro_slot_draws *self, unsigned slot, const uint64_t *places,
                         size_t n, uint32_t *draws) {
    if (has_replicates(self))
        vro_sobol_draw(&self->dimensions[slot], places, n, draws);
    else
        vro_slots_draw(places, self->jumps[slot], n, draws);
}
