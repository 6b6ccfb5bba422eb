// Quantiles of a beta distribution, each found from the one before: few steps lead from one tail to
// the next, so that a table takes a fraction of the time.
#ifndef VROSIM_CORE_BETA_WALK_H
#define VROSIM_CORE_BETA_WALK_H

#include <stdbool.h>

// The quantile x(p) that was found last, and its derivatives. On logarithmic scales x(p) is nearly
// a straight line toward 0.
typedef struct vro_beta_walk {
    double a, b;     // shapes of the distribution on (0, 1)
    double log_beta; // ln B(a, b)
    double log_tail; // ln p
    double log_x;    // ln x
    double slope;    // d ln x / d ln p
    double bend;     // d^2 ln x / d (ln p)^2
} vro_beta_walk;

// A walk without a first quantile.
void vro_beta_walk_init(vro_beta_walk *self, double a, double b);

// Tells the walk that x is the quantile of tail, 0 < tail < 1.
void vro_beta_walk_stand(vro_beta_walk *self, double tail, double x);

// Writes the quantile of another tail to *x; the relative error of the probability below *x is less
// than 1e-9. Returns false and leaves *x alone where the steps do not lead there: too far from the
// last quantile, x near 1, or x = 0.
bool vro_beta_walk_to(vro_beta_walk *self, double tail, double *x);

#endif
