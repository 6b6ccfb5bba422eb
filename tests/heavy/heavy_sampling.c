// Scrambled Sobol points against independent children: the same means, and intervals that cover as
// often as they say, of every outcome and contrast, in whole and in subgroups by level. What few
// children decide jumps from whole number to whole number, so that no interval of it covers as
// often as it says, with any children; such figures are told apart.
#include "vrosim/model/slot_draws.h"
#include "vrosim/outcome/central_moments.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/study/trial_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SUBGROUPS = 1 + VRO_LEVELS,
    STATISTICS = 1 + VRO_COMPARISONS, // the mean first
    FIGURES_MAX = 8 * SUBGROUPS * VRO_OUTCOMES * STATISTICS,
    LINE = 96,
    FEW = 100 // children
};

// A mean or comparison of a run.
typedef struct figure {
    size_t strategy, subgroup;
    vro_outcome_id outcome;
    int statistic;
} figure;

static figure figures[FIGURES_MAX];

static size_t list_figures(const vro_tally *tally) {
    size_t count = 0;
    for (size_t s = 0; s < tally->strategies; s++)
        for (size_t g = 0; g < SUBGROUPS; g++)
            for (size_t i = 0; i < tally->outcomes.count; i++)
                for (int k = 0; k < STATISTICS; k++) {
                    const vro_outcome_id id = tally->outcomes.ids[i];
                    const vro_comparison comparison = (vro_comparison)(k - 1);
                    if (k == 0 || (s > 0 && vro_contrast_has(id, comparison)))
                        figures[count++] = (figure){s, g, id, k};
                }
    return count;
}

static vro_estimate estimate(const vro_tally *tally, const figure *at) {
    if (at->statistic == 0)
        return vro_outcome_statistics_mean(tally, at->strategy, at->subgroup, at->outcome);
    const vro_contrast contrast = vro_contrast_load(tally, at->strategy, at->subgroup, at->outcome);
    return vro_contrast_estimate(&contrast, (vro_comparison)(at->statistic - 1)).paired;
}

static const char *name_of(const figure *at, const vro_tally *tally, char text[LINE]) {
    snprintf(text, LINE, "strategy %zu, subgroup %zu, %s, %s", at->strategy, at->subgroup,
             tally->outcomes.names[at->outcome],
             at->statistic == 0 ? "mean"
                                : vro_comparison_name((vro_comparison)(at->statistic - 1)));
    return text;
}

static vro_trial_run open_run(vro_trial *trial) {
    vro_errors errors = {0};
    vro_trial_run run;
    assert_int_equal(vro_trial_run_open(&run, trial, &errors), VRO_OK);
    return run;
}

static void simulate(vro_trial_run *run, vro_trial *trial) {
    vro_errors errors = {0};
    trial->random = vro_slot_draws_source(trial->random, trial->children);
    assert_int_equal(vro_trial_run_simulate(run, trial, 0, 1, &errors), VRO_OK);
}

// Of about 5,000 figures, most of which depend on others, one is beyond 5 standard errors in 350
// tests.
static void means_are_those_of_independent_children(void **state) {
    vro_trial trial = {.random = {.seed = 20260}, .children = 8000000};
    vro_trial other = {.random = {.seed = 11, .replicate = 1}, .children = 8000000};
    vro_trial_run pcg = open_run(&trial), sobol = open_run(&other);
    double squares = 0;
    size_t known = 0;
    char text[LINE];
    (void)state;
    simulate(&pcg, &trial);
    simulate(&sobol, &other);
    const size_t count = list_figures(&pcg.tally);
    for (size_t i = 0; i < count; i++) {
        const vro_estimate a = estimate(&pcg.tally, &figures[i]);
        const vro_estimate b = estimate(&sobol.tally, &figures[i]);
        const double z = (a.value - b.value) / hypot(a.se, b.se);
        if (isnan(z))
            continue;
        if (fabs(z) > 4)
            print_message("%s: %.2f standard errors\n", name_of(&figures[i], &pcg.tally, text), z);
        assert_true(fabs(z) < 5);
        squares += z * z;
        known++;
    }
    print_message("%zu figures, root mean square of z %.3f\n", known,
                  sqrt(squares / (double)known));
    vro_trial_run_close(&pcg);
    vro_trial_run_close(&sobol);
}

// Ends of the intervals of all seeds.
typedef struct intervals {
    size_t seeds;
    float (*ends)[2]; // [figures][seeds]
} intervals;

static size_t count_inside(const intervals *all, size_t i, double truth) {
    size_t inside = 0;
    for (size_t seed = 0; seed < all->seeds; seed++) {
        const float *ends = all->ends[i * all->seeds + seed];
        inside += ends[0] <= truth && truth <= ends[1];
    }
    return inside;
}

// The children of a run who decide the mean of an outcome: of a share those who have it, or those
// who have not; of a number how often it happens; of a quantity n / kurtosis, which is the number
// of those with the greatest values where these are rare.
static double mean_rests_on(const vro_tally *all, const figure *at, size_t strategy) {
    const vro_moments sums = vro_sums_moments(&all->sums, strategy, at->subgroup, at->outcome);
    const vro_outcome_kind kind = vro_outcome_row(at->outcome)->kind;
    const double sum = (double)sums.sum, rest = (double)sums.count - sum;
    if (kind != VRO_QUANTITY)
        return kind == VRO_SHARE ? fmin(sum, rest) : sum;
    const vro_central_moments about_mean = vro_central_moments_of(&sums);
    return (double)(about_mean.square * about_mean.square / about_mean.fourth);
}

