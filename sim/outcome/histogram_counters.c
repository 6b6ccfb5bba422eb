#include "vrosim/outcome/histogram_counters.h"

#include "vrosim/core/vmath.h"

enum { SOME_CHILDREN = 144 }; // whose counters are found at a time; an odd number of cache lines

// How steps become cells: cells are a power of 2 a unit, so both are shifts and masks.
typedef struct grid {
    int32_t start; // of the outcome's counters among those of all
    int32_t cells;
    int32_t first;  // steps at the lower end
    int32_t last;   // greatest step inside
    int32_t within; // steps a cell, a power of 2
} grid;

static grid grid_of(const vro_tally *self, vro_outcome_id outcome) {
    const vro_outcome *row = vro_outcome_row(outcome);
    return (grid){(int32_t)self->first_cell[outcome], (int32_t)vro_tally_cells(outcome),
                  row->lower * VRO_STEPS_PER_UNIT, row->upper * VRO_STEPS_PER_UNIT - 1,
                  VRO_STEPS_PER_UNIT / row->cells};
}

// Place among all counters of each value: the outcome's points first, then its intervals; no value
// counts at `nowhere`.
VRO_VECTOR static void find_cells(const int32_t *x, grid at, int32_t nowhere, size_t n,
                                  int32_t *places) {
    int32_t shift = 0;
    while (at.within >> (shift + 1))
        shift++;
    for (size_t i = 0; i < n; i++) {
        const int32_t low = x[i] < at.first ? at.first : x[i];
        const int32_t step = (low > at.last ? at.last : low) - at.first;
        const int32_t cell = at.start + (step >> shift);
        const int32_t place = (step & (at.within - 1)) ? cell + at.cells : cell;
        places[i] = x[i] == VRO_NO_VALUE ? nowhere : place;
    }
}

// An increment a quantity and child, about 1 ns each. Child by child, so that no increment waits
// for the one before, as it would where many values of a quantity are equal; some children at a
// time, so that their places stay in the first-level cache. quantities: a constant wherever this is
// inlined.
VRO_INLINE void add_histograms(const vro_tally *self, const vro_results *results, int quantities,
                               uint32_t *counters) {
    const int32_t nowhere = (int32_t)self->first_cell[VRO_OUTCOMES];
    int32_t places[VRO_QUANTITIES][SOME_CHILDREN];
    for (size_t done = 0; done < results->children; done += SOME_CHILDREN) {
        const size_t left = results->children - done;
        const size_t some = left < SOME_CHILDREN ? left : SOME_CHILDREN;
        for (int q = 0; q < quantities; q++)
            find_cells(results->outcome[VRO_FIRST_QUANTITY + q] + done,
                       grid_of(self, VRO_FIRST_QUANTITY + q), nowhere, some, places[q]);
        for (size_t i = 0; i < some; i++)
            for (int q = 0; q < quantities; q++)
                counters[places[q][i]]++;
    }
}

void vro_histogram_counters_add(const vro_tally *self, const vro_results *results,
                                uint32_t *counters) {
    if (self->outcomes == VRO_OUTCOMES)
        add_histograms(self, results, VRO_QUANTITIES, counters);
    else
        add_histograms(self, results, VRO_FIRST_ECONOMIC - VRO_FIRST_QUANTITY, counters);
}
