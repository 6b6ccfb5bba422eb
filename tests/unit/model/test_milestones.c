#include "vrosim/model/milestones.h"

#include "near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT = 3 };

// The milestones of three children, and their hips of both sides in episode 0, unoperated, to 10
// years.
typedef struct record {
    vro_milestones milestones;
    vro_hips hips[VRO_HIPS];
} record;

static void start_hips(vro_hips *hips, unsigned hip, unsigned episode) {
    memset(hips, 0, sizeof *hips);
    hips->count = COUNT;
    hips->lanes = vro_lanes(COUNT);
    hips->hip = hip;
    hips->episode = episode;
    for (size_t i = 0; i < COUNT; i++) {
        hips->child[i] = (int32_t)i;
        hips->cause[i] = hips->next_cause[i] = VRO_CAUSE_NONE;
        hips->next_time[i] = 10;
        hips->seen_over[i] = INFINITY;
    }
}

static int open_record(void **state) {
    record *self = aligned_alloc(64, (sizeof *self + 63) / 64 * 64);
    if (!self)
        return 1;
    memset(self, 0, sizeof *self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        start_hips(&self->hips[hip], hip, 0);
    vro_milestones_start(&self->milestones, COUNT);
    *state = self;
    return 0;
}

static int close_record(void **state) {
    free(*state);
    return 0;
}

static void end_by(vro_hips *hips, size_t i, vro_cause cause, float time) {
    hips->next_cause[i] = (int32_t)cause;
    hips->next_time[i] = time;
}

static void the_first_revision_ends_the_first_episode(void **state) {
    record *self = *state;
    end_by(&self->hips[0], 1, VRO_CAUSE_OTHER, 3);
    vro_milestones_note(&self->milestones, &self->hips[0], NULL);
    const float expected[COUNT] = {INFINITY, 3, INFINITY};
    assert_memory_equal(self->milestones.first_revision[0], expected, sizeof expected);
    assert_memory_equal(self->milestones.first_failure[0], expected, sizeof expected);
}

// Seen at 2 before a revision at 3; at 4, after the revision; at the moment of it.
static void a_hip_fails_when_it_is_seen_by_the_end_of_the_episode(void **state) {
    record *self = *state;
    const float seen[COUNT] = {2, 4, 3};
    for (size_t i = 0; i < COUNT; i++) {
        end_by(&self->hips[0], i, VRO_CAUSE_MIGRATION, 3);
        self->hips[0].seen_over[i] = seen[i];
    }
    vro_milestones_note(&self->milestones, &self->hips[0], NULL);
    const float expected[COUNT] = {2, 3, 3};
    assert_memory_equal(self->milestones.first_failure[0], expected, sizeof expected);
}

// The other hip of child 0 joins a session at 2, is seen over the criterion 1 year later and
// revised 4 years later: it failed at 3, and its first revision is at 6.
static void a_session_is_neither_revision_nor_failure(void **state) {
    record *self = *state;
    vro_hips *other = &self->hips[1];
    end_by(other, 0, VRO_CAUSE_SESSION, 2);
    vro_milestones_note(&self->milestones, &self->hips[0], NULL);
    vro_milestones_note(&self->milestones, other, &self->hips[0]);
    assert_true(isinf(self->milestones.first_revision[1][0]));
    assert_true(isinf(self->milestones.first_failure[1][0]));
    start_hips(other, 1, 1);
    other->count = 1;
    other->start[0] = 2;
    other->seen_over[0] = 1;
    end_by(other, 0, VRO_CAUSE_LOSS, 4);
    vro_milestones_note(&self->milestones, other, NULL);
    assert_near(self->milestones.first_revision[1][0], 6, 0);
    assert_near(self->milestones.first_failure[1][0], 3, 0);
}

static void heal(vro_hips *hips, size_t i, float weeks, float in_spica) {
    hips->osteotomy[i] = 1;
    hips->healing[i] = weeks;
    hips->spica[i] = in_spica > 0;
    hips->spica_weeks[i] = in_spica;
}

// Child 0: 9 and 11 weeks, both in a spica of 5; child 1: the other hip alone; child 2: the index
// hip alone, the other with numbers drawn for operations that it does not have.
static void the_index_session_counts_the_longer_healing_and_one_spica(void **state) {
    record *self = *state;
    heal(&self->hips[0], 0, 9, 5);
    heal(&self->hips[1], 0, 11, 5);
    heal(&self->hips[1], 1, 8, 4);
    heal(&self->hips[0], 2, 10, 6);
    self->hips[1].healing[2] = 30;
    self->hips[1].spica_weeks[2] = 30;
    vro_milestones_note(&self->milestones, &self->hips[0], NULL);
    vro_milestones_note(&self->milestones, &self->hips[1], &self->hips[0]);
    const float not_standing[COUNT] = {11, 8, 10}, in_spica[COUNT] = {5, 4, 6};
    assert_memory_equal(self->milestones.not_standing, not_standing, sizeof not_standing);
    assert_memory_equal(self->milestones.in_spica, in_spica, sizeof in_spica);
}

static void later_operations_count_for_each_hip(void **state) {
    record *self = *state;
    heal(&self->hips[0], 0, 9, 5);
    vro_milestones_note(&self->milestones, &self->hips[0], NULL);
    vro_milestones_note(&self->milestones, &self->hips[1], &self->hips[0]);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        start_hips(&self->hips[hip], hip, 1);
        heal(&self->hips[hip], 0, 10, 6);
        vro_milestones_note(&self->milestones, &self->hips[hip], NULL);
    }
    assert_near(self->milestones.not_standing[0], 29, 0);
    assert_near(self->milestones.in_spica[0], 17, 0);
}

