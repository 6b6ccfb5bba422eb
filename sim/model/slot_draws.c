#include "vrosim/model/slot_draws.h"

#include <assert.h>
#include <stdbool.h>

static_assert((int)VRO_SLOTS_USED <= (int)VRO_SOBOL_DIMENSIONS, "every slot has a dimension");

// Purpose of the outputs that scrambles are made of.
static const uint64_t SCRAMBLE = 0x736372616d626c65;

// The numbers of slots of the index hip, as constants.
#define OWN(slot) ((int)VRO_CHILD_SLOTS + (int)(slot))
#define EPISODE(episode, slot)                                                                     \
    ((int)VRO_CHILD_SLOTS + (int)VRO_HIPS * (int)VRO_HIP_SLOTS +                                   \
     (episode) * (int)VRO_EPISODE_SLOTS + (int)(slot))

static const uint16_t LEADING[] = {VRO_SLOT_LEVEL,
                                   VRO_SLOT_TONE,
                                   VRO_SLOT_AGE,
                                   VRO_SLOT_OTHER_DEATH,
                                   VRO_SLOT_SHARED_MIGRATION,
                                   OWN(VRO_SLOT_OWN_MIGRATION),
                                   EPISODE(0, VRO_SLOT_ACCEPTANCE),
                                   VRO_SLOT_VISIT_PHASE,
                                   EPISODE(0, VRO_SLOT_OTHER_REOPERATION),
                                   VRO_SLOT_SHARED_ACETABULAR_INDEX,
                                   OWN(VRO_SLOT_OWN_ACETABULAR_INDEX),
                                   VRO_SLOT_SHARED_NSA,
                                   OWN(VRO_SLOT_OWN_NSA),
                                   EPISODE(1, VRO_SLOT_ACCEPTANCE),
                                   EPISODE(1, VRO_SLOT_OTHER_REOPERATION),
                                   VRO_SLOT_FRAGILITY,
                                   VRO_SLOT_NATURAL_LLD,
                                   EPISODE(0, VRO_SLOT_REDUCTION_OSTEOTOMY),
                                   EPISODE(0, VRO_SLOT_REDUCTION_SOFT_TISSUE),
                                   EPISODE(0, VRO_SLOT_LOSS_TIME)};
enum { LEADING_COUNT = sizeof LEADING / sizeof *LEADING };

static bool has_replicates(const vro_slot_draws *self) {
    return self->source.replicate > 0;
}

vro_random_source vro_slot_draws_source(vro_random_source source, uint64_t children) {
    if (source.replicate > 0)
        source.replicate = children < VRO_REPLICATE_CHILDREN ? VRO_SMALL_REPLICATE : VRO_REPLICATE;
    return source;
}

size_t vro_slot_draws_leading(const uint16_t **slots) {
    *slots = LEADING;
    return LEADING_COUNT;
}

static void order_dimensions(uint16_t *dimension_of) {
    bool leads[VRO_SLOTS_USED] = {false};
    uint16_t next = 0;
    for (; next < LEADING_COUNT; next++) {
        dimension_of[LEADING[next]] = next;
        leads[LEADING[next]] = true;
    }
    for (size_t slot = 0; slot < VRO_SLOTS_USED; slot++)
        if (!leads[slot])
            dimension_of[slot] = next++;
}

void vro_slot_draws_init(vro_slot_draws *self, vro_random_source source) {
    self->source = source;
    self->replicate = UINT64_MAX;
    order_dimensions(self->dimension_of);
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
        vro_sobol_draw(&self->dimensions[self->dimension_of[slot]], places, n, draws);
    else
        vro_slots_draw(places, self->jumps[slot], n, draws);
}
