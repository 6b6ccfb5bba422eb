// How long a hip is displaced: straight lines by hand, and against a sum over small steps of time.
#include "vrosim/model/displacement.h"

#include "migration_equation.h"
#include "near.h"

#include <stdlib.h>

enum { COUNT = 200 };

// A visit every half year, at a quarter, three quarters and so on; migration as the test says.
#define STRAIGHT                                                                                   \
    SMALL_QUIET                                                                                    \
    "followup.horizon,fixed,10\nfollowup.visit_interval,fixed,0.5\n"                               \
    "followup.visit_phase,fixed,0\nmigration.age_log_ratio,fixed,0\n"                              \
    "migration.after_maturity,fixed,1\nmigration.floor,fixed,0\n"

// An index hip from `before` percent on, by `speed` percent a year, over `years`: how long it is
// over 30 and over 50 %, discounted by rate.
static void assert_displaced(float before, float speed, float years, double rate, double displaced,
                             double severe) {
    stage *self = stage_new("vro", STRAIGHT, 3);
    vro_hips *hips = &self->hips[0];
    vro_displacement *found = aligned_alloc(64, (sizeof *found + 63) / 64 * 64);
    assert_non_null(found);
    stage_load_children(self, 0, 1);
    stage_prepare_growth(self);
    hips->migration[0] = before;
    hips->release[0] = hips->load_first[0] = hips->load_last[0] = 1;
    hips->pull[0] = fmaxf(0, speed);
    hips->restoring[0] = fmaxf(0, -speed);
    hips->growing[0] = hips->grown[0] = 0;
    hips->next_time[0] = years;
    vro_displacement_find(found, hips, stage_parameters(self), vro_discount_of((float)rate),
                          &self->scratch);
    assert_near(found->displaced[0], displaced, 2e-5);
    assert_near(found->severe[0], severe, 2e-5);
    free(found);
    stage_free(self);
}

// The integral of e^(-rate t) between two times.
static double years(double rate, double from, double to) {
    return rate > 0 ? (exp(-rate * from) - exp(-rate * to)) / rate : to - from;
}

static void a_rising_hip_is_displaced_from_30_percent_on(void **state) {
    (void)state;
    assert_displaced(20, 5, 10, 0, 8, 4);
    assert_displaced(20, 5, 10, 0.04, years(0.04, 2, 10), years(0.04, 6, 10));
    assert_displaced(20, 5, 1.9f, 0.04, 0, 0);
    assert_displaced(20, 5, 2.1f, 0.04, years(0.04, 2, 2.1), 0);
}

static void a_falling_hip_is_displaced_down_to_30_percent(void **state) {
    (void)state;
    assert_displaced(60, -5, 10, 0, 6, 2);
    assert_displaced(60, -5, 10, 0.04, years(0.04, 0, 6), years(0.04, 0, 2));
    assert_displaced(60, -5, 1, 0.04, years(0.04, 0, 1), years(0.04, 0, 1));
}

static void at_30_and_50_percent_a_hip_is_not_over_them(void **state) {
    (void)state;
    assert_displaced(30, 0, 10, 0.04, 0, 0);
    assert_displaced(50, 0, 10, 0.04, years(0.04, 0, 10), 0);
    assert_displaced(50.01f, 0, 10, 0.04, years(0.04, 0, 10), years(0.04, 0, 10));
}

static void an_episode_without_length_displaces_nobody(void **state) {
    (void)state;
    assert_displaced(80, 5, 0, 0.04, 0, 0);
}

static void an_episode_may_end_before_the_first_visit(void **state) {
    (void)state;
    assert_displaced(28, 20, 0.2f, 0.04, years(0.04, 0.1, 0.2), 0);
}

// Present years over the thresholds.
typedef struct displaced_years {
    double displaced, severe;
} displaced_years;

// Adds a straight line from time and migration a to b in small steps.
static void add_line(displaced_years *sums, const double a[2], const double b[2], double rate) {
    enum { STEPS = 4000 };
    const double step = (b[0] - a[0]) / STEPS;
    for (int i = 0; i < STEPS; i++) {
        const double share = (i + 0.5) / STEPS;
        const double migration = a[1] + share * (b[1] - a[1]);
        const double present = step * exp(-rate * (a[0] + share * (b[0] - a[0])));
        sums->displaced += migration > 30 ? present : 0;
        sums->severe += migration > 50 ? present : 0;
    }
}

// From the episode's start by way of its visits to its end.
static displaced_years add_up(const migration_equation *of, double phase, double interval,
                              double length, double rate) {
    displaced_years sums = {0};
    double last[2] = {0, of->before};
    for (int j = 1; last[0] < length; j++) {
        const double time = fmin((j - 0.5 + phase) * interval, length);
        const double next[2] = {time, migration_equation_at(of, time)};
        add_line(&sums, last, next, rate);
        last[0] = next[0];
        last[1] = next[1];
    }
    return sums;
}

// Visits so seldom that straight lines are far from the curve; a step is 1/2000 year at most.
static void migration_runs_in_straight_lines_between_visits(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            "followup.horizon,fixed,10\nfollowup.visit_interval,fixed,2\n"
                            "migration.restoring,fixed,3\nplan.soft_tissue,fixed,0.5,,,,vro\n"
                            "plan.osteotomy,fixed,0.4,,,,vro\n",
                            3);
    vro_hips *hips = &self->hips[0];
    vro_displacement *found = aligned_alloc(64, (sizeof *found + 63) / 64 * 64);
    size_t partly = 0, severe = 0;
    assert_non_null(found);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    stage_prepare_growth(self);
    for (size_t i = 0; i < COUNT; i++)
        hips->next_time[i] = 10.0f * (float)(i + 1) / COUNT;
    vro_displacement_find(found, hips, stage_parameters(self), vro_discount_of(0.05f),
                          &self->scratch);
    for (size_t i = 0; i < COUNT; i++) {
        const migration_equation of = migration_equation_of(self, hips, i);
        const displaced_years sums = add_up(&of, hips->phase[i], 2, hips->next_time[i], 0.05);
        assert_near(found->displaced[i], sums.displaced, 1.5e-3);
        assert_near(found->severe[i], sums.severe, 1.5e-3);
        partly += sums.displaced > 0.1 && sums.displaced < years(0.05, 0, hips->next_time[i]) - 0.1;
        severe += sums.severe > 0.1;
    }
    assert_true(partly > COUNT / 10 && severe > COUNT / 10);
    free(found);
    stage_free(self);
}

int test_displacement(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rising_hip_is_displaced_from_30_percent_on),
        cmocka_unit_test(a_falling_hip_is_displaced_down_to_30_percent),
        cmocka_unit_test(at_30_and_50_percent_a_hip_is_not_over_them),
        cmocka_unit_test(an_episode_without_length_displaces_nobody),
        cmocka_unit_test(an_episode_may_end_before_the_first_visit),
        cmocka_unit_test(migration_runs_in_straight_lines_between_visits),
    };
    return cmocka_run_group_tests_name("displacement", tests, NULL, NULL);
}
