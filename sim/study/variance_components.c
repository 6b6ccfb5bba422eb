#include "vrosim/study/variance_components.h"

#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

// mean = x_1 + 1/n sum of (x_i - x_1), so that equal numbers have exactly their mean.
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

// With x_sb batch b of sample s, c_b its mean over the samples and d_sb = x_sb - c_b, sums over the
// samples of p_s, the mean of d_sb d_sc over all pairs b != c of batches.
typedef struct batch_products {
    double centres[VRO_BATCHES]; // c_b
    double all;                  // sum of p_s
    double squares;              // sum of p_s^2
    double without[VRO_BATCHES]; // sum of p_s from the pairs that leave a batch out
    double n;                    // samples
} batch_products;

// Of the m (m - 1) ordered pairs of m numbers: ((sum d)^2 - sum d^2) / (m (m - 1)).
static double mean_of_pairs(double sum, double squares, double m) {
    return (sum * sum - squares) / (m * (m - 1));
}

static void find_centres(batch_products *self, const vro_observation *observations, size_t stride,
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

static void add_products(batch_products *self, const vro_observation *at) {
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

// The variance by the limited number of children, by the jackknife (Efron 1982): with v_b the
// estimate without batch b and m batches, (m - 1) / m sum over b of (v_b - mean v)^2.
static double variance_over_batches(const batch_products *self) {
    double centre = 0, squares = 0;
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        centre += self->without[batch] / VRO_BATCHES;
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        squares += (self->without[batch] - centre) * (self->without[batch] - centre);
    return squares * (VRO_BATCHES - 1) / VRO_BATCHES / ((self->n - 1) * (self->n - 1));
}

// The variance by the limited number of samples: that of the mean of p_s, var(p) / (n - 1).
static double variance_over_samples(const batch_products *self) {
    const double centre = self->all / self->n;
    return fmax(0, self->squares / self->n - centre * centre) / (self->n - 1);
}

// Covariance of two batches, mean over all pairs: sum over s of p_s / (n - 1).
static void estimate_parameter(vro_variance_components *self, const vro_observation *observations,
                               size_t stride, size_t count) {
    batch_products sums = {0};
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
