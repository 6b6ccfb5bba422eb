// Growth: rebound by hand, migration against numerical integration of the differential equation of
// model.md 8.4, visits exactly.
#include "vrosim/model/growth.h"

#include "near.h"
#include "stage.h"

#include <gsl/gsl_integration.h>

enum { COUNT = 200 };

// The parameters of model.md 8 as drawn, so that the equation can be written down again.
typedef struct equation {
    double rate, age_log_ratio, decay;
    double pull_angle, pull_per_varus, cover;
    double half_time, release_half_time;
    double nsa_share, nsa_share_per_year;
} equation;

static equation equation_of(const vro_model_parameters *parameters) {
    const float *number = parameters->number;
    return (equation){number[VRO_MIGRATION_RATE],           number[VRO_MIGRATION_AGE_LOG_RATIO],
                      number[VRO_MIGRATION_AFTER_MATURITY], number[VRO_MIGRATION_PULL_ANGLE],
                      number[VRO_MIGRATION_PULL_PER_VARUS], number[VRO_MIGRATION_ANTEVERSION_COVER],
                      number[VRO_REMODEL_HALF_TIME],        number[VRO_MIGRATION_RELEASE_HALF_TIME],
                      number[VRO_REMODEL_NSA_SHARE],        number[VRO_REMODEL_NSA_SHARE_PER_YEAR]};
}

// A hip at the start of an episode, and how it moves.
typedef struct motion {
    equation at;
    double start, release, nsa, left, roof, pull, share;
} motion;

static motion motion_of(const stage *self, size_t i) {
    const vro_hips *hips = &self->hips;
    const vro_children *child = &self->children;
    const size_t c = i % self->children.count;
    motion m = {.at = equation_of(stage_parameters(self)), .start = hips->start[i]};
    const double tone =
        exp(stage_parameters(self)->number[VRO_MIGRATION_TONE_SD] * child->tone_score[c]);
    m.release = hips->release[i];
    m.nsa = hips->nsa[i];
    m.left = fmax(0, hips->nsa_reference[i] - hips->nsa[i]);
    m.roof = hips->acetabular_index[i] + hips->shape[i] +
             m.at.cover * fmax(0, hips->anteversion[i] - 15);
    m.share = m.at.nsa_share - m.at.nsa_share_per_year * (child->age[c] + m.start - 3);
    m.share = fmin(1, fmax(0, m.share));
    m.pull =
        m.at.rate * tone * exp(-m.at.age_log_ratio * (child->age[c] - 8) - m.at.decay * m.start);
    return m;
}

static double load_at(const motion *self, double nsa) {
    const double psi = self->at.pull_angle + self->at.pull_per_varus * (135 - nsa);
    return fmax(0, sin((self->roof - psi) * M_PI / 180));
}

// d mp / ds.
static double speed(double s, void *of) {
    const motion *self = of;
    const double first = load_at(self, self->nsa);
    const double last = load_at(self, self->nsa + self->share * self->left);
    const double release = 1 - (1 - self->release) * exp2(-s / self->at.release_half_time);
    const double load = last + (first - last) * exp2(-s / self->at.half_time);
    return self->pull * release * exp(-self->at.decay * s) * load;
}

static double migrated_in(motion *self, double years) {
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(100);
    gsl_function function = {speed, self};
    double value = 0, error = 0;
    gsl_integration_qag(&function, 0, years, 1e-10, 1e-9, 100, GSL_INTEG_GAUSS61, workspace, &value,
                        &error);
    gsl_integration_workspace_free(workspace);
    return value;
}

// After all kinds of operations, migration over 0.05 to 20 years: in episode 0 from the start, in
// later ones from 0 to 8 years on.
static void assert_equation_is_solved(const char *lines, unsigned episode) {
    stage *self = stage_new("vro", lines, 3);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    self->hips.episode = episode;
    static motion motions[2 * COUNT];
    static float before[2 * COUNT];
    for (size_t i = 0; i < 2 * COUNT; i++) {
        self->hips.start[i] = episode == 0 ? 0 : (float)(i % 5) * 2;
        self->hips.next_time[i] = 20.0f * (float)(i + 1) / (2 * COUNT);
        before[i] = self->hips.migration[i];
        motions[i] = motion_of(self, i);
    }
    vro_growth_prepare(&self->hips, stage_parameters(self));
    vro_growth_advance(&self->hips, stage_parameters(self), &self->scratch);
    for (size_t i = 0; i < 2 * COUNT; i++) {
        const double s = self->hips.next_time[i];
        const double migration = before[i] + migrated_in(&motions[i], s);
        assert_near(self->hips.migration[i], fmin(100, migration), 2e-4);
        assert_near(self->hips.release[i],
                    1 - (1 - motions[i].release) * exp2(-s / motions[i].at.release_half_time),
                    1e-6);
    }
    stage_free(self);
}