static void reoperate(vro_hips *hips, size_t i, vro_cause cause, uint32_t osteotomy, float start) {
    hips->cause[i] = (int32_t)cause;
    hips->osteotomy[i] = osteotomy;
    hips->start[i] = start;
}

// A rescue without osteotomy, an osteotomy for another cause, and a rescue with an osteotomy.
static void a_rescue_with_an_osteotomy_makes_a_session(void **state) {
    record *self = *state;
    static vro_children children; // draws of 0: every child is symmetric
    vro_hips *index = &self->hips[0];
    reoperate(index, 0, VRO_CAUSE_MIGRATION, 0, 2);
    reoperate(index, 1, VRO_CAUSE_LOSS, 1, 2);
    reoperate(index, 2, VRO_CAUSE_MIGRATION, 1, 2);
    vro_milestones_note_sessions(&self->milestones, index, &children, vro_bernoulli_of(0.5));
    const float expected[COUNT] = {INFINITY, INFINITY, 2};
    assert_memory_equal(self->milestones.session, expected, sizeof expected);
    reoperate(index, 2, VRO_CAUSE_MIGRATION, 1, 5);
    vro_milestones_note_sessions(&self->milestones, index, &children, vro_bernoulli_of(0.5));
    assert_near(self->milestones.session[2], 2, 0);
}

static void a_child_that_is_not_symmetric_has_no_session(void **state) {
    record *self = *state;
    static vro_children children;
    children.symmetric_draw[0] = UINT32_MAX;
    reoperate(&self->hips[0], 0, VRO_CAUSE_MIGRATION, 1, 2);
    reoperate(&self->hips[0], 1, VRO_CAUSE_MIGRATION, 1, 2);
    vro_milestones_note_sessions(&self->milestones, &self->hips[0], &children,
                                 vro_bernoulli_of(0.5));
    assert_true(isinf(self->milestones.session[0]));
    assert_near(self->milestones.session[1], 2, 0);
    vro_milestones_start(&self->milestones, COUNT);
    vro_milestones_note_sessions(&self->milestones, &self->hips[0], &children, vro_bernoulli_of(0));
    assert_true(isinf(self->milestones.session[1]));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_record, close_record)

int test_milestones(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_first_revision_ends_the_first_episode),
        TEST(a_hip_fails_when_it_is_seen_by_the_end_of_the_episode),
        TEST(a_session_is_neither_revision_nor_failure),
        TEST(the_index_session_counts_the_longer_healing_and_one_spica),
        TEST(later_operations_count_for_each_hip),
        TEST(a_rescue_with_an_osteotomy_makes_a_session),
        TEST(a_child_that_is_not_symmetric_has_no_session),
    };
    return cmocka_run_group_tests_name("milestones", tests, NULL, NULL);
}
