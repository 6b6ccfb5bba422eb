#include "vrosim/core/distribution.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

// Least mass of a normal distribution between min and max.
static const double LEAST_MASS = 1e-12;

// Spreads that tables and GSL's functions can follow: of a lognormal or gamma distribution relative
// to its mean, of a beta distribution relative to its range (both its shapes then stay below a
// million).
static const double LEAST_SPREAD = 1e-3;
static const double GREATEST_SPREAD = 1e3;

static const char NOT_SPREAD[] = "sd must be above 0; for a number without spread write fixed";

typedef void support_function(const vro_distribution *distribution, double ends[2]);

typedef struct distribution_row {
    const char *name;
    char needs[VRO_DISTRIBUTION_COLUMNS +
               1]; // value, sd, min, max: R required, O optional, N must be empty
    support_function *support;
} distribution_row;

static double bound_or(double bound, double otherwise) {
    return isnan(bound) ? otherwise : bound;
}

static void beta_support(const vro_distribution *distribution, double ends[2]) {
    ends[0] = bound_or(distribution->min, 0);
    ends[1] = bound_or(distribution->max, 1);
}

static void fixed_support(const vro_distribution *distribution, double ends[2]) {
    ends[0] = ends[1] = distribution->value;
}

static void normal_support(const vro_distribution *distribution, double ends[2]) {
    ends[0] = bound_or(distribution->min, -INFINITY);
    ends[1] = bound_or(distribution->max, INFINITY);
}

static void positive_support(const vro_distribution *distribution, double ends[2]) {
    (void)distribution;
    ends[0] = 0;
    ends[1] = INFINITY;
}

static void range_support(const vro_distribution *distribution, double ends[2]) {
    ends[0] = distribution->min;
    ends[1] = distribution->max;
}

static const distribution_row DISTRIBUTIONS[VRO_DISTRIBUTION_KINDS] = {
    [VRO_DISTRIBUTION_FIXED] = {"fixed", "RNNN", fixed_support},
    [VRO_DISTRIBUTION_NORMAL] = {"normal", "RROO", normal_support},
    [VRO_DISTRIBUTION_LOGNORMAL] = {"lognormal", "RRNN", positive_support},
    [VRO_DISTRIBUTION_GAMMA] = {"gamma", "RRNN", positive_support},
    [VRO_DISTRIBUTION_BETA] = {"beta", "RROO", beta_support},
    [VRO_DISTRIBUTION_PERT] = {"pert", "RNRR", range_support},
    [VRO_DISTRIBUTION_TRIANGULAR] = {"triangular", "RNRR", range_support},
    [VRO_DISTRIBUTION_UNIFORM] = {"uniform", "NNRR", range_support},
};

static const char *const MISSING[VRO_DISTRIBUTION_COLUMNS] = {
    "this distribution needs a value", "this distribution needs an sd",
    "this distribution needs a min", "this distribution needs a max"};
static const char *const SURPLUS[VRO_DISTRIBUTION_COLUMNS] = {
    "this distribution takes no value: leave it empty",
    "this distribution takes no sd: leave it empty",
    "this distribution takes no min: leave it empty",
    "this distribution takes no max: leave it empty"};

const char *vro_distribution_name(vro_distribution_kind kind) {
    return DISTRIBUTIONS[kind].name;
}

bool vro_distribution_find(const char *name, vro_distribution_kind *kind) {
    for (int k = 0; k < VRO_DISTRIBUTION_KINDS; k++)
        if (strcmp(DISTRIBUTIONS[k].name, name) == 0) {
            *kind = (vro_distribution_kind)k;
            return true;
        }
    return false;
}

static double distribution_number(const vro_distribution *distribution,
                                  vro_distribution_column column) {
    const double numbers[VRO_DISTRIBUTION_COLUMNS] = {distribution->value, distribution->sd,
                                                      distribution->min, distribution->max};
    return numbers[column];
}

static size_t check_columns(const vro_distribution *distribution, vro_distribution_fault *faults) {
    size_t count = 0;
    for (int c = 0; c < VRO_DISTRIBUTION_COLUMNS; c++) {
        const vro_distribution_column column = (vro_distribution_column)c;
        const bool given = !isnan(distribution_number(distribution, column));
        const char need = DISTRIBUTIONS[distribution->kind].needs[c];
        if (need == 'R' && !given)
            faults[count++] = (vro_distribution_fault){column, MISSING[c]};
        if (need == 'N' && given)
            faults[count++] = (vro_distribution_fault){column, SURPLUS[c]};
    }
    return count;
}

// What is wrong with the mean or mode; every required number is given.
static const char *value_fault(const vro_distribution *distribution) {
    double ends[2];
    DISTRIBUTIONS[distribution->kind].support(distribution, ends);
    switch (distribution->kind) {
    case VRO_DISTRIBUTION_LOGNORMAL:
    case VRO_DISTRIBUTION_GAMMA:
        return distribution->value > 0 ? NULL : "the mean of this distribution must be above 0";
    case VRO_DISTRIBUTION_BETA:
        return distribution->value > ends[0] && distribution->value < ends[1]
                   ? NULL
                   : "the mean of a beta must lie between min (0) and max (1)";
    case VRO_DISTRIBUTION_PERT:
    case VRO_DISTRIBUTION_TRIANGULAR:
        return distribution->value >= ends[0] && distribution->value <= ends[1]
                   ? NULL
                   : "the mode must lie between min and max";
    default:
        return NULL;
    }
}

