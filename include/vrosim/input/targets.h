// Published figures that the model is held against or fitted to: the rows of a table of targets.
// One row is one figure of one study, such as "26 of 99 children under 6 failed by 4 years".
#ifndef VROSIM_INPUT_TARGETS_H
#define VROSIM_INPUT_TARGETS_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_reader.h"

#include <stdbool.h>
#include <stddef.h>

// What a figure is for.
typedef enum vro_target_role {
    VRO_TARGET_FIT,     // the model may be fitted to it
    VRO_TARGET_HOLDOUT, // it only judges a model that was fitted to others
    VRO_TARGET_IGNORE,  // read and checked, not compared
    VRO_TARGET_ROLES
} vro_target_role;

// How a figure is distributed around the truth, and so the scale on which errors are added.
typedef enum vro_likelihood {
    VRO_LIKELIHOOD_BINOMIAL,     // events (or value times n) of n children
    VRO_LIKELIHOOD_NORMAL,       // value with se, or with 95 % limits
    VRO_LIKELIHOOD_LOGIT_NORMAL, // a share with 95 % limits, or se on its own scale
    VRO_LIKELIHOOD_LOG_NORMAL,   // a positive number with 95 % limits, or se on its own scale
    VRO_LIKELIHOODS
} vro_likelihood;

// A row. Texts are owned; numbers that the row does not give are NAN.
typedef struct vro_target {
    char *study;
    char *strategy;
    char *subgroup; // "all" where the cell is empty
    char *outcome;
    char *statistic; // "mean" where the cell is empty
    char *group;     // rows that share what is special about their study; study where empty
    char *source;
    double value; // in the unit of the outcome; events / n where only these are given
    double se;    // of value
    double lower; // 95 % limits of value
    double upper;
    double events;
    double n; // children (or hips) that the figure rests on
    vro_likelihood likelihood;
    vro_target_role role;
    size_t line; // in the file
} vro_target;

typedef struct vro_targets {
    vro_target *rows; // [count], owned
    size_t count;
    size_t capacity;
} vro_targets;

// Whether the first line of a text[size] is that of a table of targets: it has a column
// `likelihood`.
bool vro_targets_are(const char *text, size_t size);

// Reads a table with the columns study, strategy, subgroup, outcome, statistic, value, se, lower,
// upper, events, n, likelihood, group, role and source in any order, of which study, strategy,
// outcome, likelihood and role are required. {0} is empty. VRO_BAD_INPUT with one sentence a fault;
// VRO_NO_MEMORY. Whether studies, strategies, subgroups and outcomes exist is not known here.
VRO_MUST_CHECK vro_status vro_targets_read(vro_targets *self, vro_csv_reader *csv,
                                           vro_errors *errors);

// Whether figures of a likelihood are shares, whose errors are added on the logit.
bool vro_likelihood_is_share(vro_likelihood likelihood);

// The rows of a role.
size_t vro_targets_count(const vro_targets *self, vro_target_role role);

// "fit", "holdout", "ignore". Static.
const char *vro_target_role_name(vro_target_role role);

// Releases everything.
void vro_targets_free(vro_targets *self);

#endif
