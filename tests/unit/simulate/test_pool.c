// Pieces on threads: each is done once, in order where that matters, until a fault or the host
// ends the work.
#include "vrosim/simulate/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { PIECES = 500, THREADS_MOST = 4 };

typedef struct work {
    vro_pool pool;
    atomic_int runs[PIECES];
    atomic_int calls;  // of interrupted
    int stop_at;       // the call that requests to stop; 0: none
    uint64_t reported; // units, by the last call of progress
    uint64_t bad;      // piece at fault; PIECES: none
    uint64_t finished[PIECES];
    uint64_t finished_count;
} work;

static vro_status run(void *context, int thread, uint64_t piece, vro_errors *errors) {
    work *self = context;
    assert_in_range(thread, 0, vro_pool_threads(&self->pool, PIECES) - 1);
    atomic_fetch_add(&self->runs[piece], 1);
    vro_pool_count(&self->pool, 2);
    if (piece == self->bad)
        return vro_errors_add(errors, VRO_BAD_OUTPUT, NULL, "piece %d", (int)piece);
    return VRO_OK;
}

static vro_status finish(void *context, int thread, uint64_t piece, vro_errors *errors) {
    work *self = context;
    (void)thread;
    (void)errors;
    self->finished[self->finished_count++] = piece;
    return VRO_OK;
}

static vro_status interrupted(void *host) {
    work *self = host;
    const int calls = atomic_fetch_add(&self->calls, 1) + 1;
    return self->stop_at > 0 && calls >= self->stop_at ? VRO_TERMINATED : VRO_OK;
}

static void progress(void *host, uint64_t done, uint64_t total) {
    work *self = host;
    assert_true(done >= self->reported && done <= total);
    self->reported = done;
}

static void begin(work *self, int threads) {
    memset(self, 0, sizeof *self);
    vro_pool_init(&self->pool, threads, &(vro_callbacks){self, interrupted, progress});
    self->pool.total = 2 * PIECES;
    self->bad = PIECES;
}

static vro_pool_job job_of(work *self) {
    return (vro_pool_job){.pieces = PIECES, .context = self, .run = run};
}

static void assert_first_pieces_are_done(work *self, uint64_t done) {
    for (uint64_t piece = 0; piece < PIECES; piece++)
        assert_int_equal(atomic_load(&self->runs[piece]), piece < done);
}

static void every_piece_is_done_once_and_counted(void **state) {
    (void)state;
    for (int threads = 1; threads <= THREADS_MOST; threads++) {
        work self;
        vro_errors errors = {0};
        uint64_t done = 0;
        begin(&self, threads);
        const vro_pool_job job = job_of(&self);
        assert_int_equal(vro_pool_run(&self.pool, &job, &done, &errors), VRO_OK);
        assert_int_equal(done, PIECES);
        assert_first_pieces_are_done(&self, PIECES);
        assert_int_equal(self.reported, 2 * PIECES);
    }
}

static void the_first_pieces_are_finished_in_their_order(void **state) {
    (void)state;
    for (int threads = 1; threads <= THREADS_MOST; threads++) {
        work self;
        vro_errors errors = {0};
        begin(&self, threads);
        vro_pool_job job = job_of(&self);
        job.finish = finish;
        job.ordered = 300;
        assert_int_equal(vro_pool_run(&self.pool, &job, NULL, &errors), VRO_OK);
        assert_int_equal(self.finished_count, 300);
        for (uint64_t i = 0; i < 300; i++)
            assert_int_equal(self.finished[i], i);
    }
}

static void a_fault_ends_the_work_with_its_sentence(void **state) {
    (void)state;
    for (int threads = 1; threads <= THREADS_MOST; threads++) {
        work self;
        vro_errors errors = {0};
        begin(&self, threads);
        self.bad = 100;
        vro_pool_job job = job_of(&self);
        job.finish = finish;
        job.ordered = PIECES;
        assert_int_equal(vro_pool_run(&self.pool, &job, NULL, &errors), VRO_BAD_OUTPUT);
        assert_int_equal(errors.count, 1);
        assert_string_equal(errors.faults[0].text, "piece 100");
        assert_true(self.finished_count <= 100);
        assert_int_equal(atomic_load(&self.runs[PIECES - 1]), 0);
        vro_errors_free(&errors);
    }
}

