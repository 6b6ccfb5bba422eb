#include "vrosim/study/variance_components.h"

#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

// A mean of differences from the first number, so that equal numbers have exactly that mean.
typedef struct mean {
    double first;
    double sum; // of what is added minus first
    size_t count;
} mean;

static void add(mean *self, double x) {
    if (self->count == 0)
        self->first = x;
    self->sum += x - self->first;
    self->count++;
}

static double value_of(const mean *self) {
    return self->count > 0 ? self->first + self->sum / (double)self->count : NAN;
}

static bool has_batches(const vro_observation *at) {
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        if (!isfinite(at->batches[batch]))
            return false;
    return true;
}

// Sums over samples of products of two batches' distances from their means, mean of all pairs.
typedef struct products {
    double centres[VRO_BATCHES];
    double all;                  // sum of the products p of all pairs
    double squares;              // sum of p^2
    double without[VRO_BATCHES]; // sum of the products of the pairs that leave a batch out
    double n;                    // samples
} products;

// Of the m (m - 1) ordered pairs of m numbers, of which sum and sum of squares are known.
static double mean_of_pairs(double sum, double squares, double m) {
    return (sum * sum - squares) / (m * (m - 1));
}

static void find_centres(products *self, const vro_observation *observations, size_t stride,
                         size_t count) {
    mean means[VRO_BATCHES] = {0};
    for (size_t i = 0; i < count; i++) {
        const vro_observation *at = &observations[i * stride];
        for (int batch = 0; has_batches(at) && batch < VRO_BATCHES; batch++)
            add(&means[batch], at->batches[batch]);
    }
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        self->centres[batch] = value_of(&means[batch]);
    self->n = (double)means[0].count;
}

static void add_products(products *self, const vro_observation *at) {
    double distances[VRO_BATCHES], sum = 0, squares = 0;
    for (int batch = 0; batch < VRO_BATCHES; batch++) {
        const double d = distances[batch] = at->batches[batch] - self->centres[batch];
        sum += d;
        squares += d * d;
    }
    const double product = mean_of_pairs(sum, squares, VRO_BATCHES);
    self->all += product;
    self->squares += product * product;
    for (int batch = 0; batch < VRO_BATCHES; batch++) {
        const double d = distances[batch];
        self->without[batch] += mean_of_pairs(sum - d, squares - d * d, VRO_BATCHES - 1);
    }
}

// The variance that few children leave, by the jackknife.
static double variance_over_batches(const products *self) {
    double centre = 0, squares = 0;
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        centre += self->without[batch] / VRO_BATCHES;
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        squares += (self->without[batch] - centre) * (self->without[batch] - centre);
    return squares * (VRO_BATCHES - 1) / VRO_BATCHES / ((self->n - 1) * (self->n - 1));
}

// That of the mean of the products.
static double variance_over_samples(const products *self) {
    const double centre = self->all / self->n;
    return fmax(0, self->squares / self->n - centre * centre) / (self->n - 1);
}

static void estimate_parameter(vro_variance_components *self, const vro_observation *observations,
                               size_t stride, size_t count) {
    products sums = {0};
    self->parameter = self->parameter_se = NAN;
    find_centres(&sums, observations, stride, count);
    if (sums.n < 2)
        return;
    for (size_t i = 0; i < count; i++) {
        const vro_observation *at = &observations[i * stride];
        if (has_batches(at))
            add_products(&sums, at);
    }
    self->parameter = fmax(0, sums.all / (sums.n - 1));
    self->parameter_se = sqrt(variance_over_samples(&sums) + variance_over_batches(&sums));
}

vro_variance_components vro_variance_components_make(const vro_observation *observations,
                                                     size_t stride, size_t count, double *sorted) {
    mean values = {0}, variances = {0};
    double below = 0;
    for (size_t i = 0; i < count; i++) {
        const vro_observation *at = &observations[i * stride];
        if (!isfinite(at->value))
            continue;
        sorted[values.count] = at->value;
        below += at->value < 0 ? 1 : 0.5 * (at->value == 0);
        add(&values, at->value);
        if (isfinite(at->variance))
            add(&variances, at->variance);
    }
    const size_t n = values.count;
    vro_variance_components self = {.value = value_of(&values),
                                    .monte_carlo = value_of(&variances),
                                    .below = below / (double)n,
                                    .samples = n};
    estimate_parameter(&self, observations, stride, count);
    const double known = isfinite(self.parameter) ? self.parameter : 0;
    self.se = sqrt(known / (double)n + self.monte_carlo);
    self.share = self.monte_carlo / (self.monte_carlo + self.parameter);
    gsl_sort(sorted, 1, n);
    self.lower = n > 0 ? gsl_stats_quantile_from_sorted_data(sorted, 1, n, 0.025) : NAN;
    self.upper = n > 0 ? gsl_stats_quantile_from_sorted_data(sorted, 1, n, 0.975) : NAN;
    return self;
}

const char *vro_variance_components_advice(const vro_variance_components *self) {
    if (!(self->monte_carlo > 0) && !(self->parameter > 0))
        return "";
    return !(self->share <= VRO_VARIANCE_COMPONENTS_NOISE) ? "more children" : "more samples";
}
