// How long a round is and what it reports, for a process alone. Jobs of several ranks are in
// psa.bats and restart.bats.
#include "vrosim/simulate/rank_round.h"

#include "vrosim/simulate/clock.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct fixture {
    vro_ranks ranks;
    vro_pool pool;
    vro_status request; // of the host
    vro_rank_round round;
} fixture;

static vro_status requested(void *host) {
    return *(const vro_status *)host;
}

static int open_fixture(void **state) {
    static fixture self;
    vro_errors errors = {0};
    self = (fixture){.ranks = {.count = 1}};
    vro_pool_init(&self.pool, 1, &(vro_callbacks){.host = &self.request, .interrupted = requested});
    assert_int_equal(vro_rank_round_init(&self.round, &self.ranks, &self.pool, &errors), VRO_OK);
    *state = &self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_rank_round_free(&self->round);
    return 0;
}

static void a_process_alone_sets_the_end_of_a_round(void **state) {
    fixture *self = *state;
    vro_rank_round_begin(&self->round, INFINITY);
    assert_false(vro_rank_round_is_over(&self->round));
    vro_rank_round_begin(&self->round, vro_clock_now());
    assert_true(vro_rank_round_is_over(&self->round));
}

static void several_ranks_have_a_second(void **state) {
    fixture *self = *state;
    self->ranks.count = 2;
    const double before = vro_clock_now();
    vro_rank_round_begin(&self->round, INFINITY);
    const double after = vro_clock_now();
    assert_true(self->round.end >= before + 1 && self->round.end <= after + 1);
    self->ranks.count = 1;
}

static void reports_say_what_is_done_and_due(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_rank_round_end(&self->round, VRO_OK, 7, true), VRO_OK);
    assert_true(vro_rank_round_done(&self->round) == 7);
    assert_true(self->round.reports[0].checkpoint_due);
    assert_int_equal(vro_rank_round_interrupted(&self->round), VRO_OK);
}

static void the_work_of_all_ranks_is_added(void **state) {
    (void)state;
    const vro_ranks three = {.count = 3};
    vro_rank_report reports[] = {{.done = 5}, {.done = 0}, {.done = 6}};
    const vro_rank_round round = {.ranks = &three, .reports = reports};
    assert_true(vro_rank_round_done(&round) == 11);
    assert_int_equal(vro_rank_round_interrupted(&round), VRO_OK);
}

static void of_two_requests_all_ranks_get_the_same(void **state) {
    (void)state;
    const vro_ranks three = {.count = 3};
    vro_rank_report reports[] = {
        {.interrupted = VRO_INTERRUPTED}, {.interrupted = VRO_TERMINATED}, {0}};
    const vro_rank_round round = {.ranks = &three, .reports = reports};
    assert_int_equal(vro_rank_round_interrupted(&round), VRO_TERMINATED);
}

static void an_interruption_is_reported_and_is_no_fault(void **state) {
    fixture *self = *state;
    self->request = VRO_TERMINATED;
    assert_int_equal(vro_rank_round_end(&self->round, VRO_TERMINATED, 3, false), VRO_OK);
    assert_true(vro_rank_round_done(&self->round) == 3);
    assert_int_equal(vro_rank_round_interrupted(&self->round), VRO_TERMINATED);
}

static void a_fault_is_returned_and_not_reported(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_rank_round_end(&self->round, VRO_NO_MEMORY, 3, false), VRO_NO_MEMORY);
    assert_true(vro_rank_round_done(&self->round) == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_rank_round(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_process_alone_sets_the_end_of_a_round),
        TEST(several_ranks_have_a_second),
        TEST(reports_say_what_is_done_and_due),
        TEST(the_work_of_all_ranks_is_added),
        TEST(of_two_requests_all_ranks_get_the_same),
        TEST(an_interruption_is_reported_and_is_no_fault),
        TEST(a_fault_is_returned_and_not_reported),
    };
    return cmocka_run_group_tests_name("rank_round", tests, NULL, NULL);
}
