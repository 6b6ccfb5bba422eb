// Whole courses at the extremes of their parameters, where every child's is known.
#include "vrosim/model/course.h"

#include "courses_on_paper.h"
#include "usual_landmarks.h"

#include <stdlib.h>

static void where_nothing_happens_only_nature_is_left(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", ON_PAPER "anatomy.natural_lld,normal,0,5\n");
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        vro_block_load_child(self->small.block, i);
        const double lld = self->small.block->children.natural_lld[0];
        assert_near(self->records[i].outcome[VRO_LLD_MM] / 1024.0, lld, 0.6 / 1024);
        assert_near(self->records[i].outcome[VRO_NSA_DEG], 157 * 1024, 0);
    }
    assert_all(self, VRO_OPERATIONS, 0);
    assert_all(self, VRO_DEATH, 0);
    assert_all(self, VRO_HEALING_WEEKS, VRO_NO_VALUE);
    assert_all(self, VRO_WIDTH_MM, 0);
    assert_all_revised(self, INFINITY, VRO_CAUSE_NONE);
    small_courses_close(self);
}

static void every_index_session_on_bone_can_kill(void **state) {
    (void)state;
    small_courses *self = small_courses_open("vro", ON_PAPER "mortality.operation,fixed,1\n"
                                                             "implant.removal_probability,fixed,1\n"
                                                             "remodel.nsa_share,fixed,1\n"
                                                             "remodel.nsa_share_per_year,fixed,0\n"
                                                             "remodel.half_time,fixed,0.1\n");
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        assert_near(self->records[i].death_time, 0.1, 1e-7);
        assert_near(self->records[i].outcome[VRO_NSA_DEG] / 1024.0, 136, 0.002); // half of 42 back
    }
    assert_all(self, VRO_DEATH, 1);
    assert_all(self, VRO_REMOVALS, 0);
    for (size_t i = 0; i < SMALL_COURSES; i++)
        assert_int_equal(self->records[i].outcome[VRO_OPERATIONS], 1 + self->records[i].bilateral);
    small_courses_close(self);
}

static void a_release_does_not_kill(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("soft_tissue", ON_PAPER "mortality.operation,fixed,1\n");
    assert_all(self, VRO_DEATH, 0);
    assert_all(self, VRO_OPERATIONS, 2);
    small_courses_close(self);
}

// Both hips come at the first visit, at half a year; 0.1 years later all is over.
static void a_later_bone_operation_can_kill(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", ON_PAPER RESCUED "mortality.operation,fixed,1\n"
                                                           "implant.removal_probability,fixed,1\n"
                                                           "implant.removal_time,fixed,0.6\n");
    for (size_t i = 0; i < SMALL_COURSES; i++)
        assert_near(self->records[i].death_time, 0.6, 1e-6);
    assert_all_revised(self, 0.5, VRO_CAUSE_MIGRATION);
    assert_all(self, VRO_REVISIONS, 1);
    assert_all(self, VRO_CONTRALATERAL, 1);
    assert_all(self, VRO_REMOVALS, 1); // 0.05 years after it
    assert_all(self, VRO_OPERATIONS, 4);
    small_courses_close(self);
}

static void a_later_release_does_not_kill(void **state) {
    (void)state;
    small_courses *self = small_courses_open(
        "observation", ON_PAPER RESCUED "rescue.osteotomy,fixed,0\nrescue.soft_tissue,fixed,1\n"
                                        "mortality.operation,fixed,1\n");
    assert_all(self, VRO_REVISIONS, 3);
    assert_all(self, VRO_DEATH, 0);
    small_courses_close(self);
}

