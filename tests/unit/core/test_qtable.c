// Quantile tables against the quantile functions that they were made from: every distribution of
// the default, of the stress overlay and of the examples.
#include "vrosim/core/qtable.h"

#include "distributions.h"
#include "vrosim/core/quantile.h"
#include "vrosim/input/scenario.h"

#include <float.h>
#include <gsl/gsl_rng.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LAWS_MOST = 300, DRAWS_MOST = 20000, RANDOM_DRAWS = 2000, GENERATOR_SEED = 9 };

// Errors are in units of the distribution's sd, or of the distance from the mean where that is
// greater. The bounds are twice what was measured, in units of what linear interpolation costs in a
// bin.
static const double USUAL_ERROR = 2.2;         // 1.1, at lognormal(6, 5)
static const double EXTREME_ERROR = 16;        // 8, at gamma(1, 100)
static const double MOMENT_ERROR = 0.5;        // 0.23
static const double USUAL_SCORE_ERROR = 3;     // 1.5, at lognormal(6, 6)
static const double EXTREME_SCORE_ERROR = 320; // 157, at gamma(1, 100)
static const double END_ERROR = 1.3e-3; // a score is read up to 0.001 before the end: 6.5e-4, at
                                        // lognormal(14, 10)

// What the bounds for usual distributions may come to, whatever the number of bins.
static const double USUAL_MOST = 3e-4;
static const double USUAL_SCORE_MOST = 1e-4;

// A bin as wide as w times its distance from the end misses a quantile that goes with the logarithm
// of that distance by w^2 / 8 of its scale.
static double draw_unit(void) {
    return ldexp(1, -2 * VRO_QTABLE_BITS) / 8;
}

// A bin of width h misses a quantile that goes with half the square of the score, or with its
// exponential, by h^2 / 8 of its scale.
static double score_unit(void) {
    return gsl_pow_2(2.0 * VRO_ZTABLE_REACH / VRO_ZTABLE_BINS) / 8;
}

typedef struct distribution_list {
    vro_distribution distributions[LAWS_MOST];
    size_t count;
} distribution_list;

static void add_distribution(distribution_list *self, const vro_distribution *distribution) {
    for (size_t i = 0; i < self->count; i++)
        if (vro_distribution_equal(&self->distributions[i], distribution))
            return;
    assert_true(self->count < LAWS_MOST);
    self->distributions[self->count++] = *distribution;
}

static void add_scenario(distribution_list *self, const char *const *tables, size_t table_count) {
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(
        vro_scenario_load(
            &scenario, &(vro_scenario_source){.paths = tables, .path_count = table_count}, &errors),
        VRO_OK);
    for (size_t i = 0; i < scenario.strategies * VRO_LEVELS * VRO_PARAMETERS; i++)
        if (scenario.cells[i].distribution.kind != VRO_DISTRIBUTION_FIXED)
            add_distribution(self, &scenario.cells[i].distribution);
    vro_scenario_free(&scenario);
}

static distribution_list *new_list(void) {
    distribution_list *self = calloc(1, sizeof *self);
    assert_non_null(self);
    return self;
}

// The distributions that scenarios use, and ordinary examples of the others.
static distribution_list *usual_distributions(void) {
    static const char *const stress[] = {"tests/data/stress.csv"};
    distribution_list *self = new_list();
    add_scenario(self, NULL, 0);
    add_scenario(self, stress, 1);
    for (size_t i = 0; i < ORDINARY; i++)
        add_distribution(self, &ORDINARY_DISTRIBUTIONS[i]);
    return self;
}

// The extreme distributions whose quantile function is smooth enough to tabulate. A beta
// distribution that is nearly all at its ends takes its few other values inside single bins, where
// they are far off; its mean holds all the same.
static distribution_list *extreme_distributions(void) {
    distribution_list *self = new_list();
    for (size_t i = 0; i < EXTREME; i++)
        if (!at_its_ends(&EXTREME_DISTRIBUTIONS[i]))
            add_distribution(self, &EXTREME_DISTRIBUTIONS[i]);
    return self;
}

static distribution_list *all_distributions(void) {
    distribution_list *self = usual_distributions();
    for (size_t i = 0; i < EXTREME; i++)
        add_distribution(self, &EXTREME_DISTRIBUTIONS[i]);
    return self;
}

typedef struct draw_list {
    uint32_t draws[DRAWS_MOST]; // increasing
    float values[DRAWS_MOST];
    size_t count;
} draw_list;

