#define _GNU_SOURCE 1

#include "vrosim/simulate/ranks.h"

#include <mpi.h>

#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MPI counts the bytes of a message in an int: longer ones are sent in several of this size.
enum { MESSAGE_MAX = 1 << 30, SIZE_TAG = 1, BYTES_TAG = 2 };

// Variables in which launchers pass the rank: mpirun, srun --mpi=pmix, srun --mpi=pmi2.
static const char *const rank_variables[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"};

const char *vro_ranks_library(void) {
#ifdef OMPI_MAJOR_VERSION
#define QUOTED(text) #text
#define LITERAL(macro) QUOTED(macro)
    return "Open MPI " LITERAL(OMPI_MAJOR_VERSION) "." LITERAL(OMPI_MINOR_VERSION) "." LITERAL(
        OMPI_RELEASE_VERSION);
#else
    return "MPI";
#endif
}

bool vro_ranks_is_first(void) {
    for (size_t i = 0; i < sizeof rank_variables / sizeof *rank_variables; i++) {
        const char *rank = getenv(rank_variables[i]);
        if (rank)
            return strcmp(rank, "0") == 0;
    }
    return true;
}

// The cores that the ranks of this machine may use together, divided by the number of these ranks;
// at most the cores of this rank, to which a launcher may have bound it.
static int fair_share_of_cores(void) {
    MPI_Comm machine;
    cpu_set_t own, all;
    int ranks = 1;
    CPU_ZERO(&own);
    CPU_ZERO(&all);
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
    MPI_Comm_size(machine, &ranks);
    if (sched_getaffinity(0, sizeof own, &own) != 0)
        CPU_ZERO(&own);
    MPI_Allreduce(&own, &all, (int)sizeof own, MPI_BYTE, MPI_BOR, machine);
    MPI_Comm_free(&machine);
    const int share = CPU_COUNT(&all) / ranks, bound = CPU_COUNT(&own);
    const int threads = share < bound ? share : bound;
    return threads > 1 ? threads : 1;
}

void vro_ranks_join(vro_ranks *self) {
    int given = 0;
    *self = (vro_ranks){0};
    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &given);
    if (given < MPI_THREAD_FUNNELED) {
        fputs("vrosim: this MPI library cannot be used by a program with threads\n", stderr);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Comm_rank(MPI_COMM_WORLD, &self->rank);
    MPI_Comm_size(MPI_COMM_WORLD, &self->count);
    self->threads = self->count > 1 ? fair_share_of_cores() : 0;
}

void vro_ranks_share(const vro_ranks *self, const void *own, void *all, size_t size) {
    if (self->count == 1) { // also a process that has not joined
        memcpy(all, own, size);
        return;
    }
    MPI_Allgather(own, (int)size, MPI_BYTE, all, (int)size, MPI_BYTE, MPI_COMM_WORLD);
}

static int message_size(size_t size, size_t done) {
    return (int)(size - done < MESSAGE_MAX ? size - done : MESSAGE_MAX);
}

static vro_status allocate(unsigned char **bytes, size_t size, vro_errors *errors) {
    *bytes = malloc(size > 0 ? size : 1);
    if (!*bytes) {
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for %zu bytes of another rank", size);
    }
    return VRO_OK;
}

vro_status vro_ranks_spread(const vro_ranks *self, unsigned char **bytes, size_t *size,
                            vro_errors *errors) {
    uint64_t length = *size;
    MPI_Bcast(&length, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    *size = (size_t)length;
    if (self->rank != 0) {
        const vro_status status = allocate(bytes, *size, errors);
        if (status != VRO_OK)
            return status;
    }
    for (size_t done = 0; done < *size; done += MESSAGE_MAX)
        MPI_Bcast(*bytes + done, message_size(*size, done), MPI_BYTE, 0, MPI_COMM_WORLD);
    return VRO_OK;
}

void vro_ranks_send(const vro_ranks *self, const unsigned char *bytes, size_t size) {
    const uint64_t length = size;
    (void)self;
    MPI_Send(&length, 1, MPI_UINT64_T, 0, SIZE_TAG, MPI_COMM_WORLD);
    for (size_t done = 0; done < size; done += MESSAGE_MAX)
        MPI_Send(bytes + done, message_size(size, done), MPI_BYTE, 0, BYTES_TAG, MPI_COMM_WORLD);
}

vro_status vro_ranks_receive(const vro_ranks *self, int from, unsigned char **bytes, size_t *size,
                             vro_errors *errors) {
    uint64_t length = 0;
    (void)self;
    MPI_Recv(&length, 1, MPI_UINT64_T, from, SIZE_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    *size = (size_t)length;
    const vro_status status = allocate(bytes, *size, errors);
    for (size_t done = 0; status == VRO_OK && done < *size; done += MESSAGE_MAX) {
        MPI_Recv(*bytes + done, message_size(*size, done), MPI_BYTE, from, BYTES_TAG,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    return status;
}

void vro_ranks_leave(vro_status status) {
    int joined = 0;
    MPI_Initialized(&joined);
    if (!joined)
        return;
    if (status == VRO_OK || vro_status_is_signal(status))
        MPI_Finalize();
    else
        MPI_Abort(MPI_COMM_WORLD, vro_status_exit_code(status));
}
