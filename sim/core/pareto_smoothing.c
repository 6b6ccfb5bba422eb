#include "vrosim/core/pareto_smoothing.h"

#include <math.h>
#include <stdlib.h>

enum { TAIL_MIN = 5, PRIOR_WEIGHT = 10 };

static const double PRIOR_SHAPE = 0.5;

typedef struct ranked {
    double weight;
    size_t place;
} ranked;

static int compare(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->weight < y->weight)
        return -1;
    if (x->weight > y->weight)
        return 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

// The mean of -log(1 - theta x), times -1: k at theta.
static double shape_at(const double *x, size_t n, double theta) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += log1p(-theta * x[i]);
    return sum / (double)n;
}

// Profile likelihood of theta_j = 1 / x_n + (1 - sqrt(m / (j - 1/2))) / (3 x_q), averaged by its
// weights; then k is shrunk to 1/2 with the weight of ten values. x: ascending, above 0.
static void fit(const double *x, size_t n, double *shape, double *scale) {
    const size_t m = 30 + (size_t)sqrt((double)n);
    const double quarter = x[(size_t)((double)n / 4 + 0.5) - 1], largest = x[n - 1];
    double theta = 0, total = 0, best = -INFINITY;
    for (int pass = 0; pass < 2; pass++)
        for (size_t j = 1; j <= m; j++) {
            const double at =
                1 / largest + (1 - sqrt((double)m / ((double)j - 0.5))) / (3 * quarter);
            const double k = shape_at(x, n, at);
            const double likelihood = (double)n * (log(-at / k) - k - 1);
            if (pass == 0) {
                best = fmax(best, likelihood);
                continue;
            }
            theta += at * exp(likelihood - best);
            total += exp(likelihood - best);
        }
    theta /= total;
    const double k = shape_at(x, n, theta);
    *scale = -k / theta;
    *shape = (k * (double)n + PRIOR_SHAPE * PRIOR_WEIGHT) / ((double)n + PRIOR_WEIGHT);
}

// Quantiles at (i + 1/2) / n of the fitted tail beyond a cut, for the weights in order.
static void smooth_tail(ranked *tail, size_t n, double cut, double *excess, double *shape) {
    const double greatest = tail[n - 1].weight;
    double scale;
    for (size_t i = 0; i < n; i++)
        excess[i] = tail[i].weight - cut;
    if (!(excess[0] > 0) || !(excess[n - 1] > excess[0])) {
        *shape = INFINITY;
        return;
    }
    fit(excess, n, shape, &scale);
    for (size_t i = 0; i < n; i++) {
        const double rest = 1 - ((double)i + 0.5) / (double)n;
        const double quantile =
            fabs(*shape) < 1e-9 ? -scale * log(rest) : scale * (pow(rest, -*shape) - 1) / *shape;
        tail[i].weight = fmin(cut + quantile, greatest);
    }
}

static void normalise(double *weights, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += weights[i];
    for (size_t i = 0; i < n; i++)
        weights[i] /= sum;
}

static double largest_of(const double *values, size_t n) {
    double largest = -INFINITY;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, values[i]);
    return largest;
}

vro_status vro_pareto_smooth(double *log_weights, size_t n, double *shape, vro_errors *errors) {
    const double largest = largest_of(log_weights, n);
    const size_t tail = (size_t)fmin((double)n / 5, 3 * sqrt((double)n));
    ranked *order = malloc((n + 1) * sizeof *order);
    double *excess = malloc((tail + 1) * sizeof *excess);
    *shape = INFINITY;
    if (!order || !excess) {
        free(order);
        free(excess);
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to weigh samples");
    }
    for (size_t i = 0; i < n; i++)
        order[i] = (ranked){exp(log_weights[i] - largest), i};
    qsort(order, n, sizeof *order, compare);
    if (tail >= TAIL_MIN && tail < n)
        smooth_tail(order + (n - tail), tail, order[n - tail - 1].weight, excess, shape);
    for (size_t i = 0; i < n; i++)
        log_weights[order[i].place] = order[i].weight;
    normalise(log_weights, n);
    free(order);
    free(excess);
    return VRO_OK;
}

double vro_effective_size(const double *weights, size_t n) {
    double squares = 0;
    for (size_t i = 0; i < n; i++)
        squares += weights[i] * weights[i];
    return 1 / squares;
}
