// Sessions of both hips: who is taken along, at what risk, and how their weeks are counted.
#include "vrosim/model/course.h"

#include "courses_on_paper.h"

// Over 50 % at the first visit a hip is operated, both hips, each for itself.
#define SESSIONS                                                                                   \
    ON_PAPER RESCUED "rescue.bilateral,fixed,1\nrescue.threshold,fixed,50\n"                       \
                     "anatomy.migration,fixed,60\nsurgery.reduction_osteotomy,fixed,0.5\n"         \
                     "surgery.max_residual,fixed,100\nplan.spica,fixed,0\n"

// Whether a rescue of probability 0.5 in an episode has an osteotomy.
static bool has_osteotomy(uint64_t patient, unsigned hip, unsigned episode) {
    const unsigned slot = vro_slot_of_episode(hip, episode, VRO_SLOT_OSTEOTOMY);
    uint32_t output;
    vro_random_source_outputs((vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM},
                              patient * VRO_SLOTS + slot, 1, &output);
    return ldexp(output + 0.5, -32) < 0.5;
}

// The index hip alone is over the threshold; the other, at 20 %, has half of that left.
static void a_rescue_takes_the_other_hip_along_where_a_child_is_symmetric(void **state) {
    (void)state;
    small_courses *self = small_courses_open(
        "observation", SESSIONS "rescue.bilateral,fixed,0.4\nanatomy.migration_other,fixed,20\n");
    size_t symmetric = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const vro_record *record = &self->records[i];
        vro_block_load_child(self->small.block, i);
        const bool taken = ldexp(self->small.block->children.symmetric_draw[0] + 0.5, -32) < 0.4;
        assert_int_equal(record->outcome[VRO_OPERATIONS], 1 + taken);
        assert_int_equal(record->outcome[VRO_REVISIONS], 1);
        symmetric += taken;
    }
    assert_all(self, VRO_CONTRALATERAL, 0);
    assert_all_revised(self, 0.5, VRO_CAUSE_MIGRATION);
    assert_in_range(symmetric, 1, SMALL_COURSES - 1);
    small_courses_close(self);
}

// Nor where the index session was on both hips: releases, here.
static void a_session_is_no_revision_of_the_hip_that_it_takes_along(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("soft_tissue", SESSIONS "surgery.reduction_soft_tissue,fixed,0\n"
                                                   "anatomy.migration_other,fixed,20\n");
    assert_all(self, VRO_OPERATIONS, 2 + 2);
    assert_all(self, VRO_REVISIONS, 1);
    assert_all(self, VRO_CONTRALATERAL, 0);
    small_courses_close(self);
}

// Nothing reduces migration, so that the index hip is rescued three times, and takes the other hip
// along once, unless that had its osteotomy in the index session.
static void a_hip_that_had_an_osteotomy_is_not_taken_along(void **state) {
    (void)state;
    const char *lines =
        SESSIONS "anatomy.migration,fixed,100\nsurgery.reduction_osteotomy,fixed,0\n"
                 "anatomy.migration_other,fixed,20\nplan.bilateral,fixed,0.5\n";
    small_courses *self = small_courses_open("vro", lines);
    assert_all(self, VRO_OPERATIONS, 1 + 3 + 1);
    assert_all(self, VRO_REVISIONS, 3);
    small_courses_close(self);
    self = small_courses_open("observation", lines);
    assert_all(self, VRO_OPERATIONS, 3 + 1);
    small_courses_close(self);
}

