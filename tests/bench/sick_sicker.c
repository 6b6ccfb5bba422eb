#define _GNU_SOURCE
#include "sick_sicker.h"

#include "program.h"

#include "vrosim/core/sobol.h"
#include "vrosim/core/vector.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PEOPLE = 98304,
    CHUNK = 1024,
    MOST_ROUNDS = 99,
    REPLICATE = 8192,
    REPEATED = 10,
    MANY = 256 * REPLICATE
};

// Of a cycle. Sources: Krijkamp 2018, appendix A.
static const double TO_SICK = 0.15, TO_HEALTHY = 0.5, TO_SICKER = 0.105, DEATH = 0.005;
static const double DEATH_RATIO_SICK = 3, DEATH_RATIO_SICKER = 10, DISCOUNT = 0.03;
static const double COST_HEALTHY = 2000, COST_SICK = 4000, COST_SICKER = 15000;
static const double COST_OF_TREATMENT = 12000;
static const double UTILITY_SICK = 0.75, UTILITY_SICKER = 0.5, UTILITY_TREATED = 0.95;

static double death_of(double ratio) {
    return 1 - pow(1 - DEATH, ratio);
}

// Discounted years in each state.
typedef struct years_spent {
    float healthy[CHUNK];
    float sick[CHUNK];
    float sicker[CHUNK];
} years_spent;

// States, and draws below which the next one is entered: the higher a draw, the better.
enum { HEALTHY, SICK, SICKER, DEAD };

typedef struct limits {
    uint32_t healthy_dies, healthy_sickens;
    uint32_t sick_dies, sick_worsens, sick_stays;
    uint32_t sicker_dies;
} limits;

static uint32_t limit(double probability) {
    return (uint32_t)(probability * 4294967296.0);
}

static limits find_limits(void) {
    const double sick = death_of(DEATH_RATIO_SICK);
    return (limits){.healthy_dies = limit(DEATH),
                    .healthy_sickens = limit(DEATH + TO_SICK),
                    .sick_dies = limit(sick),
                    .sick_worsens = limit(sick + TO_SICKER),
                    .sick_stays = limit(1 - TO_HEALTHY),
                    .sicker_dies = limit(death_of(DEATH_RATIO_SICKER))};
}

VRO_VECTOR static void sick_cycle(const uint32_t *draws, limits at, float weight, int32_t *states,
                                  years_spent *spent) {
    for (size_t i = 0; i < CHUNK; i++) {
        const uint32_t x = draws[i];
        const int32_t state = states[i];
        const int32_t healthy = x < at.healthy_dies      ? DEAD
                                : x < at.healthy_sickens ? SICK
                                                         : HEALTHY;
        const int32_t stays = x < at.sick_stays ? SICK : HEALTHY;
        const int32_t worse = x < at.sick_worsens ? SICKER : stays;
        const int32_t sick = x < at.sick_dies ? DEAD : worse;
        const int32_t sicker = x < at.sicker_dies ? DEAD : SICKER;
        const int32_t ill = state == SICK ? sick : sicker;
        const int32_t alive = state == HEALTHY ? healthy : ill;
        const int32_t next = state == DEAD ? DEAD : alive;
        states[i] = next;
        spent->healthy[i] += next == HEALTHY ? weight : 0.0f;
        spent->sick[i] += next == SICK ? weight : 0.0f;
        spent->sicker[i] += next == SICKER ? weight : 0.0f;
    }
}

// Sums of values and of their squares, or of products with the number of people.
typedef struct sums {
    double sum[SICK_FIGURES];
    double square[SICK_FIGURES];
} sums;

static void values_of(double healthy, double sick, double sicker, double value[SICK_FIGURES]) {
    value[SICK_COST] = COST_HEALTHY * healthy + COST_SICK * sick + COST_SICKER * sicker;
    value[SICK_QALY] = healthy + UTILITY_SICK * sick + UTILITY_SICKER * sicker;
    value[SICK_COST_DIFFERENCE] = COST_OF_TREATMENT * (sick + sicker);
    value[SICK_QALY_DIFFERENCE] = (UTILITY_TREATED - UTILITY_SICK) * sick;
    value[SICK_COST_TREATED] = value[SICK_COST] + value[SICK_COST_DIFFERENCE];
    value[SICK_QALY_TREATED] = value[SICK_QALY] + value[SICK_QALY_DIFFERENCE];
}

