#include "vrosim/model/next_event.h"

#include "near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// One hip, started 2 years after the index operation and followed to 10, for which nothing is due.
typedef struct waiting {
    vro_hips hips;
    float session[VRO_CHUNK];
    float scratch[VRO_CHUNK];
} waiting;

static int open_waiting(void **state) {
    waiting *self = aligned_alloc(64, (sizeof *self + 63) / 64 * 64);
    if (!self)
        return 1;
    memset(self, 0, sizeof *self);
    vro_hips *hips = &self->hips;
    hips->count = 1;
    hips->lanes = vro_lanes(1);
    hips->episode = 1;
    hips->child[0] = 5;
    hips->start[0] = 2;
    hips->end[0] = 10;
    hips->removal[0] = INFINITY;
    for (int cause = 0; cause < VRO_CAUSES; cause++)
        hips->event_time[cause][0] = INFINITY;
    self->session[5] = INFINITY;
    *state = self;
    return 0;
}

static int close_waiting(void **state) {
    free(*state);
    return 0;
}

static void assert_next(waiting *self, vro_cause cause, float time) {
    vro_next_event_find(&self->hips, self->session, self->scratch);
    assert_int_equal(self->hips.next_cause[0], cause);
    assert_near(self->hips.next_time[0], time, 0);
}

static void without_an_event_the_episode_lasts_to_the_end(void **state) {
    assert_next(*state, VRO_CAUSE_NONE, 8);
}

static void the_earliest_event_comes_next(void **state) {
    waiting *self = *state;
    self->hips.event_time[VRO_CAUSE_LOSS][0] = 3;
    self->hips.event_time[VRO_CAUSE_OTHER][0] = 1;
    assert_next(self, VRO_CAUSE_OTHER, 1);
    assert_int_equal(vro_history_count(self->hips.history[0], VRO_HISTORY_REVISIONS), 1);
}

static void of_equal_times_the_first_of_the_list_counts(void **state) {
    waiting *self = *state;
    for (int cause = VRO_CAUSES - 1; cause >= 0; cause--) {
        self->hips.event_time[cause][0] = 1;
        assert_next(self, (vro_cause)cause, 1);
    }
}

static void an_event_at_the_end_itself_happens_and_one_after_it_lapses(void **state) {
    waiting *self = *state;
    self->hips.event_time[VRO_CAUSE_MIGRATION][0] = 8;
    assert_next(self, VRO_CAUSE_MIGRATION, 8);
    self->hips.event_time[VRO_CAUSE_MIGRATION][0] = nextafterf(8, 9);
    assert_next(self, VRO_CAUSE_NONE, 8);
}

static void the_fourth_episode_lasts_to_the_end(void **state) {
    waiting *self = *state;
    self->hips.episode = VRO_EPISODES - 1;
    self->hips.hip = 1;
    self->session[5] = 4;
    self->hips.event_time[VRO_CAUSE_OTHER][0] = 1;
    assert_next(self, VRO_CAUSE_NONE, 8);
    assert_int_equal(vro_history_count(self->hips.history[0], VRO_HISTORY_REVISIONS), 0);
}

static void a_session_takes_the_other_hip_along_and_is_no_revision(void **state) {
    waiting *self = *state;
    self->session[5] = 6;
    assert_next(self, VRO_CAUSE_NONE, 8); // an index hip is not taken along
    self->hips.hip = 1;
    assert_next(self, VRO_CAUSE_SESSION, 4);
    assert_int_equal(vro_history_count(self->hips.history[0], VRO_HISTORY_REVISIONS), 0);
}

// At the start of the episode and at the end itself, but not before the start.
static void a_session_may_come_at_either_end_of_the_episode(void **state) {
    waiting *self = *state;
    self->hips.hip = 1;
    self->session[5] = 2;
    assert_next(self, VRO_CAUSE_SESSION, 0);
    self->session[5] = 10;
    assert_next(self, VRO_CAUSE_SESSION, 8);
    self->session[5] = 1.5f;
    assert_next(self, VRO_CAUSE_NONE, 8);
}

static void a_hip_that_had_an_osteotomy_is_not_taken_along(void **state) {
    waiting *self = *state;
    self->hips.hip = 1;
    self->session[5] = 6;
    self->hips.history[0] = 1u << VRO_HISTORY_OSTEOTOMY;
    assert_next(self, VRO_CAUSE_NONE, 8);
}

static void of_an_event_and_a_session_at_one_time_the_event_counts(void **state) {
    waiting *self = *state;
    self->hips.hip = 1;
    self->session[5] = 6;
    self->hips.event_time[VRO_CAUSE_OTHER][0] = 4;
    assert_next(self, VRO_CAUSE_OTHER, 4);
}

static void a_removal_takes_place_before_the_next_event_alone(void **state) {
    waiting *self = *state;
    self->hips.event_time[VRO_CAUSE_OTHER][0] = 4;
    self->hips.removal[0] = 3;
    assert_next(self, VRO_CAUSE_OTHER, 4);
    assert_near(self->hips.removal[0], 3, 0);
    assert_int_equal(vro_history_count(self->hips.history[0], VRO_HISTORY_REMOVALS), 1);
    self->hips.removal[0] = 4;
    assert_next(self, VRO_CAUSE_OTHER, 4);
    assert_true(isinf(self->hips.removal[0]));
    assert_int_equal(vro_history_count(self->hips.history[0], VRO_HISTORY_REMOVALS), 1);
}

static void a_removal_at_the_end_itself_takes_place(void **state) {
    waiting *self = *state;
    self->hips.removal[0] = 8;
    assert_next(self, VRO_CAUSE_NONE, 8);
    assert_int_equal(vro_history_count(self->hips.history[0], VRO_HISTORY_REMOVALS), 1);
    assert_int_equal(vro_history_count(self->hips.history[0], VRO_HISTORY_OPERATIONS), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_waiting, close_waiting)

int test_next_event(void) {
    const struct CMUnitTest tests[] = {
        TEST(without_an_event_the_episode_lasts_to_the_end),
        TEST(the_earliest_event_comes_next),
        TEST(of_equal_times_the_first_of_the_list_counts),
        TEST(an_event_at_the_end_itself_happens_and_one_after_it_lapses),
        TEST(the_fourth_episode_lasts_to_the_end),
        TEST(a_session_takes_the_other_hip_along_and_is_no_revision),
        TEST(a_session_may_come_at_either_end_of_the_episode),
        TEST(a_hip_that_had_an_osteotomy_is_not_taken_along),
        TEST(of_an_event_and_a_session_at_one_time_the_event_counts),
        TEST(a_removal_takes_place_before_the_next_event_alone),
        TEST(a_removal_at_the_end_itself_takes_place),
    };
    return cmocka_run_group_tests_name("next_event", tests, NULL, NULL);
}
