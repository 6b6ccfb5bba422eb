// The outcomes at the end of follow-up, worked out by hand for known hips.
#include "vrosim/model/end_of_follow_up.h"

#include "near.h"
#include "stage.h"
#include "usual_landmarks.h"

#include <stdlib.h>
#include <string.h>

enum { COUNT = 3 };

#define ON_PAPER                                                                                   \
    SMALL_QUIET                                                                                    \
    "anatomy.neck_length,fixed,35\nanatomy.neck_growth,fixed,0\nanatomy.osteotomy_level,fixed,"    \
    "20\n"                                                                                         \
    "anatomy.natural_lld,fixed,0\nanatomy.nsa,fixed,157\nanatomy.anteversion,fixed,40\n"           \
    "anatomy.migration,fixed,20\nanatomy.migration_other,fixed,20\nplan.medialisation,fixed,10\n"  \
    "length.migration,fixed,0.15\npopulation.age,fixed,8\ngrowth.maturity_age_female,fixed,14\n"   \
    "growth.maturity_age_male,fixed,14\nfollowup.horizon,fixed,10\n"

typedef struct ending {
    stage *stage;
    uint32_t bilateral[COUNT];
    float end[COUNT];
    vro_milestones milestones;
    vro_results results;
} ending;

// Three children whose hips are as before surgery, followed to 10 years, nothing happened.
static ending *open_ending(const char *lines) {
    ending *self = aligned_alloc(64, sizeof *self);
    assert_non_null(self);
    self->stage = stage_new("vro", lines, 3);
    stage_load_children(self->stage, 0, COUNT);
    self->results.children = COUNT;
    self->results.outcomes = self->stage->small.model.outcomes;
    for (size_t i = 0; i < COUNT; i++) {
        self->bilateral[i] = 0;
        self->end[i] = 10;
        self->milestones.not_standing[i] = self->milestones.in_spica[i] = 0;
        for (unsigned hip = 0; hip < VRO_HIPS; hip++)
            self->milestones.first_revision[hip][i] = self->milestones.first_failure[hip][i] =
                INFINITY;
        self->results.cause[i] = VRO_CAUSE_NONE;
        self->results.revision_time[i] = self->results.death_time[i] = INFINITY;
        self->results.outcome[VRO_LOSS_OF_POSITION][i] = 0;
        self->results.outcome[VRO_HEALING_WEEKS][i] = VRO_NO_VALUE;
    }
    return self;
}

static void close_ending(ending *self) {
    stage_free(self->stage);
    free(self);
}

static void measure(ending *self) {
    stage *of = self->stage;
    vro_end_of_follow_up_measure((vro_followed){&of->children, &of->slots, of->hips,
                                                &self->milestones, self->bilateral, self->end},
                                 stage_parameters(of), &of->scratch, &self->results);
}

static double quantity(const ending *self, vro_outcome_id id, size_t child) {
    return self->results.outcome[id][child] / (double)VRO_STEPS_PER_UNIT;
}

static double cosine(double degrees) {
    return cos(degrees * M_PI / 180);
}

static double sine(double degrees) {
    return sin(degrees * M_PI / 180);
}

// An index hip from 157 to 115 degrees with 4.5 mm of bone removed.
static void operate_on_paper(vro_hips *hips, size_t i) {
    hips->nsa[i] = 115;
    hips->anteversion[i] = 15;
    hips->tilt[i] = 42;
    hips->bone_shortening[i] = 4.5f;
    hips->history[i] = 1u << VRO_HISTORY_OSTEOTOMY;
}

