// A probability law of a scenario table: fixed, normal, lognormal, gamma, beta, pert,
// triangular, uniform. The meaning of value, sd, min and max per law is model section 10.
#ifndef VROSIM_CORE_DISTRIBUTION_H
#define VROSIM_CORE_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_law_kind {
    VRO_LAW_FIXED,
    VRO_LAW_NORMAL,
    VRO_LAW_LOGNORMAL,
    VRO_LAW_GAMMA,
    VRO_LAW_BETA,
    VRO_LAW_PERT,
    VRO_LAW_TRIANGULAR,
    VRO_LAW_UNIFORM,
    VRO_LAW_KINDS
} vro_law_kind;

// Numbers that the table leaves empty are NAN. Units are the parameter's.
typedef struct vro_law {
    vro_law_kind kind;
    double value; // fixed: the number; normal: mean before truncation; lognormal, gamma, beta:
                  // mean; pert, triangular: mode; uniform: empty
    double sd;    // normal: before truncation; lognormal, gamma, beta: of the law
    double min;
    double max;
} vro_law;

// The columns that a fault of a law can lie in.
typedef enum vro_law_column {
    VRO_LAW_COLUMN_VALUE,
    VRO_LAW_COLUMN_SD,
    VRO_LAW_COLUMN_MIN,
    VRO_LAW_COLUMN_MAX,
    VRO_LAW_COLUMNS
} vro_law_column;

typedef struct vro_law_fault {
    vro_law_column column;
    const char *message; // static text that says what would be right
} vro_law_fault;

// "normal" and so on; kind below VRO_LAW_KINDS.
const char *vro_law_name(vro_law_kind kind);

// The kind of a name; false when there is none.
bool vro_law_find(const char *name, vro_law_kind *kind);

// Every fault of the law's numbers, at most VRO_LAW_COLUMNS; returns how many were written.
// A law with 0 faults is valid and may be asked for quantiles.
size_t vro_law_check(const vro_law *self, vro_law_fault faults[VRO_LAW_COLUMNS]);

// The ends of the support; -INFINITY and INFINITY where open.
double vro_law_lower(const vro_law *self);
double vro_law_upper(const vro_law *self);

// The value with probability `tail` below it (upper = false) or above it (upper = true).
// 0 < tail <= 0.5 keeps full precision in both tails. Slow (GSL root finding): for tables and
// tests.
double vro_law_quantile(const vro_law *self, double tail, bool upper);

// The tails of some values: probabilities below them (upper = false) or above them (upper = true).
typedef struct vro_tails {
    const double *tail; // [count], each in (0, 0.5] and not far from the one before
    size_t count;
    bool upper;
} vro_tails;

// The values of many tails: vro_law_quantile of each, to 1e-9 of itself, but faster.
void vro_law_quantiles(const vro_law *self, const vro_tails *tails, double *values);

// Same kind and same numbers (NAN equals NAN).
bool vro_law_equal(const vro_law *self, const vro_law *other);

#endif
