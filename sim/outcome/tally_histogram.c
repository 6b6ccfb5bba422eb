#include "vrosim/outcome/tally_histogram.h"

#include "vrosim/core/vmath.h"

#include <string.h>

VRO_VECTOR static void copy_recent(uint64_t *to, const uint32_t *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        to[i] = from[i];
}

// Adds counters to scratch, of which all is touched anyway.
VRO_VECTOR static void sum_recent(uint64_t *to, const uint32_t *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        to[i] += from[i];
}

VRO_VECTOR static void sum_settled(uint64_t *to, const uint64_t *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        to[i] += from[i];
}

VRO_VECTOR static void join_offsets(vro_offsets *to, const vro_offsets *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        vro_offsets_merge(&to[i], from[i]);
}

// The sum over the strata of a subgroup of n counters, from one of them on.
static void sum_counters(const vro_tally *self, size_t strategy, size_t subgroup, size_t first,
                         uint64_t *counts, size_t n) {
    const size_t begin = vro_subgroup_first_stratum(subgroup);
    for (size_t stratum = begin; stratum < vro_subgroup_end_stratum(subgroup); stratum++) {
        const size_t place =
            (strategy * self->strata + stratum) * vro_tally_all_cells(self) + first;
        if (stratum == begin)
            copy_recent(counts, self->recent + place, n);
        else
            sum_recent(counts, self->recent + place, n);
        if (self->has_settled)
            sum_settled(counts, self->settled + place, n);
    }
}

void vro_tally_histogram(const vro_tally *self, size_t strategy, size_t subgroup,
                         vro_outcome_id outcome, uint64_t *points, uint64_t *intervals) {
    const size_t cells = vro_tally_cells(outcome), first = self->first_cell[outcome];
    sum_counters(self, strategy, subgroup, first, points, cells);
    sum_counters(self, strategy, subgroup, first + cells, intervals, cells);
}

void vro_tally_economic_histogram(const vro_tally *self, size_t strategy, size_t subgroup,
                                  vro_outcome_id outcome, uint64_t *counts, vro_offsets *offsets) {
    const size_t cells = (size_t)vro_log_linear_cells_of(outcome).count;
    const size_t first = self->first_cell[outcome];
    memset(counts, 0, cells * sizeof *counts);
    memset(offsets, 0, cells * sizeof *offsets);
    if (!self->offsets)
        return;
    sum_counters(self, strategy, subgroup, first, counts, cells);
    for (size_t stratum = vro_subgroup_first_stratum(subgroup);
         stratum < vro_subgroup_end_stratum(subgroup); stratum++) {
        const size_t place = strategy * self->strata + stratum;
        join_offsets(offsets,
                     self->offsets + place * vro_tally_all_offsets(self) + first -
                         self->first_cell[VRO_FIRST_ECONOMIC],
                     cells);
    }
}