static void varus_shortens_and_widens_by_the_geometry_of_the_neck(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    operate_on_paper(&self->stage->hips[0], 1);
    measure(self);
    const double shortening = 35 * (cosine(115) - cosine(157)) + 20 * (1 - cosine(42)) + 4.5;
    const double width = 35 * (sine(115) - sine(157)) + 20 * sine(42) - 10;
    assert_near(quantity(self, VRO_SHORTENING_MM, 1), shortening, 0.001);
    assert_near(quantity(self, VRO_WIDTH_MM, 1), width, 0.001);
    assert_near(quantity(self, VRO_LLD_MM, 1), shortening, 0.001);
    assert_near(shortening, 27.06, 0.01); // as worked out on paper
    assert_near(width, 21.43, 0.01);
    close_ending(self);
}

// Varus of 42 degrees less derotation of 25.
static void tracking_is_varus_less_derotation(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    operate_on_paper(&self->stage->hips[0], 0);
    measure(self);
    assert_near(quantity(self, VRO_TRACKING_DEG, 0), 17, 0.001);
    assert_near(quantity(self, VRO_NSA_DEG, 0), 115, 0.001);
    assert_near(quantity(self, VRO_ANTEVERSION_DEG, 0), 15, 0.001);
    assert_near(quantity(self, VRO_TRACKING_DEG, 1), 0, 0);
    close_ending(self);
}

static void untouched_hips_leave_the_natural_difference_alone(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER "anatomy.natural_lld,fixed,-7.25\n");
    measure(self);
    for (size_t i = 0; i < COUNT; i++) {
        assert_near(quantity(self, VRO_LLD_MM, i), -7.25, 0);
        assert_near(quantity(self, VRO_LLD_ABS_MM, i), 7.25, 0);
        assert_near(quantity(self, VRO_SHORTENING_MM, i), 0, 0);
        assert_near(quantity(self, VRO_WIDTH_MM, i), 0, 0);
    }
    close_ending(self);
}

static void the_other_leg_counts_against_the_index_leg(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    operate_on_paper(&self->stage->hips[0], 0);
    operate_on_paper(&self->stage->hips[1], 0);
    operate_on_paper(&self->stage->hips[1], 1);
    measure(self);
    assert_near(quantity(self, VRO_LLD_MM, 0), 0, 0);
    assert_near(quantity(self, VRO_LLD_MM, 1), -27.06, 0.01);
    assert_near(quantity(self, VRO_LLD_ABS_MM, 1), 27.06, 0.01);
    assert_near(quantity(self, VRO_SHORTENING_MM, 1), 0, 0);
    close_ending(self);
}

static void migration_beyond_30_percent_shortens_the_leg(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    vro_hips *hips = self->stage->hips;
    hips[0].migration[0] = 70;
    hips[0].migration[1] = 30;
    hips[1].migration[2] = 50;
    measure(self);
    assert_near(quantity(self, VRO_LLD_MM, 0), 6, 0.001);
    assert_near(quantity(self, VRO_LLD_MM, 1), 0, 0);
    assert_near(quantity(self, VRO_LLD_MM, 2), -3, 0.001);
    assert_near(quantity(self, VRO_SHORTENING_MM, 0), 0, 0); // of the bones
    close_ending(self);
}

static void only_a_hip_ever_osteotomised_is_medialised(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    self->stage->hips[0].history[0] = 1u << VRO_HISTORY_OSTEOTOMY;
    self->stage->hips[0].history[1] = 2u << VRO_HISTORY_OPERATIONS;
    measure(self);
    assert_near(quantity(self, VRO_WIDTH_MM, 0), -10, 0);
    assert_near(quantity(self, VRO_WIDTH_MM, 1), 0, 0);
    close_ending(self);
}

// Neck of 35 mm at 8 and 1.8 mm a year: till the end, till maturity at 14, not at all after it.
static void necks_grow_till_maturity_or_the_end(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER "anatomy.neck_growth,fixed,1.8\n");
    const double necks[COUNT] = {35 + 1.8 * 2.5, 35 + 1.8 * 6, 35 + 1.8 * 9};
    self->end[0] = 2.5f;
    self->stage->children.age[2] = 17;
    for (size_t i = 0; i < COUNT; i++)
        operate_on_paper(&self->stage->hips[0], i);
    measure(self);
    for (size_t i = 0; i < COUNT; i++)
        assert_near(quantity(self, VRO_SHORTENING_MM, i),
                    necks[i] * (cosine(115) - cosine(157)) + 20 * (1 - cosine(42)) + 4.5, 0.001);
    close_ending(self);
}