// A draw and its mirror image, which is as far from the other end of (0, 1).
static void add_draws(draw_list *self, uint32_t draw) {
    assert_true(self->count + 2 <= DRAWS_MOST);
    self->draws[self->count++] = draw;
    self->draws[self->count++] = ~draw;
}

static int compare_draws(const void *left, const void *right) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

// Both ends, the middle, both sides of every fourth edge of a bin, and random places at random
// distances from the ends.
static draw_list *new_draws(void) {
    draw_list *self = calloc(1, sizeof *self);
    assert_non_null(self);
    for (uint32_t i = 0; i < 8; i++) {
        add_draws(self, i);
        add_draws(self, INT32_MAX - i);
    }
    for (int k = 0; k < 32 << VRO_QTABLE_BITS; k += 4) {
        const int octave = k >> VRO_QTABLE_BITS, bin = k & ((1 << VRO_QTABLE_BITS) - 1);
        const double edge = ldexp(1 + ldexp(bin, -VRO_QTABLE_BITS), octave - 1); // in draws
        add_draws(self, (uint32_t)edge);
        if (edge >= 1)
            add_draws(self, (uint32_t)edge - 1);
    }
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(generator, GENERATOR_SEED);
    for (int i = 0; i < RANDOM_DRAWS; i++) {
        const uint32_t draw = (uint32_t)gsl_rng_get(generator);
        add_draws(self, draw);
        add_draws(self, draw >> (i % 32));
    }
    gsl_rng_free(generator);
    qsort(self->draws, self->count, sizeof *self->draws, compare_draws);
    return self;
}

static double quantile_of_draw(const vro_distribution *distribution, uint32_t draw) {
    const bool upper = draw > INT32_MAX;
    return vro_quantile(distribution, ((upper ? ~draw : draw) + 0.5) / 4294967296.0, upper);
}

// How far a table's value is off, beyond the rounding to a float, in units of the greater of the
// distribution's sd and the quantile's distance from the mean.
static double error_of(const distribution_moments *about, float value, double quantile) {
    const double off = fabs(value - quantile) - FLT_EPSILON * fabs(quantile);
    const double unit = fmax(about->sd, fabs(quantile - about->mean));
    return off <= 0 ? 0 : off / unit;
}

static double worst_of_qtable(const vro_distribution *distribution, draw_list *list) {
    vro_qtable table;
    const distribution_moments about = moments_of(distribution);
    double worst = 0;
    vro_qtable_make(&table, distribution);
    vro_qtable_read(&table, list->draws, list->count, list->values);
    for (size_t i = 0; i < list->count; i++) {
        const double error =
            error_of(&about, list->values[i], quantile_of_draw(distribution, list->draws[i]));
        if (!(error <= worst))
            worst = error;
    }
    return worst;
}

static void assert_qtables(const distribution_list *distributions, double bound) {
    draw_list *draws = new_draws();
    double worst = 0;
    for (size_t i = 0; i < distributions->count; i++) {
        const double error = worst_of_qtable(&distributions->distributions[i], draws);
        if (!(error <= worst)) {
            worst = error;
            print_message("%s: error %.2g\n",
                          describe_distribution(&distributions->distributions[i]).text, error);
        }
        assert_true(error < bound);
    }
    print_message("%zu distributions, %zu draws each\n", distributions->count, draws->count);
    free(draws);
}

static void a_table_gives_the_quantiles_of_every_usual_distribution(void **state) {
    (void)state;
    distribution_list *distributions = usual_distributions();
    assert_true(USUAL_ERROR * draw_unit() < USUAL_MOST);
    assert_qtables(distributions, USUAL_ERROR * draw_unit());
    free(distributions);
}

static void a_table_gives_the_quantiles_of_extreme_distributions(void **state) {
    (void)state;
    distribution_list *distributions = extreme_distributions();
    assert_qtables(distributions, EXTREME_ERROR * draw_unit());
    free(distributions);
}

// Nowhere does a value fall by more than a unit in the last place of a float, which happens at the
// edges of bins.
static void assert_increasing(const vro_distribution *distribution, const float *values, size_t n) {
    for (size_t i = 0; i < n; i++) {
        assert_true(isfinite(values[i]));
        assert_true(values[i] >= (float)vro_distribution_lower(distribution));
        assert_true(values[i] <= (float)vro_distribution_upper(distribution));
        const float last = values[i > 0 ? i - 1 : 0];
        const double unit = FLT_EPSILON * fmax(fabs(last), fabs(values[i])) + FLT_MIN;
        assert_true(values[i] >= last - unit);
    }
}

