// The processes that share one run: ranks 0, 1, ... of an MPI job, or a single process. Built with
// `make MPI=1` (sim/simulate/ranks_mpi.c) or without MPI (sim/simulate/ranks_alone.c). Where MPI
// itself fails, it writes its own message and ends the job.
#ifndef VROSIM_SIMULATE_RANKS_H
#define VROSIM_SIMULATE_RANKS_H

#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_ranks {
    int rank; // of this process
    int count;
    int threads; // a fair share of the machine's cores for each rank on it; 0: all of them
} vro_ranks;

// The MPI library that the program was built with, NULL for none. Static.
const char *vro_ranks_library(void);

// Whether this process is rank 0, by the variables of the launcher; may be called before
// vro_ranks_join.
bool vro_ranks_is_first(void);

// Joins the job: at most once in a process, and before it has threads.
void vro_ranks_join(vro_ranks *self);

// The threads of a rank for its share of a number of pieces of work: `requested`, or where that is
// 0 OMP_NUM_THREADS, or else a fair share of the machine; at most the pieces of a rank, at least 1.
int vro_ranks_threads(const vro_ranks *self, int requested, uint64_t pieces);

// Gives every rank the size bytes that each has at own: all[count][size]. Every rank must call it.
void vro_ranks_share(const vro_ranks *self, const void *own, void *all, size_t size);

// Gives every rank the bytes of rank 0, allocated on the others and owned by the caller. Every rank
// must call it. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_ranks_spread(const vro_ranks *self, unsigned char **bytes,
                                           size_t *size, vro_errors *errors);

// Sends bytes to rank 0, which receives them, owned by its caller. VRO_NO_MEMORY.
void vro_ranks_send(const vro_ranks *self, const unsigned char *bytes, size_t size);
VRO_MUST_CHECK vro_status vro_ranks_receive(const vro_ranks *self, int from, unsigned char **bytes,
                                            size_t *size, vro_errors *errors);

// Adds which rank has failed, in a job of several; nothing where status is VRO_OK or that of a
// signal.
void vro_ranks_name_failed(const vro_ranks *self, vro_status status, vro_errors *errors);

// Leaves the job, if it was joined. Where this process has failed (as above), ends the whole job
// instead, with the exit code of the status.
void vro_ranks_leave(vro_status status);

#endif
