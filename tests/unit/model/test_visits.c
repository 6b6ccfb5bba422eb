// Visits: hips on straight lines by hand, then every hip looked at by the differential equation.
#include "vrosim/model/visits.h"

#include "migration_equation.h"
#include "near.h"

#include <gsl/gsl_rng.h>

enum { COUNT = 200 };

// A visit every half year, at a quarter, three quarters and so on; over 50 % every hip that is not
// improving is operated at once.
#define WATCHED                                                                                    \
    SMALL_QUIET                                                                                    \
    "followup.horizon,fixed,10\nfollowup.visit_interval,fixed,0.5\n"                               \
    "followup.visit_phase,fixed,0\nrescue.threshold,fixed,50\nrescue.acceptance,fixed,1\n"         \
    "rescue.wait,fixed,0\nfollowup.failure_migration,fixed,70\nmigration.age_log_ratio,fixed,0\n"  \
    "migration.after_maturity,fixed,1\nmigration.floor,fixed,0\n"

// Index hips from `before` percent on that migrate by `speed` percent a year.
static void set_lines(stage *self, float before, float speed) {
    vro_hips *hips = &self->hips[0];
    for (size_t i = 0; i < hips->count; i++) {
        hips->migration[i] = before;
        hips->release[i] = 1;
        hips->load_first[i] = hips->load_last[i] = 1;
        hips->pull[i] = fmaxf(0, speed);
        hips->restoring[i] = fmaxf(0, -speed);
        hips->growing[i] = 0;
        hips->grown[i] = 0;
    }
}

static void visit(stage *self) {
    vro_visits_simulate(&self->hips[0], stage_parameters(self), &self->draws[0], &self->scratch);
}

static stage *open_visits(const char *lines, size_t count) {
    stage *self = stage_new("vro", lines, 3);
    stage_load_children(self, 0, count);
    stage_prepare_growth(self);
    return self;
}

// The index hip of one child: when surgery was decided, and when it was first seen over 70 %.
static void assert_visits(const char *lines, float before, float speed, double decided,
                          double seen_over) {
    stage *self = open_visits(lines, 1);
    set_lines(self, before, speed);
    visit(self);
    assert_near(self->hips[0].decided[0], decided, 1e-6);
    assert_near(self->hips[0].event_time[VRO_CAUSE_MIGRATION][0], decided, 1e-6);
    assert_near(self->hips[0].seen_over[0], seen_over, 1e-6);
    stage_free(self);
}

// 45 % and 8 % a year: 49 % at a half year, so 51 % at 0.75; 70.01 at the visit of 3.25 years.
static void surgery_is_decided_at_the_first_visit_over_the_threshold(void **state) {
    (void)state;
    assert_visits(WATCHED, 45, 8, 0.75, 3.25);
    assert_visits(WATCHED, 45, 0, INFINITY, INFINITY);
}

static void at_the_threshold_a_hip_is_due_and_failed_only_over_the_criterion(void **state) {
    (void)state;
    assert_visits(WATCHED, 50, 0, 0.25, INFINITY);
    assert_visits(WATCHED, 49.99f, 0, INFINITY, INFINITY);
    assert_visits(WATCHED, 70, 0, 0.25, INFINITY);
    assert_visits(WATCHED, 70.01f, 0, 0.25, 0.25);
}

// Of the interval: half of it and all of it later.
static void the_phase_moves_all_visits(void **state) {
    (void)state;
    assert_visits(WATCHED "followup.visit_phase,fixed,0.5\n", 60, 0, 0.5, INFINITY);
    assert_visits(WATCHED "followup.visit_phase,fixed,1\n", 60, 0, 0.75, INFINITY);
    assert_visits(WATCHED "followup.visit_phase,fixed,0.5\n", 45, 8, 1, 3.5);
    assert_visits(WATCHED "followup.visit_phase,fixed,0.5\nfollowup.visit_interval,fixed,2\n", 45,
                  8, 2, 4);
}

