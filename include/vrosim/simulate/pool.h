// A pool of threads that works through numbered pieces. It stops early when its host wants to stop,
// keeps the first fault and reports progress. Without OpenMP it has one thread, the caller's.
#ifndef VROSIM_SIMULATE_POOL_H
#define VROSIM_SIMULATE_POOL_H

#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stdint.h>

// Functions of the host of long work; each may be NULL. Only the thread that called vro_pool_run
// calls them.
typedef struct vro_callbacks {
    void *host; // first argument of both
    // VRO_OK: go on; the status of a signal: stop. After the first request to stop every
    // later answer must be the same.
    vro_status (*interrupted)(void *host);
    void (*progress)(void *host, uint64_t done, uint64_t total);
} vro_callbacks;

typedef struct vro_pool {
    int threads; // at most; at least 1
    vro_callbacks callbacks;
    uint64_t done;  // of the work, for progress, in a unit that the caller chooses
    uint64_t total; // in the same unit
    uint64_t limit; // upper bound of done (vro_pool_expect)
    int caller;     // number of its thread in the OpenMP team of the host, 0 outside any team
    struct vro_pool_work *work; // while vro_pool_run is running
} vro_pool;

// Work on the pieces 0 .. pieces - 1, which threads take in this order.
typedef struct vro_pool_job {
    uint64_t pieces;
    void *context; // first argument of the functions below
    // Works on one piece; thread is the number of this thread, 0 .. vro_pool_threads - 1. Faults go
    // to errors, a list of the thread's own.
    vro_status (*run)(void *context, int thread, uint64_t piece, vro_errors *errors);
    // Called after run, on the same thread, for the first `ordered` pieces: in the order of the
    // pieces, by one thread at a time, and not after a fault.
    vro_status (*finish)(void *context, int thread, uint64_t piece, vro_errors *errors);
    uint64_t ordered;
    // Whether no further piece may begin; NULL: never. The first piece always begins.
    bool (*is_late)(void *context);
} vro_pool_job;

// Creates the threads now: OpenMP ends the program where it cannot create them. callbacks are
// copied; NULL: none.
void vro_pool_init(vro_pool *self, int threads, const vro_callbacks *callbacks);

// The threads of a pool by default: OMP_NUM_THREADS, or else one for each core.
int vro_pool_default_threads(void);

// The number of threads that vro_pool_run uses for a number of pieces.
int vro_pool_threads(const vro_pool *self, uint64_t pieces);

// Works through the pieces until all are done or the job is late. Sets *done (unless NULL) to the
// number of pieces done: exactly the first *done ones, or after a fault those before it. Returns
// the first fault of any piece, with its sentences in errors; the status of a signal, without a
// sentence, where the host stopped the work before the last piece began.
VRO_MUST_CHECK vro_status vro_pool_run(vro_pool *self, const vro_pool_job *job, uint64_t *done,
                                       vro_errors *errors);

// Whether the host wants to stop (vro_callbacks). On any thread, also inside a piece.
VRO_MUST_CHECK vro_status vro_pool_interrupted(vro_pool *self);

// Adds units to done and reports progress. On any thread.
void vro_pool_count(vro_pool *self, uint64_t units);

// For work whose amount is an estimate: counts at most this number of units from now on. Units
// expected before and not yet counted are counted now.
void vro_pool_expect(vro_pool *self, uint64_t units);

#endif
