#include "vrosim/model/slot_draws.h"

#include "vrosim/core/vector.h"

#include <assert.h>
#include <stdbool.h>

static_assert((int)VRO_SLOT_DIMENSIONS <= (int)VRO_SOBOL_DIMENSIONS, "every slot has a dimension");

// Purposes of the outputs that scrambles are made of, and that give children their points:
// "scramble", "points".
static const uint64_t SCRAMBLE = 0x736372616d626c65, POINTS = 0x706f696e7473;

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
        vro_sobol_matrices_make(VRO_SLOT_DIMENSIONS, self->matrices);
    else
        vro_jumps_make(vro_random_source_at(source, 0).increment, VRO_SLOTS + 1, self->jumps);
}

size_t vro_slot_draws_together(const vro_slot_draws *self, uint64_t first, size_t count) {
    if (!has_replicates(self))
        return count;
    const uint64_t left = self->source.replicate - first % self->source.replicate;
    return left < count ? (size_t)left : count;
}

// Output 0 of the points of a replicate moves no point; levels begin there.
static void deal_points(vro_slot_draws *self, uint64_t replicate) {
    const vro_random_source source = vro_random_source_for(self->source, POINTS);
    const uint64_t first = replicate * self->source.replicate;
    for (size_t i = 0; i < self->source.replicate; i++)
        self->point_of[i] = (uint16_t)i;
    vro_random_source_shuffle(source, first, self->source.replicate, self->point_of);
    vro_random_source_outputs(source, first, 1, &self->level_start);
}

static void load_replicate(vro_slot_draws *self, uint64_t replicate) {
    if (replicate == self->replicate)
        return;
    vro_sobol_scramble(self->matrices, VRO_SLOT_DIMENSIONS,
                       vro_random_source_for(self->source, SCRAMBLE), replicate, self->dimensions);
    vro_slot_dimensions_find(self->source, replicate, self->dimension_of);
    deal_points(self, replicate);
    self->replicate = replicate;
}

void vro_slot_draws_start(vro_slot_draws *self, uint64_t first, size_t count, uint64_t *places) {
    if (has_replicates(self)) {
        const uint64_t child = first % self->source.replicate;
        load_replicate(self, first / self->source.replicate);
        for (size_t i = 0; i < count; i++)
            places[i] = self->point_of[child + i];
    } else {
        vro_slots_start(vro_random_source_at(self->source, first * VRO_SLOTS).state,
                        self->jumps[VRO_SLOTS], count, places);
    }
}

// The points in order divide the levels among them: floor((2^32 point + start) / R). Of numbers
// below 2^45 and 2^13 a double has the quotient so well that its whole part is exact.
VRO_VECTOR static void draw_levels(const vro_slot_draws *self, const uint64_t *points, size_t n,
                                   uint32_t *draws) {
    const double replicate = (double)self->source.replicate;
    const int64_t start = self->level_start;
    for (size_t i = 0; i < n; i++)
        draws[i] = (uint32_t)((double)((int64_t)points[i] << 32 | start) / replicate);
}

void vro_slot_draws_draw(const vro_slot_draws *self, unsigned slot, const uint64_t *places,
                         size_t n, uint32_t *draws) {
    if (!has_replicates(self))
        vro_slots_draw(places, self->jumps[slot], n, draws);
    else if (slot == VRO_SLOT_LEVEL)
        draw_levels(self, places, n, draws);
    else
        vro_sobol_draw(&self->dimensions[self->dimension_of[slot]], places, n, draws);
}