// Down from 80 %: better is what fell by more than 0.001 % since the visit before, the start before
// the first.
static void a_hip_that_improves_is_left_alone(void **state) {
    (void)state;
    assert_visits(WATCHED, 80, -1, INFINITY, 0.25);
    assert_visits(WATCHED, 80, -0.006f, INFINITY, 0.25);
    assert_visits(WATCHED, 80, -0.001f, 0.25, 0.25);
    assert_visits(WATCHED, 80, -0.003f, 0.25, 0.25); // 0.00075 % by the first visit
}

// G = 10 [s - 2 (1 - e^(-k s)) / k ] falls until k s = ln 2, then rises: with a half-time of 1 year
// the visits of 0.25, 0.75 and 1.25 years are looked at in vain.
static void a_hip_that_improved_and_worsens_again_is_due(void **state) {
    (void)state;
    stage *self = open_visits(WATCHED "remodel.half_time,fixed,1\n", 1);
    vro_hips *hips = &self->hips[0];
    set_lines(self, 60, 10);
    hips->restoring[0] = 10;
    hips->load_last[0] = 2;
    hips->load_first[0] = 0;
    visit(self);
    double last = 60, decided = INFINITY;
    for (int j = 1; j <= 20 && isinf(decided); j++) {
        const double s = (j - 0.5) / 2, migration = 60 + 10 * (s - 2 * (1 - exp2(-s)) / M_LN2);
        if (migration >= 50 && migration >= last - 0.001)
            decided = s;
        last = migration;
    }
    assert_near(decided, 1.75, 0);
    assert_near(hips->decided[0], decided, 1e-6);
    stage_free(self);
}

static double draw_of(stage *self, vro_episode_slot slot, size_t i) {
    return ldexp(vro_episode_draws_uniforms(&self->draws[0], slot)[i] + 0.5, -32);
}

// floor(ln u / ln(1 - q)), u of the slot; -1 where rounding could change it.
static double refusals_of(stage *self, size_t i, double acceptance) {
    const double refusals = log(draw_of(self, VRO_SLOT_ACCEPTANCE, i)) / log1p(-acceptance);
    return fabs(refusals - round(refusals)) < 1e-5 ? -1 : floor(refusals);
}

// 4 % a year from 45 %: due from the visit of 1.25 years on.
static void refusals_are_counted_over_due_visits_only(void **state) {
    (void)state;
    stage *self = open_visits(WATCHED "rescue.acceptance,fixed,0.3\n", COUNT);
    size_t decided = 0, at_once = 0;
    set_lines(self, 45, 4);
    visit(self);
    for (size_t i = 0; i < COUNT; i++) {
        const double refusals = refusals_of(self, i, 0.3), time = 1.25 + refusals / 2;
        if (refusals < 0)
            continue;
        assert_near(self->hips[0].decided[i], time <= 10 ? time : INFINITY, 1e-5);
        decided += time <= 10;
        at_once += refusals == 0;
    }
    assert_in_range(at_once, 1, decided - 1);
    stage_free(self);
}

static void without_acceptance_nothing_is_decided_but_failure_is_seen(void **state) {
    (void)state;
    assert_visits(WATCHED "rescue.acceptance,fixed,0\n", 80, 0, INFINITY, 0.25);
}

// Weeks between 4 and 20, of the slot.
static void the_operation_follows_the_wait(void **state) {
    (void)state;
    stage *self = open_visits(WATCHED "rescue.wait,uniform,,,4,20\n", COUNT);
    set_lines(self, 45, 8);
    visit(self);
    for (size_t i = 0; i < COUNT; i++) {
        const double weeks = 4 + 16 * draw_of(self, VRO_SLOT_WAIT, i);
        assert_near(self->hips[0].decided[i], 0.75, 1e-6);
        assert_near(self->hips[0].event_time[VRO_CAUSE_MIGRATION][i], 0.75 + weeks * 7 / 365.25,
                    1e-5);
    }
    stage_free(self);
}