static void add_value(sums *self, const double value[SICK_FIGURES]) {
    for (int f = 0; f < SICK_FIGURES; f++) {
        self->sum[f] += value[f];
        self->square[f] += value[f] * value[f];
    }
}

// Of n values, each the mean of `size` people.
static sick_results results_of(const sums *self, double n, double size) {
    sick_results results;
    for (int f = 0; f < SICK_FIGURES; f++) {
        const double mean = self->sum[f] / n;
        results.figure[f].mean = mean;
        results.figure[f].variance = (self->square[f] - n * mean * mean) / (n - 1) * size;
    }
    return results;
}

// The draws of people, a dimension for each cycle.
typedef struct source {
    vro_random_source random;
    vro_sobol_matrix matrices[SICK_CYCLES];
    vro_sobol_dimension dimensions[SICK_CYCLES];
    uint64_t places[CHUNK];
} source;

// CHUNK people, of one replicate.
static void load_people(source *self, size_t first) {
    if (first % REPLICATE == 0)
        vro_sobol_scramble(self->matrices, SICK_CYCLES, self->random, first / REPLICATE,
                           self->dimensions);
    for (size_t i = 0; i < CHUNK; i++)
        self->places[i] = (first + i) % REPLICATE;
}

static void live_chunk(source *self, limits at, const float *weights, years_spent *spent) {
    int32_t states[CHUNK];
    uint32_t draws[CHUNK];
    memset(states, 0, sizeof states);
    memset(spent, 0, sizeof *spent);
    for (size_t i = 0; i < CHUNK; i++)
        spent->healthy[i] = 1.0f;
    for (unsigned cycle = 0; cycle < SICK_CYCLES; cycle++) {
        vro_sobol_draw(&self->dimensions[cycle], self->places, CHUNK, draws);
        sick_cycle(draws, at, weights[cycle], states, spent);
    }
}

VRO_VECTOR static double sick_total(const float *values) {
    float parts[16] = {0};
    double total = 0;
    for (size_t i = 0; i < CHUNK; i += 16)
        for (size_t k = 0; k < 16; k++)
            parts[k] += values[i + k];
    for (size_t k = 0; k < 16; k++)
        total += parts[k];
    return total;
}

// Adds the discounted years of people to sums by state.
static void add_years(double years[DEAD], const years_spent *spent) {
    years[HEALTHY] += sick_total(spent->healthy);
    years[SICK] += sick_total(spent->sick);
    years[SICKER] += sick_total(spent->sicker);
}

sick_results sick_sicker_simulate(uint64_t seed, size_t people) {
    static source draws;
    static years_spent spent;
    sums all = {0};
    double years[DEAD] = {0}, value[SICK_FIGURES];
    float weights[SICK_CYCLES];
    const limits at = find_limits();
    for (int t = 0; t < SICK_CYCLES; t++)
        weights[t] = (float)pow(1 + DISCOUNT, -(t + 1));
    draws.random = (vro_random_source){.seed = seed};
    vro_sobol_matrices_make(SICK_CYCLES, draws.matrices);
    for (size_t first = 0; first < people; first += CHUNK) {
        load_people(&draws, first);
        live_chunk(&draws, at, weights, &spent);
        add_years(years, &spent);
        if ((first + CHUNK) % REPLICATE != 0)
            continue;
        values_of(years[HEALTHY] / REPLICATE, years[SICK] / REPLICATE, years[SICKER] / REPLICATE,
                  value);
        add_value(&all, value);
        memset(years, 0, sizeof years);
    }
    return results_of(&all, (double)people / REPLICATE, REPLICATE);
}

// Probabilities of the next state, and weights of cycles.
typedef struct usual_model {
    double to[4][4];
    double weight[1 + SICK_CYCLES];
} usual_model;

static usual_model open_usual(void) {
    const double sick = death_of(DEATH_RATIO_SICK), sicker = death_of(DEATH_RATIO_SICKER);
    usual_model self = {.to = {{1 - TO_SICK - DEATH, TO_SICK, 0, DEATH},
                               {TO_HEALTHY, 1 - TO_HEALTHY - TO_SICKER - sick, TO_SICKER, sick},
                               {0, 0, 1 - sicker, sicker},
                               {0, 0, 0, 1}}};
    for (int t = 0; t <= SICK_CYCLES; t++)
        self.weight[t] = pow(1 + DISCOUNT, -t);
    return self;
}

static int usual_next(gsl_rng *generator, const double *to) {
    double u = gsl_rng_uniform(generator);
    int next = 0;
    while (next < DEAD && u >= to[next])
        u -= to[next++];
    return next;
}

