// A probability distribution of a scenario table: fixed, normal, lognormal, gamma, beta, pert,
// triangular, uniform. The meaning of value, sd, min and max per distribution is model.md 10.1.
#ifndef VROSIM_CORE_DISTRIBUTION_H
#define VROSIM_CORE_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_distribution_kind {
    VRO_DISTRIBUTION_FIXED,
    VRO_DISTRIBUTION_NORMAL,
    VRO_DISTRIBUTION_LOGNORMAL,
    VRO_DISTRIBUTION_GAMMA,
    VRO_DISTRIBUTION_BETA,
    VRO_DISTRIBUTION_PERT,
    VRO_DISTRIBUTION_TRIANGULAR,
    VRO_DISTRIBUTION_UNIFORM,
    VRO_DISTRIBUTION_KINDS
} vro_distribution_kind;

// Numbers that the table leaves empty are NAN. Units are the parameter's.
typedef struct vro_distribution {
    vro_distribution_kind kind;
    double value; // fixed: the number; normal: mean before truncation; lognormal, gamma, beta:
                  // mean; pert, triangular: mode; uniform: empty
    double sd;    // normal: before truncation; lognormal, gamma, beta: of the distribution
    double min;
    double max;
} vro_distribution;

// The columns that a fault of a distribution can lie in.
typedef enum vro_distribution_column {
    VRO_DISTRIBUTION_COLUMN_VALUE,
    VRO_DISTRIBUTION_COLUMN_SD,
    VRO_DISTRIBUTION_COLUMN_MIN,
    VRO_DISTRIBUTION_COLUMN_MAX,
    VRO_DISTRIBUTION_COLUMNS
} vro_distribution_column;

typedef struct vro_distribution_fault {
    vro_distribution_column column;
    const char *message; // static text that says what would be right
} vro_distribution_fault;

// "normal" and so on; kind below VRO_DISTRIBUTION_KINDS.
const char *vro_distribution_name(vro_distribution_kind kind);

// Finds the kind of a name; false if no kind has it.
bool vro_distribution_find(const char *name, vro_distribution_kind *kind);

// Writes every fault of the distribution's numbers, at most one a column; returns how many. A
// distribution with 0 faults is valid and has quantiles (core/quantile.h).
size_t vro_distribution_check(const vro_distribution *self,
                              vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS]);

// The ends of the support; -INFINITY and INFINITY where open.
double vro_distribution_lower(const vro_distribution *self);
double vro_distribution_upper(const vro_distribution *self);

// Where a distribution lies, which is what an estimate of it says: value; of a uniform one its
// middle, (min + max) / 2.
double vro_distribution_location(const vro_distribution *self);

// The distribution at another location. A uniform one keeps its width; of the others min and max
// stay where they are.
vro_distribution vro_distribution_moved(const vro_distribution *self, double location);

// The share of a normal distribution before truncation that its window [min, max] holds.
double vro_distribution_window_mass(const vro_distribution *self);

// Same kind and same numbers (NAN equals NAN).
bool vro_distribution_equal(const vro_distribution *self, const vro_distribution *other);

#endif
