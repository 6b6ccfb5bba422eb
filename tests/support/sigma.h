// Samples against the distribution that they should follow, at five standard errors: a right sample
// fails a check with probability 2 Phi(-5) = 5.7e-7.
#ifndef VROSIM_TESTS_SIGMA_H
#define VROSIM_TESTS_SIGMA_H

#include "near.h"

enum { SIGMAS = 5 };

// Sums of powers of the distances from the mean that the distribution has.
typedef struct sigma_sample {
    const char *name;
    double mean;
    double n;
    double powers[5];
} sigma_sample;

static inline void sigma_add(sigma_sample *self, double x) {
    const double d = x - self->mean;
    self->n += 1;
    self->powers[1] += d;
    self->powers[2] += d * d;
    self->powers[4] += d * d * d * d;
}

static inline void sigma_assert_distance(const char *name, double distance, double error) {
    print_message("%s: z %.2f\n", name, distance / error);
    if (!(fabs(distance) <= SIGMAS * error))
        fail_msg("%s: %g off, standard error %g", name, distance, error);
}

// The mean and the variance of the sample are those of the distribution.
static inline void sigma_assert(const sigma_sample *self, double sd) {
    const double square = self->powers[2] / self->n;
    const double error = sqrt((self->powers[4] / self->n - square * square) / self->n);
    sigma_assert_distance(self->name, self->powers[1] / self->n, sd / sqrt(self->n));
    sigma_assert_distance(" its variance", square - sd * sd, error);
}

// events of n trials of probability p.
static inline void sigma_assert_share(const char *name, double events, double n, double p) {
    sigma_assert_distance(name, events / n - p, sqrt(p * (1 - p) / n));
}

#endif
