#include "vrosim/outcome/histogram.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

// Cells are fine where this many of them make a standard deviation.
enum { FINE = 4 };

// Up to so many values the ranks of limits are exact.
enum { EXACT_RANKS = 10000 };

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

// The farthest that values of an interval can be from the mean.
static double farthest(const vro_histogram *self, size_t interval, double mean) {
    const double point = self->lower + (double)interval * self->width;
    return fmax(fabs(point + self->step - mean), fabs(point + self->width - self->step - mean));
}

// A value spread evenly over a width w, whose middle is at distance d from the mean, has the
// expected (x - mean)^4 = d^4 + d^2 w^2 / 2 + w^4 / 80.
static long double fourth_in_interval(const vro_histogram *self, size_t interval, double mean) {
    const long double width = self->width - self->step, square = width * width;
    const long double d = self->lower + ((double)interval + 0.5) * self->width - mean;
    return d * d * d * d + d * d * square / 2 + square * square / 80;
}

long double vro_histogram_fourth(const vro_histogram *self, double mean, double sd) {
    const bool coarse = self->width * FINE > sd;
    const uint64_t n = vro_histogram_count(self);
    long double sum = 0, largest = 0;
    if (vro_histogram_below_range(self) + vro_histogram_above_range(self) > n / 100)
        return NAN;
    for (size_t i = 0; i < self->cells; i++) {
        if (self->points[i] == 0 && self->intervals[i] == 0)
            continue;
        const long double point = self->lower + (double)i * self->width - mean;
        const long double far = coarse && self->intervals[i] > 0 ? farthest(self, i, mean) : 0;
        sum += (long double)self->points[i] * point * point * point * point;
        sum += (long double)self->intervals[i] *
               (coarse ? far * far * far * far : fourth_in_interval(self, i, mean));
        largest = fmaxl(largest, fmaxl(far, self->points[i] > 0 ? fabsl(point) : 0));
    }
    return coarse ? fminl(sum, largest * largest * sd * sd * (long double)(n - 1)) : sum;
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
    const size_t bin = bin_of(self, rank);
    const double point = self->lower + (double)(bin / 2) * self->width;
    const double ordered = vro_histogram_ordered(self, rank);
    if (bin % 2 == 0 || !isfinite(ordered))
        return ordered;
    return side > 0 ? point + self->width - self->step : point + self->step;
}

vro_estimate vro_histogram_quantile(const vro_histogram *self, double probability) {
    const uint64_t n = vro_histogram_count(self);
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
