// The event log of one child agrees with the results of its course.
#include "vrosim/model/event_log.h"

#include "near.h"
#include "small_model.h"

#include <stdlib.h>
#include <string.h>

enum { CHILDREN = 150 };

#define EVENTFUL                                                                                   \
    "loss.hazard,fixed,0.02\ncomplication.infection,fixed,0.2\nimplant.refracture,fixed,0.2\n"     \
    "other.reoperation,fixed,0.1\nmortality.operation,fixed,0.1\nmortality.rate,fixed,0.03\n"

typedef struct telling {
    small_model small;
    vro_event_log log;
    vro_results results;
    vro_results silent; // of the same course without a log
} telling;

static int open_telling(void **state) {
    telling *self = aligned_alloc(64, (sizeof *self + 63) / 64 * 64);
    if (!self)
        return -1;
    small_model_open(&self->small, NULL, EVENTFUL);
    *state = self;
    return 0;
}

static int close_telling(void **state) {
    telling *self = *state;
    small_model_close(&self->small);
    free(self);
    return 0;
}

// Runs the course of a child under a strategy, with and without a log.
static void run(telling *self, uint64_t child, size_t strategy) {
    vro_block *block = self->small.block;
    vro_block_load_child(block, child);
    const vro_model_parameters *parameters =
        small_model_parameters(&self->small, strategy, block->children.level);
    vro_course_run(&block->course, parameters, &self->silent);
    memset(&self->log, 0xA5, sizeof self->log);
    block->course.log = &self->log;
    vro_course_run(&block->course, parameters, &self->results);
    block->course.log = NULL;
}

static void for_all(telling *self, void (*check)(const telling *)) {
    for (uint64_t child = 0; child < CHILDREN; child++)
        for (size_t strategy = 0; strategy < self->small.model.strategies; strategy++) {
            run(self, child, strategy);
            check(self);
        }
}

// The events of a hip in order; returns their number.
static size_t events_of(const telling *self, unsigned hip, const vro_event **events) {
    size_t n = 0;
    for (size_t i = 0; i < self->log.count; i++)
        if (self->log.events[i].hip == hip)
            events[n++] = &self->log.events[i];
    return n;
}

static void check_silence(const telling *self) {
    const vro_outcome_set *outcomes = self->results.outcomes;
    for (size_t i = 0; i < outcomes->count; i++)
        assert_int_equal(self->results.outcome[outcomes->ids[i]][0],
                         self->silent.outcome[outcomes->ids[i]][0]);
    assert_int_equal(self->results.cause[0], self->silent.cause[0]);
    assert_near(self->results.revision_time[0], self->silent.revision_time[0], 0);
    assert_near(self->results.death_time[0], self->silent.death_time[0], 0);
}

static void a_log_changes_no_result(void **state) {
    for_all(*state, check_silence);
}

static void check_chain(const telling *self) {
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        const vro_event *events[VRO_EPISODES];
        const size_t n = events_of(self, hip, events);
        assert_in_range(n, 1, VRO_EPISODES);
        assert_int_equal(events[0]->opened_by, VRO_CAUSE_NONE);
        assert_near(events[0]->start, 0, 0);
        for (size_t k = 0; k < n; k++) {
            assert_int_equal(events[k]->episode, k);
            assert_int_equal(events[k]->next != VRO_CAUSE_NONE, k + 1 < n);
        }
        for (size_t k = 1; k < n; k++) {
            assert_int_equal(events[k]->opened_by, events[k - 1]->next);
            assert_near(events[k]->start, events[k - 1]->start + events[k - 1]->length, 1e-6);
            assert_int_equal(events[k]->operation, 1);
        }
    }
}

static void episodes_follow_one_another(void **state) {
    for_all(*state, check_chain);
}

static void check_end(const telling *self) {
    const vro_children *child = &self->small.block->children;
    const vro_model_parameters *parameters = small_model_parameters(&self->small, 0, child->level);
    const double horizon = parameters->number[VRO_FOLLOWUP_HORIZON];
    const double end = fmin(horizon, self->results.death_time[0]);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        const vro_event *events[VRO_EPISODES];
        const size_t n = events_of(self, hip, events);
        const vro_event *last = events[n - 1];
        assert_near(last->start + last->length, end, 1e-5);
    }
}

