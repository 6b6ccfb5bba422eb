#include "sampling.h"

#include "program.h"

#include "vrosim/model/block.h"
#include "vrosim/outcome/replicate_error.h"
#include "vrosim/outcome/tally.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHILDREN = 1000000, MOST_ROUNDS = 99, MOST_STRATEGIES = 32 };

static const struct {
    const char *name;
    vro_outcome_id outcome;
    size_t landmark; // place of it among those of the default
    int difference;
} figures[GAIN_FIGURES] = {
    {"revision by 5 years", VRO_REVISION_BY, 2, 0},
    {"revisions", VRO_REVISIONS, 0, 0},
    {"leg-length discrepancy", VRO_LLD_ABS_MM, 0, 0},
    {"death", VRO_DEATH, 0, 0},
    {"difference of revision by 5 years", VRO_REVISION_BY, 2, 1},
    {"difference of revisions", VRO_REVISIONS, 0, 1},
    {"difference of leg-length discrepancy", VRO_LLD_ABS_MM, 0, 1},
};

static const uint64_t replicates[GAIN_SIZES] = {8192, 1250, 312};

static void add(void *tally, size_t strategy, size_t level, const vro_results *results,
                const vro_results *reference) {
    vro_tally_add(tally, strategy, level, results, reference);
}

static void end_replicate(void *tally) {
    vro_tally_end_replicate(tally);
}

// replicate: the size of replicates, 0 for independent children.
static vro_tally simulate(const vro_model *model, uint64_t seed, uint64_t replicate) {
    vro_tally tally;
    vro_errors errors = {0};
    vro_block *block =
        vro_block_new(model, (vro_random_source){.seed = seed, .replicate = replicate});
    const vro_sink sink = {.self = &tally, .take = add, .end_replicate = end_replicate};
    const uint64_t step = replicate > 0 ? replicate : VRO_BLOCK;
    if (!block || vro_tally_init(&tally, model->strategies, model->outcomes, model->horizon, NULL,
                                 &errors) != VRO_OK)
        fail("not enough memory");
    for (uint64_t first = 0; first + step <= CHILDREN; first += step)
        vro_block_run(block, first, step, &sink);
    free(block);
    return tally;
}

static vro_outcome_id outcome_of(gain_figure figure) {
    return figures[figure].outcome + (vro_outcome_id)figures[figure].landmark;
}

// The variance of one child's worth of an estimate: se^2 n.
static double independent(const vro_tally *tally, size_t strategy, gain_figure figure) {
    const vro_outcome_id id = outcome_of(figure);
    const vro_estimate of = figures[figure].difference
                                ? vro_sums_difference(&tally->sums, strategy, 0, id)
                                : vro_sums_mean(&tally->sums, strategy, 0, id);
    return of.se * of.se * (double)of.n;
}

static double replicated(const vro_tally *tally, size_t strategy, gain_figure figure) {
    const vro_outcome_id id = outcome_of(figure);
    const vro_replicate_error of = figures[figure].difference
                                       ? vro_replicate_error_of_difference(tally, strategy, 0, id)
                                       : vro_replicate_error_of_mean(tally, strategy, 0, id);
    return of.se * of.se * (double)vro_tally_children(tally, 0);
}

static double gain(const vro_tally *pcg, const vro_tally *sobol, gain_figure figure) {
    double ratios[MOST_STRATEGIES];
    int count = 0;
    for (size_t s = figures[figure].difference ? 1 : 0; s < pcg->strategies; s++)
        ratios[count++] = independent(pcg, s, figure) / replicated(sobol, s, figure);
    return median(ratios, count);
}

sampling_gains measure_sampling_gains(const vro_model *model, int rounds) {
    static double found[GAIN_SIZES][GAIN_FIGURES][MOST_ROUNDS];
    sampling_gains gains;
    for (int r = 0; r < rounds; r++) {
        vro_tally pcg = simulate(model, 1 + (uint64_t)r, 0);
        for (int size = 0; size < GAIN_SIZES; size++) {
            vro_tally sobol = simulate(model, 1 + (uint64_t)r, replicates[size]);
            for (int f = 0; f < GAIN_FIGURES; f++)
                found[size][f][r] = gain(&pcg, &sobol, (gain_figure)f);
            vro_tally_free(&sobol);
        }
        vro_tally_free(&pcg);
    }
    for (int size = 0; size < GAIN_SIZES; size++)
        for (int f = 0; f < GAIN_FIGURES; f++)
            gains.times[size][f] = median(found[size][f], rounds);
    return gains;
}

void print_sampling_gains(const sampling_gains *gains) {
    printf(
        "\nTimes fewer children with --sampling sobol than with pcg for the same standard error,\n"
        "middle of the strategies or comparisons, medians of rounds\n"
        "  %-38s %10s %12s %12s\n",
        "", "run, 1 M", "psa, 10,000", "psa, 2,500");
    for (int f = 0; f < GAIN_FIGURES; f++)
        printf("  %-38s %10.1f %12.1f %12.1f\n", figures[f].name, gains->times[GAIN_OF_RUN][f],
               gains->times[GAIN_OF_PSA][f], gains->times[GAIN_OF_SMALL_PSA][f]);
}