// Decided at 57 %; two years before the operation takes place the hip is seen over 70 %.
static void visits_go_on_after_a_decision(void **state) {
    (void)state;
    stage *self = open_visits(WATCHED "rescue.wait,fixed,104\n", 1);
    set_lines(self, 45, 16);
    visit(self);
    assert_near(self->hips[0].decided[0], 0.75, 1e-6);
    assert_near(self->hips[0].seen_over[0], 1.75, 1e-6);
    assert_near(self->hips[0].event_time[VRO_CAUSE_MIGRATION][0], 0.75 + 104 * 7 / 365.25, 1e-5);
    stage_free(self);
}

static void nothing_is_decided_in_the_last_episode(void **state) {
    (void)state;
    for (unsigned episode = 1; episode < VRO_EPISODES; episode++) {
        stage *self = open_visits(WATCHED, 1);
        stage_begin_episode(self, episode, VRO_CAUSE_OTHER);
        set_lines(self, 80, 0);
        visit(self);
        assert_near(self->hips[0].decided[0], episode + 1 < VRO_EPISODES ? 0.25 : INFINITY, 1e-6);
        assert_near(self->hips[0].seen_over[0], 0.25, 1e-6);
        stage_free(self);
    }
}

// Ends of follow-up after an episode that began at 3 years, and whether the visit a quarter of a
// year later was made.
static void a_visit_at_the_end_counts_and_none_after_it(void **state) {
    (void)state;
    const float ends[] = {3, 3.25f, 3.249f, 3.4f, 3.24999f};
    const bool seen[] = {false, true, false, true, true}; // the last by the tolerance
    stage *self = open_visits(WATCHED, sizeof ends / sizeof *ends);
    vro_hips *hips = &self->hips[0];
    set_lines(self, 80, 0);
    for (size_t i = 0; i < hips->count; i++) {
        hips->start[i] = 3;
        hips->end[i] = ends[i];
    }
    visit(self);
    for (size_t i = 0; i < hips->count; i++) {
        const double left = (double)ends[i] - 3;
        assert_near(hips->decided[i], seen[i] ? fmin(0.25, left) : INFINITY, 1e-6);
        assert_near(hips->seen_over[i], seen[i] ? fmin(0.25, left) : INFINITY, 1e-6);
        assert_true(!seen[i] || hips->start[i] + hips->decided[i] <= hips->end[i]);
    }
    stage_free(self);
}

// From 9.6 to 10 years there are 0.3999996 years in single precision, and four visits every 0.1.
static void a_visit_at_the_end_is_not_lost_by_rounding(void **state) {
    (void)state;
    stage *self = open_visits(WATCHED "rescue.acceptance,fixed,0.3\n"
                                      "followup.visit_interval,fixed,0.1\n"
                                      "followup.visit_phase,fixed,0.5\n",
                              COUNT);
    vro_hips *hips = &self->hips[0];
    size_t at_the_end = 0;
    set_lines(self, 80, 0);
    for (size_t i = 0; i < COUNT; i++)
        hips->start[i] = 9.6f;
    visit(self);
    for (size_t i = 0; i < COUNT; i++) {
        const double refusals = refusals_of(self, i, 0.3);
        assert_near(hips->decided[i], refusals < 4 ? 0.1 * (refusals + 1) : INFINITY, 1e-6);
        assert_true(isinf(hips->decided[i]) || hips->decided[i] <= hips->end[i] - hips->start[i]);
        at_the_end += refusals == 3;
    }
    assert_true(at_the_end > 0);
    stage_free(self);
}

static void follow_up_shorter_than_a_visit_sees_nothing(void **state) {
    (void)state;
    assert_visits(WATCHED "followup.horizon,fixed,0.2\n", 90, 0, INFINITY, INFINITY);
}

