// A decision between strategies at one threshold, from samples of the uncertain parameters: net
// benefit, the best strategy, its expected loss, and the value of perfect information.
//
// The threshold is what is paid for one more unit of effect, in units of cost. A trade-off needs no
// money: effect = -revisions, cost = millimetres of leg-length discrepancy, threshold = millimetres
// accepted for a revision avoided.
#ifndef VROSIM_STUDY_DECISION_H
#define VROSIM_STUDY_DECISION_H

#include "vrosim/outcome/estimate.h"

#include <stddef.h>

// Effect and cost of each strategy in each sample of the parameters. All numbers finite; the arrays
// belong to the caller.
typedef struct vro_consequences {
    const double *effects; // [samples][strategies], more is better
    const double *costs;   // [samples][strategies], less is better
    size_t samples;        // >= 1
    size_t strategies;     // >= 1
} vro_consequences;

// One strategy at the threshold.
typedef struct vro_strategy_evaluation {
    vro_expectation net_benefit;      // net monetary benefit, threshold * effect - cost
    vro_expectation loss;             // net benefit that the best of each sample has more; >= 0
    vro_expectation probability_best; // acceptability (CEAC): share of samples in which it is best,
                                      // a sample with m equally good strategies counting 1 / m for
                                      // each; sums to 1 over strategies; se sqrt(p (1 - p) / n)
} vro_strategy_evaluation;

// The choice at the threshold. best is the strategy with the greatest expected net benefit, the
// first of equals.
//
// perfect_information is the EVPI, E[max] - max E, the expected loss of best. It counts the noise
// of simulating each sample as something that could be known, so few patients a sample make it too
// large. Where two strategies are equally good on average it is a little too small, because max E
// is chosen on the same samples, and its error, which takes best as known (delta method), too
// large.
//
// probability_right is the acceptability frontier (CEAF): probability_best of best.
typedef struct vro_decision {
    size_t best;
    vro_expectation perfect_information;
    vro_expectation probability_right;
} vro_decision;

// The decision and the strategies at one threshold.
typedef struct vro_evaluation {
    double threshold;
    vro_decision decision;
    const vro_strategy_evaluation *by_strategy; // [strategies], borrowed
} vro_evaluation;

// Net monetary benefit of a strategy (column) in a sample (row), in units of cost.
double vro_decision_net_benefit(const vro_consequences *self, double threshold, size_t sample,
                                size_t strategy);

// Returns the decision, and fills evaluations[strategies].
vro_decision vro_decision_evaluate(const vro_consequences *self, double threshold,
                                   vro_strategy_evaluation *evaluations);

#endif
