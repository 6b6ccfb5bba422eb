// The Sick-Sicker model of Krijkamp et al. (Med Decis Making 2018; 38(3): 400-422), which
// Lehtimaki and Martikainen (PharmacoEconomics 2025) time in C++, in two ways: with this engine's
// sampling, many people at a time, and as it is usually written, one person after the other.
//
// Everyone begins healthy and is healthy, sick, sicker or dead at each of 30 yearly cycles. Under
// treatment, which changes no transition, the sick and the sicker cost more and the sick feel
// better, so that one course gives both strategies.
#ifndef BENCH_SICK_SICKER_H
#define BENCH_SICK_SICKER_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdint.h>

enum { SICK_CYCLES = 30 };

typedef enum sick_figure {
    SICK_COST,
    SICK_QALY,
    SICK_COST_TREATED,
    SICK_QALY_TREATED,
    SICK_COST_DIFFERENCE,
    SICK_QALY_DIFFERENCE,
    SICK_FIGURES
} sick_figure;

// A mean, and the variance of one person's worth of it: se^2 n.
typedef struct sick_estimate {
    double mean;
    double variance;
} sick_estimate;

typedef struct sick_results {
    sick_estimate figure[SICK_FIGURES];
} sick_results;

// Replicates of 8,192 scrambled Sobol points; people: a multiple of that.
sick_results sick_sicker_simulate(uint64_t seed, size_t people);

sick_results sick_sicker_usual(gsl_rng *generator, size_t people);

// Times them and the script for numpy in turn in each of rounds, and prints how many times as fast
// the first is for the same error.
void compare_sick_sicker(int rounds, const char *script);

#endif
