#include "vrosim/outcome/histogram.h"

#include <math.h>
#include <stdlib.h>

static size_t largest_cells(void) {
    size_t largest = 0;
    for (vro_outcome_id outcome = 0; outcome < VRO_OUTCOMES; outcome++)
        if (vro_outcome_row(outcome)->kind == VRO_QUANTITY && vro_tally_cells(outcome) > largest)
            largest = vro_tally_cells(outcome);
    return largest;
}

vro_status vro_histogram_init(vro_histogram *self, vro_errors *errors) {
    const size_t room = largest_cells();
    *self = (vro_histogram){.points = calloc(room, sizeof(uint64_t)),
                            .intervals = calloc(room, sizeof(uint64_t)),
                            .below = calloc(2 * room + 1, sizeof(uint64_t))};
    if (!self->points || !self->intervals || !self->below)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a histogram");
    return VRO_OK;
}

void vro_histogram_free(vro_histogram *self) {
    free(self->points);
    free(self->intervals);
    free(self->below);
    *self = (vro_histogram){0};
}

void vro_histogram_load(vro_histogram *self, const vro_tally *tally, size_t strategy,
                        size_t subgroup, vro_outcome_id outcome) {
    const vro_outcome *row = vro_outcome_row(outcome);
    self->lower = row->lower;
    self->width = 1.0 / row->cells;
    self->step = 1.0 / vro_outcome_steps(outcome);
    self->cells = vro_tally_cells(outcome);
    self->open_below = row->lower != 0; // no quantity that starts at 0 can be below it
    self->open_above = true;
    vro_tally_histogram(tally, strategy, subgroup, outcome, self->points, self->intervals);
    vro_histogram_accumulate(self);
}

void vro_histogram_accumulate(vro_histogram *self) {
    uint64_t below = 0;
    for (size_t i = 0; i < self->cells; i++) {
        self->below[2 * i] = below;
        below += self->points[i];
        self->below[2 * i + 1] = below;
        below += self->intervals[i];
    }
    self->below[2 * self->cells] = below;
}

uint64_t vro_histogram_count(const vro_histogram *self) {
    return self->below[2 * self->cells];
}

// The point (even) or interval (odd) that holds the value with rank others below it.
static size_t bin_of(const vro_histogram *self, uint64_t rank) {
    size_t first = 0;
    size_t last = 2 * self->cells - 1;
    while (first < last) {
        const size_t middle = (first + last) / 2;
        if (self->below[middle + 1] <= rank)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

uint64_t vro_histogram_below_range(const vro_histogram *self) {
    return self->open_below ? self->points[0] : 0;
}

uint64_t vro_histogram_above_range(const vro_histogram *self) {
    return self->open_above ? self->intervals[self->cells - 1] : 0;
}

// In an interval [a, a + w] with m values, the k-th (k = 0, 1, ...) lies at
// a + step / 2 + (w - step) (k + 1/2) / m.
double vro_histogram_ordered(const vro_histogram *self, uint64_t rank) {
    const size_t bin = bin_of(self, rank);
    if (self->open_below && bin == 0)
        return -INFINITY;
    if (self->open_above && bin == 2 * self->cells - 1)
        return INFINITY;
    const double point = self->lower + (double)(bin / 2) * self->width;
    if (bin % 2 == 0)
        return point;
    const double among = (double)(self->below[bin + 1] - self->below[bin]);
    const double share = ((double)(rank - self->below[bin]) + 0.5) / among;
    return point + 0.5 * self->step + (self->width - self->step) * share;
}

// A value spread evenly over a width w, whose middle is at distance d from the mean, has the
// expected (x - mean)^4 = d^4 + d^2 w^2 / 2 + w^4 / 80.
long double vro_histogram_fourth(const vro_histogram *self, double mean) {
    const long double width_squared =
        (long double)(self->width - self->step) * (self->width - self->step);
    long double sum = 0;
    const uint64_t outside = vro_histogram_below_range(self) + vro_histogram_above_range(self);
    if (outside > vro_histogram_count(self) / 100)
        return NAN;
    for (size_t i = 0; i < self->cells; i++) {
        if (self->points[i] == 0 && self->intervals[i] == 0)
            continue;
        const long double point = self->lower + (long double)i * self->width - mean;
        const long double middle = point + 0.5L * self->width;
        const long double square = middle * middle;
        sum += (long double)self->points[i] * point * point * point * point;
        sum += (long double)self->intervals[i] *
               (square * square + square * width_squared / 2 + width_squared * width_squared / 80);
    }
    return sum;
}

// The order statistic of a rank counted from 1, rounded up and clipped to 1..n.
static double ranked(const vro_histogram *self, long double rank) {
    const uint64_t n = vro_histogram_count(self);
    const long double whole = ceill(rank);
    if (whole < 1)
        return vro_histogram_ordered(self, 0);
    if (whole > (long double)n)
        return vro_histogram_ordered(self, n - 1);
    return vro_histogram_ordered(self, (uint64_t)whole - 1);
}

// h = (n - 1) p, X(floor h) + (h - floor h) (X(floor h + 1) - X(floor h)), ranks from 0.
static double interpolated(const vro_histogram *self, double probability) {
    const uint64_t n = vro_histogram_count(self);
    const long double position = (long double)(n - 1) * probability;
    const uint64_t rank = (uint64_t)position;
    const double low = vro_histogram_ordered(self, rank);
    const double high = rank + 1 < n ? vro_histogram_ordered(self, rank + 1) : low;
    return low + (double)(position - (long double)rank) * (high - low);
}

// Order statistics X(r): interval X(ceil(n p -+ 1.96 sqrt(n p (1 - p)))), normal approximation of
// the binomial number of values below the quantile.
vro_estimate vro_histogram_quantile(const vro_histogram *self, double probability) {
    const uint64_t n = vro_histogram_count(self);
    vro_estimate estimate = vro_estimate_unknown(n);
    if (n == 0)
        return estimate;
    estimate.value = interpolated(self, probability);
    if (n == 1)
        return estimate;
    const long double middle = (long double)n * probability;
    const long double half = VRO_NORMAL_975 * sqrtl(middle * (1 - (long double)probability));
    estimate.lower = ranked(self, middle - half);
    estimate.upper = ranked(self, middle + half);
    estimate.se = (estimate.upper - estimate.lower) / (2 * VRO_NORMAL_975);
    return estimate;
}
