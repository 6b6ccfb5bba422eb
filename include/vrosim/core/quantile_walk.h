// Quantiles of a beta or gamma distribution, each found from the one before: few steps lead from
// one tail to the next, and quantiles between two that are near follow from their slopes and bends,
// so that a table takes a small part of the time.
#ifndef VROSIM_CORE_QUANTILE_WALK_H
#define VROSIM_CORE_QUANTILE_WALK_H

#include <stdbool.h>
#include <stddef.h>

// A quantile x of a tail p, and its derivatives. On logarithmic scales x(p) is nearly a straight
// line toward the end of the tail.
typedef struct vro_quantile_place {
    double log_tail; // ln p
    double log_x;    // ln x; NAN: none yet
    double slope;    // d ln x / d ln p
    double bend;     // d^2 ln x / d (ln p)^2
} vro_quantile_place;

typedef struct vro_quantile_walk {
    const struct vro_walked_distribution *distribution;
    double a, b;           // its shapes; of a gamma distribution a alone
    double log_whole;      // ln of the integral of the density without its constant
    vro_quantile_place at; // where it stands: at the quantile that was found last
} vro_quantile_walk;

// Without a first quantile: of the beta distribution with shapes a and b on (0, 1), by the tails
// below x; of the gamma distribution with scale 1, by the tails below or, upper, above x.
void vro_quantile_walk_init_beta(vro_quantile_walk *self, double a, double b);
void vro_quantile_walk_init_gamma(vro_quantile_walk *self, double shape, bool upper);

// Tells the walk that x is the quantile of tail, 0 < tail < 1.
void vro_quantile_walk_stand(vro_quantile_walk *self, double tail, double x);

// Walks to the quantile of another tail, and writes it to *x; the relative error of the tail of *x
// is less than 1e-9. Returns false, and leaves *x and its place alone, where the steps do not lead
// there: too far from the last quantile, x of a beta distribution near 1, or x = 0.
bool vro_quantile_walk_to(vro_quantile_walk *self, double tail, double *x);

// The quantile of a tail by other means, such as bisection.
typedef double vro_quantile_search(const vro_quantile_walk *self, double tail);

// The quantiles of tails[count], at least one, each not far from the one before, to 3e-8 of the
// tail: those that the walk does not reach by search, most others from two that it walked to.
void vro_quantile_walk_along(vro_quantile_walk *self, const double *tails, size_t count,
                             vro_quantile_search *search, double *x);

#endif