#define MIXED                                                                                      \
    "plan.bilateral,fixed,0.5\nplan.osteotomy,fixed,0.6,,,,vro\n"                                  \
    "plan.soft_tissue,fixed,0.5,,,,vro\nplan.pelvic,fixed,0.2,,,,vro\n"

#define OTHERWISE                                                                                  \
    "migration.decay,fixed,0.3\nmigration.release_half_time,fixed,0.8\n"                           \
    "remodel.half_time,fixed,0.5\nmigration.anteversion_cover,fixed,0.4\n"

static void migration_solves_its_equation(void **state) {
    (void)state;
    assert_equation_is_solved(MIXED, 0);
    assert_equation_is_solved(MIXED, 1);
    assert_equation_is_solved(MIXED OTHERWISE, 2);
}

static void migration_solves_its_equation_without_decay(void **state) {
    (void)state;
    assert_equation_is_solved(MIXED "migration.decay,fixed,0\n", 0);
    assert_equation_is_solved(MIXED "migration.decay,fixed,0\n", 3);
}

static void without_a_rate_migration_stays(void **state) {
    (void)state;
    stage *self = stage_new("vro", MIXED "migration.rate,fixed,0\n", 3);
    static float before[2 * COUNT];
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    for (size_t i = 0; i < 2 * COUNT; i++) {
        self->hips.next_time[i] = 50;
        before[i] = self->hips.migration[i];
    }
    vro_growth_prepare(&self->hips, stage_parameters(self));
    vro_growth_advance(&self->hips, stage_parameters(self), &self->scratch);
    for (size_t i = 0; i < 2 * COUNT; i++)
        assert_near(self->hips.migration[i], before[i], 0);
    stage_free(self);
}

// 42 degrees of varus and 25 of derotation at 5 years of age: shares 0.96 - 2 * 0.111 and
// 0.42 - 2 * 0.0386; half of that after one half-time.
#define ON_PAPER                                                                                   \
    SMALL_QUIET                                                                                    \
    "plan.osteotomy,fixed,1,,,,vro\nplan.soft_tissue,fixed,0,,,,vro\nplan.pelvic,fixed,0,,,,vro\n" \
    "plan.target_nsa,fixed,115\nplan.target_anteversion,fixed,15\nplan.bilateral,fixed,0\n"        \
    "anatomy.nsa,fixed,157\nanatomy.anteversion,fixed,40\nsurgery.nsa_error,fixed,0\n"             \
    "surgery.anteversion_error,fixed,0\nremodel.half_time,fixed,3\nremodel.nsa_share,fixed,0.96\n" \
    "remodel.nsa_share_per_year,fixed,0.111\nremodel.anteversion_share,fixed,0.42\n"               \
    "remodel.anteversion_share_per_year,fixed,0.0386\nfollowup.horizon,fixed,10\n"                 \
    "followup.visit_interval,fixed,0.5\n"

static void growth_takes_back_a_share_that_falls_with_age(void **state) {
    (void)state;
    stage *self = stage_new("vro", ON_PAPER "population.age,fixed,5\n", 3);
    vro_hips *hips = &self->hips;
    stage_load_children(self, 0, 4);
    stage_operate(self);
    hips->episode = 1;
    hips->start[1] = 1.5f; // 6.5 years old
    hips->start[2] = 9;    // 14: nothing left to take
    for (size_t i = 0; i < 8; i++)
        hips->next_time[i] = i < 3 ? 3 : 0;
    vro_growth_prepare(hips, stage_parameters(self));
    assert_near(hips->rebound_nsa[0], 42 * 0.738, 1e-4);
    assert_near(hips->rebound_anteversion[0], 25 * 0.3428, 1e-4);
    vro_growth_advance(hips, stage_parameters(self), &self->scratch);
    assert_near(hips->nsa[0], 115 + 21 * 0.738, 1e-4);
    assert_near(hips->nsa[1], 115 + 21 * 0.5715, 1e-4);
    assert_near(hips->nsa[2], 115, 1e-4);
    assert_near(hips->nsa[3], 115, 1e-4); // no time has passed
    assert_near(hips->nsa[4], 157, 0);    // the other hip had no osteotomy
    assert_near(hips->anteversion[0], 15 + 12.5 * 0.3428, 1e-4);
    assert_near(hips->tilt[0], 42, 1e-4);
    stage_free(self);
}

