#include "vrosim/core/beta_walk.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

// Of ln P. A step of third order leaves about the cube of the error before it.
static const double LAST_ERROR = 1e-4;
enum { STEPS_MOST = 4 };

// Beyond, 1 - x has lost too many digits.
static const double GREATEST = 0.999;

void vro_beta_walk_init(vro_beta_walk *self, double a, double b) {
    *self = (vro_beta_walk){.a = a, .b = b, .log_beta = gsl_sf_lnbeta(a, b), .log_x = NAN};
}

// d ln P / d ln x = x f / P, with f the density.
static double grade_at(const vro_beta_walk *self, double log_x, double x, double probability) {
    return exp(self->a * log_x + (self->b - 1) * log1p(-x) - self->log_beta) / probability;
}

// d ln grade / d ln x = a - (b - 1) x / (1 - x) - grade.
static double curve_at(const vro_beta_walk *self, double x, double grade) {
    return self->a - (self->b - 1) * x / (1 - x) - grade;
}

static void stand(vro_beta_walk *self, double log_tail, double log_x, double grade, double curve) {
    self->log_tail = log_tail;
    self->log_x = log_x;
    self->slope = 1 / grade;
    self->bend = -curve / (grade * grade);
}

void vro_beta_walk_stand(vro_beta_walk *self, double tail, double x) {
    const double log_x = log(x), grade = grade_at(self, log_x, x, tail);
    stand(self, log(tail), log_x, grade, curve_at(self, x, grade));
}

// Halley's steps for ln P(x) = ln tail in ln x, from where the curve through the last place leads.
bool vro_beta_walk_to(vro_beta_walk *self, double tail, double *x) {
    const double log_tail = log(tail), far = log_tail - self->log_tail;
    double log_x = self->log_x + far * (self->slope + 0.5 * far * self->bend);
    for (int i = 0; i < STEPS_MOST; i++) {
        const double here = exp(log_x);
        if (!(here > 0 && here < GREATEST))
            return false;
        const double probability = gsl_cdf_beta_P(here, self->a, self->b);
        const double grade = grade_at(self, log_x, here, probability);
        const double curve = curve_at(self, here, grade);
        const double error = log(probability / tail), newton = error / grade;
        log_x -= newton / (1 - 0.5 * newton * curve);
        if (fabs(error) <= LAST_ERROR) {
            stand(self, log_tail, log_x, grade, curve);
            *x = exp(log_x);
            return true;
        }
    }
    return false;
}
