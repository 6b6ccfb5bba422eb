// How many times fewer children scrambled Sobol points need than independent ones for the same
// standard error.
#ifndef BENCH_SAMPLING_H
#define BENCH_SAMPLING_H

#include "vrosim/model/model.h"

typedef enum gain_figure {
    GAIN_REVISION_BY_5Y,
    GAIN_REVISIONS,
    GAIN_LLD,
    GAIN_DEATH,
    GAIN_DIFFERENCE_OF_REVISION_BY_5Y,
    GAIN_DIFFERENCE_OF_REVISIONS,
    GAIN_DIFFERENCE_OF_LLD,
    GAIN_FIGURES
} gain_figure;

typedef enum gain_size {
    GAIN_OF_RUN,       // of a million children: replicates of 8,192
    GAIN_OF_PSA,       // with 10,000 children a sample: eight replicates of 1,250
    GAIN_OF_SMALL_PSA, // with 2,500: of 312
    GAIN_SIZES
} gain_size;

// Ratios of variances; medians over the strategies (of the default table) or, of differences, over
// those that are compared, and then over rounds with seeds of their own.
typedef struct sampling_gains {
    double times[GAIN_SIZES][GAIN_FIGURES];
} sampling_gains;

sampling_gains measure_sampling_gains(const vro_model *model, int rounds);

void print_sampling_gains(const sampling_gains *gains);

#endif