// The other hip alone reaches the threshold; what was planned for the index hip lapses.
static void a_death_by_the_other_hip_ends_the_course_of_both(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("vro", ON_PAPER RESCUED "rescue.threshold,fixed,50\n"
                                                   "anatomy.migration_other,fixed,60\n"
                                                   "plan.bilateral,fixed,0\n"
                                                   "mortality.operation,fixed,0.5\n"
                                                   "implant.removal_probability,fixed,1\n"
                                                   "implant.removal_time,fixed,9\n");
    size_t later_deaths = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const vro_record *record = &self->records[i];
        const bool at_index = record->death_time < 0.2;
        later_deaths += record->death_time > 0.2 && record->death_time < 0.7;
        assert_int_equal(record->outcome[VRO_CONTRALATERAL] > 0, !at_index);
        assert_int_equal(record->outcome[VRO_REMOVALS], !(record->death_time < 0.75f));
        assert_int_equal(record->outcome[VRO_REVISIONS], 0);
    }
    assert_in_range(later_deaths, SMALL_COURSES / 8, SMALL_COURSES * 3 / 8);
    small_courses_close(self);
}

static void a_huge_death_rate_leaves_the_index_operation_only(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("vro", ON_PAPER RESCUED "mortality.rate,fixed,1e6\n"
                                                   "plan.bilateral,fixed,0\n"
                                                   "followup.visit_interval,fixed,0.02\n");
    assert_all(self, VRO_DEATH, 1);
    assert_all(self, VRO_OPERATIONS, 1);
    assert_all(self, VRO_NSA_DEG, 115 * 1024);
    assert_all_revised(self, INFINITY, VRO_CAUSE_NONE);
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        assert_true(self->records[i].death_time < 1e-4);
        assert_true(self->records[i].outcome[VRO_HEALING_WEEKS] >= 8 * 1024); // as drawn
    }
    small_courses_close(self);
}

static void three_reoperations_are_the_most(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("vro", ON_PAPER "plan.bilateral,fixed,0\nother.reoperation,fixed,1e6\n");
    assert_all(self, VRO_REVISIONS, 3);
    assert_all(self, VRO_OPERATIONS, 4);
    assert_all(self, VRO_FIRST_REVISION_OTHER, 1);
    assert_all(self, VRO_REVISION_BY_1Y, 1);
    small_courses_close(self);
}

// Infections bring all back at 6 months, the first visit would at half a year.
static void ties_go_to_the_first_in_the_list(void **state) {
    (void)state;
    small_courses *self = small_courses_open("soft_tissue", ON_PAPER RESCUED
                                             "complication.infection,fixed,1\n"
                                             "complication.infection_reoperation,fixed,1\n"
                                             "complication.time,fixed,6\n");
    assert_all_revised(self, 0.5, VRO_CAUSE_COMPLICATION);
    assert_all(self, VRO_REVISIONS, 3);
    assert_all(self, VRO_INFECTION, 4);
    small_courses_close(self);
}

static void what_comes_at_the_end_itself_happens(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", ON_PAPER RESCUED "followup.horizon,fixed,0.5\n");
    assert_all_revised(self, 0.5, VRO_CAUSE_MIGRATION);
    assert_all(self, VRO_REVISIONS, 1);
    small_courses_close(self);
    self = small_courses_open("vro", ON_PAPER
                              "implant.removal_probability,fixed,1\n"
                              "implant.removal_time,fixed,6\nfollowup.horizon,fixed,0.5\n");
    assert_all(self, VRO_REMOVALS, 1);
    small_courses_close(self);
}

// Removal and first visit both at half a year: the reoperation takes the place of the removal, in
// the first three episodes.
static void a_removal_must_come_before_the_next_event(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("vro", ON_PAPER RESCUED "implant.removal_probability,fixed,1\n"
                                                   "implant.removal_time,fixed,6\n"
                                                   "plan.bilateral,fixed,0\n");
    assert_all(self, VRO_REVISIONS, 3);
    assert_all(self, VRO_REMOVALS, 1);
    small_courses_close(self);
}

static void a_horizon_before_the_first_visit_sees_no_revision(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", ON_PAPER RESCUED "followup.horizon,fixed,0.4\n");
    assert_all(self, VRO_REVISIONS, 0);
    assert_all_revised(self, INFINITY, VRO_CAUSE_NONE);
    small_courses_close(self);
}