static void the_last_episode_ends_with_follow_up(void **state) {
    for_all(*state, check_end);
}

static void check_first(const telling *self) {
    const vro_event *events[VRO_EPISODES];
    const size_t n = events_of(self, 0, events);
    const vro_results *results = &self->results;
    assert_int_equal(results->cause[0], events[0]->next);
    assert_near(results->revision_time[0], n > 1 ? events[0]->length : INFINITY, 0);
    assert_int_equal(results->outcome[VRO_LOSS_OF_POSITION][0], events[0]->position_lost);
    if (events[0]->osteotomy)
        assert_near(results->outcome[VRO_HEALING_WEEKS][0] / 1024.0, events[0]->healing,
                    1.0 / 1024);
    else
        assert_int_equal(results->outcome[VRO_HEALING_WEEKS][0], VRO_NO_VALUE);
}

static void the_first_episode_is_that_of_the_results(void **state) {
    for_all(*state, check_first);
}

static void check_numbers(const telling *self) {
    const vro_event *events[VRO_EPISODES];
    const size_t n = events_of(self, 0, events);
    const vro_event *last = events[n - 1];
    const vro_results *results = &self->results;
    int32_t removals = 0, operations = 0;
    for (size_t i = 0; i < self->log.count; i++) {
        const vro_event *event = &self->log.events[i];
        const bool removed = event->next == VRO_CAUSE_NONE ? event->removal <= event->length
                                                           : event->removal < event->length;
        removals += removed && event->hip == 0;
        operations += removed + event->operation;
    }
    assert_int_equal(results->outcome[VRO_REVISIONS][0], n - 1);
    assert_int_equal(results->outcome[VRO_REMOVALS][0], removals);
    assert_int_equal(results->outcome[VRO_OPERATIONS][0], operations);
    assert_int_equal(vro_history_count(last->history, VRO_HISTORY_REVISIONS), n - 1);
    assert_int_equal(vro_history_count(last->history, VRO_HISTORY_INFECTION),
                     results->outcome[VRO_INFECTION][0]);
}

static void numbers_add_up_over_the_episodes(void **state) {
    for_all(*state, check_numbers);
}

static void check_last_state(const telling *self) {
    const vro_event *events[VRO_EPISODES];
    const size_t n = events_of(self, 0, events);
    const vro_event *last = events[n - 1];
    const vro_results *results = &self->results;
    assert_near(results->outcome[VRO_NSA_DEG][0] / 1024.0, last->nsa_after, 1.0 / 1024);
    assert_near(results->outcome[VRO_ANTEVERSION_DEG][0] / 1024.0, last->anteversion_after,
                1.0 / 1024);
    assert_near(results->outcome[VRO_MIGRATION_PCT][0] / 1024.0, last->migration_after, 1.0 / 1024);
}

static void the_last_state_is_that_of_the_results(void **state) {
    for_all(*state, check_last_state);
}

// The next episode is opened by the earliest event, the first of the list among equals; of the
// other hip by a session that comes before them.
static void check_race(const telling *self) {
    for (size_t i = 0; i < self->log.count; i++) {
        const vro_event *event = &self->log.events[i];
        vro_cause first = VRO_CAUSE_LOSS;
        for (vro_cause cause = VRO_CAUSE_COMPLICATION; cause < VRO_CAUSES; cause++)
            if (event->event_time[cause] < event->event_time[first])
                first = cause;
        if (event->next == VRO_CAUSE_SESSION) {
            assert_int_equal(event->hip, 1);
            assert_true(event->length < event->event_time[first]);
        } else if (event->next != VRO_CAUSE_NONE) {
            assert_int_equal(event->next, first);
            assert_near(event->length, event->event_time[first], 0);
        } else if (event->episode + 1 < VRO_EPISODES) {
            assert_true(event->event_time[first] > event->length);
        }
    }
}

static void the_earliest_event_wins(void **state) {
    for_all(*state, check_race);
}

