// Many trials of one size, of children who are drawn from many simulated ones: each child of a
// trial has one of the two operations. Trials are drawn, not computed from a mean and a standard
// deviation, since leg length is skewed and small trials feel that.
#include "vrosim/core/random_source.h"
#include "vrosim/web/arms.h"
#include "vrosim/web/child_values.h"
#include "vrosim/web/lesson_rows.h"
#include "vrosim/web/lessons.h"

#include <gsl/gsl_cdf.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { ARM, TRIALS, SEED };
enum { POPULATION = 32768, SHOWN = 10 };

// Random numbers of who is in which trial, beside those of the children.
static const uint64_t ENROLMENT = 0x656e726f6c;

static const char *const COLUMN_NAMES[] = {"lld_abs_mm"};

typedef struct trials {
    const vro_child_values *children;
    vro_random_source random;
    size_t arm;           // children
    uint32_t *draws;      // [2 arm], owned
    double truth;         // the difference in all children
    uint64_t significant; // trials
    uint64_t wrong;       // whose difference has the wrong sign
    uint64_t wrong_and_significant;
    double found; // sum of the sizes of significant differences
} trials;

// The trial of a number, from 0: children number 0 .. arm - 1 of its draws have the reference.
static vro_arms_difference hold(const trials *self, uint64_t number) {
    vro_arm arms[VRO_TWO_STRATEGIES] = {0};
    const size_t enrolled = VRO_TWO_STRATEGIES * self->arm;
    vro_random_source_outputs(self->random, number * enrolled, enrolled, self->draws);
    for (size_t i = 0; i < enrolled; i++) {
        const size_t done = i < self->arm ? VRO_REFERENCE : VRO_OTHER;
        vro_arm_add(&arms[done],
                    vro_child_values_get(self->children, self->draws[i] % POPULATION, done, 0));
    }
    return vro_arms_compare(&arms[VRO_REFERENCE], &arms[VRO_OTHER]);
}

static void count(trials *self, const vro_arms_difference *trial) {
    const bool is_significant = vro_arms_are_significant(trial);
    const bool is_wrong = trial->value * self->truth < 0;
    self->significant += is_significant;
    self->wrong += is_wrong;
    self->wrong_and_significant += is_significant && is_wrong;
    self->found += is_significant ? fabs(trial->value) : 0;
}

static void hold_all(trials *self, uint64_t number, vro_csv_writer *writer) {
    char group[32];
    for (uint64_t i = 0; i < number; i++) {
        const vro_arms_difference trial = hold(self, i);
        count(self, &trial);
        snprintf(group, sizeof group, "%d", (int)i + 1);
        if (i < SHOWN)
            vro_lesson_row_difference(writer, "trial", group, &trial, 2 * self->arm);
    }
}

// Children an arm for a power of 0.8 at a two-sided 0.05: (z(0.975) + z(0.8))^2 (s1^2 + s2^2) /
// d^2.
static double needed(const vro_arm arms[VRO_TWO_STRATEGIES], double difference) {
    const double z = VRO_NORMAL_975 + gsl_cdf_ugaussian_Pinv(0.8);
    const double s1 = vro_arm_sd(&arms[VRO_REFERENCE]), s2 = vro_arm_sd(&arms[VRO_OTHER]);
    return ceil(z * z * (s1 * s1 + s2 * s2) / (difference * difference));
}

static void write_population(trials *self, vro_csv_writer *writer) {
    vro_arm arms[VRO_TWO_STRATEGIES] = {0};
    for (uint64_t child = 0; child < self->children->children; child++)
        for (size_t done = 0; done < VRO_TWO_STRATEGIES; done++)
            vro_arm_add(&arms[done], vro_child_values_get(self->children, child, done, 0));
    self->truth = arms[VRO_OTHER].mean - arms[VRO_REFERENCE].mean;
    vro_lesson_row(writer, "true", "all", self->truth, POPULATION);
    vro_lesson_row(writer, "sd", "reference", vro_arm_sd(&arms[VRO_REFERENCE]), POPULATION);
    vro_lesson_row(writer, "sd", "other", vro_arm_sd(&arms[VRO_OTHER]), POPULATION);
    vro_lesson_row(writer, "needed", "arm", needed(arms, self->truth), POPULATION);
}

static void write_share(vro_csv_writer *writer, const char *quantity, const char *group,
                        uint64_t events, uint64_t n) {
    const vro_estimate share = n > 0 ? vro_estimate_share(events, n) : vro_estimate_unknown(n);
    vro_lesson_row_estimate(writer, quantity, group, &share);
}

static void write_trials(const trials *self, uint64_t number, vro_csv_writer *writer) {
    const double found = self->significant ? self->found / (double)self->significant : NAN;
    write_share(writer, "power", "all", self->significant, number);
    write_share(writer, "wrong_sign", "all", self->wrong, number);
    write_share(writer, "wrong_sign", "significant", self->wrong_and_significant,
                self->significant);
    vro_lesson_row(writer, "found", "significant", found, self->significant);
    vro_lesson_row(writer, "exaggeration", "significant", found / fabs(self->truth),
                   self->significant);
}

static vrosim_status write(const vro_lesson_source *source, vro_csv_writer *writer,
                           vrosim_errors *errors) {
    const uint64_t seed = (uint64_t)source->input[SEED], number = (uint64_t)source->input[TRIALS];
    const vrosim_options options = {.children = POPULATION, .seed = seed};
    vro_child_values children;
    trials self = {.children = &children,
                   .random = vro_random_source_for((vro_random_source){.seed = seed}, ENROLMENT),
                   .arm = (size_t)source->input[ARM]};
    vrosim_status status =
        vro_child_values_init(&children, source->scenario, COLUMN_NAMES, 1, &options, errors);
    self.draws = malloc(VRO_TWO_STRATEGIES * self.arm * sizeof *self.draws);
    if (status == VROSIM_OK && !self.draws)
        status = VROSIM_NO_MEMORY;
    if (status == VROSIM_OK) {
        write_population(&self, writer);
        hold_all(&self, number, writer);
        write_trials(&self, number, writer);
    }
    free(self.draws);
    vro_child_values_free(&children);
    return status;
}

const vro_lesson vro_small_trials = {
    .name = "small_trials",
    .inputs = {{"arm", 2, 2000, 40}, {"trials", 1, 10000, 1000}, {"seed", 0, 1e9, 1}},
    .write = write};