// A rescue by release alone takes nothing along; nor does a reoperation for another reason.
static void only_a_rescue_with_an_osteotomy_takes_the_other_hip_along(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", SESSIONS "rescue.osteotomy,fixed,0\n"
                                                   "rescue.soft_tissue,fixed,1\n"
                                                   "surgery.reduction_soft_tissue,fixed,0.5\n"
                                                   "anatomy.migration_other,fixed,20\n");
    assert_all(self, VRO_REVISIONS, 1);
    assert_all(self, VRO_OPERATIONS, 1);
    small_courses_close(self);
    self = small_courses_open("vro", ON_PAPER "rescue.bilateral,fixed,1\nloss.hazard,fixed,100\n"
                                              "loss.tolerance,fixed,-1\nplan.bilateral,fixed,0\n");
    assert_all(self, VRO_REVISIONS, 3);
    assert_all(self, VRO_OPERATIONS, 4);
    small_courses_close(self);
}

// The other hip reaches 50 % by the same visit: its own rescue comes first in the list. It counts
// as contralateral reoperation, and then the hip has had its osteotomy.
static void an_event_of_its_own_comes_before_a_session_at_the_same_time(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", SESSIONS "anatomy.migration_other,fixed,60\n");
    assert_all(self, VRO_CONTRALATERAL, 1);
    assert_all(self, VRO_OPERATIONS, 2);
    small_courses_close(self);
}

// Both hips are rescued at the first visit, each with an osteotomy or without. Where the index hip
// alone has one, the session takes along the other, whose episode began at that very moment.
static void a_session_also_takes_a_hip_whose_episode_began_at_that_moment(void **state) {
    (void)state;
    const char *lines = SESSIONS "rescue.osteotomy,fixed,0.5\nrescue.soft_tissue,fixed,1\n"
                                 "surgery.reduction_soft_tissue,fixed,0.5\n"
                                 "anatomy.migration_other,fixed,60\n";
    small_courses *self = small_courses_open("observation", lines);
    size_t joined = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const bool joins = has_osteotomy(i, 0, 1) && !has_osteotomy(i, 1, 1);
        assert_int_equal(self->records[i].outcome[VRO_OPERATIONS], 2 + joins);
        assert_int_equal(self->records[i].outcome[VRO_CONTRALATERAL], 1);
        joined += joins;
    }
    assert_in_range(joined, SMALL_COURSES / 8, SMALL_COURSES * 3 / 8);
    small_courses_close(self);
}

static void a_session_kills_at_its_own_risk(void **state) {
    (void)state;
    small_courses *alone = small_courses_open(
        "observation", SESSIONS "mortality.operation,fixed,0.3\nrescue.bilateral,fixed,0\n"
                                "anatomy.migration_other,fixed,20\n");
    small_courses *both =
        small_courses_open("observation", SESSIONS "mortality.operation,fixed,0.3\n"
                                                   "anatomy.migration_other,fixed,20\n");
    const int32_t one = sum(alone, VRO_DEATH), two = sum(both, VRO_DEATH);
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const float death = both->records[i].death_time;
        assert_true(alone->records[i].death_time >= death);
        assert_true(isinf(death) || fabsf(death - 0.6f) < 1e-6f);
    }
    // 0.3 and 1 - 0.7^2 of 600, four standard errors of 12 either way.
    assert_in_range(one, 180 - 48, 180 + 48);
    assert_in_range(two, 306 - 49, 306 + 49);
    small_courses_close(both);
    small_courses_close(alone);
}

// The other hip is released in vain at 0.5, 1 and 1.5 years; the index hip is over 50 % at 2 years
// for the first time. Hips whose osteotomies are drawn so are half of one in 16.
static void a_hip_in_its_fourth_episode_has_no_session(void **state) {
    (void)state;
    const char *lines =
        SESSIONS "rescue.osteotomy,fixed,0.5\nrescue.soft_tissue,fixed,1\n"
                 "surgery.reduction_soft_tissue,fixed,0\nsurgery.reduction_osteotomy,fixed,0\n"
                 "migration.soft_tissue_ratio,fixed,1\n" SMALL_STEADY
                 "anatomy.migration,fixed,41\nanatomy.migration_other,fixed,52\n";
    small_courses *self = small_courses_open("observation", lines);
    size_t never = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        bool other = false;
        for (unsigned episode = 1; episode < VRO_EPISODES; episode++)
            other = other || has_osteotomy(i, 1, episode);
        assert_int_equal(self->records[i].outcome[VRO_OPERATIONS], 3 + 3);
        never += !other && has_osteotomy(i, 0, 1);
    }
    assert_all_revised(self, 2, VRO_CAUSE_MIGRATION);
    assert_in_range(never, SMALL_COURSES / 32, SMALL_COURSES / 8);
    small_courses_close(self);
}