static void a_neck_is_at_least_5_mm(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER "anatomy.neck_growth,fixed,10\npopulation.age,fixed,3\n");
    self->end[0] = 0.5f; // 35 - 45 mm
    operate_on_paper(&self->stage->hips[0], 0);
    measure(self);
    assert_near(quantity(self, VRO_SHORTENING_MM, 0),
                5 * (cosine(115) - cosine(157)) + 20 * (1 - cosine(42)) + 4.5, 0.001);
    close_ending(self);
}

static void limits_of_length_are_exceeded_not_reached(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    const float lld[COUNT] = {10, -10.5f, 20.5f};
    memcpy(self->stage->children.natural_lld, lld, sizeof lld);
    measure(self);
    const int32_t over_10[] = {0, 1, 1}, over_20[] = {0, 0, 1};
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(self->results.outcome[VRO_LLD_OVER_10MM][i], over_10[i]);
        assert_int_equal(self->results.outcome[VRO_LLD_OVER_20MM][i], over_20[i]);
    }
    close_ending(self);
}

static void displaced_is_over_30_and_failed_over_50_or_revised(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    vro_hips *hips = self->stage->hips;
    hips->migration[0] = 30;
    hips->migration[1] = 50;
    hips->migration[2] = 50.5f;
    self->results.cause[0] = VRO_CAUSE_OTHER;
    measure(self);
    const int32_t displaced[] = {0, 1, 1}, failed[] = {1, 0, 1};
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(self->results.outcome[VRO_DISPLACED][i], displaced[i]);
        assert_int_equal(self->results.outcome[VRO_FAILED][i], failed[i]);
    }
    close_ending(self);
}

// Of the usual landmarks: 1, 2, 5 and 10 years.
static void assert_by(const ending *self, vro_outcome_id first, const int32_t by[4][COUNT]) {
    for (int y = 0; y < 4; y++)
        for (size_t i = 0; i < COUNT; i++)
            assert_int_equal(self->results.outcome[first + y][i], by[y][i]);
}

// The first revision at 2 years (and what single precision makes of that), at 5.5, and never.
static void revisions_count_by_their_time_and_cause(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    self->results.cause[0] = VRO_CAUSE_MIGRATION;
    self->milestones.first_revision[0][0] = 2.000001f;
    self->results.cause[1] = VRO_CAUSE_LOSS;
    self->milestones.first_revision[0][1] = 5.5f;
    measure(self);
    const int32_t by[4][COUNT] = {{0, 0, 0}, {1, 0, 0}, {1, 0, 0}, {1, 1, 0}};
    assert_by(self, VRO_REVISION_BY, by);
    assert_by(self, VRO_REVISION_EITHER_BY, by);
    for (int cause = 0; cause < VRO_CAUSES; cause++) {
        const int32_t *first = self->results.outcome[VRO_FIRST_REVISION_LOSS + cause];
        assert_int_equal(first[0], cause == VRO_CAUSE_MIGRATION);
        assert_int_equal(first[1], cause == VRO_CAUSE_LOSS);
        assert_int_equal(first[2], 0);
    }
    close_ending(self);
}