// Visits let pass where each leads to surgery with probability q: floor(ln u / ln(1 - q)).
static long refusals(const telling *self, const vro_event *event, double q) {
    const unsigned slot = vro_slot_of_episode(event->hip, event->episode, VRO_SLOT_ACCEPTANCE);
    const vro_block *block = self->small.block;
    uint32_t draw;
    vro_slot_draws_draw(&block->slots, slot, block->children.state, 1, &draw);
    return (long)floor(log((draw + 0.5) / 4294967296.0) / log(1 - q));
}

// Without a wait the episode ends at the visit of the decision: its migration is that of the end.
static void check_decision(const telling *self) {
    const vro_children *child = &self->small.block->children;
    const float *number = small_model_parameters(&self->small, 0, child->level)->number;
    const float interval = number[VRO_FOLLOWUP_VISIT_INTERVAL];
    for (size_t i = 0; i < self->log.count; i++) {
        const vro_event *event = &self->log.events[i];
        if (event->next != VRO_CAUSE_MIGRATION)
            continue;
        const float visits = event->decided / interval + 0.5f - child->visit_phase[0];
        assert_near(event->migration_decided, event->migration_after, 0.001);
        assert_true(event->migration_decided >= number[VRO_RESCUE_THRESHOLD]);
        assert_true(event->migration_decided >= event->migration_before_decided - 0.001f);
        assert_near(visits, roundf(visits), 1e-3);
        assert_in_range(event->let_pass, 0, lroundf(visits) - 1);
        assert_int_equal(event->let_pass, refusals(self, event, 0.4));
        if (lroundf(visits) == 1)
            assert_near(event->migration_before_decided, event->migration, 0);
    }
}

static size_t let_pass(const telling *self, uint64_t children) {
    size_t visits = 0;
    for (uint64_t child = 0; child < children; child++) {
        run((telling *)self, child, 0);
        for (size_t i = 0; i < self->log.count; i++)
            visits += self->log.events[i].next == VRO_CAUSE_MIGRATION
                          ? (size_t)self->log.events[i].let_pass
                          : 0;
    }
    return visits;
}

static telling *open_rescues(const char *lines) {
    telling *self = aligned_alloc(64, (sizeof *self + 63) / 64 * 64);
    assert_non_null(self);
    small_model_open(&self->small, "soft_tissue,vro", lines);
    return self;
}

static void a_decision_is_told_as_it_was_made(void **state) {
    telling *self = open_rescues("rescue.wait,fixed,0\nrescue.acceptance,fixed,0.4\n");
    (void)state;
    for_all(self, check_decision);
    assert_in_range(let_pass(self, CHILDREN), 20, 10 * CHILDREN);
    small_model_close(&self->small);
    free(self);
}

static void no_visit_is_let_pass_where_surgery_is_always_accepted(void **state) {
    telling *self = open_rescues("rescue.acceptance,fixed,1\n");
    (void)state;
    assert_int_equal(let_pass(self, CHILDREN), 0);
    small_model_close(&self->small);
    free(self);
}

// Children who died of a later operation are among them: their course is run twice, told once.
static void all_kinds_of_courses_were_told(void **state) {
    telling *self = *state;
    size_t further = 0, cut_short = 0;
    for (uint64_t child = 0; child < CHILDREN; child++)
        for (size_t strategy = 0; strategy < self->small.model.strategies; strategy++) {
            run(self, child, strategy);
            const float death = self->results.death_time[0];
            const bool natural = death == self->small.block->children.natural_death[0];
            further += self->log.count > VRO_HIPS;
            cut_short += death < INFINITY && death > 0.11f && !natural;
        }
    assert_true(further > 20 && cut_short > 5);
}

int test_event_log(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_changes_no_result),
        cmocka_unit_test(episodes_follow_one_another),
        cmocka_unit_test(the_last_episode_ends_with_follow_up),
        cmocka_unit_test(the_first_episode_is_that_of_the_results),
        cmocka_unit_test(numbers_add_up_over_the_episodes),
        cmocka_unit_test(the_last_state_is_that_of_the_results),
        cmocka_unit_test(the_earliest_event_wins),
        cmocka_unit_test(a_decision_is_told_as_it_was_made),
        cmocka_unit_test(no_visit_is_let_pass_where_surgery_is_always_accepted),
        cmocka_unit_test(all_kinds_of_courses_were_told),
    };
    return cmocka_run_group_tests_name("event_log", tests, open_telling, close_telling);
}
