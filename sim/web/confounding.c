// An observational study of two operations: how a child is treated depends on its GMFCS level, and
// so does what becomes of it.
#include "vrosim/core/random_source.h"
#include "vrosim/web/arms.h"
#include "vrosim/web/child_values.h"
#include "vrosim/web/lesson_rows.h"
#include "vrosim/web/lessons.h"

#include <math.h>
#include <stdio.h>

enum { LEVELS = 5, FIRST_SEVERE = 4 };
enum { SHARE_SEVERE, SHARE_OTHERS, CHILDREN, SEED };
enum { GMFCS, REVISED, COLUMNS };

static const char *const COLUMN_NAMES[COLUMNS] = {"gmfcs", "revision_by_5y"};

// Random numbers of the treatment, beside those of the children.
static const uint64_t TREATMENT = 0x7472656174;

typedef struct study {
    vro_arm seen[LEVELS][VRO_TWO_STRATEGIES]; // by what was done
    vro_arm all[VRO_TWO_STRATEGIES];          // of any level
    vro_arm effect;                           // of both lives of each child
    vro_arm effect_in[LEVELS];
} study;

static size_t level_of(const vro_child_values *children, uint64_t child) {
    return (size_t)vro_child_values_get(children, child, VRO_REFERENCE, GMFCS);
}

// A draw below 2^32 times the share of the child's levels has the other operation.
static void treat(study *self, const vro_child_values *children, const vro_lesson_source *source) {
    const vro_random_source random = vro_random_source_for(
        (vro_random_source){.seed = (uint64_t)source->input[SEED]}, TREATMENT);
    for (uint64_t child = 0; child < children->children; child++) {
        const size_t level = level_of(children, child);
        const double share = source->input[level >= FIRST_SEVERE ? SHARE_SEVERE : SHARE_OTHERS];
        uint32_t draw;
        vro_random_source_outputs(random, child, 1, &draw);
        const size_t done = ldexp((double)draw, -32) < share / 100 ? VRO_OTHER : VRO_REFERENCE;
        const double revised = vro_child_values_get(children, child, done, REVISED);
        vro_arm_add(&self->seen[level - 1][done], revised);
        vro_arm_add(&self->all[done], revised);
        const double effect = vro_child_values_get(children, child, VRO_OTHER, REVISED) -
                              vro_child_values_get(children, child, VRO_REFERENCE, REVISED);
        vro_arm_add(&self->effect, effect);
        vro_arm_add(&self->effect_in[level - 1], effect);
    }
}

static uint64_t count(const vro_arm arms[VRO_TWO_STRATEGIES]) {
    return arms[VRO_REFERENCE].n + arms[VRO_OTHER].n;
}

// The differences within the levels, weighted by all children of each. Unknown where a level has
// children of one treatment alone.
static vro_estimate standardise(const study *self) {
    const uint64_t n = count(self->all);
    double value = 0, square = 0;
    for (size_t level = 0; level < LEVELS; level++) {
        const double weight = (double)count(self->seen[level]) / (double)n;
        if (weight == 0)
            continue;
        const vro_arms_difference within =
            vro_arms_compare(&self->seen[level][VRO_REFERENCE], &self->seen[level][VRO_OTHER]);
        value += weight * within.value;
        square += weight * weight * within.se * within.se;
    }
    const double margin = VRO_NORMAL_975 * sqrt(square);
    return (vro_estimate){.value = value,
                          .se = sqrt(square),
                          .lower = value - margin,
                          .upper = value + margin,
                          .n = n};
}

static vro_estimate truth(const vro_arm *effect) {
    const double se = vro_arm_sd(effect) / sqrt((double)effect->n);
    const double margin = VRO_NORMAL_975 * se;
    return (vro_estimate){.value = effect->mean,
                          .se = se,
                          .lower = effect->mean - margin,
                          .upper = effect->mean + margin,
                          .n = effect->n};
}

static void write_arms(vro_csv_writer *writer, const char *group,
                       const vro_arm arms[VRO_TWO_STRATEGIES]) {
    static const char *const names[] = {"reference", "other"};
    for (size_t i = 0; i < VRO_TWO_STRATEGIES; i++)
        vro_lesson_row(writer, names[i], group, arms[i].n ? arms[i].mean : NAN, arms[i].n);
    vro_lesson_row(writer, "treated", group, (double)arms[VRO_OTHER].n / (double)count(arms),
                   count(arms));
}

static void write_study(const study *self, vro_csv_writer *writer) {
    const vro_arms_difference naive =
        vro_arms_compare(&self->all[VRO_REFERENCE], &self->all[VRO_OTHER]);
    const vro_estimate standardised = standardise(self), effect = truth(&self->effect);
    vro_lesson_row_difference(writer, "naive", "all", &naive, count(self->all));
    vro_lesson_row_estimate(writer, "standardised", "all", &standardised);
    vro_lesson_row_estimate(writer, "true", "all", &effect);
    write_arms(writer, "all", self->all);
    for (size_t level = 0; level < LEVELS; level++) {
        char group[sizeof "gmfcs_1"];
        snprintf(group, sizeof group, "gmfcs_%zu", level + 1);
        const vro_estimate within = truth(&self->effect_in[level]);
        if (count(self->seen[level]) == 0)
            continue;
        vro_lesson_row_estimate(writer, "true", group, &within);
        write_arms(writer, group, self->seen[level]);
    }
}

static vrosim_status write(const vro_lesson_source *source, vro_csv_writer *writer,
                           vrosim_errors *errors) {
    const vrosim_options options = {.children = (uint64_t)source->input[CHILDREN],
                                    .seed = (uint64_t)source->input[SEED]};
    vro_child_values children;
    study seen = {0};
    const vrosim_status status =
        vro_child_values_init(&children, source->scenario, COLUMN_NAMES, COLUMNS, &options, errors);
    if (status == VROSIM_OK) {
        treat(&seen, &children, source);
        write_study(&seen, writer);
    }
    vro_child_values_free(&children);
    return status;
}

// Shares in percent.
const vro_lesson vro_confounding = {.name = "confounding",
                                    .inputs = {{"severe", 0, 100, 85},
                                               {"others", 0, 100, 10},
                                               {"children", 1, 100000, 10000},
                                               {"seed", 0, 1e9, 1}},
                                    .write = write};
