// Migration of a hip by the differential equation of model.md 8.4, written down again in double
// precision and integrated numerically.
#ifndef VROSIM_TESTS_MIGRATION_EQUATION_H
#define VROSIM_TESTS_MIGRATION_EQUATION_H

#include "stage.h"

#include <gsl/gsl_integration.h>
#include <math.h>

// A hip from the start of an episode on. Angles are in degrees, migration in percent, times in
// years, c, k and m per year.
typedef struct migration_equation {
    double age;     // a
    double growing; // years to maturity
    double rate;    // migration.rate tone
    double c, k, m;
    double release;               // st'
    double restoring;             // w
    double socket_end, nsa_end;   // ai_end, nsa' + b v_left
    double load_first, load_last; // E0, E1
    double after_maturity;        // f
    double before, floor;
} migration_equation;

static inline double equation_clip(double x, double low, double high) {
    return fmin(fmax(x, low), high);
}

// clip(share - per_year (a - 3), 0, 1).
static inline double equation_share(const migration_equation *self, const float *number,
                                    vro_parameter_id share, vro_parameter_id per_year) {
    return equation_clip(number[share] - (double)number[per_year] * (self->age - 3), 0, 1);
}

static inline double equation_load(const float *number, double roof, double nsa) {
    const double psi =
        number[VRO_MIGRATION_PULL_ANGLE] + number[VRO_MIGRATION_PULL_PER_VARUS] * (135 - nsa);
    return fmax(0, sin((roof - psi) * M_PI / 180));
}

// model.md 8.1, 8.3 and 8.5.
static inline void equation_find_loads(migration_equation *self, const vro_hips *hips, size_t i,
                                       const float *number) {
    const double socket = hips->acetabular_index[i];
    const double beside = hips->shape[i] + number[VRO_MIGRATION_ANTEVERSION_COVER] *
                                               fmax(0, hips->anteversion[i] - 15.0);
    const double left = fmax(0, (double)hips->nsa_reference[i] - hips->nsa[i]);
    const double grows =
        equation_share(self, number, VRO_REMODEL_SOCKET_SHARE, VRO_REMODEL_SOCKET_SHARE_PER_YEAR) *
        fmax(0, socket - number[VRO_REMODEL_SOCKET_TARGET]);
    const double erodes =
        number[VRO_REMODEL_SOCKET_EROSION] * equation_clip(self->growing / 10, 0, 1);
    self->nsa_end = hips->nsa[i] + left * equation_share(self, number, VRO_REMODEL_NSA_SHARE,
                                                         VRO_REMODEL_NSA_SHARE_PER_YEAR);
    self->socket_end =
        self->before <= number[VRO_REMODEL_CONTAINMENT] ? socket - grows : socket + erodes;
    self->load_first = equation_load(number, socket + beside, hips->nsa[i]);
    self->load_last = equation_load(number, self->socket_end + beside, self->nsa_end);
}

// The hip i of a side, from its present state.
static inline migration_equation migration_equation_of(const stage *from, const vro_hips *hips,
                                                       size_t i) {
    const float *number = stage_parameters(from)->number;
    const vro_children *children = &from->children;
    const double r = number[VRO_MIGRATION_AGE_TONE_CORRELATION];
    const double score =
        sqrt(1 - r * r) * children->tone_score[i] - r * (double)children->age_score[i];
    migration_equation self = {.age = (double)children->age[i] + hips->start[i],
                               .rate = number[VRO_MIGRATION_RATE] *
                                       exp(number[VRO_MIGRATION_TONE_SD] * score),
                               .c = number[VRO_MIGRATION_AGE_LOG_RATIO],
                               .k = M_LN2 / number[VRO_REMODEL_HALF_TIME],
                               .m = M_LN2 / number[VRO_MIGRATION_RELEASE_HALF_TIME],
                               .release = hips->release[i],
                               .after_maturity = number[VRO_MIGRATION_AFTER_MATURITY],
                               .before = hips->migration[i],
                               .floor = number[VRO_MIGRATION_FLOOR]};
    self.growing = fmax(0, children->maturity[i] - self.age);
    self.restoring =
        self.before <= number[VRO_REMODEL_CONTAINMENT] ? number[VRO_MIGRATION_RESTORING] : 0;
    equation_find_loads(&self, hips, i, number);
    return self;
}

// d mp / ds while the child grows.
static inline double equation_speed(double s, void *of) {
    const migration_equation *self = of;
    const double release = 1 - (1 - self->release) * exp(-self->m * s);
    const double load = self->load_last + (self->load_first - self->load_last) * exp(-self->k * s);
    return exp(-self->c * (self->age + s - 8)) * (self->rate * release * load - self->restoring);
}

static inline double equation_integral(const migration_equation *self, double from, double to) {
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(24);
    migration_equation copy = *self;
    const gsl_function speed = {equation_speed, &copy};
    const double value = gsl_integration_glfixed(&speed, from, to, table);
    gsl_integration_glfixed_table_free(table);
    return value;
}

// mp(s): f of the speed once the child is mature.
static inline double migration_equation_at(const migration_equation *self, double years) {
    const double grown = fmin(years, self->growing);
    const double drift = equation_integral(self, 0, grown) +
                         self->after_maturity * equation_integral(self, grown, years);
    return equation_clip(self->before + drift, fmin(self->before, self->floor), 100);
}

#endif
