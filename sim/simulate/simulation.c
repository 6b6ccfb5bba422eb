#include "vrosim/simulate/simulation.h"

#include "vrosim/simulate/blocks.h"
#include "vrosim/simulate/clock.h"

#include <inttypes.h>
#ifdef _OPENMP
#include <omp.h>
#endif

// Between two looks at the host: short for a person who waits, long against the few milliseconds
// for which threads wait for the last block of a look.
static const double SECONDS_BETWEEN_LOOKS = 0.2;

static int count_threads(const vro_simulation *self, uint64_t blocks) {
    int threads = self->threads;
#ifdef _OPENMP
    threads = threads > 0 ? threads : omp_get_max_threads();
#endif
    threads = threads > 0 ? threads : 1;
    return blocks < (uint64_t)threads ? (int)blocks : threads;
}

static uint64_t children_in(const vro_simulation *self, uint64_t blocks) {
    const uint64_t children = blocks * VRO_BLOCK;
    return children < self->children ? children : self->children;
}

// Tells the host how far the simulation is; whether it is to end now.
static vro_status look(const vro_simulation *self, uint64_t blocks, vro_errors *errors) {
    const uint64_t done = children_in(self, blocks), total = self->children;
    if (self->progress)
        self->progress(self->context, done, total);
    if (done == total || !self->interrupted || self->interrupted(self->context) == 0)
        return VRO_OK;
    return vro_errors_add(errors, VRO_INTERRUPTED, NULL,
                          "interrupted after %" PRIu64 " of %" PRIu64 " children", done, total);
}

vro_status vro_simulation_run(const vro_simulation *self, vro_tally *sum, vro_errors *errors) {
    vro_interval left = {0, vro_block_count(self->children)};
    vro_blocks blocks;
    vro_status status = VRO_OK;
    TRY(vro_blocks_init(&blocks, self->model, self->random,
                        (vro_run_size){.patients = self->children}, count_threads(self, left.end),
                        errors));
    while (left.first < left.end) {
        const vro_interval_set set = {.ranges = &left, .count = 1};
        const vro_block_task task = {.blocks = &set,
                                     .until = vro_clock_now() + SECONDS_BETWEEN_LOOKS};
        uint64_t done = 0;
        TRY(vro_blocks_run(&blocks, &task, &done, errors));
        left.first += done;
        TRY(look(self, left.first, errors));
    }
    TRY(vro_blocks_gather(&blocks, sum, errors));
out:
    vro_blocks_free(&blocks);
    return status;
}
