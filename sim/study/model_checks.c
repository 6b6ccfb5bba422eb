#include "vrosim/study/model_checks.h"

#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/named_estimate.h"
#include "vrosim/study/trial_run.h"

#include <stdio.h>

enum { MANY_CHILDREN = 200000, SOME_CHILDREN = 20000, SHARD_CHILDREN = 100000 };

// Normal deviates that a mean may lie from its closed form: false in 1 of 1.7 million.
static const double DEVIATES = 5;

vro_status vro_check_known_mean(vro_finding *finding, const void *context, vro_errors *errors) {
    const vro_known_mean *known = context;
    const vro_trial trial = {.settings = known->settings,
                             .strategies = known->strategy,
                             .random = {.seed = 1, .stream = 0},
                             .children = MANY_CHILDREN};
    const vro_estimate_name name = {known->strategy, NULL, known->outcome, "mean"};
    vro_trial_run run;
    vro_compared mean;
    vro_status status = VRO_OK;
    TRY(vro_trial_run_make(&run, &trial, errors));
    const vro_results_view view = vro_trial_run_view(&run);
    TRY(vro_named_estimate(&view, &name, &mean, errors));
    vro_finding_near(finding, known->outcome, known->mean, mean.paired.value,
                     known->exact ? 0 : DEVIATES * mean.paired.se);
out:
    vro_trial_run_close(&run);
    return status;
}

static vro_status run_with(vro_trial_run *run, const char *parameter, double value,
                           vro_errors *errors) {
    char setting[128];
    snprintf(setting, sizeof setting, "%s=%g\n", parameter, value);
    return vro_trial_run_make(run,
                              &(vro_trial){.settings = setting,
                                           .random = {.seed = 1, .stream = 0},
                                           .children = SOME_CHILDREN},
                              errors);
}

static vro_status mean_of(const vro_trial_run *run, size_t strategy, const char *outcome,
                          double *mean, vro_errors *errors) {
    const vro_results_view view = vro_trial_run_view(run);
    const vro_estimate_name name = {run->scenario.strategy_names[strategy], NULL, outcome, "mean"};
    vro_compared estimate;
    const vro_status status = vro_named_estimate(&view, &name, &estimate, errors);
    *mean = estimate.paired.value;
    return status;
}

// How far the mean rises from low to high under each strategy; less than nothing may be lost.
static vro_status compare(const vro_trial_run runs[2], const vro_known_direction *known,
                          vro_finding *finding, vro_errors *errors) {
    double means[2], most = 0;
    char what[VRO_FINDING_TEXT];
    vro_status status = VRO_OK;
    for (size_t strategy = 0; strategy < runs[0].scenario.strategies; strategy++) {
        for (size_t i = 0; i < 2; i++)
            TRY(mean_of(&runs[i], strategy, known->outcome, &means[i], errors));
        const double rise = known->falls ? means[0] - means[1] : means[1] - means[0];
        snprintf(what, sizeof what, "%s of %s in %s, from %s %g to %g",
                 known->falls ? "fall" : "rise", known->outcome,
                 runs[0].scenario.strategy_names[strategy], known->parameter, known->low,
                 known->high);
        vro_finding_between(finding, what, 0, 1e9, rise);
        most = rise > most ? rise : most;
    }
    snprintf(what, sizeof what, "greatest %s of %s, from %s %g to %g",
             known->falls ? "fall" : "rise", known->outcome, known->parameter, known->low,
             known->high);
    vro_finding_between(finding, what, 1e-9, 1e9, most);
out:
    return status;
}

vro_status vro_check_direction(vro_finding *finding, const void *context, vro_errors *errors) {
    const vro_known_direction *known = context;
    vro_trial_run runs[2] = {0};
    vro_status status = VRO_OK;
    TRY(run_with(&runs[0], known->parameter, known->low, errors));
    TRY(run_with(&runs[1], known->parameter, known->high, errors));
    TRY(compare(runs, known, finding, errors));
out:
    vro_trial_run_close(&runs[0]);
    vro_trial_run_close(&runs[1]);
    return status;
}

// A way to compute the same run.
typedef struct division {
    int threads;
    uint64_t shards;
} division;

// The tallies of all divisions [count] are those of the first.
static vro_status compare_divisions(vro_finding *finding, const division *divisions, size_t count,
                                    vro_errors *errors) {
    const vro_trial trial = {
        .subgroups = "sex,age", .random = {.seed = 7, .stream = 3}, .children = SHARD_CHILDREN};
    char first[VRO_DIGEST_TEXT], digest[VRO_DIGEST_TEXT];
    vro_trial_run run;
    vro_status status = VRO_OK;
    TRY(vro_trial_run_open(&run, &trial, errors));
    for (size_t i = 0; i < count; i++) {
        TRY(vro_trial_run_simulate(&run, &trial, divisions[i].threads, divisions[i].shards,
                                   errors));
        TRY(vro_trial_run_digest(&run, i == 0 ? first : digest, errors));
        if (i > 0)
            vro_finding_text(finding, first, digest);
    }
out:
    vro_trial_run_close(&run);
    return status;
}

vro_status vro_check_threads(vro_finding *finding, const void *context, vro_errors *errors) {
    static const division divisions[] = {{1, 1}, {2, 1}, {7, 1}};
    (void)context;
    return compare_divisions(finding, divisions, sizeof divisions / sizeof *divisions, errors);
}

vro_status vro_check_shards(vro_finding *finding, const void *context, vro_errors *errors) {
    static const division divisions[] = {{1, 1}, {1, 2}, {2, 3}, {2, 7}};
    (void)context;
    return compare_divisions(finding, divisions, sizeof divisions / sizeof *divisions, errors);
}

vro_status vro_check_identical_strategies(vro_finding *finding, const void *context,
                                          vro_errors *errors) {
    const vro_trial trial = {.settings = "twin:strategy.like=vro\n",
                             .strategies = "vro,twin",
                             .random = {.seed = 1, .stream = 0},
                             .children = SOME_CHILDREN};
    vro_trial_run run;
    vro_status status = VRO_OK;
    (void)context;
    TRY(vro_trial_run_make(&run, &trial, errors));
    for (size_t i = 0; i < run.tally.outcomes.count; i++) {
        const vro_contrast contrast =
            vro_contrast_load(&run.tally, 1, 0, run.tally.outcomes.ids[i]);
        vro_finding_near(finding, run.tally.outcomes.names[contrast.outcome], 0,
                         (double)contrast.pair.square, 0);
    }
out:
    vro_trial_run_close(&run);
    return status;
}
