// Studies of two strategies that are the same, of different children, each with a comparison of
// every outcome in every GMFCS level; and the same comparison in the same children.
#include "vrosim/web/arms.h"
#include "vrosim/web/child_values.h"
#include "vrosim/web/lesson_rows.h"
#include "vrosim/web/lessons.h"

#include <math.h>
#include <stdio.h>

enum { ARM, STUDIES, SEED };
enum { LEVELS = 5, OUTCOMES = 4 };

static const char *const COLUMN_NAMES[] = {"revision_by_5y", "displaced", "lld_over_10mm",
                                           "loss_of_position", "gmfcs"};
enum { GMFCS = OUTCOMES, COLUMNS };

typedef struct study {
    vro_arm arms[LEVELS][OUTCOMES][VRO_TWO_STRATEGIES];
} study;

typedef struct alarms {
    uint64_t tests;
    uint64_t significant; // of the tests
    uint64_t studies;     // with one that is significant, or more
} alarms;

static void add_child(study *self, const vro_child_values *children, uint64_t child,
                      size_t strategy) {
    const size_t level = (size_t)vro_child_values_get(children, child, strategy, GMFCS) - 1;
    for (size_t outcome = 0; outcome < OUTCOMES; outcome++)
        vro_arm_add(&self->arms[level][outcome][strategy],
                    vro_child_values_get(children, child, strategy, outcome));
}

// Of children who are in no other study: the first half has the reference, the other the other.
static study hold(const vro_child_values *children, uint64_t number, uint64_t arm) {
    study self = {0};
    const uint64_t first = number * VRO_TWO_STRATEGIES * arm;
    for (uint64_t i = 0; i < VRO_TWO_STRATEGIES * arm; i++)
        add_child(&self, children, first + i, i < arm ? VRO_REFERENCE : VRO_OTHER);
    return self;
}

static vro_arms_difference compare(const study *self, size_t level, size_t outcome) {
    const vro_arm *arms = self->arms[level][outcome];
    return vro_arms_compare(&arms[VRO_REFERENCE], &arms[VRO_OTHER]);
}

static void count(const study *self, alarms *sum) {
    const uint64_t before = sum->significant;
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t outcome = 0; outcome < OUTCOMES; outcome++) {
            const vro_arms_difference difference = compare(self, level, outcome);
            sum->tests += !isnan(difference.p);
            sum->significant += vro_arms_are_significant(&difference);
        }
    sum->studies += sum->significant > before;
}

static void write_study(const study *self, vro_csv_writer *writer) {
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t outcome = 0; outcome < OUTCOMES; outcome++) {
            const vro_arms_difference difference = compare(self, level, outcome);
            const vro_arm *arms = self->arms[level][outcome];
            char group[sizeof "gmfcs_1"];
            snprintf(group, sizeof group, "gmfcs_%zu", level + 1);
            vro_lesson_row_difference(writer, COLUMN_NAMES[outcome], group, &difference,
                                      arms[VRO_REFERENCE].n + arms[VRO_OTHER].n);
        }
}

// The largest difference of any child from itself.
static double widest(const vro_child_values *children) {
    double most = 0;
    for (uint64_t child = 0; child < children->children; child++)
        for (size_t column = 0; column < COLUMNS; column++)
            most = fmax(most, fabs(vro_child_values_get(children, child, VRO_OTHER, column) -
                                   vro_child_values_get(children, child, VRO_REFERENCE, column)));
    return most;
}

static void write_share(vro_csv_writer *writer, const char *quantity, uint64_t events, uint64_t n) {
    const vro_estimate share = n > 0 ? vro_estimate_share(events, n) : vro_estimate_unknown(n);
    vro_lesson_row_estimate(writer, quantity, "all", &share);
}

static vrosim_status write(const vro_lesson_source *source, vro_csv_writer *writer,
                           vrosim_errors *errors) {
    const uint64_t arm = (uint64_t)source->input[ARM], studies = (uint64_t)source->input[STUDIES];
    const vrosim_options options = {.children = VRO_TWO_STRATEGIES * arm * studies,
                                    .seed = (uint64_t)source->input[SEED]};
    vro_child_values children;
    alarms sum = {0};
    const vrosim_status status =
        vro_child_values_init(&children, source->scenario, COLUMN_NAMES, COLUMNS, &options, errors);
    for (uint64_t i = 0; status == VROSIM_OK && i < studies; i++) {
        const study seen = hold(&children, i, arm);
        const uint64_t before = sum.significant, tests = sum.tests;
        count(&seen, &sum);
        if (i > 0)
            continue;
        write_study(&seen, writer);
        write_share(writer, "first", sum.significant - before, sum.tests - tests);
    }
    if (status == VROSIM_OK) {
        vro_lesson_row(writer, "same_children", "all", widest(&children), children.children);
        write_share(writer, "alarms", sum.significant, sum.tests);
        write_share(writer, "studies", sum.studies, studies);
    }
    vro_child_values_free(&children);
    return status;
}

const vro_lesson vro_false_alarms = {
    .name = "false_alarms",
    .inputs = {{"arm", 10, 2000, 500}, {"studies", 1, 100, 1}, {"seed", 0, 1e9, 1}},
    .write = write};