static void at_most_all_of_a_correction_is_taken_back(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            ON_PAPER "population.age,fixed,3\nremodel.nsa_share,fixed,2\n"
                                     "remodel.half_time,fixed,0.01\n",
                            3);
    stage_load_children(self, 0, 1);
    stage_operate(self);
    self->hips.next_time[0] = self->hips.next_time[1] = 10;
    vro_growth_prepare(&self->hips, stage_parameters(self));
    vro_growth_advance(&self->hips, stage_parameters(self), &self->scratch);
    assert_near(self->hips.nsa[0], 157, 1e-4);
    stage_free(self);
}

static void migration_ends_at_100(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            ON_PAPER "migration.rate,fixed,1000\n"
                                     "anatomy.socket_shape,fixed,45\n",
                            3);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    for (size_t i = 0; i < 2 * COUNT; i++)
        self->hips.next_time[i] = 10;
    vro_growth_prepare(&self->hips, stage_parameters(self));
    vro_growth_advance(&self->hips, stage_parameters(self), &self->scratch);
    for (size_t i = 0; i < 2 * COUNT; i++)
        assert_near(self->hips.migration[i], 100, 0);
    stage_free(self);
}

// Opens hips without surgery, whose visits are then searched.
static stage *watch(const char *lines) {
    stage *self = stage_new("observation", lines, 3);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    vro_growth_prepare(&self->hips, stage_parameters(self));
    vro_growth_find_rescue(&self->hips, stage_parameters(self), &self->draws, &self->scratch);
    return self;
}

#define WATCHED SMALL_QUIET "followup.horizon,fixed,10\nfollowup.visit_interval,fixed,0.5\n"

static void without_acceptance_there_is_no_surgery_for_migration(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.threshold,fixed,0\n");
    for (size_t i = 0; i < 2 * COUNT; i++)
        assert_true(isinf(self->hips.event_time[VRO_CAUSE_MIGRATION][i]));
    stage_free(self);
}

static void at_a_threshold_of_0_all_are_operated_at_the_first_visit(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.threshold,fixed,0\nrescue.acceptance,fixed,1\n"
                                "anatomy.migration,fixed,0\n");
    for (size_t i = 0; i < 2 * COUNT; i++)
        assert_near(self->hips.event_time[VRO_CAUSE_MIGRATION][i], 0.5, 0);
    stage_free(self);
}

// The first visit at which the migration of the equation has reached the threshold; hips within
// 1e-3 % of it at a visit are left out.
static void surgery_comes_at_the_first_visit_over_the_threshold(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.acceptance,fixed,1\nrescue.threshold,fixed,50\n"
                                "migration.rate,fixed,9\n");
    size_t due = 0, later = 0;
    for (size_t i = 0; i < 2 * COUNT; i++) {
        motion at = motion_of(self, i);
        int visit = 0;
        double migration;
        do
            migration = self->hips.migration[i] + migrated_in(&at, 0.5 * ++visit);
        while (migration < 50 && visit <= 20);
        if (fabs(migration - 50) < 1e-3)
            continue;
        assert_near(self->hips.event_time[VRO_CAUSE_MIGRATION][i],
                    visit <= 20 ? 0.5 * visit : INFINITY, 1e-6);
        due += visit <= 20;
        later += visit > 1 && visit <= 20;
    }
    assert_in_range(due, 1, 2 * COUNT - 1);
    assert_true(later > 0);
    stage_free(self);
}

static void a_hip_beyond_the_reach_of_a_threshold_never_is_due(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.acceptance,fixed,1\nrescue.threshold,fixed,60\n"
                                "anatomy.migration,fixed,59.9\nanatomy.migration_other,fixed,60\n");
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(isinf(self->hips.event_time[VRO_CAUSE_MIGRATION][i])); // the rate is 0
        assert_near(self->hips.event_time[VRO_CAUSE_MIGRATION][COUNT + i], 0.5, 0);
    }
    stage_free(self);
}

static void follow_up_shorter_than_a_visit_sees_nothing(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.acceptance,fixed,1\nrescue.threshold,fixed,0\n"
                                "followup.horizon,fixed,0.4\n");
    for (size_t i = 0; i < 2 * COUNT; i++)
        assert_true(isinf(self->hips.event_time[VRO_CAUSE_MIGRATION][i]));
    stage_free(self);
}