// 3 % a year less 2 from 40 % on: 50 % at the last visit, that of 10 years, where the bound of what
// a hip can reach is exact.
static void a_hip_that_reaches_the_threshold_at_the_end_is_found(void **state) {
    (void)state;
    stage *self =
        open_visits(WATCHED "followup.visit_phase,fixed,0.5\nrescue.threshold,fixed,49.999\n", 1);
    set_lines(self, 40, 3);
    self->hips[0].restoring[0] = 2;
    visit(self);
    assert_near(self->hips[0].decided[0], 10, 1e-6);
    stage_free(self);
}

static void a_revised_hip_need_not_be_seen_over_the_criterion(void **state) {
    (void)state;
    stage *self = open_visits(WATCHED "rescue.acceptance,fixed,0\n", 2);
    set_lines(self, 80, 0);
    self->hips[0].history[1] = 1u << VRO_HISTORY_REVISIONS;
    visit(self);
    assert_near(self->hips[0].seen_over[0], 0.25, 1e-6);
    assert_true(isinf(self->hips[0].seen_over[1]));
    stage_free(self);
}

// Every hip looked at, one visit after the other, by the differential equation.
typedef struct looked_at {
    double decided, seen_over;
    bool clear; // no visit so near to a criterion that single precision could decide otherwise
} looked_at;

static looked_at look_at(const migration_equation *of, const float *number, double phase,
                         double left, double refusals) {
    const double margin = 3e-4, interval = number[VRO_FOLLOWUP_VISIT_INTERVAL];
    const double threshold = number[VRO_RESCUE_THRESHOLD];
    const double failure = number[VRO_FOLLOWUP_FAILURE_MIGRATION];
    looked_at self = {INFINITY, INFINITY, refusals >= 0};
    double last = of->before, due = 0;
    for (int j = 1; (j - 0.5 + phase) * interval <= left; j++) {
        const double time = (j - 0.5 + phase) * interval;
        const double migration = migration_equation_at(of, time);
        if (fabs(migration - threshold) < margin || fabs(migration - failure) < margin ||
            (migration > threshold && fabs(migration - last + 0.001) < margin))
            self.clear = false;
        if (migration > failure)
            self.seen_over = fmin(self.seen_over, time);
        if (migration >= threshold && migration >= last - 0.001 && due++ == refusals)
            self.decided = time;
        last = migration;
    }
    return self;
}

// How many hips went each way.
typedef struct seen {
    size_t decided, later, failed, neither, unclear;
} seen;

static void compare_hips(stage *self, seen *sums) {
    const float *number = stage_parameters(self)->number;
    const vro_hips *hips = &self->hips[0];
    for (size_t i = 0; i < hips->count; i++) {
        const migration_equation of = migration_equation_of(self, hips, i);
        const double refusals = refusals_of(self, i, number[VRO_RESCUE_ACCEPTANCE]);
        const looked_at expected =
            look_at(&of, number, hips->phase[i], (double)hips->end[i] - hips->start[i], refusals);
        sums->unclear += !expected.clear;
        if (!expected.clear)
            continue;
        assert_near(hips->decided[i], expected.decided, 2e-5);
        assert_near(hips->seen_over[i], expected.seen_over, 2e-5);
        sums->decided += expected.decided < INFINITY;
        sums->later += expected.decided < INFINITY && expected.decided > 2;
        sums->failed += expected.seen_over < INFINITY;
        sums->neither += isinf(expected.decided) && isinf(expected.seen_over);
    }
}

