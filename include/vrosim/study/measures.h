// What a sensitivity analysis measures: of each chosen outcome the mean under every strategy, and
// paired differences between strategies, in all children and in every subgroup; and what a decision
// needs of these: net benefit, cost per QALY, number needed to treat.
#ifndef VROSIM_STUDY_MEASURES_H
#define VROSIM_STUDY_MEASURES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/outcome/estimate.h"

#include <stdbool.h>
#include <stddef.h>

#define VRO_NO_REFERENCE ((size_t)-1)

// What is measured, of a strategy and its reference.
typedef enum vro_measured_kind {
    VRO_MEASURED_OUTCOME,                // mean and difference
    VRO_MEASURED_NET_BENEFIT,            // threshold x QALYs - cost, thousands
    VRO_MEASURED_ICER,                   // difference in cost over that in QALYs. It is defined
                                         // where both are positive and the 95 % interval of the
                                         // QALYs leaves 0 out: elsewhere the ratio would mean the
                                         // opposite, or nothing
    VRO_MEASURED_NUMBER_NEEDED_TO_TREAT, // -1 / difference of a share (negative: to harm). Its
                                         // error is known where the 95 % interval of the difference
                                         // leaves 0 out
} vro_measured_kind;

// The outcomes of net benefit and of the ICER.
static const vro_outcome_id VRO_MEASURED_EFFECT = VRO_QALY, VRO_MEASURED_COST = VRO_COST;

typedef struct vro_measured {
    vro_measured_kind kind;
    vro_outcome_id outcome; // of net benefit and the ICER VRO_MEASURED_EFFECT
    double threshold;       // of net benefit, thousands per QALY
} vro_measured;

typedef struct vro_measure {
    size_t strategy;
    size_t reference;       // strategy that it is compared with; VRO_NO_REFERENCE: the mean itself
    size_t column;          // of the outcome, in vro_measures.outcomes
    vro_outcome_id outcome; // the same
    size_t subgroup;        // of the scenario's (input/subgroups.h)
    vro_measured_kind kind;
    size_t cost_column; // where the kind has a cost
    double threshold;   // of net benefit
} vro_measure;

enum {
    VRO_MEASURED_MAX = 2 * VRO_OUTCOMES + 32,         // each outcome, its number needed to treat,
                                                      // and net benefit at some thresholds
    VRO_MEASURED_NAME_MAX = VRO_OUTCOME_NAME_MAX + 32 // bytes, with the final 0
};

// What is measured, each once, in the order in which it was named, and the outcomes it takes.
typedef struct vro_outcome_list {
    vro_outcome_id ids[VRO_OUTCOMES]; // each once
    size_t count;
    vro_measured measured[VRO_MEASURED_MAX];
    size_t measured_count;
} vro_outcome_list;

// Appends what is measured, and the outcomes that it takes.
void vro_outcome_list_append(vro_outcome_list *self, const vro_measured *measured);

// Two strategies to compare: strategy - reference.
typedef struct vro_strategy_pair {
    size_t strategy;
    size_t reference;
} vro_strategy_pair;

typedef struct vro_measures {
    const vro_scenario *scenario; // borrowed
    vro_outcome_set set;          // the outcomes that the scenario has
    vro_outcome_list outcomes;    // what is measured
    vro_measure *rows; // [count], owned: by subgroup, outcome, strategy, mean before difference
    size_t count;
} vro_measures;

// Lists the measures of outcomes that the scenario has. pair NULL: every strategy is compared with
// the first. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_measures_init(vro_measures *self, const vro_scenario *scenario,
                                            const vro_outcome_list *outcomes,
                                            const vro_strategy_pair *pair, vro_errors *errors);

// Whether it is made of QALYs and costs.
bool vro_measured_has_cost(vro_measured_kind kind);

// Whether it is also of a strategy alone.
bool vro_measured_has_mean(vro_measured_kind kind);

// Whether it is 0 where two strategies are equally good: differences in outcomes and in net
// benefit. The others never pass 0.
bool vro_measured_has_sign(vro_measured_kind kind);

// The name that people write (study/measures_text.h): "revisions", "net_benefit:50", "icer",
// "nnt:failed".
void vro_measure_name(const vro_measure *self, const vro_measures *measures,
                      char name[VRO_MEASURED_NAME_MAX]);

// The least change of it in one child; 0 where it changes by 1.
double vro_measure_step(const vro_measure *self);

// An outcome from the sums over children: a mean, or a difference.
vro_estimate vro_measure_estimate(const vro_measure *self, const vro_moments *moments);

// Writes the cells scenario, strategy, reference, subgroup, outcome and statistic, those of
// summary.csv or contrasts.csv where these have the measure.
void vro_measure_write(const vro_measure *self, const vro_measures *measures,
                       vro_csv_writer *writer);

// Releases the rows.
void vro_measures_free(vro_measures *self);

#endif
