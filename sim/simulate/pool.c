#include "vrosim/simulate/pool.h"

#include "vrosim/simulate/monitor.h"

#include <stdatomic.h>
#include <stddef.h>

#ifdef _OPENMP
#include <omp.h>
#endif

// The number of this thread in its OpenMP team, which outside a parallel region of the pool is one
// of the host's.
static int number_in_team(void) {
#ifdef _OPENMP
    return omp_get_thread_num();
#else
    return 0;
#endif
}

// The number of this thread in the pool; 0 is the caller's.
static int thread_number(const vro_pool *self) {
    return number_in_team() - self->caller;
}

// What the threads of a vro_pool_run share.
typedef struct vro_pool_work {
    vro_pool *pool;
    const vro_pool_job *job;
    vro_errors *errors;
    _Atomic uint64_t next;  // the piece to take
    atomic_int interrupted; // vro_status of the host
    atomic_int fault;       // vro_status of the first piece that failed
    vro_monitor monitor;    // guards the following, pool->done and errors
    uint64_t failed;        // the first piece that failed; beyond all where none has
    uint64_t turn;          // the piece that may call finish
    int finished;           // threads without further pieces, not counting the caller's
} vro_pool_work;

int vro_pool_default_threads(void) {
#ifdef _OPENMP
    return omp_get_max_threads();
#else
    return 1;
#endif
}

int vro_pool_threads(const vro_pool *self, uint64_t pieces) {
    if (pieces < (uint64_t)self->threads)
        return pieces > 0 ? (int)pieces : 1;
    return self->threads;
}

void vro_pool_init(vro_pool *self, int threads, const vro_callbacks *callbacks) {
    *self = (vro_pool){.threads = threads, .limit = UINT64_MAX, .caller = number_in_team()};
    if (callbacks)
        self->callbacks = *callbacks;
#ifdef _OPENMP
    if (threads > 1) {
#pragma omp parallel num_threads(threads)
        {
#pragma omp barrier
        }
    }
#else
    self->threads = 1;
#endif
}

vro_status vro_pool_interrupted(vro_pool *self) {
    vro_pool_work *work = self->work;
    const bool known = work && atomic_load(&work->interrupted) != VRO_OK;
    if (known || thread_number(self) != 0)
        return work ? (vro_status)atomic_load(&work->interrupted) : VRO_OK;
    const vro_status status =
        self->callbacks.interrupted ? self->callbacks.interrupted(self->callbacks.host) : VRO_OK;
    if (work)
        atomic_store(&work->interrupted, (int)status);
    return status;
}

void vro_pool_count(vro_pool *self, uint64_t units) {
    vro_pool_work *work = self->work;
    if (work)
        vro_monitor_enter(&work->monitor);
    self->done = units < self->limit - self->done ? self->done + units : self->limit;
    const uint64_t done = self->done;
    if (work)
        vro_monitor_leave(&work->monitor);
    if (thread_number(self) == 0 && self->callbacks.progress)
        self->callbacks.progress(self->callbacks.host, done, self->total);
}

void vro_pool_expect(vro_pool *self, uint64_t units) {
    if (self->limit < UINT64_MAX)
        vro_pool_count(self, self->limit - self->done);
    self->limit = self->done + units;
}

static bool is_over(vro_pool_work *self, uint64_t taken) {
    const vro_pool_job *job = self->job;
    return taken >= job->pieces || atomic_load(&self->fault) != VRO_OK ||
           vro_pool_interrupted(self->pool) != VRO_OK ||
           (taken > 0 && job->is_late && job->is_late(job->context));
}

// A thread that takes a piece finishes it, so that the pieces done are the first ones.
static bool take_piece(vro_pool_work *self, uint64_t *piece) {
    *piece = atomic_load(&self->next);
    do {
        if (is_over(self, *piece))
            return false;
    } while (!atomic_compare_exchange_weak(&self->next, piece, *piece + 1));
    return true;
}