// Any numbers within what a table may give.
static void write_parameters(gsl_rng *random, char *lines, size_t size) {
    const double u[] = {gsl_rng_uniform(random), gsl_rng_uniform(random), gsl_rng_uniform(random),
                        gsl_rng_uniform(random), gsl_rng_uniform(random), gsl_rng_uniform(random),
                        gsl_rng_uniform(random), gsl_rng_uniform(random), gsl_rng_uniform(random),
                        gsl_rng_uniform(random)};
    snprintf(lines, size,
             "plan.soft_tissue,fixed,0.5,,,,vro\nplan.osteotomy,fixed,0.5,,,,vro\n"
             "mortality.rate,fixed,0.05\nrescue.wait,fixed,0\n"
             "migration.rate,fixed,%g\nmigration.restoring,fixed,%g\n"
             "migration.age_log_ratio,fixed,%g\nmigration.after_maturity,fixed,%g\n"
             "migration.floor,fixed,%g\nremodel.containment,fixed,%g\n"
             "rescue.threshold,fixed,%g\nfollowup.failure_migration,fixed,%g\n"
             "rescue.acceptance,fixed,%g\nfollowup.visit_interval,fixed,%g\n"
             "remodel.half_time,fixed,%g\nmigration.release_half_time,fixed,%g\n"
             "migration.soft_tissue_ratio,fixed,%g\n"
             "remodel.socket_share,fixed,%g\nremodel.socket_target,fixed,%g\n"
             "remodel.socket_erosion,fixed,%g\n",
             20 * u[0], 6 * u[1] * u[1], u[2] < 0.2 ? 0 : 0.3 * u[2], u[3], 30 * u[4], 100 * u[5],
             25 + 50 * u[6], 25 + 50 * u[7], 0.2 + 0.7 * u[0], 0.3 + u[1], 0.3 + 6 * u[2],
             0.3 + 8 * u[3], u[4], u[8], 20 - 40 * u[9], 30 * u[9] * u[8]);
}

// 8,000 hips; the bound that spares most of them a search is taken for granted nowhere here.
static void the_bound_never_leaves_out_a_hip_that_reaches_the_threshold(void **state) {
    (void)state;
    enum { TRIALS = 20, HIPS = 400, RANDOM_SEED = 11 };
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    char lines[2000];
    seen sums = {0};
    gsl_rng_set(random, RANDOM_SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
        write_parameters(random, lines, sizeof lines);
        stage *self = stage_new("vro", lines, 3);
        stage_load_children(self, (uint64_t)trial * HIPS, HIPS);
        stage_operate(self);
        for (size_t i = 0; i < HIPS; i++)
            self->hips[0].start[i] = (float)(gsl_rng_uniform(random) < 0.5 ? 0 : i % 8);
        stage_prepare_growth(self);
        visit(self);
        compare_hips(self, &sums);
        stage_free(self);
    }
    assert_true(sums.decided > 500 && sums.later > 200 && sums.failed > 500);
    assert_true(sums.neither > 500 && sums.unclear < TRIALS * HIPS / 50);
    gsl_rng_free(random);
}

int test_visits(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(surgery_is_decided_at_the_first_visit_over_the_threshold),
        cmocka_unit_test(at_the_threshold_a_hip_is_due_and_failed_only_over_the_criterion),
        cmocka_unit_test(the_phase_moves_all_visits),
        cmocka_unit_test(a_hip_that_improves_is_left_alone),
        cmocka_unit_test(a_hip_that_improved_and_worsens_again_is_due),
        cmocka_unit_test(refusals_are_counted_over_due_visits_only),
        cmocka_unit_test(without_acceptance_nothing_is_decided_but_failure_is_seen),
        cmocka_unit_test(the_operation_follows_the_wait),
        cmocka_unit_test(visits_go_on_after_a_decision),
        cmocka_unit_test(nothing_is_decided_in_the_last_episode),
        cmocka_unit_test(a_visit_at_the_end_counts_and_none_after_it),
        cmocka_unit_test(a_visit_at_the_end_is_not_lost_by_rounding),
        cmocka_unit_test(follow_up_shorter_than_a_visit_sees_nothing),
        cmocka_unit_test(a_hip_that_reaches_the_threshold_at_the_end_is_found),
        cmocka_unit_test(a_revised_hip_need_not_be_seen_over_the_criterion),
        cmocka_unit_test(the_bound_never_leaves_out_a_hip_that_reaches_the_threshold),
    };
    return cmocka_run_group_tests_name("visits", tests, NULL, NULL);
}
