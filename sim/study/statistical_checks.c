#include "vrosim/study/statistical_checks.h"

#include "vrosim/study/trial_psa.h"
#include "vrosim/study/trial_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

// Half the width of the limits of coverage, times sqrt(seeds): 2.9 standard errors.
static const double COVERAGE_HALF = 0.63245553203367586; // 0.02 sqrt(1000)

// The numbers of all seeds.
typedef struct repeated {
    const vro_checked_numbers *numbers;
    vro_estimate *estimates; // [numbers->count][numbers->seeds], owned
    vro_estimate *truth;     // [numbers->count], of all children together; owned
    double *scratch;         // [numbers->seeds], owned
} repeated;

static vro_status estimate_all(const vro_trial_run *run, const vro_checked_numbers *numbers,
                               vro_estimate *estimates, size_t stride, vro_errors *errors) {
    const vro_results_view view = vro_trial_run_view(run);
    vro_status status = VRO_OK;
    for (size_t i = 0; i < numbers->count; i++) {
        vro_compared compared;
        TRY(vro_named_estimate(&view, &numbers->names[i], &compared, errors));
        estimates[i * stride] = compared.paired;
    }
out:
    return status;
}

// The truth is that of the children of all seeds: its own error is 1 / sqrt(seeds) of theirs.
static vro_status run_seeds(repeated *self, vro_errors *errors) {
    const size_t seeds = self->numbers->seeds;
    vro_trial trial = {.children = self->numbers->children};
    vro_trial_run run, all = {0};
    vro_status status = VRO_OK;
    TRY(vro_trial_run_open(&run, &trial, errors));
    TRY(vro_trial_run_open(&all, &trial, errors));
    for (size_t seed = 0; seed < seeds; seed++) {
        trial.random.seed = seed;
        TRY(vro_trial_run_simulate(&run, &trial, 0, 1, errors));
        TRY(estimate_all(&run, self->numbers, &self->estimates[seed], seeds, errors));
        vro_tally_merge(&all.tally, &run.tally);
    }
    TRY(estimate_all(&all, self->numbers, self->truth, 1, errors));
out:
    vro_trial_run_close(&run);
    vro_trial_run_close(&all);
    return status;
}

static vro_status open_seeds(repeated *self, const vro_checked_numbers *numbers,
                             vro_errors *errors) {
    *self =
        (repeated){.numbers = numbers,
                   .estimates = calloc(numbers->count * numbers->seeds, sizeof *self->estimates),
                   .truth = calloc(numbers->count, sizeof *self->truth),
                   .scratch = calloc(numbers->seeds, sizeof *self->scratch)};
    return self->estimates && self->truth && self->scratch
               ? run_seeds(self, errors)
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %zu seeds",
                                numbers->seeds);
}

static void close_seeds(repeated *self) {
    free(self->estimates);
    free(self->truth);
    free(self->scratch);
}

static void name_number(const vro_estimate_name *name, const char *quality,
                        char text[VRO_FINDING_TEXT]) {
    snprintf(text, VRO_FINDING_TEXT, "%s of %s %s, %s", quality, name->statistic, name->outcome,
             name->strategy);
}

double vro_coverage_of(const vro_estimate *estimates, size_t count, double truth) {
    size_t inside = 0;
    for (size_t i = 0; i < count; i++)
        inside += estimates[i].lower <= truth && truth <= estimates[i].upper;
    return (double)inside / (double)count;
}

vro_status vro_check_coverage(vro_finding *finding, const void *context, vro_errors *errors) {
    repeated self;
    char what[VRO_FINDING_TEXT];
    vro_status status = VRO_OK;
    TRY(open_seeds(&self, context, errors));
    const size_t seeds = self.numbers->seeds;
    const double half = COVERAGE_HALF / sqrt((double)seeds);
    for (size_t i = 0; i < self.numbers->count; i++) {
        name_number(&self.numbers->names[i], "coverage", what);
        vro_finding_between(
            finding, what, 0.95 - half, 0.95 + half,
            vro_coverage_of(&self.estimates[i * seeds], seeds, self.truth[i].value));
    }
out:
    close_seeds(&self);
    return status;
}

