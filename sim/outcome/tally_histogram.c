#include "vrosim/outcome/tally_histogram.h"

#include "vrosim/core/vmath.h"

#include <stdbool.h>
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

// Counters that are looked at together for whether any counts.
enum { GROUP = 256 };

VRO_VECTOR static bool any_recent(const uint32_t *counters, size_t n) {
    uint32_t any = 0;
    for (size_t i = 0; i < n; i++)
        any |= counters[i];
    return any != 0;
}

VRO_VECTOR static bool any_settled(const uint64_t *counters, size_t n) {
    uint64_t any = 0;
    for (size_t i = 0; i < n; i++)
        any |= counters[i];
    return any != 0;
}

// Whether anything is counted in n counters from a place on.
static bool is_counted(const vro_tally *self, size_t place, size_t n) {
    return any_recent(self->recent + place, n) ||
           (self->has_settled && any_settled(self->settled + place, n));
}

// Extends a range by the counters, of n from a place on, in which something is counted, in whole
// groups.
static void extend(const vro_tally *self, size_t place, size_t n, vro_cell_range *range) {
    size_t first = 0, end = n;
    while (first < range->first && first < n) {
        const size_t some = n - first < GROUP ? n - first : GROUP;
        if (is_counted(self, place + first, some))
            break;
        first += some;
    }
    while (end > range->end && end > first) {
        const size_t some = end - first < GROUP ? end - first : GROUP;
        if (is_counted(self, place + end - some, some))
            break;
        end -= some;
    }
    if (first < range->first)
        range->first = first;
    if (end > first && end > range->end)
        range->end = end;
}

static vro_cell_range find_range(const vro_tally *self, size_t strategy, size_t subgroup,
                                 vro_outcome_id outcome) {
    const size_t cells = vro_tally_cells(outcome), first = self->first_cell[outcome];
    vro_cell_range range = {cells, 0};
    for (size_t stratum = vro_subgroup_first_stratum(subgroup);
         stratum < vro_subgroup_end_stratum(subgroup); stratum++) {
        const size_t place =
            (strategy * self->strata + stratum) * vro_tally_all_cells(self) + first;
        extend(self, place, cells, &range);
        extend(self, place + cells, cells, &range);
    }
    return range.first < range.end ? range : (vro_cell_range){0, 0};
}

vro_cell_range vro_tally_histogram(const vro_tally *self, size_t strategy, size_t subgroup,
                                   vro_outcome_id outcome, uint64_t *points, uint64_t *intervals) {
    const vro_cell_range range = find_range(self, strategy, subgroup, outcome);
    const size_t first = self->first_cell[outcome] + range.first, count = range.end - range.first;
    sum_counters(self, strategy, subgroup, first, points + range.first, count);
    sum_counters(self, strategy, subgroup, first + vro_tally_cells(outcome),
                 intervals + range.first, count);
    return range;
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
