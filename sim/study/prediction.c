#include "vrosim/study/prediction.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stddef.h>

static const double TAIL = 0.025;

// Logits, each the middle of 1 / NODES of the normal distribution; the last is 3 standard
// deviations away, so that a tail of 0.025 has ten of them.
enum { NODES = 400 };

// P(K <= k), averaged over the shares.
static double cumulative(double logit, double sd, double n, double k) {
    double sum = 0;
    for (size_t i = 0; i < NODES; i++) {
        const double z = gsl_cdf_ugaussian_Pinv(((double)i + 0.5) / NODES);
        const double share = 1 / (1 + exp(-(logit + sd * z)));
        sum += k < n ? gsl_cdf_beta_Q(share, k + 1, n - k) : 1;
    }
    return sum / NODES;
}

// The least k with cumulative(k) > probability.
static double quantile(double logit, double sd, double n, double probability) {
    double low = -1, high = n; // cumulative(low) <= probability < cumulative(high)
    while (high - low > 1) {
        const double middle = floor((low + high) / 2);
        if (cumulative(logit, sd, n, middle) > probability)
            high = middle;
        else
            low = middle;
    }
    return high;
}

vro_limits vro_prediction_share(double logit, double sd, double n) {
    return (vro_limits){quantile(logit, sd, n, TAIL) / n, quantile(logit, sd, n, 1 - TAIL) / n};
}
