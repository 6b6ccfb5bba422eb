// Expected value of perfect information about some parameters (EVPPI): what it would be worth to
// know them before choosing, by regression of net benefit on them (Strong, Oakley and Brennan 2014,
// doi:10.1177/0272989X13505910).
#ifndef VROSIM_STUDY_PARTIAL_INFORMATION_H
#define VROSIM_STUDY_PARTIAL_INFORMATION_H

#include "vrosim/study/decision.h"
#include "vrosim/study/regressors.h"

// Estimates the EVPPI at a threshold of the set that the regressors were made of, in units of cost.
// consequences are of the same samples, evaluation is that of vro_decision_evaluate for them.
// Between 0 and the EVPI of the same samples; exactly 0 where all strategies are the same or no
// parameter of the set varies. VRO_NO_MEMORY.
//
// The advantage of each strategy over the best, in samples i = 1 .. n, is regressed on the set: g_d
// is its fit, d(i) the strategy with the greatest, and the EVPPI the mean of g_d(i). Of irrelevant
// parameters a fit by least squares would follow the noise, and noise has a value: choosing by it
// looks better on the samples that it came from. So every term of the regression is shrunk by the
// factor that minimises Mallows' Cp, 1 - p s^2 / |b|^2 but at least 0 (p columns, b their
// coefficients, s^2 the residual variance), which leaves strong terms as they are.
//
// The standard error is by the delta method, with no random numbers: sd / sqrt(n) of what sample i
// contributes, g_d(i) plus, for each strategy, its residual times the regression's fit of whether
// it is chosen. It covers both the samples and the coefficients, but not that a curve may be of a
// form that the regressors cannot follow. It is not known, NAN, where no value of the set changes
// the choice and the estimate is 0: other samples may tell of a small value.
VRO_MUST_CHECK vro_status vro_partial_information_estimate(const vro_regressors *regressors,
                                                           const vro_consequences *consequences,
                                                           const vro_evaluation *evaluation,
                                                           vro_expectation *found,
                                                           vro_errors *errors);

// Knowing more is never worth less, but estimates err: the estimate of every set with a listed
// subset of greater value is replaced, error included, by that of the subset of greatest value.
// found: [count], of the sets at one threshold.
void vro_partial_information_nest(const vro_parameter_set *sets, vro_expectation *found,
                                  size_t count);

#endif