// Also where it is the last, after which no piece is left to tell that the work has ended early.
static void a_piece_at_fault_and_those_after_it_are_not_done(void **state) {
    (void)state;
    for (int threads = 1; threads <= THREADS_MOST; threads++)
        for (uint64_t bad = 0; bad < PIECES; bad += PIECES - 1) {
            work self;
            vro_errors errors = {0};
            uint64_t done = PIECES;
            begin(&self, threads);
            self.bad = bad;
            const vro_pool_job job = job_of(&self);
            assert_int_equal(vro_pool_run(&self.pool, &job, &done, &errors), VRO_BAD_OUTPUT);
            assert_int_equal(done, bad);
            vro_errors_free(&errors);
        }
}

static void a_host_that_stops_leaves_the_end_of_the_pieces(void **state) {
    (void)state;
    for (int threads = 1; threads <= THREADS_MOST; threads++) {
        work self;
        vro_errors errors = {0};
        uint64_t done = PIECES;
        begin(&self, threads);
        self.stop_at = 1;
        const vro_pool_job job = job_of(&self);
        assert_int_equal(vro_pool_run(&self.pool, &job, &done, &errors), VRO_TERMINATED);
        assert_int_equal(done, 0);
        assert_first_pieces_are_done(&self, 0);
        self.stop_at = atomic_load(&self.calls) + 3;
        (void)!vro_pool_run(&self.pool, &job, &done, &errors);
        assert_first_pieces_are_done(&self, done);
        assert_int_equal(errors.count, 0);
    }
}

static bool at_once(void *context) {
    (void)context;
    return true;
}

static void a_late_job_does_its_first_piece(void **state) {
    (void)state;
    for (int threads = 1; threads <= THREADS_MOST; threads++) {
        work self;
        vro_errors errors = {0};
        uint64_t done = 0;
        begin(&self, threads);
        vro_pool_job job = job_of(&self);
        job.is_late = at_once;
        assert_int_equal(vro_pool_run(&self.pool, &job, &done, &errors), VRO_OK);
        assert_int_equal(done, 1);
        assert_first_pieces_are_done(&self, 1);
    }
}

static void nothing_to_do_is_done(void **state) {
    (void)state;
    work self;
    vro_errors errors = {0};
    uint64_t done = 1;
    begin(&self, 3);
    vro_pool_job job = job_of(&self);
    job.pieces = 0;
    assert_int_equal(vro_pool_run(&self.pool, &job, &done, &errors), VRO_OK);
    assert_int_equal(done, 0);
}

static void no_more_is_counted_than_was_expected(void **state) {
    (void)state;
    vro_pool pool;
    vro_pool_init(&pool, 1, NULL);
    vro_pool_count(&pool, 5);
    vro_pool_expect(&pool, 10);
    vro_pool_count(&pool, 7);
    vro_pool_count(&pool, 7);
    assert_int_equal(pool.done, 15);
    vro_pool_expect(&pool, 4);
    vro_pool_count(&pool, 1);
    vro_pool_expect(&pool, 2);
    assert_int_equal(pool.done, 19);
}

static void there_are_no_more_threads_than_pieces(void **state) {
    (void)state;
    vro_pool pool;
    vro_pool_init(&pool, 3, NULL);
    assert_int_equal(vro_pool_threads(&pool, 2), 2);
    assert_int_equal(vro_pool_threads(&pool, 0), 1);
    assert_int_equal(vro_pool_threads(&pool, UINT64_MAX), 3);
}

int test_pool(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_done_once_and_counted),
        cmocka_unit_test(the_first_pieces_are_finished_in_their_order),
        cmocka_unit_test(a_fault_ends_the_work_with_its_sentence),
        cmocka_unit_test(a_piece_at_fault_and_those_after_it_are_not_done),
        cmocka_unit_test(a_host_that_stops_leaves_the_end_of_the_pieces),
        cmocka_unit_test(a_late_job_does_its_first_piece),
        cmocka_unit_test(nothing_to_do_is_done),
        cmocka_unit_test(no_more_is_counted_than_was_expected),
        cmocka_unit_test(there_are_no_more_threads_than_pieces),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
