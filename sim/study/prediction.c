#include "vrosim/study/prediction.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static const double TAIL = 0.025;

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Of each normal distribution the middles of 1 / NODES of it, all sorted; then shares[NODES], of
// the mean of each `count` that follow one another. The last logit of a normal distribution is 3
// standard deviations away, so that a tail of 0.025 has ten of them.
static void find_shares(const vro_normal_mixture *logits, double *shares) {
    const size_t count = logits->count;
    for (size_t i = 0; i < VRO_PREDICTION_NODES; i++) {
        const double z = gsl_cdf_ugaussian_Pinv(((double)i + 0.5) / VRO_PREDICTION_NODES);
        for (size_t j = 0; j < count; j++)
            shares[i * count + j] = logits->centres[j] + logits->sds[j] * z;
    }
    if (count > 1)
        qsort(shares, count * VRO_PREDICTION_NODES, sizeof *shares, compare);
    for (size_t i = 0; i < VRO_PREDICTION_NODES; i++) {
        double sum = 0;
        for (size_t j = 0; j < count; j++)
            sum += shares[i * count + j];
        shares[i] = 1 / (1 + exp(-sum / (double)count));
    }
}

// P(K <= k), averaged over the shares.
static double cumulative(const double *shares, double n, double k) {
    double sum = 0;
    for (size_t i = 0; i < VRO_PREDICTION_NODES; i++)
        sum += k < n ? gsl_cdf_beta_Q(shares[i], k + 1, n - k) : 1;
    return sum / VRO_PREDICTION_NODES;
}

// The least k with cumulative(k) > probability.
static double quantile(const double *shares, double n, double probability) {
    double low = -1, high = n; // cumulative(low) <= probability < cumulative(high)
    while (high - low > 1) {
        const double middle = floor((low + high) / 2);
        if (cumulative(shares, n, middle) > probability)
            high = middle;
        else
            low = middle;
    }
    return high;
}

vro_limits vro_prediction_share(const vro_normal_mixture *logits, double n, double *room) {
    find_shares(logits, room);
    return (vro_limits){quantile(room, n, TAIL) / n, quantile(room, n, 1 - TAIL) / n};
}

// Each distribution has `probability` below its own point: that of the mixture lies between the
// least and the greatest of these.
static double quantile_of_mixture(const vro_normal_mixture *self, double probability) {
    enum { STEPS = 60 }; // beyond the last bit of a double
    const double z = gsl_cdf_ugaussian_Pinv(probability);
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < self->count; i++) {
        low = fmin(low, self->centres[i] + z * self->sds[i]);
        high = fmax(high, self->centres[i] + z * self->sds[i]);
    }
    for (int step = 0; step < STEPS && low < high; step++) {
        const double middle = (low + high) / 2;
        double sum = 0;
        for (size_t i = 0; i < self->count; i++)
            sum += gsl_cdf_ugaussian_P((middle - self->centres[i]) / self->sds[i]);
        if (sum < probability * (double)self->count)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

vro_limits vro_prediction_number(const vro_normal_mixture *figures) {
    return (vro_limits){quantile_of_mixture(figures, TAIL), quantile_of_mixture(figures, 1 - TAIL)};
}
