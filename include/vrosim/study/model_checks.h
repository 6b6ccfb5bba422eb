// Checks of the model that a user can run: same results however they are computed, closed forms,
// extremes, directions.
#ifndef VROSIM_STUDY_MODEL_CHECKS_H
#define VROSIM_STUDY_MODEL_CHECKS_H

#include "vrosim/study/finding.h"

// A trial of which one mean is known.
typedef struct vro_known_mean {
    const char *settings; // of a vro_trial
    const char *strategy;
    const char *outcome;
    double mean;
    bool exact; // to the last bit; otherwise within 5 standard errors
} vro_known_mean;

// A parameter whose rise moves an outcome in one direction, if at all, under every strategy.
typedef struct vro_known_direction {
    const char *parameter; // of one fixed number, for all strategies and levels
    double low;
    double high;
    const char *outcome;
    bool falls; // with the parameter
} vro_known_direction;

// The mean is the known one. context: vro_known_mean.
vro_check vro_check_known_mean;

// The mean moves as it should, under one strategy at least; the same children meet both values.
// context: vro_known_direction.
vro_check vro_check_direction;

// 1, 2 and 7 threads give the same tally. context: none.
vro_check vro_check_threads;

// 2, 3 and 7 shards give the same tally as none. context: none.
vro_check vro_check_shards;

// A strategy that is like another differs from it by 0 in every outcome. context: none.
vro_check vro_check_identical_strategies;

#endif
