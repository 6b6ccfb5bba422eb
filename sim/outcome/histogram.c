#include "vrosim/outcome/histogram.h"

#include "vrosim/outcome/tally_histogram.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

// Up to so many values the ranks of limits are exact.
enum { EXACT_RANKS = 10000 };

// Counters of a quantity.
static size_t counters_of(vro_outcome_id outcome) {
    if ((int)outcome >= (int)VRO_FIRST_ECONOMIC)
        return (size_t)vro_log_linear_cells_of(outcome).count;
    return 2 * vro_tally_cells(outcome);
}

static size_t most_counters(void) {
    size_t most = 0;
    for (vro_outcome_id outcome = VRO_HEALING_WEEKS; outcome < VRO_OUTCOMES; outcome++)
        if (counters_of(outcome) > most)
            most = counters_of(outcome);
    return most;
}

vro_status vro_histogram_init(vro_histogram *self, vro_errors *errors) {
    const size_t room = most_counters();
    *self = (vro_histogram){.bins = malloc(room * sizeof *self->bins),
                            .counters = malloc(room * sizeof *self->counters),
                            .offsets = malloc(room * sizeof *self->offsets)};
    if (!self->bins || !self->counters || !self->offsets)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a histogram");
    return VRO_OK;
}

void vro_histogram_free(vro_histogram *self) {
    free(self->bins);
    free(self->counters);
    free(self->offsets);
    *self = (vro_histogram){0};
}

void vro_histogram_begin(vro_histogram *self, double step, bool attained) {
    self->count = 0;
    self->values = self->below_range = self->above_range = 0;
    self->step = step;
    self->attained = attained;
}

void vro_histogram_append(vro_histogram *self, uint64_t count, double least, double greatest) {
    if (count == 0)
        return;
    self->bins[self->count++] = (vro_histogram_bin){self->values, count, least, greatest};
    self->values += count;
}

// The first point also counts the values below it (no quantity that starts at 0 can be below it),
// the last interval those above it.
static void load_measurement(vro_histogram *self, const vro_outcome *row, size_t cells,
                             vro_cell_range range) {
    const uint64_t *points = self->counters, *intervals = self->counters + cells;
    const double width = 1.0 / row->cells;
    for (size_t i = range.first; i < range.end; i++) {
        if ((points[i] | intervals[i]) == 0)
            continue;
        const double point = row->lower + (double)i * width;
        vro_histogram_append(self, points[i], point, point);
        vro_histogram_append(self, intervals[i], point + self->step, point + width - self->step);
    }
    if (row->lower != 0 && range.first == 0 && range.end > 0)
        self->below_range = points[0];
    if (range.end == cells)
        self->above_range = intervals[cells - 1];
}

// What costs and QALYs could lie beyond their range is clipped to it.
static void load_economic(vro_histogram *self, vro_outcome_id outcome) {
    const vro_log_linear_cells at = vro_log_linear_cells_of(outcome);
    const size_t last = (size_t)at.count - 1;
    for (size_t i = 0; i <= last; i++)
        if (self->counters[i] > 0)
            vro_histogram_append(self, self->counters[i],
                                 self->step * vro_log_linear_least(at, i, self->offsets[i]),
                                 self->step * vro_log_linear_greatest(at, i, self->offsets[i]));
    self->below_range = at.least != 0 ? self->counters[0] : 0;
    self->above_range = self->counters[last];
}

void vro_histogram_load(vro_histogram *self, const vro_tally *tally, size_t strategy,
                        size_t subgroup, vro_outcome_id outcome) {
    const bool economic = (int)outcome >= (int)VRO_FIRST_ECONOMIC;
    vro_histogram_begin(self, 1.0 / vro_outcome_steps(outcome), economic);
    if (economic) {
        vro_tally_economic_histogram(tally, strategy, subgroup, outcome, self->counters,
                                     self->offsets);
        load_economic(self, outcome);
    } else {
        const size_t cells = vro_tally_cells(outcome);
        const vro_cell_range range = vro_tally_histogram(tally, strategy, subgroup, outcome,
                                                         self->counters, self->counters + cells);
        load_measurement(self, vro_outcome_row(outcome), cells, range);
    }
}

// The bin that holds the value with rank others below it.
static const vro_histogram_bin *bin_of(const vro_histogram *self, uint64_t rank) {
    size_t first = 0, last = self->count - 1;
    while (first < last) {
        const size_t middle = (first + last) / 2;
        if (self->bins[middle + 1].below <= rank)
            first = middle + 1;
        else
            last = middle;
    }
    return &self->bins[first];
}

