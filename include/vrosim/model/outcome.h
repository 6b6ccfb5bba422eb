// The outcomes of a course (model.md 9): one table, the order of summary.csv. Which of them a
// scenario has, and their names, says a vro_outcome_set.
#ifndef VROSIM_MODEL_OUTCOME_H
#define VROSIM_MODEL_OUTCOME_H

#include "vrosim/input/landmarks.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

// A row for landmarks has the identifiers VRO_REVISION_BY + k of landmark k.
#define VRO_OUTCOME(identifier, name, kind, unit, better, who, lower, upper, cells, meaning)       \
    identifier,
#define VRO_LANDMARK_OUTCOME(identifier, name, kind, unit, better, who, lower, upper, cells,       \
                             meaning)                                                              \
    identifier, identifier##_LAST = identifier + VRO_LANDMARKS_MAX - 1,
typedef enum vro_outcome_id {
#include "vrosim/model/outcome.def"
    VRO_OUTCOMES
} vro_outcome_id;
#undef VRO_OUTCOME
#undef VRO_LANDMARK_OUTCOME

// Outcomes by landmark come first in the table, then other shares and numbers, then quantities.
enum { VRO_FIRST_QUANTITY = VRO_HEALING_WEEKS, VRO_QUANTITIES = VRO_OUTCOMES - VRO_FIRST_QUANTITY };
static_assert(VRO_REVISION_BY == 0 && (int)VRO_FIRST_REVISION_LOSS % VRO_LANDMARKS_MAX == 0,
              "the table begins with the rows for landmarks");

// The first outcome that exists only where a scenario gives costs or utilities.
enum { VRO_FIRST_ECONOMIC = VRO_COST };
static_assert((int)VRO_FIRST_ECONOMIC > (int)VRO_FIRST_QUANTITY, "cost and qaly are quantities");
static_assert(VRO_QALY == VRO_COST + 1 && VRO_OUTCOMES == VRO_QALY + 1, "and the last outcomes");

typedef enum vro_outcome_kind {
    VRO_SHARE,   // 0 or 1 per child; statistic: mean
    VRO_NUMBER,  // a small whole number per child; statistic: mean
    VRO_QUANTITY // a measurement; statistics: mean, sd, p05, p25, p50, p75, p95
} vro_outcome_kind;

typedef enum vro_better { VRO_NEITHER, VRO_LESS, VRO_MORE } vro_better;

// Whether every child has the outcome. Those without it hold VRO_NO_VALUE; of VRO_ALL_OR_NONE these
// are all, unless the scenario gives costs (VRO_COST) or utilities (VRO_QALY).
typedef enum vro_who { VRO_EVERY_CHILD, VRO_SOME_CHILDREN, VRO_ALL_OR_NONE } vro_who;

// Quantities are kept in whole steps, powers of 2 a unit. Measurements have 1,024; what is the same
// in many children needs more, as rounding does not average out there: a cost (thousands) is kept
// to a quarter of the currency, a QALY to four minutes.
enum { VRO_STEPS_PER_UNIT = 1024, VRO_STEPS_PER_COST = 4096, VRO_STEPS_PER_QALY = 131072 };

// Written in place of a quantity that a child does not have (healing without an osteotomy).
#define VRO_NO_VALUE INT32_MIN

typedef struct vro_outcome {
    const char *name; // of an outcome by landmark without "_Xy"
    vro_outcome_kind kind;
    const char *unit;
    vro_better better; // whether less or more of it is better
    vro_who who;
    int lower; // range of the histogram in units (quantities only);
    int upper; // values outside count in the first or last cell
    int cells; // histogram cells per unit, a power of 2; 0: outcome/log_linear_cells.h
    const char *meaning;
} vro_outcome;

// The row of an outcome, the same for all landmarks; id below VRO_OUTCOMES. Static.
const vro_outcome *vro_outcome_row(vro_outcome_id id);

// Steps a unit of a quantity.
static inline int32_t vro_outcome_steps(vro_outcome_id id) {
    if ((int)id < (int)VRO_FIRST_ECONOMIC)
        return VRO_STEPS_PER_UNIT;
    return id == VRO_COST ? VRO_STEPS_PER_COST : VRO_STEPS_PER_QALY;
}

// Whether there is one of it for each landmark (NAME_by_Xy): that of landmark k then has the
// identifier of the first + k.
bool vro_outcome_is_by_landmark(vro_outcome_id id);

// Causes of a reoperation, in the order in which ties are decided (model.md 7).
typedef enum vro_cause {
    VRO_CAUSE_LOSS,
    VRO_CAUSE_COMPLICATION,
    VRO_CAUSE_MIGRATION,
    VRO_CAUSE_OTHER,
    VRO_CAUSES,
    VRO_CAUSE_NONE = VRO_CAUSES,
    VRO_CAUSE_SESSION // of the other hip: the index hip's reoperation takes it along; no revision
} vro_cause;

// "loss", "complication", "migration", "other", "none", "session".
const char *vro_cause_name(vro_cause cause);

#endif