static void numbers_come_from_the_history_of_the_hips(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    vro_hips *hips = self->stage->hips;
    hips[0].history[0] = 3u << VRO_HISTORY_REVISIONS | 6u << VRO_HISTORY_OPERATIONS |
                         2u << VRO_HISTORY_REMOVALS | 1u << VRO_HISTORY_INFECTION |
                         2u << VRO_HISTORY_FRACTURE | 3u << VRO_HISTORY_AVN |
                         4u << VRO_HISTORY_PRESSURE_SORE;
    hips[1].history[0] = 2u << VRO_HISTORY_REVISIONS | 3u << VRO_HISTORY_OPERATIONS;
    hips[1].history[1] = 2u << VRO_HISTORY_REVISIONS | 3u << VRO_HISTORY_OPERATIONS;
    self->bilateral[1] = 1;
    measure(self);
    const vro_outcome_id ids[] = {VRO_REVISIONS,  VRO_REMOVALS,     VRO_CONTRALATERAL,
                                  VRO_OPERATIONS, VRO_INFECTION,    VRO_FRACTURE,
                                  VRO_AVN,        VRO_PRESSURE_SORE};
    const int32_t first[] = {3, 2, 2, 9, 1, 2, 3, 4}, second[] = {0, 0, 0, 3, 0, 0, 0, 0};
    for (size_t k = 0; k < 8; k++) {
        assert_int_equal(self->results.outcome[ids[k]][0], first[k]);
        assert_int_equal(self->results.outcome[ids[k]][1], second[k]);
        assert_int_equal(self->results.outcome[ids[k]][2], 0);
    }
    close_ending(self);
}

// The other hip counts in the child whose surgery is bilateral alone; the first of the two.
static void either_hip_is_the_first_of_the_operated_hips(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    vro_milestones *times = &self->milestones;
    self->bilateral[1] = self->bilateral[2] = 1;
    times->first_revision[1][0] = times->first_revision[1][1] = 1.5f;
    times->first_revision[0][2] = 0.5f;
    times->first_revision[1][2] = 9;
    times->first_failure[1][0] = times->first_failure[1][1] = 0.5f;
    times->first_failure[0][1] = 4;
    times->first_failure[0][2] = 4;
    measure(self);
    assert_by(self, VRO_REVISION_BY,
              (const int32_t[4][COUNT]){{0, 0, 1}, {0, 0, 1}, {0, 0, 1}, {0, 0, 1}});
    assert_by(self, VRO_REVISION_EITHER_BY,
              (const int32_t[4][COUNT]){{0, 0, 1}, {0, 1, 1}, {0, 1, 1}, {0, 1, 1}});
    assert_by(self, VRO_FAILURE_BY,
              (const int32_t[4][COUNT]){{0, 0, 0}, {0, 0, 0}, {0, 1, 1}, {0, 1, 1}});
    assert_by(self, VRO_FAILURE_EITHER_BY,
              (const int32_t[4][COUNT]){{0, 1, 0}, {0, 1, 0}, {0, 1, 1}, {0, 1, 1}});
    close_ending(self);
}

// Over 45 % at the end, and only then, a hip has failed at the end: at 10 years, at a death at 4.5.
static void a_hip_over_the_criterion_fails_at_the_end(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER "followup.failure_migration,fixed,45\n");
    vro_hips *hips = self->stage->hips;
    hips[0].migration[0] = 45;
    hips[0].migration[1] = 45.5f;
    hips[0].migration[2] = 45.5f;
    self->end[2] = 4.5f;
    measure(self);
    assert_by(self, VRO_FAILURE_BY,
              (const int32_t[4][COUNT]){{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 1, 1}});
    close_ending(self);
}

static void the_other_hip_fails_at_the_end_too(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER "followup.failure_migration,fixed,45\n");
    self->stage->hips[1].migration[0] = self->stage->hips[1].migration[1] = 46;
    self->bilateral[0] = self->bilateral[2] = 1;
    self->end[0] = 1.5f;
    measure(self);
    assert_by(self, VRO_FAILURE_BY, (const int32_t[4][COUNT]){{0}});
    assert_by(self, VRO_FAILURE_EITHER_BY,
              (const int32_t[4][COUNT]){{0, 0, 0}, {1, 0, 0}, {1, 0, 0}, {1, 0, 0}});
    close_ending(self);
}