static const char *beta_sd_fault(const vro_distribution *distribution) {
    double ends[2];
    beta_support(distribution, ends);
    if (distribution->sd * distribution->sd >=
        (distribution->value - ends[0]) * (ends[1] - distribution->value))
        return "the sd of a beta must satisfy sd^2 < (value - min)(max - value)";
    if (distribution->sd < LEAST_SPREAD * (ends[1] - ends[0]))
        return "the sd of a beta must be at least a thousandth of max - min; below, write fixed";
    return NULL;
}

static const char *sd_fault(const vro_distribution *distribution) {
    if (!(distribution->sd > 0))
        return NOT_SPREAD;
    if (distribution->kind == VRO_DISTRIBUTION_BETA)
        return beta_sd_fault(distribution);
    const double spread = distribution->sd / distribution->value;
    if ((distribution->kind == VRO_DISTRIBUTION_LOGNORMAL ||
         distribution->kind == VRO_DISTRIBUTION_GAMMA) &&
        !(spread >= LEAST_SPREAD && spread <= GREATEST_SPREAD))
        return "the sd of this distribution must be from a thousandth of the value to a thousand "
               "times it";
    return NULL;
}

static const char WRONG_ORDER[] = "min must be below max";

// Checks the numbers that are given where others are missing or superfluous.
static size_t check_given(const vro_distribution *distribution, vro_distribution_fault *faults,
                          size_t count) {
    const char *needs = DISTRIBUTIONS[distribution->kind].needs;
    if (needs[VRO_DISTRIBUTION_COLUMN_SD] != 'N' && distribution->sd <= 0)
        faults[count++] = (vro_distribution_fault){VRO_DISTRIBUTION_COLUMN_SD, NOT_SPREAD};
    if (needs[VRO_DISTRIBUTION_COLUMN_MIN] != 'N' && distribution->min >= distribution->max)
        faults[count++] = (vro_distribution_fault){VRO_DISTRIBUTION_COLUMN_MIN, WRONG_ORDER};
    return count;
}

// Probability below (lower tail) and above (upper tail) a bound of the parent normal.
static double below(const vro_distribution *self, double bound) {
    return gsl_cdf_ugaussian_P((bound - self->value) / self->sd);
}

static double above(const vro_distribution *self, double bound) {
    return gsl_cdf_ugaussian_Q((bound - self->value) / self->sd);
}

// From the tail in which it is precise.
double vro_distribution_window_mass(const vro_distribution *self) {
    double ends[2];
    normal_support(self, ends);
    return ends[0] > self->value ? above(self, ends[0]) - above(self, ends[1])
                                 : below(self, ends[1]) - below(self, ends[0]);
}

size_t vro_distribution_check(const vro_distribution *self,
                              vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS]) {
    size_t count = check_columns(self, faults);
    if (count > 0)
        return check_given(self, faults, count);
    double ends[2];
    DISTRIBUTIONS[self->kind].support(self, ends);
    if (self->kind != VRO_DISTRIBUTION_FIXED && !(ends[0] < ends[1])) {
        faults[count++] = (vro_distribution_fault){VRO_DISTRIBUTION_COLUMN_MIN, WRONG_ORDER};
        if (self->sd <= 0)
            faults[count++] = (vro_distribution_fault){VRO_DISTRIBUTION_COLUMN_SD, NOT_SPREAD};
        return count;
    }
    const char *value = value_fault(self);
    if (value)
        faults[count++] = (vro_distribution_fault){VRO_DISTRIBUTION_COLUMN_VALUE, value};
    const char *sd = isnan(self->sd) || value ? NULL : sd_fault(self);
    if (sd)
        faults[count++] = (vro_distribution_fault){VRO_DISTRIBUTION_COLUMN_SD, sd};
    if (count == 0 && self->kind == VRO_DISTRIBUTION_NORMAL &&
        vro_distribution_window_mass(self) < LEAST_MASS)
        faults[count++] = (vro_distribution_fault){
            VRO_DISTRIBUTION_COLUMN_MIN,
            "the normal distribution has no mass between min and max: widen them"};
    return count;
}

double vro_distribution_lower(const vro_distribution *self) {
    double ends[2];
    DISTRIBUTIONS[self->kind].support(self, ends);
    return ends[0];
}

double vro_distribution_upper(const vro_distribution *self) {
    double ends[2];
    DISTRIBUTIONS[self->kind].support(self, ends);
    return ends[1];
}

double vro_distribution_location(const vro_distribution *self) {
    return self->kind == VRO_DISTRIBUTION_UNIFORM ? 0.5 * (self->min + self->max) : self->value;
}

vro_distribution vro_distribution_moved(const vro_distribution *self, double location) {
    vro_distribution moved = *self;
    const double half = 0.5 * (self->max - self->min);
    if (self->kind == VRO_DISTRIBUTION_UNIFORM) {
        moved.min = location - half;
        moved.max = location + half;
    } else {
        moved.value = location;
    }
    return moved;
}

bool vro_distribution_equal(const vro_distribution *self, const vro_distribution *other) {
    if (self->kind != other->kind)
        return false;
    for (int c = 0; c < VRO_DISTRIBUTION_COLUMNS; c++) {
        const double a = distribution_number(self, (vro_distribution_column)c);
        const double b = distribution_number(other, (vro_distribution_column)c);
        if (!(a == b || (isnan(a) && isnan(b))))
            return false;
    }
    return true;
}
