// Quantiles of a beta distribution one after the other: from one to the next there is little to
// search, which makes tables several times as fast as to find each alone.
#ifndef VROSIM_CORE_BETA_WALK_H
#define VROSIM_CORE_BETA_WALK_H

#include <stdbool.h>

// Where x(p), the value with probability p below it, has been found last, on logarithmic scales,
// where it is nearly a straight line toward 0.
typedef struct vro_beta_walk {
    double a, b;     // shapes of the distribution on (0, 1)
    double log_beta; // ln B(a, b)
    double log_tail; // ln p
    double log_x;    // ln x
    double slope;    // d ln x / d ln p
    double bend;     // d^2 ln x / d (ln p)^2
} vro_beta_walk;

// A walk that stands nowhere yet.
void vro_beta_walk_init(vro_beta_walk *self, double a, double b);

// Stands where x is known to be the quantile of tail, 0 < tail < 1.
void vro_beta_walk_stand(vro_beta_walk *self, double tail, double x);

// Goes on to another tail: *x is its quantile; the probability below *x is tail with a relative
// error below 1e-9. False, and *x as it was, where that cannot be told: too far from where it
// stands, or where x is near 1 or is 0.
bool vro_beta_walk_to(vro_beta_walk *self, double tail, double *x);

#endif