static void a_rescued_or_displaced_index_hip_has_recurred(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    vro_hips *hips = self->stage->hips;
    hips[0].history[0] = 1u << VRO_HISTORY_RESCUE;
    hips[0].migration[1] = 30.5f;
    hips[0].migration[2] = 30;
    hips[1].migration[2] = 80;
    hips[1].history[2] = 1u << VRO_HISTORY_RESCUE;
    measure(self);
    const int32_t recurrence[] = {1, 1, 0};
    assert_memory_equal(self->results.outcome[VRO_RECURRENCE], recurrence, sizeof recurrence);
    close_ending(self);
}

static void migration_change_is_that_since_before_surgery(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    self->stage->hips[0].migration[0] = 12.5f;
    self->stage->hips[0].migration[1] = 64;
    measure(self);
    const double changes[COUNT] = {-7.5, 44, 0};
    for (size_t i = 0; i < COUNT; i++)
        assert_near(quantity(self, VRO_MIGRATION_CHANGE_PCT, i), changes[i], 0);
    close_ending(self);
}

#define EQUAL                                                                                      \
    ON_PAPER                                                                                       \
    "length.equalisation,fixed,1\nlength.equalisation_threshold,fixed,20\n"                        \
    "length.equalisation_residual,fixed,5\n"

// Legs that differ by lld[i] mm before, and by left[i] after, of children followed to end[i].
static void assert_equalised(const char *lines, const float lld[COUNT], const float end[COUNT],
                             const double left[COUNT], const int32_t equalised[COUNT]) {
    ending *self = open_ending(lines);
    memcpy(self->stage->children.natural_lld, lld, COUNT * sizeof *lld);
    memcpy(self->end, end, COUNT * sizeof *end);
    measure(self);
    for (size_t i = 0; i < COUNT; i++) {
        assert_near(quantity(self, VRO_LLD_MM, i), left[i], 0);
        assert_near(quantity(self, VRO_LLD_ABS_MM, i), fabs(left[i]), 0);
        assert_near(quantity(self, VRO_SHORTENING_MM, i), 0, 0);
        assert_int_equal(self->results.outcome[VRO_LLD_OVER_10MM][i], fabs(left[i]) > 10);
        assert_int_equal(self->results.outcome[VRO_EQUALISED][i], equalised[i]);
        assert_int_equal(self->results.outcome[VRO_OPERATIONS][i], equalised[i]);
    }
    close_ending(self);
}

// The residual keeps the sign; 20 mm are not over 20 mm.
static void legs_over_the_threshold_are_equalised(void **state) {
    (void)state;
    assert_equalised(EQUAL, (const float[]){25, -25, 20}, (const float[]){10, 10, 10},
                     (const double[]){5, -5, 20}, (const int32_t[]){1, 1, 0});
}

static void equalisation_makes_no_difference_larger_and_turns_none_round(void **state) {
    (void)state;
    assert_equalised(EQUAL "length.equalisation_residual,fixed,30\n", (const float[]){25, -25, 35},
                     (const float[]){10, 10, 10}, (const double[]){25, -25, 30},
                     (const int32_t[]){1, 1, 1});
    assert_equalised(EQUAL "length.equalisation_residual,fixed,-3\n", (const float[]){25, -25, 0},
                     (const float[]){10, 10, 10}, (const double[]){0, 0, 0},
                     (const int32_t[]){1, 1, 0});
}

// Eight years old and mature at 14: six years later, however follow-up ends.
static void only_the_mature_are_equalised(void **state) {
    (void)state;
    assert_equalised(EQUAL, (const float[]){25, 25, 25}, (const float[]){5.99f, 6, 6.01f},
                     (const double[]){25, 5, 5}, (const int32_t[]){0, 1, 1});
}