static int compare_numbers(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// sup |F_n(p) - p| of the p-values 2 (1 - Phi(|z|)), z = (estimate - truth) / se.
double vro_p_value_distance(const vro_estimate *estimates, size_t count, double truth,
                            double *room) {
    const double n = (double)count;
    double most = 0;
    for (size_t i = 0; i < count; i++)
        room[i] = erfc(fabs(estimates[i].value - truth) / estimates[i].se / sqrt(2));
    qsort(room, count, sizeof *room, compare_numbers);
    for (size_t i = 0; i < count; i++) {
        const double below = room[i] - (double)i / n, above = (double)(i + 1) / n - room[i];
        most = fmax(most, fmax(below, above));
    }
    return most;
}

// The distance that one of `numbers` right ones exceeds once in 1,000 checks of all of them
// (Bonferroni): from 2 exp(-2 n d^2) = 0.001 / numbers, Kolmogorov's tail.
static double greatest_distance(size_t numbers, size_t seeds) {
    return sqrt(log(2000.0 * (double)numbers) / (2 * (double)seeds));
}

vro_status vro_check_p_values(vro_finding *finding, const void *context, vro_errors *errors) {
    repeated self;
    char what[VRO_FINDING_TEXT];
    vro_status status = VRO_OK;
    TRY(open_seeds(&self, context, errors));
    const size_t seeds = self.numbers->seeds;
    for (size_t i = 0; i < self.numbers->count; i++) {
        name_number(&self.numbers->names[i], "distance of the p-values", what);
        vro_finding_between(finding, what, 0, greatest_distance(self.numbers->count, seeds),
                            vro_p_value_distance(&self.estimates[i * seeds], seeds,
                                                 self.truth[i].value, self.scratch));
    }
out:
    close_seeds(&self);
    return status;
}

// The variance over the samples of 1 - exp(-10 rate), and the mean of p (1 - p) / n.
static void known_variances(const vro_ensemble *ensemble, double *parameter, double *monte_carlo) {
    double sum = 0, squares = 0, binomial = 0;
    const double n = (double)ensemble->samples;
    for (size_t i = 0; i < ensemble->samples; i++) {
        const double dead = -expm1(-10 * vro_ensemble_values(ensemble, i)[0]);
        sum += dead;
        squares += dead * dead;
        binomial += dead * (1 - dead) / (double)ensemble->patients;
    }
    *parameter = (squares - sum * sum / n) / (n - 1);
    *monte_carlo = binomial / n;
}

void vro_judge_split(vro_finding *finding, vro_ensemble *ensemble) {
    const vro_variance_components seen =
        vro_ensemble_components(ensemble, (vro_quantity_key){.outcome = VRO_DEATH});
    double parameter, monte_carlo;
    known_variances(ensemble, &parameter, &monte_carlo);
    vro_finding_near(finding, "variance by the parameter", parameter, seen.parameter,
                     5 * seen.parameter_se);
    vro_finding_near(finding, "Monte Carlo variance", monte_carlo, seen.monte_carlo,
                     0.05 * monte_carlo);
}

vro_status vro_check_variance_split(vro_finding *finding, const void *context, vro_errors *errors) {
    static const char settings[] = "mortality.operation=0\nmortality.rate=fixed,0.02,,,,0.004\n";
    const vro_checked_split *split = context;
    const vro_trial trial = {.settings = settings,
                             .strategies = "vro",
                             .random = {.seed = 1, .stream = 0},
                             .children = split->children};
    vro_trial_psa psa;
    vro_status status = VRO_OK;
    TRY(vro_trial_psa_make(&psa, &trial, split->samples, "mortality.rate", errors));
    vro_judge_split(finding, &psa.ensemble);
out:
    vro_trial_psa_close(&psa);
    return status;
}
