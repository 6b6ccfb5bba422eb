#include "vrosim/core/law.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_nan.h>
#include <math.h>
#include <string.h>

// The least share of a normal law that its window [min, max] must hold.
static const double LEAST_MASS = 1e-12;

typedef double quantile_function(const vro_law *law, double tail, bool upper);
typedef void support_function(const vro_law *law, double ends[2]);

typedef struct law_row {
    const char *name;
    char needs[VRO_LAW_COLUMNS + 1]; // value, sd, min, max: R required, O optional, N must be empty
    support_function *support;
    quantile_function *quantile;
} law_row;

static double fixed_quantile(const vro_law *law, double tail, bool upper) {
    (void)tail, (void)upper;
    return law->value;
}

// Probability below (lower tail) and above (upper tail) a bound of the parent normal.
static double below(const vro_law *law, double bound) {
    return gsl_cdf_ugaussian_P((bound - law->value) / law->sd);
}

static double above(const vro_law *law, double bound) {
    return gsl_cdf_ugaussian_Q((bound - law->value) / law->sd);
}

static double bound_or(double bound, double otherwise) {
    return isnan(bound) ? otherwise : bound;
}

// The mass of the parent in the window, from the tail in which it is precise.
static double window_mass(const vro_law *law) {
    const double min = bound_or(law->min, -INFINITY), max = bound_or(law->max, INFINITY);
    return min > law->value ? above(law, min) - above(law, max) : below(law, max) - below(law, min);
}

// The parent's tails at the quantile are affine in the tail asked for; each case uses the tail of
// the parent that is small, so that nothing cancels.
static double normal_quantile(const vro_law *law, double tail, bool upper) {
    const double min = bound_or(law->min, -INFINITY), max = bound_or(law->max, INFINITY);
    const double part = tail * window_mass(law);
    double z;
    if (!upper)
        z = min > law->value ? gsl_cdf_ugaussian_Qinv(above(law, min) - part)
                             : gsl_cdf_ugaussian_Pinv(below(law, min) + part);
    else
        z = max < law->value ? gsl_cdf_ugaussian_Pinv(below(law, max) - part)
                             : gsl_cdf_ugaussian_Qinv(above(law, max) + part);
    return fmin(fmax(law->value + law->sd * z, min), max);
}

// Arithmetic mean m and standard deviation s: sigma^2 = ln(1 + s^2/m^2), mu = ln m - sigma^2/2.
static double lognormal_quantile(const vro_law *law, double tail, bool upper) {
    const double variance = log1p(gsl_pow_2(law->sd / law->value));
    const double z = upper ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_ugaussian_Pinv(tail);
    return exp(log(law->value) - 0.5 * variance + sqrt(variance) * z);
}

// The distribution function of a law on the positive axis, and what it depends on.
typedef struct distribution {
    double (*lower)(double x, double a, double b);
    double (*upper)(double x, double a, double b);
    double a, b;
} distribution;

// x with the given tail by bisection of log x: for shapes so small that GSL's own search fails.
static double bisected_quantile(const distribution *self, double tail, bool upper) {
    double low = -700, high = 700; // log x; exp(-700) stands for 0
    while (high - low > 1e-13 * fmax(1, fabs(high))) {
        const double middle = 0.5 * (low + high), x = exp(middle);
        const bool beyond = upper ? self->upper(x, self->a, self->b) < tail
                                  : self->lower(x, self->a, self->b) > tail;
        if (beyond)
            high = middle;
        else
            low = middle;
    }
    return low < -699 ? 0 : exp(low);
}

// Shape m^2/s^2, scale s^2/m.
static double gamma_quantile(const vro_law *law, double tail, bool upper) {
    const double shape = gsl_pow_2(law->value / law->sd);
    const double scale = law->sd * law->sd / law->value;
    const double x = upper ? gsl_cdf_gamma_Qinv(tail, shape, scale)
                           : gsl_cdf_gamma_Pinv(tail, shape, scale);
    const distribution gamma = {gsl_cdf_gamma_P, gsl_cdf_gamma_Q, shape, scale};
    const double reached = upper ? gamma.upper(x, shape, scale) : gamma.lower(x, shape, scale);
    return fabs(reached - tail) <= 1e-9 * tail ? x : bisected_quantile(&gamma, tail, upper);
}

static void beta_support(const vro_law *law, double ends[2]) {
    ends[0] = bound_or(law->min, 0);
    ends[1] = bound_or(law->max, 1);
}