// A cast and an osteotomy of 10 weeks in both hips: 10 and 5 weeks for the session.
#define WEEKS ON_PAPER "plan.bilateral,fixed,1\nplan.spica,fixed,1\nplan.spica_weeks,fixed,5\n"

static void the_index_session_counts_its_longer_healing_and_one_spica(void **state) {
    (void)state;
    small_courses *self = small_courses_open("vro", WEEKS "healing.time,uniform,,,8,12\n");
    small_courses *index =
        small_courses_open("vro", WEEKS "healing.time,uniform,,,8,12\nplan.bilateral,fixed,0\n");
    int64_t longer = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const int32_t both = self->records[i].outcome[VRO_WEEKS_NOT_STANDING];
        assert_true(both >= self->records[i].outcome[VRO_HEALING_WEEKS] - 1 && both <= 12 * 1024);
        assert_int_equal(index->records[i].outcome[VRO_WEEKS_NOT_STANDING],
                         index->records[i].outcome[VRO_HEALING_WEEKS]);
        longer += both;
    }
    // The longer of two of 8 to 12 weeks takes 10 2/3, standard deviation 0.94; four errors.
    assert_near((double)longer / 1024 / SMALL_COURSES, 32.0 / 3, 4 * 0.943 / sqrt(SMALL_COURSES));
    assert_all(self, VRO_SPICA_WEEKS, 5 * 1024);
    assert_all(index, VRO_SPICA_WEEKS, 5 * 1024);
    small_courses_close(index);
    small_courses_close(self);
}

// The index session of the index hip alone: 10 and 5 weeks; then a rescue of both hips in one
// session, 10 and 5 weeks for each.
static void a_later_session_counts_the_weeks_of_both_hips(void **state) {
    (void)state;
    const char *lines = SESSIONS "plan.spica,fixed,1\nplan.spica_weeks,fixed,5\n"
                                 "healing.time,fixed,10\nplan.bilateral,fixed,0\n"
                                 "surgery.reduction_osteotomy,fixed,0.4\n"
                                 "anatomy.migration,fixed,100\nanatomy.migration_other,fixed,20\n";
    small_courses *self = small_courses_open("vro", lines);
    assert_all(self, VRO_REVISIONS, 1);
    assert_all(self, VRO_OPERATIONS, 3);
    assert_all(self, VRO_WEEKS_NOT_STANDING, 30 * 1024);
    assert_all(self, VRO_SPICA_WEEKS, 15 * 1024);
    small_courses_close(self);
}

int test_sessions(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rescue_takes_the_other_hip_along_where_a_child_is_symmetric),
        cmocka_unit_test(a_session_is_no_revision_of_the_hip_that_it_takes_along),
        cmocka_unit_test(a_hip_that_had_an_osteotomy_is_not_taken_along),
        cmocka_unit_test(only_a_rescue_with_an_osteotomy_takes_the_other_hip_along),
        cmocka_unit_test(an_event_of_its_own_comes_before_a_session_at_the_same_time),
        cmocka_unit_test(a_session_also_takes_a_hip_whose_episode_began_at_that_moment),
        cmocka_unit_test(a_session_kills_at_its_own_risk),
        cmocka_unit_test(a_hip_in_its_fourth_episode_has_no_session),
        cmocka_unit_test(the_index_session_counts_its_longer_healing_and_one_spica),
        cmocka_unit_test(a_later_session_counts_the_weeks_of_both_hips),
    };
    return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