static void a_huge_hazard_loses_every_position(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("vro", ON_PAPER "loss.hazard,fixed,100\nloss.tolerance,fixed,-1\n"
                                           "loss.angle,fixed,5\nloss.varus_share,fixed,1\n");
    assert_all(self, VRO_LOSS_OF_POSITION, 1);
    assert_all(self, VRO_REVISIONS, 3);
    assert_all(self, VRO_FIRST_REVISION_LOSS, 1);
    small_courses_close(self);
    self = small_courses_open("vro", ON_PAPER);
    assert_all(self, VRO_LOSS_OF_POSITION, 0);
    assert_all(self, VRO_REVISIONS, 0);
    small_courses_close(self);
}

// Medialisation of 10 mm belongs to a hip that ever had an osteotomy, also a later one; here all
// varus comes back, so that nothing else widens the hip.
static void medialisation_needs_an_osteotomy(void **state) {
    (void)state;
    const char *lines = ON_PAPER "plan.medialisation,fixed,10\nanatomy.osteotomy_level,fixed,0\n"
                                 "remodel.nsa_share,fixed,2\nremodel.nsa_share_per_year,fixed,0\n"
                                 "remodel.half_time,fixed,0.01\n";
    small_courses *self = small_courses_open("soft_tissue", lines);
    assert_all(self, VRO_WIDTH_MM, 0);
    small_courses_close(self);
    self = small_courses_open("vro", lines);
    assert_near(sum(self, VRO_WIDTH_MM) / (1024.0 * SMALL_COURSES), -10, 0.002);
    small_courses_close(self);
    self = small_courses_open("observation", ON_PAPER RESCUED
                              "plan.medialisation,fixed,10\nanatomy.osteotomy_level,fixed,0\n"
                              "remodel.nsa_share,fixed,2\nremodel.half_time,fixed,0.01\n"
                              "remodel.nsa_share_per_year,fixed,0\n");
    assert_near(sum(self, VRO_WIDTH_MM) / (1024.0 * SMALL_COURSES), -10, 0.002);
    small_courses_close(self);
}

// Operated hips of bilateral children count as operations, not as contralateral reoperations.
static void contralateral_surgery_is_that_of_unilateral_children(void **state) {
    (void)state;
    small_courses *self = small_courses_open("vro", ON_PAPER RESCUED "plan.bilateral,fixed,0.5\n");
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const vro_record *record = &self->records[i];
        assert_int_equal(record->outcome[VRO_CONTRALATERAL], record->bilateral ? 0 : 3);
        assert_int_equal(record->outcome[VRO_OPERATIONS], record->bilateral ? 8 : 7);
    }
    assert_in_range(sum(self, VRO_CONTRALATERAL), 3, 3 * SMALL_COURSES - 3);
    small_courses_close(self);
}

// 30 % a year from 20 % on.
#define MIGRATING                                                                                  \
    ON_PAPER SMALL_STEADY "migration.rate,fixed,60\nanatomy.migration,fixed,20\n"                  \
                          "followup.failure_migration,fixed,50\n"

static void assert_failed_from(const char *strategy, const char *lines, vro_outcome_id family,
                               size_t landmark) {
    small_courses *self = small_courses_open(strategy, lines);
    for (size_t k = 0; k < 4; k++)
        assert_all(self, (vro_outcome_id)(family + k), k >= landmark);
    small_courses_close(self);
}

static void a_hip_fails_at_the_first_visit_over_the_criterion(void **state) {
    (void)state;
    // 50 % at 1 year is not over it, 65 % at 1.5 years is.
    assert_failed_from("observation", MIGRATING, VRO_FAILURE_BY, 1);
    assert_failed_from("observation", MIGRATING "anatomy.migration,fixed,20.1\n", VRO_FAILURE_BY,
                       0);
    // Reoperated for an infection at 0.75 years, at 42.5 %: then it is revised, and so failed.
    const char *revised = MIGRATING "complication.infection,fixed,1\n"
                                    "complication.infection_reoperation,fixed,1\n"
                                    "complication.time,fixed,9\n"
                                    "surgery.reduction_soft_tissue,fixed,0\n";
    assert_failed_from("soft_tissue", revised, VRO_FAILURE_BY, 0);
}