// Of a difference who differ; of the share better off who are, or are not; of a ratio the fewer of
// those of its two means.
static double rests_on(const vro_tally *all, const figure *at) {
    const vro_pair pair = vro_sums_pair(&all->sums, at->strategy, at->subgroup, at->outcome);
    const vro_comparison comparison = (vro_comparison)(at->statistic - 1);
    if (at->statistic == 0)
        return mean_rests_on(all, at, at->strategy);
    if (comparison == VRO_SHARE_BETTER)
        return fmin((double)pair.better, (double)(pair.count - pair.better));
    if (comparison == VRO_RELATIVE_RISK || comparison == VRO_MEAN_RATIO)
        return fmin(mean_rests_on(all, at, 0), mean_rests_on(all, at, at->strategy));
    return (double)(pair.better + pair.worse);
}

// Of figures that rest on enough children in a run, or on fewer.
typedef struct coverage {
    double sum, least, most;
    size_t count, outside; // of 0.93 to 0.97
} coverage;

static void add_figure(coverage *self, double share) {
    self->least = self->count == 0 ? share : fmin(self->least, share);
    self->most = fmax(self->most, share);
    self->sum += share;
    self->outside += share < 0.93 || share > 0.97;
    self->count++;
}

static bool always_known(const intervals *all, size_t i) {
    for (size_t seed = 0; seed < all->seeds; seed++)
        if (isnan(all->ends[i * all->seeds + seed][0]))
            return false;
    return true;
}

// The truth is that of the children of all seeds.
static void find_coverage(const intervals *all, const vro_tally *truth, size_t count,
                          coverage found[2]) {
    char text[LINE];
    for (size_t i = 0; i < count; i++) {
        const vro_estimate of = estimate(truth, &figures[i]);
        if (!(of.se > 0) || !always_known(all, i))
            continue;
        const double share = (double)count_inside(all, i, of.value) / (double)all->seeds;
        const double children = rests_on(truth, &figures[i]) / (double)all->seeds;
        add_figure(&found[children < FEW], share);
        if (getenv("SAMPLING_LIST") && (share < 0.93 || share > 0.97))
            print_message("%.4f %s: %g, se %g, rests on %.1f\n", share,
                          name_of(&figures[i], truth, text), of.value, of.se, children);
    }
}

static void print_coverage(const coverage *self, const char *of) {
    print_message(
        "  %zu figures of %s: mean coverage %.4f, %.4f to %.4f, %zu outside 0.93 to 0.97\n",
        self->count, of, self->sum / (double)self->count, self->least, self->most, self->outside);
}

static void cover(uint64_t children, bool sobol, size_t seeds, coverage found[2]) {
    vro_trial trial = {.random = {.seed = 1, .replicate = sobol}, .children = children};
    vro_trial_run run = open_run(&trial), all = open_run(&trial);
    const size_t count = list_figures(&run.tally);
    const intervals ends = {seeds, malloc(count * seeds * sizeof *ends.ends)};
    assert_non_null(ends.ends);
    for (size_t seed = 0; seed < seeds; seed++) {
        trial.random.seed = 1000 + seed;
        simulate(&run, &trial);
        for (size_t i = 0; i < count; i++) {
            const vro_estimate of = estimate(&run.tally, &figures[i]);
            ends.ends[i * seeds + seed][0] = (float)of.lower;
            ends.ends[i * seeds + seed][1] = (float)of.upper;
        }
        vro_tally_merge(&all.tally, &run.tally);
    }
    find_coverage(&ends, &all.tally, count, found);
    print_message("%llu %s children, %zu seeds\n", (unsigned long long)children,
                  sobol ? "Sobol" : "independent", seeds);
    print_coverage(&found[0], "many children");
    print_coverage(&found[1], "few");
    free(ends.ends);
    vro_trial_run_close(&run);
    vro_trial_run_close(&all);
}

// The share of seeds whose interval holds the truth, of an interval that does so in 94.5 to 95.5 %
// of all, is outside the limits in one of 1.7 million figures, so in one of 400 tests; from 4,000
// seeds on they are 0.928 to 0.972. The means of all figures are known far better.
static void assert_covers(uint64_t children, size_t seeds) {
    enum { LIMIT = 5 };
    coverage found[2] = {{0}};
    cover(children, true, seeds, found);
    const double margin = 0.005 + LIMIT * sqrt(0.95 * 0.05 / (double)seeds);
    assert_true(found[0].least > 0.95 - margin && found[0].most < 0.95 + margin);
    assert_true(fabs(found[0].sum / (double)found[0].count - 0.95) < 0.01);
    assert_true(found[1].sum / (double)found[1].count > 0.95);
}

// make coverage takes 4,000. SAMPLING_LIST=1 lists the figures outside 0.93 to 0.97.
static size_t seeds_of(size_t usual) {
    const char *given = getenv("SAMPLING_SEEDS");
    return given ? (size_t)atoll(given) : usual;
}

static void intervals_of_small_replicates_cover(void **state) {
    (void)state;
    assert_covers(16384, seeds_of(150));
}

static void intervals_of_large_replicates_cover(void **state) {
    (void)state;
    assert_covers(VRO_REPLICATE_CHILDREN, seeds_of(40));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_those_of_independent_children),
        cmocka_unit_test(intervals_of_small_replicates_cover),
        cmocka_unit_test(intervals_of_large_replicates_cover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