uint64_t vro_histogram_below(const vro_histogram *self, double limit) {
    size_t first = 0, end = self->count;
    while (first < end) {
        const size_t middle = (first + end) / 2;
        if (self->bins[middle].least < limit)
            first = middle + 1;
        else
            end = middle;
    }
    return first < self->count ? self->bins[first].below : self->values;
}

// -1: below the range, 1: above it.
static int beyond_range(const vro_histogram *self, uint64_t rank) {
    if (rank < self->below_range)
        return -1;
    return rank >= self->values - self->above_range ? 1 : 0;
}

// The k-th of m values (k = 0, 1, ...) that fill least - step / 2 .. greatest + step / 2 lies a
// share (k + 1/2) / m of the way; where the least is known to be the first and the greatest the
// last, k / (m - 1) of the way between them.
double vro_histogram_ordered(const vro_histogram *self, uint64_t rank) {
    const vro_histogram_bin *bin = bin_of(self, rank);
    const double k = (double)(rank - bin->below), m = (double)bin->count;
    if (beyond_range(self, rank) != 0)
        return beyond_range(self, rank) * INFINITY;
    if (bin->least == bin->greatest)
        return bin->least;
    if (self->attained)
        return bin->least + (bin->greatest - bin->least) * (k / (m - 1));
    return bin->least - 0.5 * self->step +
           (bin->greatest - bin->least + self->step) * ((k + 0.5) / m);
}

// h = (n - 1) p, X(floor h) + (h - floor h) (X(floor h + 1) - X(floor h)), ranks from 0.
static double interpolated(const vro_histogram *self, double probability) {
    const uint64_t n = self->values;
    const long double position = (long double)(n - 1) * probability;
    const uint64_t rank = (uint64_t)position;
    const double low = vro_histogram_ordered(self, rank);
    const double high = rank + 1 < n ? vro_histogram_ordered(self, rank + 1) : low;
    return low + (double)(position - (long double)rank) * (high - low);
}

// P(B <= k), B the number of n values below the p quantile: by the beta distribution.
static double binomial(int64_t k, uint64_t n, double p) {
    if (k < 0)
        return 0;
    return (uint64_t)k >= n ? 1 : gsl_cdf_beta_Q(p, (double)k + 1, (double)n - (double)k);
}

// Ranks from 1 of the limits: the greatest r with P(B < r) <= 0.025 and the least s with P(B < s)
// >= 0.975; 0 and n + 1 where there is none. Of many values by the normal distribution, rounded
// outwards.
static void find_ranks(uint64_t n, double p, int64_t *lower, int64_t *upper) {
    const double middle = (double)n * p, half = VRO_NORMAL_975 * sqrt(middle * (1 - p));
    int64_t r = (int64_t)fmax(floor(middle - half), 0);
    int64_t s = (int64_t)fmin(ceil(middle + half) + 1, (double)n + 1);
    if (n <= EXACT_RANKS) {
        while (r > 0 && binomial(r - 1, n, p) > 0.025)
            r--;
        while (binomial(r, n, p) <= 0.025)
            r++;
        while (s <= (int64_t)n && binomial(s - 1, n, p) < 0.975)
            s++;
        while (s > 1 && binomial(s - 2, n, p) >= 0.975)
            s--;
    }
    *lower = r;
    *upper = s;
}

// The least or, with side 1, the greatest value that the one of a rank from 0 can have.
static double bound_of(const vro_histogram *self, uint64_t rank, int side) {
    const vro_histogram_bin *bin = bin_of(self, rank);
    if (beyond_range(self, rank) != 0)
        return beyond_range(self, rank) * INFINITY;
    return side > 0 ? bin->greatest : bin->least;
}

vro_estimate vro_histogram_quantile(const vro_histogram *self, double probability) {
    const uint64_t n = self->values;
    vro_estimate estimate = vro_estimate_unknown(n);
    int64_t lower, upper;
    if (n == 0)
        return estimate;
    estimate.value = interpolated(self, probability);
    find_ranks(n, probability, &lower, &upper);
    if (lower > 0)
        estimate.lower = bound_of(self, (uint64_t)lower - 1, -1);
    if (upper <= (int64_t)n)
        estimate.upper = bound_of(self, (uint64_t)upper - 1, 1);
    if (estimate.upper > estimate.lower)
        estimate.se = (estimate.upper - estimate.lower) / (2 * VRO_NORMAL_975);
    return estimate;
}