// Visits end with the life of the child and count from the start of the episode.
static void the_last_visit_is_at_the_end_or_before(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.acceptance,fixed,1\nrescue.threshold,fixed,0\n");
    vro_hips *hips = &self->hips;
    const float ends[] = {3.0f, 3.5f, 3.49f, 3.8f};
    for (size_t i = 0; i < 4; i++) {
        hips->start[i] = 3;
        hips->end[i] = ends[i];
    }
    vro_growth_find_rescue(hips, stage_parameters(self), &self->draws, &self->scratch);
    assert_true(isinf(hips->event_time[VRO_CAUSE_MIGRATION][0]));
    assert_near(hips->event_time[VRO_CAUSE_MIGRATION][1], 0.5, 0);
    assert_true(isinf(hips->event_time[VRO_CAUSE_MIGRATION][2]));
    assert_near(hips->event_time[VRO_CAUSE_MIGRATION][3], 0.5, 0);
    stage_free(self);
}

// floor(ln u / ln(1 - q)) visits after the first, u of the slot; none where that is too late.
static void refusals_follow_the_slot_of_acceptance(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.acceptance,fixed,0.3\nrescue.threshold,fixed,0\n");
    const uint32_t *uniforms = vro_episode_draws_uniforms(&self->draws, VRO_SLOT_ACCEPTANCE);
    for (size_t i = 0; i < 2 * COUNT; i++) {
        const double refusals = log(ldexp(uniforms[i] + 0.5, -32)) / log(0.7);
        const double visit = 1 + floor(refusals);
        if (fabs(refusals - round(refusals)) > 1e-5)
            assert_near(self->hips.event_time[VRO_CAUSE_MIGRATION][i],
                        visit <= 20 ? 0.5 * visit : INFINITY, 1e-6);
    }
    stage_free(self);
}

// From 9.6 to 10 years there are 0.3999996 years in single precision, and four visits every 0.1.
static void a_visit_at_the_end_is_not_lost_by_rounding(void **state) {
    (void)state;
    stage *self = watch(WATCHED "rescue.acceptance,fixed,0.3\nrescue.threshold,fixed,0\n"
                                "followup.visit_interval,fixed,0.1\n");
    const uint32_t *uniforms = vro_episode_draws_uniforms(&self->draws, VRO_SLOT_ACCEPTANCE);
    size_t at_the_end = 0;
    for (size_t i = 0; i < 2 * COUNT; i++)
        self->hips.start[i] = 9.6f;
    vro_growth_find_rescue(&self->hips, stage_parameters(self), &self->draws, &self->scratch);
    for (size_t i = 0; i < 2 * COUNT; i++) {
        const double visit = 1 + floor(log(ldexp(uniforms[i] + 0.5, -32)) / log(0.7));
        assert_near(self->hips.event_time[VRO_CAUSE_MIGRATION][i],
                    visit <= 4 ? 0.1 * visit : INFINITY, 1e-6);
        assert_true(!(visit <= 4) || self->hips.event_time[VRO_CAUSE_MIGRATION][i] <=
                                         self->hips.end[i] - self->hips.start[i]);
        at_the_end += visit == 4;
    }
    assert_true(at_the_end > 0);
    stage_free(self);
}

int test_growth(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(migration_solves_its_equation),
        cmocka_unit_test(migration_solves_its_equation_without_decay),
        cmocka_unit_test(without_a_rate_migration_stays),
        cmocka_unit_test(growth_takes_back_a_share_that_falls_with_age),
        cmocka_unit_test(at_most_all_of_a_correction_is_taken_back),
        cmocka_unit_test(migration_ends_at_100),
        cmocka_unit_test(without_acceptance_there_is_no_surgery_for_migration),
        cmocka_unit_test(at_a_threshold_of_0_all_are_operated_at_the_first_visit),
        cmocka_unit_test(surgery_comes_at_the_first_visit_over_the_threshold),
        cmocka_unit_test(a_hip_beyond_the_reach_of_a_threshold_never_is_due),
        cmocka_unit_test(follow_up_shorter_than_a_visit_sees_nothing),
        cmocka_unit_test(the_last_visit_is_at_the_end_or_before),
        cmocka_unit_test(refusals_follow_the_slot_of_acceptance),
        cmocka_unit_test(a_visit_at_the_end_is_not_lost_by_rounding),
    };
    return cmocka_run_group_tests_name("growth", tests, NULL, NULL);
}