static void values_increase_with_the_draw_and_stay_in_the_support(void **state) {
    (void)state;
    distribution_list *distributions = all_distributions();
    draw_list *list = new_draws();
    vro_qtable table;
    for (size_t i = 0; i < distributions->count; i++) {
        vro_qtable_make(&table, &distributions->distributions[i]);
        vro_qtable_read(&table, list->draws, list->count, list->values);
        assert_increasing(&distributions->distributions[i], list->values, list->count);
    }
    free(list);
    free(distributions);
}

typedef struct sums {
    double weight;
    double first;  // of the distance from the distribution's mean
    double second; // of its square
} sums;

// Adds one tail. A bin is as probable as it is wide, and within it the value moves evenly.
static void add_tail(sums *self, const vro_bin *bins, double mean) {
    for (int k = 0; k < 32 << VRO_QTABLE_BITS; k++) {
        const double width = ldexp(1.0, (k >> VRO_QTABLE_BITS) - 33 - VRO_QTABLE_BITS);
        const double start = bins[k].start - mean, change = bins[k].change;
        self->weight += width;
        self->first += width * (start + change / 2);
        self->second += width * (start * start + start * change + change * change / 3);
    }
}

// How far the mean and the sd of the tabulated distribution are off, in units of the distribution's
// sd.
static distribution_moments moments_off(const vro_distribution *distribution) {
    vro_qtable table;
    const distribution_moments about = moments_of(distribution);
    sums found = {0};
    vro_qtable_make(&table, distribution);
    add_tail(&found, table.bins, about.mean);
    add_tail(&found, table.bins + VRO_QTABLE_BINS, about.mean);
    assert_true(fabs(found.weight - (1 - 0x1p-32)) < 1e-14);
    const double shift = found.first / found.weight;
    const double variance = found.second / found.weight - shift * shift;
    return (distribution_moments){shift / about.sd, sqrt(variance) / about.sd - 1};
}

static void the_tabulated_distribution_has_the_mean_and_sd_of_the_distribution(void **state) {
    (void)state;
    distribution_list *distributions = usual_distributions();
    distribution_moments worst = {0, 0};
    for (size_t i = 0; i < distributions->count; i++) {
        if (distributions->distributions[i].kind == VRO_DISTRIBUTION_FIXED)
            continue;
        const distribution_moments off = moments_off(&distributions->distributions[i]);
        assert_true(fabs(off.mean) < MOMENT_ERROR * draw_unit());
        assert_true(fabs(off.sd) < MOMENT_ERROR * draw_unit());
        worst.mean = fmax(worst.mean, fabs(off.mean));
        worst.sd = fmax(worst.sd, fabs(off.sd));
    }
    print_message("mean at most %.2g sd off, sd %.2g\n", worst.mean, worst.sd);
    free(distributions);
}

// The sd is left out: much of that of a lognormal distribution ten times as wide as its mean lies
// beyond the last draw.
static void the_tabulated_distribution_has_the_mean_of_an_extreme_distribution(void **state) {
    (void)state;
    double worst = 0;
    for (size_t i = 0; i < EXTREME; i++) {
        const distribution_moments about = moments_of(&EXTREME_DISTRIBUTIONS[i]);
        const double off = fabs(moments_off(&EXTREME_DISTRIBUTIONS[i]).mean);
        const double rounding = FLT_EPSILON * fabs(about.mean) / about.sd;
        assert_true(off < MOMENT_ERROR * draw_unit() + rounding);
        worst = fmax(worst, off - rounding);
    }
    print_message("mean at most %.2g sd off\n", worst);
}

static void a_fixed_distribution_is_the_same_everywhere(void **state) {
    (void)state;
    draw_list *list = new_draws();
    const vro_distribution distribution = {VRO_DISTRIBUTION_FIXED, 0.1, NAN, NAN, NAN};
    vro_qtable table;
    vro_qtable_make(&table, &distribution);
    assert_true(vro_distribution_equal(&table.distribution, &distribution));
    vro_qtable_read(&table, list->draws, list->count, list->values);
    for (size_t i = 0; i < list->count; i++)
        assert_true(list->values[i] == 0.1f);
    free(list);
}

// Reading works in steps of a few values: no count may change a value or write beyond the last.
static void any_number_of_values_is_read_and_no_more(void **state) {
    (void)state;
    draw_list *list = new_draws();
    vro_qtable table;
    vro_qtable_make(&table, &ORDINARY_DISTRIBUTIONS[2]);
    vro_qtable_read(&table, list->draws, list->count, list->values);
    for (size_t n = 0; n < 700; n++) {
        float values[700];
        values[n] = -1;
        vro_qtable_read(&table, list->draws, n, values);
        assert_memory_equal(values, list->values, n * sizeof *values);
        assert_true(values[n] == -1);
    }
    free(list);
}

