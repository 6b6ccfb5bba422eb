#include "vrosim/core/quantile_walk.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

// Of ln p. A step of third order leaves about the cube of the error before it.
static const double LAST_ERROR = 1e-4;
enum {
    STEPS_MOST = 4,
    STRIDE = 8 // quantiles from one that is walked to to the next
};

// Of ln p, where two places lead to each other, for quantiles between them to be known from them:
// that error is of third order, theirs of sixth, and so about its square.
static const double STRAYED_MOST = 2e-4;
static const double FAR_MOST = 0.25; // of ln p, between the two

typedef struct vro_walked_distribution {
    double (*tail)(const vro_quantile_walk *self, double x);
    // ln of x times the density, but for its constant.
    double (*log_weight)(const vro_quantile_walk *self, double log_x, double x);
    // d log_weight / d ln x
    double (*steepness)(const vro_quantile_walk *self, double x);
    double sign;     // of d p / d x
    double greatest; // beyond, x has lost too many digits
} vro_walked_distribution;

static double beta_tail(const vro_quantile_walk *self, double x) {
    return gsl_cdf_beta_P(x, self->a, self->b);
}

static double beta_log_weight(const vro_quantile_walk *self, double log_x, double x) {
    return self->a * log_x + (self->b - 1) * log1p(-x);
}

static double beta_steepness(const vro_quantile_walk *self, double x) {
    return self->a - (self->b - 1) * x / (1 - x);
}

static double gamma_tail_below(const vro_quantile_walk *self, double x) {
    return gsl_cdf_gamma_P(x, self->a, 1);
}

static double gamma_tail_above(const vro_quantile_walk *self, double x) {
    return gsl_cdf_gamma_Q(x, self->a, 1);
}

static double gamma_log_weight(const vro_quantile_walk *self, double log_x, double x) {
    return self->a * log_x - x;
}

static double gamma_steepness(const vro_quantile_walk *self, double x) {
    return self->a - x;
}

void vro_quantile_walk_init_beta(vro_quantile_walk *self, double a, double b) {
    static const vro_walked_distribution beta = {beta_tail, beta_log_weight, beta_steepness, 1,
                                                 0.999};
    *self = (vro_quantile_walk){
        .distribution = &beta, .a = a, .b = b, .log_whole = gsl_sf_lnbeta(a, b), .at.log_x = NAN};
}

void vro_quantile_walk_init_gamma(vro_quantile_walk *self, double shape, bool upper) {
    static const vro_walked_distribution below = {gamma_tail_below, gamma_log_weight,
                                                  gamma_steepness, 1, INFINITY},
                                         above = {gamma_tail_above, gamma_log_weight,
                                                  gamma_steepness, -1, INFINITY};
    *self = (vro_quantile_walk){.distribution = upper ? &above : &below,
                                .a = shape,
                                .log_whole = gsl_sf_lngamma(shape),
                                .at.log_x = NAN};
}

// d ln p / d ln x
static double grade_at(const vro_quantile_walk *self, double log_x, double x, double tail) {
    return self->distribution->sign *
           exp(self->distribution->log_weight(self, log_x, x) - self->log_whole) / tail;
}

// d ln grade / d ln x
static double curve_at(const vro_quantile_walk *self, double x, double grade) {
    return self->distribution->steepness(self, x) - grade;
}

static void stand(vro_quantile_walk *self, double tail, double log_tail, double log_x) {
    const double x = exp(log_x), grade = grade_at(self, log_x, x, tail);
    self->at = (vro_quantile_place){.log_tail = log_tail,
                                    .log_x = log_x,
                                    .slope = 1 / grade,
                                    .bend = -curve_at(self, x, grade) / (grade * grade)};
}

void vro_quantile_walk_stand(vro_quantile_walk *self, double tail, double x) {
    stand(self, tail, log(tail), log(x));
}

// Where the slope and bend of a place lead.
static double lead(const vro_quantile_place *from, double log_tail) {
    const double far = log_tail - from->log_tail;
    return from->log_x + far * (from->slope + 0.5 * far * from->bend);
}

// Halley's steps for ln p(x) = ln tail in ln x, from where the last place leads.
bool vro_quantile_walk_to(vro_quantile_walk *self, double tail, double *x) {
    const double log_tail = log(tail);
    double log_x = lead(&self->at, log_tail);
    for (int i = 0; i < STEPS_MOST; i++) {
        const double here = exp(log_x);
        if (!(here > 0 && here < self->distribution->greatest))
            return false;
        const double reached = self->distribution->tail(self, here);
        const double grade = grade_at(self, log_x, here, reached);
        const double curve = curve_at(self, here, grade);
        const double error = log(reached / tail), newton = error / grade;
        log_x -= newton / (1 - 0.5 * newton * curve);
        if (fabs(error) <= LAST_ERROR) {
            *x = exp(log_x);
            stand(self, tail, log_tail, log_x);
            return true;
        }
    }
    return false;
}

// Whether quantiles between two places are known from them. No: also where one of them is none.
static bool are_near(const vro_quantile_place *a, const vro_quantile_place *b) {
    const double there = (lead(a, b->log_tail) - b->log_x) / b->slope;
    const double back = (lead(b, a->log_tail) - a->log_x) / a->slope;
    return fabs(b->log_tail - a->log_tail) <= FAR_MOST && fabs(there) <= STRAYED_MOST &&
           fabs(back) <= STRAYED_MOST;
}

// The quantile of a tail between two places: the polynomial of fifth degree in ln p that has their
// ln x, slopes and bends (Hermite), in t, the part of the way in ln p.
static double between(const vro_quantile_place *before, const vro_quantile_place *after,
                      double tail) {
    const double way = after->log_tail - before->log_tail;
    if (way == 0)
        return exp(after->log_x);
    const double t = (log(tail) - before->log_tail) / way;
    const double begin = before->slope * way, end = after->slope * way;
    const double bend = 0.5 * before->bend * way * way, last = 0.5 * after->bend * way * way;
    // What is missing at the end without the terms from the third on: of ln x, of its slope, of
    // half its bend.
    const double rise = after->log_x - before->log_x - begin - bend;
    const double slope = end - begin - 2 * bend, curve = last - bend;
    const double third = 10 * rise - 4 * slope + curve, fourth = -15 * rise + 7 * slope - 2 * curve,
                 fifth = 6 * rise - 3 * slope + curve;
    return exp(before->log_x + t * (begin + t * (bend + t * (third + t * (fourth + t * fifth)))));
}

static double walk_or_search(vro_quantile_walk *self, double tail, vro_quantile_search *search) {
    double x;
    if (!vro_quantile_walk_to(self, tail, &x)) {
        x = search(self, tail);
        vro_quantile_walk_stand(self, tail, x);
    }
    return x;
}

void vro_quantile_walk_along(vro_quantile_walk *self, const double *tails, size_t count,
                             vro_quantile_search *search, double *x) {
    size_t last = 0; // that was walked to
    x[0] = walk_or_search(self, tails[0], search);
    while (last + 1 < count) {
        const vro_quantile_place before = self->at;
        const size_t next = last + STRIDE < count ? last + STRIDE : count - 1;
        x[next] = walk_or_search(self, tails[next], search);
        const bool near = are_near(&before, &self->at);
        self->at = near ? self->at : before;
        for (size_t k = last + 1; k < next + !near; k++)
            x[k] = near ? between(&before, &self->at, tails[k])
                        : walk_or_search(self, tails[k], search);
        last = next;
    }
}
