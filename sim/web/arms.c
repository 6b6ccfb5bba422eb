#include "vrosim/web/arms.h"

#include <gsl/gsl_cdf.h>

#include <math.h>

static const double SIGNIFICANCE = 0.05;

void vro_arm_add(vro_arm *self, double value) {
    if (isnan(value))
        return;
    const double off = value - self->mean;
    self->n++;
    self->mean += off / (double)self->n;
    self->squares += off * (value - self->mean);
}

static double variance(const vro_arm *self) {
    return self->n < 2 ? NAN : self->squares / (double)(self->n - 1);
}

double vro_arm_sd(const vro_arm *self) {
    return sqrt(variance(self));
}

vro_arms_difference vro_arms_compare(const vro_arm *reference, const vro_arm *other) {
    vro_arms_difference self = {NAN, NAN, NAN, NAN};
    if (reference->n < 2 || other->n < 2)
        return self;
    const double a = variance(reference) / (double)reference->n;
    const double b = variance(other) / (double)other->n;
    self.value = other->mean - reference->mean;
    self.se = sqrt(a + b);
    if (self.se > 0) {
        self.freedom = (a + b) * (a + b) /
                       (a * a / (double)(reference->n - 1) + b * b / (double)(other->n - 1));
        self.p = 2 * gsl_cdf_tdist_Q(fabs(self.value) / self.se, self.freedom);
    }
    return self;
}

bool vro_arms_are_significant(const vro_arms_difference *self) {
    return self->p < SIGNIFICANCE;
}

double vro_arms_margin(const vro_arms_difference *self) {
    return self->se > 0 ? self->se * gsl_cdf_tdist_Pinv(1 - SIGNIFICANCE / 2, self->freedom) : NAN;
}
