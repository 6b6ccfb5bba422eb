// What is the same with MPI and without.
#include "vrosim/simulate/ranks.h"

#include "vrosim/simulate/pool.h"

#include <stdlib.h>

int vro_ranks_threads(const vro_ranks *self, int requested, uint64_t pieces) {
    const uint64_t count = (uint64_t)self->count;
    const uint64_t own = pieces / count + (pieces % count > 0);
    int threads = requested > 0 ? requested : vro_pool_default_threads();
    if (requested == 0 && self->threads > 0 && self->threads < threads &&
        !getenv("OMP_NUM_THREADS"))
        threads = self->threads;
    if (own < (uint64_t)threads)
        threads = own > 0 ? (int)own : 1;
    return threads;
}

void vro_ranks_name_failed(const vro_ranks *self, vro_status status, vro_errors *errors) {
    const bool failed = status != VRO_OK && !vro_status_is_signal(status);
    if (failed && self->count > 1)
        vro_errors_add(errors, status, NULL, "rank %d of %d ends the job", self->rank, self->count);
}