// a and b of a beta law with the mean and standard deviation given, on the unit interval.
static void beta_shapes(const vro_law *law, double shapes[2]) {
    double ends[2];
    beta_support(law, ends);
    const double range = ends[1] - ends[0];
    const double mean = (law->value - ends[0]) / range;
    const double size = mean * (1 - mean) / gsl_pow_2(law->sd / range) - 1;
    shapes[0] = mean * size;
    shapes[1] = (1 - mean) * size;
}

// a = 1 + 4 (mode - min) / (max - min), b = 1 + 4 (max - mode) / (max - min).
static void pert_shapes(const vro_law *law, double shapes[2]) {
    shapes[0] = 1 + 4 * (law->value - law->min) / (law->max - law->min);
    shapes[1] = 1 + 4 * (law->max - law->value) / (law->max - law->min);
}

// The upper tail of Beta(a, b) is the lower tail of Beta(b, a), seen from 1.
static double unit_beta_quantile(const double shapes[2], double tail, bool upper) {
    const double a = shapes[upper ? 1 : 0], b = shapes[upper ? 0 : 1];
    double x = gsl_cdf_beta_Pinv(tail, a, b);
    const distribution beta = {gsl_cdf_beta_P, gsl_cdf_beta_Q, a, b};
    if (!(fabs(gsl_cdf_beta_P(x, a, b) - tail) <= 1e-9 * tail))
        x = fmin(1, bisected_quantile(&beta, tail, false));
    return upper ? 1 - x : x;
}

static double beta_quantile(const vro_law *law, double tail, bool upper) {
    double shapes[2], ends[2];
    beta_shapes(law, shapes);
    beta_support(law, ends);
    return ends[0] + (ends[1] - ends[0]) * unit_beta_quantile(shapes, tail, upper);
}

static double pert_quantile(const vro_law *law, double tail, bool upper) {
    double shapes[2];
    pert_shapes(law, shapes);
    return law->min + (law->max - law->min) * unit_beta_quantile(shapes, tail, upper);
}

static double triangular_quantile(const vro_law *law, double tail, bool upper) {
    const double range = law->max - law->min;
    const double rising = law->value - law->min, falling = law->max - law->value;
    const double split = rising / range; // probability below the mode
    if (upper ? 1 - tail <= split : tail < split)
        return law->min + sqrt((upper ? 1 - tail : tail) * range * rising);
    return law->max - sqrt((upper ? tail : 1 - tail) * range * falling);
}

static double uniform_quantile(const vro_law *law, double tail, bool upper) {
    const double part = tail * (law->max - law->min);
    return upper ? law->max - part : law->min + part;
}

static void fixed_support(const vro_law *law, double ends[2]) {
    ends[0] = ends[1] = law->value;
}

static void normal_support(const vro_law *law, double ends[2]) {
    ends[0] = bound_or(law->min, -INFINITY);
    ends[1] = bound_or(law->max, INFINITY);
}

static void positive_support(const vro_law *law, double ends[2]) {
    (void)law;
    ends[0] = 0;
    ends[1] = INFINITY;
}

static void range_support(const vro_law *law, double ends[2]) {
    ends[0] = law->min;
    ends[1] = law->max;
}

static const law_row LAWS[VRO_LAW_KINDS] = {
    [VRO_LAW_FIXED] = {"fixed", "RNNN", fixed_support, fixed_quantile},
    [VRO_LAW_NORMAL] = {"normal", "RROO", normal_support, normal_quantile},
    [VRO_LAW_LOGNORMAL] = {"lognormal", "RRNN", positive_support, lognormal_quantile},
    [VRO_LAW_GAMMA] = {"gamma", "RRNN", positive_support, gamma_quantile},
    [VRO_LAW_BETA] = {"beta", "RROO", beta_support, beta_quantile},
    [VRO_LAW_PERT] = {"pert", "RNRR", range_support, pert_quantile},
    [VRO_LAW_TRIANGULAR] = {"triangular", "RNRR", range_support, triangular_quantile},
    [VRO_LAW_UNIFORM] = {"uniform", "NNRR", range_support, uniform_quantile},
};

static const char *const MISSING[VRO_LAW_COLUMNS] = {
    "this law needs a value", "this law needs an sd", "this law needs a min",
    "this law needs a max"};