// Visits too far apart to see it: at the end of 10 years it is over 50 %; a child that dies fails
// at its death.
static void a_hip_fails_at_the_end_of_follow_up(void **state) {
    (void)state;
    const char *lines = MIGRATING "followup.visit_interval,fixed,20\n"
                                  "migration.rate,fixed,10\n";
    assert_failed_from("observation", lines, VRO_FAILURE_BY, 3);
    small_courses *self = small_courses_open(
        "observation", MIGRATING "followup.visit_interval,fixed,20\nmortality.rate,fixed,0.3\n");
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const vro_record *record = &self->records[i];
        const double end = fmin(record->death_time, 10);
        const double years[] = {1, 2, 5, 10};
        for (size_t k = 0; k < 4; k++)
            assert_int_equal(record->outcome[VRO_FAILURE_BY + k],
                             end <= years[k] && 20 + 30 * end > 50);
    }
    small_courses_close(self);
}

static void a_hip_reoperated_for_migration_has_recurred(void **state) {
    (void)state;
    small_courses *self = small_courses_open("observation", ON_PAPER RESCUED
                                             "rescue.threshold,fixed,50\n"
                                             "anatomy.migration,fixed,50\n"
                                             "surgery.reduction_osteotomy,fixed,0.5\n");
    assert_all(self, VRO_DISPLACED, 0); // 25 %
    assert_all(self, VRO_RECURRENCE, 1);
    small_courses_close(self);
    self = small_courses_open("vro", ON_PAPER "other.reoperation,fixed,1e6\n"
                                              "anatomy.migration_other,fixed,90\n");
    assert_all(self, VRO_REVISIONS, 3);
    assert_all(self, VRO_RECURRENCE, 0);
    small_courses_close(self);
}

// Eleven weeks after the visit at half a year.
static void a_rescue_comes_after_its_wait(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", ON_PAPER RESCUED "rescue.wait,fixed,11\n");
    assert_all_revised(self, 0.5 + 11 * 7 / 365.25, VRO_CAUSE_MIGRATION);
    small_courses_close(self);
    self = small_courses_open("observation", ON_PAPER RESCUED "rescue.wait,fixed,520\n");
    assert_all_revised(self, INFINITY, VRO_CAUSE_NONE);
    small_courses_close(self);
}

static void assert_same_outcomes(const vro_record *a, const vro_record *b) {
    for (int id = 0; id < VRO_OUTCOMES; id++)
        assert_int_equal(a->outcome[id], b->outcome[id]);
    assert_near(a->revision_time, b->revision_time, 0);
    assert_int_equal(a->cause, b->cause);
    assert_near(a->death_time, b->death_time, 0);
}

// The same children with and without operative mortality, everything else as in the default.
static void what_comes_before_a_death_does_not_depend_on_it(void **state) {
    (void)state;
    small_courses *without = small_courses_open(NULL, "mortality.operation,fixed,0\n");
    small_courses *with = small_courses_open(NULL, "mortality.operation,fixed,0.3\n");
    size_t later_deaths = 0;
    for (size_t i = 0; i < SMALL_COURSES * with->small.model.strategies; i++) {
        const vro_record *spared = &without->records[i], *record = &with->records[i];
        if (record->death_time == spared->death_time) {
            assert_same_outcomes(record, spared);
        } else {
            const bool before = spared->revision_time <= record->death_time;
            assert_near(record->revision_time, before ? spared->revision_time : INFINITY, 0);
            assert_true(record->death_time < spared->death_time);
            assert_true(record->outcome[VRO_REVISIONS] <= spared->outcome[VRO_REVISIONS]);
            assert_int_equal(record->outcome[VRO_HEALING_WEEKS],
                             spared->outcome[VRO_HEALING_WEEKS]);
            later_deaths += record->death_time > 0.11;
        }
    }
    assert_true(later_deaths > 50);
    small_courses_close(with);
    small_courses_close(without);
}