static void keep_fault(vro_pool_work *self, uint64_t piece, vro_status status, vro_errors *errors) {
    vro_monitor_enter(&self->monitor);
    if (piece < self->failed)
        self->failed = piece;
    if (atomic_load(&self->fault) == VRO_OK) {
        atomic_store(&self->fault, (int)status);
        vro_errors_take(self->errors, errors);
    }
    vro_monitor_leave(&self->monitor);
}

static void finish_in_turn(vro_pool_work *self, int thread, uint64_t piece, vro_errors *errors) {
    const vro_pool_job *job = self->job;
    vro_status status = VRO_OK;
    vro_monitor_enter(&self->monitor);
    while (self->turn != piece)
        vro_monitor_wait(&self->monitor, 0);
    vro_monitor_leave(&self->monitor);
    if (atomic_load(&self->fault) == VRO_OK)
        status = job->finish(job->context, thread, piece, errors);
    if (status != VRO_OK)
        keep_fault(self, piece, status, errors);
    vro_monitor_enter(&self->monitor);
    self->turn++;
    vro_monitor_wake(&self->monitor);
    vro_monitor_leave(&self->monitor);
}

static void work_through(vro_pool_work *self) {
    const vro_pool_job *job = self->job;
    const int thread = thread_number(self->pool);
    vro_errors errors = {0};
    uint64_t piece;
    while (take_piece(self, &piece)) {
        const vro_status status = job->run(job->context, thread, piece, &errors);
        if (status != VRO_OK)
            keep_fault(self, piece, status, &errors);
        if (piece < job->ordered)
            finish_in_turn(self, thread, piece, &errors);
    }
    vro_errors_free(&errors);
}

#ifdef _OPENMP
// How often the caller's thread calls its host, in seconds, once it has no piece left.
static const double CALL_AGAIN = 0.05;

// The caller's thread goes on calling the host until all other threads have finished.
static void wait_for_others(vro_pool_work *self) {
    vro_monitor_enter(&self->monitor);
    while (self->finished < omp_get_num_threads() - 1) {
        vro_monitor_wait(&self->monitor, CALL_AGAIN);
        vro_monitor_leave(&self->monitor);
        (void)!vro_pool_interrupted(self->pool);
        vro_pool_count(self->pool, 0);
        vro_monitor_enter(&self->monitor);
    }
    vro_monitor_leave(&self->monitor);
}

static void leave_work(vro_pool_work *self) {
    vro_monitor_enter(&self->monitor);
    self->finished++;
    vro_monitor_wake(&self->monitor);
    vro_monitor_leave(&self->monitor);
}

#endif

// One thread does without OpenMP, which allocates memory even for a team of one.
static void work_together(vro_pool_work *self, int threads) {
    if (threads == 1) {
        work_through(self);
        return;
    }
#ifdef _OPENMP
    const int caller = self->pool->caller;
    self->pool->caller = 0;
#pragma omp parallel num_threads(threads)
    {
        work_through(self);
        if (number_in_team() == 0)
            wait_for_others(self);
        else
            leave_work(self);
    }
    self->pool->caller = caller;
#endif
}

vro_status vro_pool_run(vro_pool *self, const vro_pool_job *job, uint64_t *done,
                        vro_errors *errors) {
    vro_pool_work work = {.pool = self, .job = job, .errors = errors, .failed = UINT64_MAX};
    const int threads = vro_pool_threads(self, job->pieces);
    vro_monitor_init(&work.monitor);
    self->caller = number_in_team();
    self->work = &work;
    if (vro_pool_interrupted(self) == VRO_OK) // before any other thread takes a piece
        work_together(&work, threads);
    self->work = NULL;
    vro_monitor_free(&work.monitor);
    vro_pool_count(self, 0); // reports what other threads counted last
    const uint64_t taken = atomic_load(&work.next);
    const vro_status fault = (vro_status)atomic_load(&work.fault);
    if (done)
        *done = taken < work.failed ? taken : work.failed;
    return fault == VRO_OK && taken < job->pieces ? (vro_status)atomic_load(&work.interrupted)
                                                  : fault;
}