static void equalisation_follows_its_slots(void **state) {
    (void)state;
    stage *of = stage_new("vro",
                          EQUAL "length.equalisation,fixed,0.4\nanatomy.natural_lld,fixed,30\n"
                                "length.equalisation_residual,uniform,,,2,6\n",
                          3);
    static uint32_t unilateral[VRO_CHUNK], happens[VRO_CHUNK], residual[VRO_CHUNK];
    static float end[VRO_CHUNK];
    static vro_milestones milestones;
    vro_results *results = aligned_alloc(64, sizeof *results);
    assert_non_null(results);
    stage_load_children(of, 0, VRO_CHUNK);
    for (size_t i = 0; i < VRO_CHUNK; i++)
        end[i] = 10;
    results->children = VRO_CHUNK;
    results->outcomes = of->small.model.outcomes;
    vro_end_of_follow_up_measure(
        (vro_followed){&of->children, &of->slots, of->hips, &milestones, unilateral, end},
        stage_parameters(of), &of->scratch, results);
    vro_slot_draws_draw(&of->slots, VRO_SLOT_EQUALISATION, of->children.state, VRO_CHUNK, happens);
    vro_slot_draws_draw(&of->slots, VRO_SLOT_EQUALISATION_RESIDUAL, of->children.state, VRO_CHUNK,
                        residual);
    for (size_t i = 0; i < VRO_CHUNK; i++) {
        const bool equalised = ldexp(happens[i] + 0.5, -32) < 0.4;
        const double left = 2 + 4 * ldexp(residual[i] + 0.5, -32);
        assert_int_equal(results->outcome[VRO_EQUALISED][i], equalised);
        assert_near(results->outcome[VRO_LLD_MM][i] / 1024.0, equalised ? left : 30, 0.51 / 1024);
    }
    free(results);
    stage_free(of);
}

static void death_is_that_of_the_course(void **state) {
    (void)state;
    ending *self = open_ending(ON_PAPER);
    self->results.death_time[1] = 3;
    measure(self);
    assert_int_equal(self->results.outcome[VRO_DEATH][0], 0);
    assert_int_equal(self->results.outcome[VRO_DEATH][1], 1);
    close_ending(self);
}

int test_end_of_follow_up(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(varus_shortens_and_widens_by_the_geometry_of_the_neck),
        cmocka_unit_test(tracking_is_varus_less_derotation),
        cmocka_unit_test(untouched_hips_leave_the_natural_difference_alone),
        cmocka_unit_test(the_other_leg_counts_against_the_index_leg),
        cmocka_unit_test(migration_beyond_30_percent_shortens_the_leg),
        cmocka_unit_test(only_a_hip_ever_osteotomised_is_medialised),
        cmocka_unit_test(necks_grow_till_maturity_or_the_end),
        cmocka_unit_test(a_neck_is_at_least_5_mm),
        cmocka_unit_test(limits_of_length_are_exceeded_not_reached),
        cmocka_unit_test(displaced_is_over_30_and_failed_over_50_or_revised),
        cmocka_unit_test(revisions_count_by_their_time_and_cause),
        cmocka_unit_test(numbers_come_from_the_history_of_the_hips),
        cmocka_unit_test(either_hip_is_the_first_of_the_operated_hips),
        cmocka_unit_test(a_hip_over_the_criterion_fails_at_the_end),
        cmocka_unit_test(the_other_hip_fails_at_the_end_too),
        cmocka_unit_test(a_rescued_or_displaced_index_hip_has_recurred),
        cmocka_unit_test(migration_change_is_that_since_before_surgery),
        cmocka_unit_test(legs_over_the_threshold_are_equalised),
        cmocka_unit_test(equalisation_makes_no_difference_larger_and_turns_none_round),
        cmocka_unit_test(only_the_mature_are_equalised),
        cmocka_unit_test(equalisation_follows_its_slots),
        cmocka_unit_test(death_is_that_of_the_course),
    };
    return cmocka_run_group_tests_name("end_of_follow_up", tests, NULL, NULL);
}