// Levels with a horizon of their own: a death after it is not seen.
static void deaths_count_up_to_the_horizon_of_the_level(void **state) {
    (void)state;
    small_courses *self = small_courses_open("vro", ON_PAPER "mortality.rate,fixed,0.3\n"
                                                             "followup.horizon,fixed,1,,,,,5\n");
    size_t seen[2] = {0};
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const double horizon = self->records[i].level == 4 ? 1 : 10;
        vro_block_load_child(self->small.block, i);
        const double death = self->small.block->children.natural_death[0];
        assert_near(self->records[i].death_time, death <= horizon ? death : INFINITY, 0);
        seen[death <= horizon]++;
    }
    assert_true(seen[0] > 0 && seen[1] > 0);
    small_courses_close(self);
}

// Whoever is revised has failed, and a hip is one of both; what is so by a landmark stays so.
static void outcomes_by_landmark_follow_from_times_and_from_one_another(void **state) {
    (void)state;
    small_courses *self = small_courses_open("vro", "followup.landmarks,text,0.3/1/7.1\n");
    const vro_landmarks *landmarks = &self->small.model.outcomes->landmarks;
    size_t revised = 0, failed = 0, either = 0;
    assert_int_equal(landmarks->count, 4);
    for (size_t i = 0; i < SMALL_COURSES; i++)
        for (size_t k = 0; k < landmarks->count; k++) {
            const int32_t *of = self->records[i].outcome;
            const double time = self->records[i].revision_time;
            assert_int_equal(of[VRO_REVISION_BY + k], time <= landmarks->years[k] + 1e-6);
            assert_true(of[VRO_REVISION_BY + k] <= of[VRO_FAILURE_BY + k]);
            assert_true(of[VRO_REVISION_BY + k] <= of[VRO_REVISION_EITHER_BY + k]);
            assert_true(of[VRO_REVISION_EITHER_BY + k] <= of[VRO_FAILURE_EITHER_BY + k]);
            assert_true(of[VRO_FAILURE_BY + k] <= of[VRO_FAILURE_EITHER_BY + k]);
            assert_true(k == 0 || of[VRO_FAILURE_BY + k - 1] <= of[VRO_FAILURE_BY + k]);
            revised += (size_t)of[VRO_REVISION_BY + k];
            failed += (size_t)of[VRO_FAILURE_BY + k];
            either += (size_t)of[VRO_FAILURE_EITHER_BY + k];
        }
    assert_true(0 < revised && revised < failed && failed < either);
    small_courses_close(self);
}

int test_course(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_nothing_happens_only_nature_is_left),
        cmocka_unit_test(every_index_session_on_bone_can_kill),
        cmocka_unit_test(a_release_does_not_kill),
        cmocka_unit_test(a_later_bone_operation_can_kill),
        cmocka_unit_test(a_later_release_does_not_kill),
        cmocka_unit_test(a_death_by_the_other_hip_ends_the_course_of_both),
        cmocka_unit_test(a_huge_death_rate_leaves_the_index_operation_only),
        cmocka_unit_test(three_reoperations_are_the_most),
        cmocka_unit_test(ties_go_to_the_first_in_the_list),
        cmocka_unit_test(what_comes_at_the_end_itself_happens),
        cmocka_unit_test(a_removal_must_come_before_the_next_event),
        cmocka_unit_test(a_horizon_before_the_first_visit_sees_no_revision),
        cmocka_unit_test(a_huge_hazard_loses_every_position),
        cmocka_unit_test(medialisation_needs_an_osteotomy),
        cmocka_unit_test(contralateral_surgery_is_that_of_unilateral_children),
        cmocka_unit_test(a_hip_fails_at_the_first_visit_over_the_criterion),
        cmocka_unit_test(a_hip_fails_at_the_end_of_follow_up),
        cmocka_unit_test(a_hip_reoperated_for_migration_has_recurred),
        cmocka_unit_test(a_rescue_comes_after_its_wait),
        cmocka_unit_test(what_comes_before_a_death_does_not_depend_on_it),
        cmocka_unit_test(outcomes_by_landmark_follow_from_times_and_from_one_another),
        cmocka_unit_test(deaths_count_up_to_the_horizon_of_the_level),
    };
    return cmocka_run_group_tests_name("course", tests, NULL, NULL);
}