sick_results sick_sicker_usual(gsl_rng *generator, size_t people) {
    const usual_model model = open_usual();
    sums all = {0};
    double value[SICK_FIGURES];
    for (size_t i = 0; i < people; i++) {
        double spent[4] = {1};
        int state = HEALTHY;
        for (int t = 1; t <= SICK_CYCLES; t++) {
            state = usual_next(generator, model.to[state]);
            spent[state] += model.weight[t];
        }
        values_of(spent[HEALTHY], spent[SICK], spent[SICKER], value);
        add_value(&all, value);
    }
    return results_of(&all, (double)people, 1);
}

// Seconds of numpy, which the script prints; NAN where there is none.
static double time_numpy(const char *script) {
    char *command = NULL;
    double seconds = NAN;
    if (asprintf(&command, "/usr/bin/python3 '%s' %d 2>/dev/null", script, PEOPLE) < 0)
        fail("not enough memory");
    FILE *output = popen(command, "r");
    if (!output || fscanf(output, "%lf", &seconds) != 1)
        seconds = NAN;
    if (output)
        pclose(output);
    free(command);
    return seconds;
}

static const char *const NAMES[SICK_FIGURES] = {"cost",
                                                "QALYs",
                                                "cost with treatment",
                                                "QALYs with treatment",
                                                "difference of cost",
                                                "difference of QALYs"};

// Ratios of processor time, in rounds.
typedef struct sick_times {
    double usual[MOST_ROUNDS], numpy[MOST_ROUNDS], published[MOST_ROUNDS];
} sick_times;

static const double PUBLISHED = 0.414 * PEOPLE / 100000; // seconds; Lehtimaki 2025

static void time_round(sick_times *times, int round, gsl_rng *generator, const char *script) {
    double start = processor_now();
    sick_sicker_usual(generator, PEOPLE);
    const double usual = processor_now() - start;
    start = processor_now();
    for (int i = 0; i < REPEATED; i++)
        sick_sicker_simulate(1 + (uint64_t)i, PEOPLE);
    const double own = (processor_now() - start) / REPEATED;
    times->usual[round] = usual / own;
    times->numpy[round] = time_numpy(script) / own;
    times->published[round] = PUBLISHED / own;
}

// A person's share of the variance, by so many times smaller with Sobol points.
static double gain(const sick_results *usual, const sick_results *sobol, int figure) {
    return usual->figure[figure].variance / sobol->figure[figure].variance;
}

// The two are one model: of six figures, one is apart by 5 standard errors in a million times.
static void check_means(const sick_results *usual, const sick_results *sobol) {
    for (int f = 0; f < SICK_FIGURES; f++) {
        const double apart = usual->figure[f].mean - sobol->figure[f].mean;
        const double variance = (usual->figure[f].variance + sobol->figure[f].variance) / MANY;
        if (!(fabs(apart) < 5 * sqrt(variance)))
            fail("the Sick-Sicker models differ");
    }
}

void compare_sick_sicker(int rounds, const char *script) {
    static sick_times times;
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    for (int r = 0; r < rounds; r++)
        time_round(&times, r, generator, script);
    const sick_results usual = sick_sicker_usual(generator, MANY);
    const sick_results sobol = sick_sicker_simulate(1, MANY);
    check_means(&usual, &sobol);
    const double to_usual = median(times.usual, rounds), to_numpy = median(times.numpy, rounds);
    const double to_published = median(times.published, rounds);
    printf("\nSick-Sicker model, %d people, %d cycles, both strategies, processor time of one "
           "thread:\n%.2f ms with this engine's sampling; times as fast at the same error\n"
           "  %-22s %10s %14s %10s %10s %16s\n",
           PEOPLE, SICK_CYCLES, 1e3 * PUBLISHED / to_published, "", "mean", "fewer people",
           "usual C", "numpy", "published C++");
    for (int f = 0; f < SICK_FIGURES; f++)
        printf("  %-22s %10.3f %14.1f %10.0f %10.0f %16.0f\n", NAMES[f], sobol.figure[f].mean,
               gain(&usual, &sobol, f), to_usual * gain(&usual, &sobol, f),
               to_numpy * gain(&usual, &sobol, f), to_published * gain(&usual, &sobol, f));
    printf("  %-22s %10s %14s %10.0f %10.0f %16.0f\n", "for as many people", "", "", to_usual,
           to_numpy, to_published);
    gsl_rng_free(generator);
}