enum { SCORES = 14001 };

// Scores -7 .. 7 in steps of 0.001, increasing.
static void fill_scores(float *scores) {
    for (int i = 0; i < SCORES; i++)
        scores[i] = (float)((i - 7000) / 1000.0);
}

static double worst_of_ztable(const vro_distribution *distribution) {
    vro_ztable table;
    float scores[SCORES], values[SCORES];
    const distribution_moments about = moments_of(distribution);
    double worst = 0;
    fill_scores(scores);
    vro_ztable_make(&table, distribution);
    vro_ztable_read(&table, scores, SCORES, values);
    assert_increasing(distribution, values, SCORES);
    for (int i = 0; i < SCORES; i += 14) {
        const bool upper = scores[i] > 0;
        const double quantile =
            vro_quantile(distribution, gsl_cdf_ugaussian_P(-fabs(scores[i])), upper);
        const double error = error_of(&about, values[i], quantile);
        if (!(error <= worst))
            worst = error;
    }
    return worst;
}

static void assert_ztables(const distribution_list *distributions, double bound) {
    double worst = 0;
    for (size_t i = 0; i < distributions->count; i++) {
        const double error = worst_of_ztable(&distributions->distributions[i]);
        if (!(error <= worst)) {
            worst = error;
            print_message("%s: error %.2g\n",
                          describe_distribution(&distributions->distributions[i]).text, error);
        }
        assert_true(error < bound);
    }
}

static void a_table_over_scores_gives_the_quantiles_of_every_usual_distribution(void **state) {
    (void)state;
    distribution_list *distributions = usual_distributions();
    assert_true(USUAL_SCORE_ERROR * score_unit() < USUAL_SCORE_MOST);
    assert_ztables(distributions, USUAL_SCORE_ERROR * score_unit());
    free(distributions);
}

static void a_table_over_scores_gives_the_quantiles_of_extreme_distributions(void **state) {
    (void)state;
    distribution_list *distributions = extreme_distributions();
    assert_ztables(distributions, EXTREME_SCORE_ERROR * score_unit());
    free(distributions);
}

static void scores_beyond_the_reach_are_read_at_the_end(void **state) {
    (void)state;
    static const float scores[] = {-VRO_ZTABLE_REACH, -8.5f, -100, -INFINITY,
                                   VRO_ZTABLE_REACH,  8.5f,  100,  INFINITY};
    vro_ztable table;
    float values[8];
    for (size_t i = 0; i < ORDINARY; i++) {
        const vro_distribution *distribution = &ORDINARY_DISTRIBUTIONS[i];
        const distribution_moments about = moments_of(distribution);
        vro_ztable_make(&table, distribution);
        assert_true(vro_distribution_equal(&table.distribution, distribution));
        vro_ztable_read(&table, scores, 8, values);
        for (size_t j = 1; j < 4; j++)
            assert_true(values[j] == values[0] && values[4 + j] == values[4]);
        const double tail = gsl_cdf_ugaussian_P(-VRO_ZTABLE_REACH);
        assert_true(error_of(&about, values[0], vro_quantile(distribution, tail, false)) <
                    END_ERROR);
        assert_true(error_of(&about, values[4], vro_quantile(distribution, tail, true)) <
                    END_ERROR);
    }
}

int test_qtable(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_gives_the_quantiles_of_every_usual_distribution),
        cmocka_unit_test(a_table_gives_the_quantiles_of_extreme_distributions),
        cmocka_unit_test(values_increase_with_the_draw_and_stay_in_the_support),
        cmocka_unit_test(the_tabulated_distribution_has_the_mean_and_sd_of_the_distribution),
        cmocka_unit_test(the_tabulated_distribution_has_the_mean_of_an_extreme_distribution),
        cmocka_unit_test(a_fixed_distribution_is_the_same_everywhere),
        cmocka_unit_test(any_number_of_values_is_read_and_no_more),
        cmocka_unit_test(a_table_over_scores_gives_the_quantiles_of_every_usual_distribution),
        cmocka_unit_test(a_table_over_scores_gives_the_quantiles_of_extreme_distributions),
        cmocka_unit_test(scores_beyond_the_reach_are_read_at_the_end),
    };
    return cmocka_run_group_tests_name("qtable", tests, NULL, NULL);
}
