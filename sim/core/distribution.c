#include "vrosim/core/distribution.h"

#include "vrosim/core/quantile.h"

#include <math.h>
#include <string.h>

// The least share of a normal law that its window [min, max] must hold.
static const double LEAST_MASS = 1e-12;

// Spreads that tables and GSL's functions can follow: of a lognormal or gamma law relative to its
// mean, of a beta law relative to its range (both its shapes then stay below a million).
static const double LEAST_SPREAD = 1e-3;
static const double GREATEST_SPREAD = 1e3;

static const char NOT_SPREAD[] = "sd must be above 0; for a number without spread write fixed";

typedef double quantile_function(const vro_law *law, double tail, bool upper);
typedef void quantiles_function(const vro_law *law, const vro_tails *tails, double *values);
typedef void support_function(const vro_law *law, double ends[2]);

typedef struct law_row {
    const char *name;
    char needs[VRO_LAW_COLUMNS + 1]; // value, sd, min, max: R required, O optional, N must be empty
    support_function *support;
    quantile_function *quantile;
    quantiles_function *quantiles; // many at once; NULL: no faster than one by one
} law_row;

static double bound_or(double bound, double otherwise) {
    return isnan(bound) ? otherwise : bound;
}

static void beta_support(const vro_law *law, double ends[2]) {
    ends[0] = bound_or(law->min, 0);
    ends[1] = bound_or(law->max, 1);
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
    [VRO_LAW_FIXED] = {"fixed", "RNNN", fixed_support, vro_quantile_fixed, NULL},
    [VRO_LAW_NORMAL] = {"normal", "RROO", normal_support, vro_quantile_normal, NULL},
    [VRO_LAW_LOGNORMAL] = {"lognormal", "RRNN", positive_support, vro_quantile_lognormal, NULL},
    [VRO_LAW_GAMMA] = {"gamma", "RRNN", positive_support, vro_quantile_gamma, NULL},
    [VRO_LAW_BETA] = {"beta", "RROO", beta_support, vro_quantile_beta, vro_quantiles_beta},
    [VRO_LAW_PERT] = {"pert", "RNRR", range_support, vro_quantile_pert, vro_quantiles_pert},
    [VRO_LAW_TRIANGULAR] = {"triangular", "RNRR", range_support, vro_quantile_triangular, NULL},
    [VRO_LAW_UNIFORM] = {"uniform", "NNRR", range_support, vro_quantile_uniform, NULL},
};

static const char *const MISSING[VRO_LAW_COLUMNS] = {"this law needs a value",
                                                     "this law needs an sd", "this law needs a min",
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

static const char *beta_sd_fault(const vro_law *law) {
    double ends[2];
    beta_support(law, ends);
    if (law->sd * law->sd >= (law->value - ends[0]) * (ends[1] - law->value))
        return "the sd of a beta must satisfy sd^2 < (value - min)(max - value)";
    if (law->sd < LEAST_SPREAD * (ends[1] - ends[0]))
        return "the sd of a beta must be at least a thousandth of max - min; below, write fixed";
    return NULL;
}

static const char *sd_fault(const vro_law *law) {
    if (!(law->sd > 0))
        return NOT_SPREAD;
    if (law->kind == VRO_LAW_BETA)
        return beta_sd_fault(law);
    const double spread = law->sd / law->value;
    if ((law->kind == VRO_LAW_LOGNORMAL || law->kind == VRO_LAW_GAMMA) &&
        !(spread >= LEAST_SPREAD && spread <= GREATEST_SPREAD))
        return "the sd of this law must be from a thousandth of the value to a thousand times it";
    return NULL;
}

static const char WRONG_ORDER[] = "min must be below max";

// What can be said of the numbers that are there where others are missing or superfluous.
static size_t check_given(const vro_law *law, vro_law_fault *faults, size_t count) {
    const char *needs = LAWS[law->kind].needs;
    if (needs[VRO_LAW_COLUMN_SD] != 'N' && law->sd <= 0)
        faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_SD, NOT_SPREAD};
    if (needs[VRO_LAW_COLUMN_MIN] != 'N' && law->min >= law->max)
        faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_MIN, WRONG_ORDER};
    return count;
}

size_t vro_law_check(const vro_law *self, vro_law_fault faults[VRO_LAW_COLUMNS]) {
    size_t count = check_columns(self, faults);
    if (count > 0)
        return check_given(self, faults, count);
    double ends[2];
    LAWS[self->kind].support(self, ends);
    if (self->kind != VRO_LAW_FIXED && !(ends[0] < ends[1])) {
        faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_MIN, WRONG_ORDER};
        if (self->sd <= 0)
            faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_SD, NOT_SPREAD};
        return count;
    }
    const char *value = value_fault(self);
    if (value != NULL)
        faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_VALUE, value};
    const char *sd = isnan(self->sd) || value != NULL ? NULL : sd_fault(self);
    if (sd != NULL)
        faults[count++] = (vro_law_fault){VRO_LAW_COLUMN_SD, sd};
    if (count == 0 && self->kind == VRO_LAW_NORMAL && vro_quantile_window_mass(self) < LEAST_MASS)
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

void vro_law_quantiles(const vro_law *self, const vro_tails *tails, double *values) {
    if (LAWS[self->kind].quantiles != NULL) {
        LAWS[self->kind].quantiles(self, tails, values);
        return;
    }
    for (size_t i = 0; i < tails->count; i++)
        values[i] = vro_law_quantile(self, tails->tail[i], tails->upper);
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
