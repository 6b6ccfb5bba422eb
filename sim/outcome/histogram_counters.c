#include "vrosim/outcome/histogram_counters.h"

#include "vrosim/core/vmath.h"

enum { GROUP = 144 }; // children whose counters are found at a time; an odd number of cache lines

// How the steps of a quantity become cells. Cells are a power of 2 a unit, so both are shifts and
// masks.
typedef struct grid {
    int32_t start; // of the outcome's counters among those of all
    int32_t cells;
    int32_t first;  // steps at the lower end
    int32_t last;   // greatest step inside
    int32_t within; // steps per cell, a power of 2
} grid;

static grid grid_of(const size_t *first_cell, vro_outcome_id outcome) {
    const vro_outcome *row = vro_outcome_row(outcome);
    const int32_t steps = vro_outcome_steps(outcome);
    const size_t counters = first_cell[outcome + 1] - first_cell[outcome];
    return (grid){(int32_t)first_cell[outcome], (int32_t)(counters / 2), row->lower * steps,
                  row->upper * steps - 1, steps / row->cells};
}

// The counter of each value: point c = (x - first) / within where that is whole, else interval c;
// at the ends of the range for values outside; `nowhere` for VRO_NO_VALUE.
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

// One increment for each quantity and child, about 1 ns each. Child by child, so that no increment
// waits for the one before, as it would where many values of a quantity are equal; a group of
// children at a time, so that their places stay in the first-level cache. quantities: a constant
// wherever this is inlined.
VRO_INLINE void add_histograms(const size_t *first_cell, const vro_results *results, int quantities,
                               uint32_t *counters) {
    const int32_t nowhere = (int32_t)first_cell[VRO_OUTCOMES];
    int32_t places[VRO_QUANTITIES][GROUP];
    for (size_t done = 0; done < results->children; done += GROUP) {
        const size_t left = results->children - done;
        const size_t group = left < GROUP ? left : GROUP;
        for (int q = 0; q < quantities; q++)
            find_cells(results->outcome[VRO_FIRST_QUANTITY + q] + done,
                       grid_of(first_cell, VRO_FIRST_QUANTITY + q), nowhere, group, places[q]);
        for (size_t i = 0; i < group; i++)
            for (int q = 0; q < quantities; q++)
                counters[places[q][i]]++;
    }
}

void vro_histogram_counters_add(const size_t *first_cell, const vro_results *results,
                                uint32_t *counters) {
    if (first_cell[VRO_FIRST_ECONOMIC] < first_cell[VRO_OUTCOMES])
        add_histograms(first_cell, results, VRO_QUANTITIES, counters);
    else
        add_histograms(first_cell, results, VRO_FIRST_ECONOMIC - VRO_FIRST_QUANTITY, counters);
}
