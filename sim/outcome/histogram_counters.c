#include "vrosim/outcome/histogram_counters.h"

#include "vrosim/core/vmath.h"

enum { MEASUREMENTS = VRO_FIRST_ECONOMIC - VRO_FIRST_QUANTITY };

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

// The cell of each cost or QALY, and its place there; a cell beyond the last for VRO_NO_VALUE. 1 ns
// a child.
VRO_VECTOR static void find_places(const int32_t *x, vro_log_linear_cells at, size_t n,
                                   int32_t *cells, int32_t *places) {
    for (size_t i = 0; i < n; i++) {
        const vro_log_linear_place found = vro_log_linear_find(at, x[i]);
        cells[i] = x[i] == VRO_NO_VALUE ? at.count : found.cell;
        places[i] = found.place;
    }
}

// One increment for each measurement and child, about 1 ns each. Child by child, so that no
// increment waits for the one before, as it would where many values of a quantity are equal; a
// group of children at a time, so that their places stay in the first-level cache.
static void add_measurements(const size_t *first_cell, const vro_results *results,
                             uint32_t *counters) {
    const int32_t nowhere = (int32_t)first_cell[VRO_OUTCOMES];
    int32_t places[MEASUREMENTS][GROUP];
    for (size_t done = 0; done < results->children; done += GROUP) {
        const size_t left = results->children - done;
        const size_t group = left < GROUP ? left : GROUP;
        for (int q = 0; q < MEASUREMENTS; q++)
            find_cells(results->outcome[VRO_FIRST_QUANTITY + q] + done,
                       grid_of(first_cell, VRO_FIRST_QUANTITY + q), nowhere, group, places[q]);
        for (size_t i = 0; i < group; i++)
            for (int q = 0; q < MEASUREMENTS; q++)
                counters[places[q][i]]++;
    }
}

// An increment, and two comparisons that mostly fail, for each child: about 3 ns.
static void add_economic(const size_t *first_cell, const vro_results *results,
                         vro_outcome_id outcome, uint32_t *counters, vro_offsets *offsets) {
    const vro_log_linear_cells at = vro_log_linear_cells_of(outcome);
    const size_t first = first_cell[outcome];
    int32_t cells[VRO_CHUNK], places[VRO_CHUNK];
    find_places(results->outcome[outcome], at, results->children, cells, places);
    for (size_t i = 0; i < results->children; i++) {
        if (cells[i] == at.count) {
            counters[first_cell[VRO_OUTCOMES]]++;
            continue;
        }
        counters[first + (size_t)cells[i]]++;
        vro_offsets_add(&offsets[first - first_cell[VRO_FIRST_ECONOMIC] + (size_t)cells[i]],
                        places[i]);
    }
}

void vro_histogram_counters_add(const size_t *first_cell, const vro_results *results,
                                uint32_t *counters, vro_offsets *offsets) {
    add_measurements(first_cell, results, counters);
    if (!offsets)
        return;
    for (vro_outcome_id id = VRO_COST; id < VRO_OUTCOMES; id++)
        add_economic(first_cell, results, id, counters, offsets);
}