static const char *const SURPLUS[VRO_LAW_COLUMNS] = {
    "this law takes no value: leave it empty", "this law takes no sd: leave it empty",
    "this law takes no min: leave it empty", "this law takes no max: leave it empty"};

const char *vro_law_name(vro_law_kind kind) {
    return LAWS[kind].name;
}

bool vro_law_find(const char *name, vro_law_kind *kind) {
    for (int k = 0; k < VRO_LAW_KINDS; k++)
        if (strcmp(LAWS[k].name, name) == 0) {
            *kind = (vro_law_kind)k;
            return true;
        }
    return false;
}

static double law_number(const vro_law *law, vro_law_column column) {
    const double numbers[VRO_LAW_COLUMNS] = {law->value, law->sd, law->min, law->max};
    return numbers[column];
}

static size_t check_columns(const vro_law *law, vro_law_fault *faults) {
    size_t count = 0;
    for (int c = 0; c < VRO_LAW_COLUMNS; c++) {
        const vro_law_column column = (vro_law_column)c;
        const bool given = !isnan(law_number(law, column));
        const char need = LAWS[law->kind].needs[c];
        if (need == 'R' && !given)
            faults[count++] = (vro_law_fault){column, MISSING[c]};
        if (need == 'N' && given)
            faults[count++] = (vro_law_fault){column, SURPLUS[c]};
    }
    return count;
}

// What is wrong with the mean or mode, given that every number that is needed is there.
static const char *value_fault(const vro_law *law) {
    double ends[2];
    LAWS[law->kind].support(law, ends);
    switch (law->kind) {
    case VRO_LAW_LOGNORMAL:
    case VRO_LAW_GAMMA:
        return law->value > 0 ? NULL : "the mean of this law must be above 0";
    case VRO_LAW_BETA:
        return law->value > ends[0] && law->value < ends[1]
                   ? NULL
                   : "the mean of a beta must lie between min (0) and max (1)";
    case VRO_LAW_PERT:
    case VRO_LAW_TRIANGULAR:
        return law->value >= ends[0] && law->value <= ends[1]
                   ? NULL
                   : "the mode must lie between min and max";
    default:
        return NULL;
    }
}

static const char *sd_fault(const vro_law *law) {
    if (!(law->sd > 0))
        return "sd must be above 0; for a number without spread write fixed";
    double ends[2];
    LAWS[law->kind].support(law, ends);
    if (law->kind == VRO_LAW_BETA &&
        law->sd * law->sd >= (law->value - ends[0]) * (ends[1] - law->value))
        return "the sd of a beta must satisfy sd^2 < (value - min)(max - value)";
    return NULL;
}

size_t vro_law_check(const vro_law *self, vro_law_fault faults[VRO_LAW_COLUMNS]) {
    size_t count = check_columns(self, faults);
    if (count > 0)
        return count;
    double ends[2];
    LAWS[self->kind].support(self, ends);
    if (self->kind != VRO_LAW_FIXED && !(ends[0] < ends[1])) {
        faults[0] = (vro_law_fault){VRO_LAW_COLUMN_MIN, "min must be below max"};
        return 1;
    }
    const char *value = value_fault(self);
    if (value != NULL)
        faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_VALUE, value};
    const char *sd = isnan(self->sd) || value != NULL ? NULL : sd_fault(self);
    if (sd != NULL)
        faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_SD, sd};
    if (count == 0 && self->kind == VRO_LAW_NORMAL && window_mass(self) < LEAST_MASS)
        faults[count++] = (vro_law_fault){
            VRO_LAW_COLUMN_MIN, "the normal law has no mass between min and max: widen them"};
    return count;
}

double vro_law_lower(const vro_law *self) {
    double ends[2];
    LAWS[self->kind].support(self, ends);
    return ends[0];
}

double vro_law_upper(const vro_law *self) {
    double ends[2];
    LAWS[self->kind].support(self, ends);
    return ends[1];
}

double vro_law_quantile(const vro_law *self, double tail, bool upper) {
    return LAWS[self->kind].quantile(self, tail, upper);
}

bool vro_law_equal(const vro_law *self, const vro_law *other) {
    if (self->kind != other->kind)
        return false;
    for (int c = 0; c < VRO_LAW_COLUMNS; c++) {
        const double a = law_number(self, (vro_law_column)c);
        const double b = law_number(other, (vro_law_column)c);
        if (!(a == b || (isnan(a) && isnan(b))))
            return false;
    }
    return true;
}
