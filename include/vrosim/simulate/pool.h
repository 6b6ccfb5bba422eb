// A pool of threads that works through numbered pieces. It stops early when its host asks for it,
// keeps the first fault and reports progress. Without OpenMP it has one thread, the caller's.
#ifndef VROSIM_SIMULATE_POOL_H
#define VROSIM_SIMULATE_POOL_H

#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stdint.h>

// What a host is asked and told during long work; either may be NULL. Both are called only by the
// thread that called vro_pool_run.
typedef struct vro_callbacks {
    void *host; // handed to both
    // VRO_OK: go on; VRO_INTERRUPTED or VRO_TERMINATED: stop. It keeps to its answer.
    vro_status (*interrupted)(void *host);
    void (*progress)(void *host, uint64_t done, uint64_t total);
} vro_callbacks;

typedef struct vro_pool {
    int threads; // at most; at least 1
    vro_callbacks callbacks;
    uint64_t done;  // for progress, in any unit
    uint64_t total; // likewise
    uint64_t limit; // that done does not pass (vro_pool_expect)
    int caller;     // its thread's number in a team of the host's, outside those of the pool
    struct vro_pool_work *work; // while vro_pool_run is running
} vro_pool;

// What is to be done with the pieces 0 .. pieces - 1. Threads take them in this order.
typedef struct vro_pool_job {
    uint64_t pieces;
    void *context; // handed to the functions below
    // Does a piece, on the thread of this number: 0 .. vro_pool_threads - 1. Its faults go to
    // errors, which are those of the thread.
    vro_status (*run)(void *context, int thread, uint64_t piece, vro_errors *errors);
    // Called after run on the same thread for the first `ordered` pieces: by one thread at a time,
    // in the order of the pieces, and not after a fault.
    vro_status (*finish)(void *context, int thread, uint64_t piece, vro_errors *errors);
    uint64_t ordered;
    // NULL, or whether no further piece shall begin; the first one begins in any case.
    bool (*is_late)(void *context);
} vro_pool_job;

// A pool of `threads` threads, which are made now: OpenMP ends the program where it cannot make
// them. callbacks are copied; NULL: none.
void vro_pool_init(vro_pool *self, int threads, const vro_callbacks *callbacks);

// The threads that a pool has by default: those of OMP_NUM_THREADS, else one for each core.
int vro_pool_default_threads(void);

// The number of threads that work on a number of pieces.
int vro_pool_threads(const vro_pool *self, uint64_t pieces);

// Works through the pieces until they are used up or the job is late. Sets *done, unless it is
// NULL, to the number of pieces done: the first ones, no more and no fewer. Returns the first fault
// of any piece, whose sentences go to errors; VRO_INTERRUPTED or VRO_TERMINATED, without a
// sentence, where the host stopped the work before the last piece began.
VRO_MUST_CHECK vro_status vro_pool_run(vro_pool *self, const vro_pool_job *job, uint64_t *done,
                                       vro_errors *errors);

// Whether the host wants to stop (vro_callbacks), also in the middle of a piece, on any thread.
VRO_MUST_CHECK vro_status vro_pool_interrupted(vro_pool *self);

// Adds to done and reports the progress; on any thread.
void vro_pool_count(vro_pool *self, uint64_t units);

// For work whose amount is a guess: at most this number of units is counted from now on. What was
// expected before counts as done.
void vro_pool_expect(vro_pool *self, uint64_t units);

#endif
