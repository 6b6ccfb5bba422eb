#include "vrosim/simulate/simulation.h"

#include "vrosim/simulate/blocks.h"
#include "vrosim/simulate/clock.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

// Least time between two calls of a function of the host.
static const double SECONDS_BETWEEN_CALLS = 0.2;

// The callbacks of the simulation, limited in rate.
typedef struct host {
    const vro_simulation *simulation;
    double interrupted_due; // by vro_clock_now
    double progress_due;
    uint64_t reported; // children
    vro_status answer;
} host;

static bool is_due(double *time) {
    const double now = vro_clock_now();
    const bool due = now >= *time;
    if (due)
        *time = now + SECONDS_BETWEEN_CALLS;
    return due;
}

static vro_status is_interrupted(void *context) {
    host *self = context;
    const vro_simulation *simulation = self->simulation;
    if (self->answer == VRO_OK && simulation->interrupted && is_due(&self->interrupted_due) &&
        simulation->interrupted(simulation->context) != 0)
        self->answer = VRO_INTERRUPTED;
    return self->answer;
}

static void report(void *context, uint64_t done, uint64_t total) {
    host *self = context;
    const vro_simulation *simulation = self->simulation;
    if (!simulation->progress || done == self->reported ||
        (done < total && !is_due(&self->progress_due)))
        return;
    self->reported = done;
    simulation->progress(simulation->context, done, total);
}

static int count_threads(const vro_simulation *self, uint64_t blocks) {
    const int threads = self->threads > 0 ? self->threads : vro_pool_default_threads();
    return blocks < (uint64_t)threads ? (int)blocks : threads;
}

static vro_status say_interrupted(const vro_pool *pool, vro_errors *errors) {
    return vro_errors_add(errors, VRO_INTERRUPTED, NULL,
                          "interrupted after %" PRIu64 " of %" PRIu64 " children", pool->done,
                          pool->total);
}

static vro_status run_on_pool(const vro_simulation *self, vro_tally *sum, vro_errors *errors) {
    vro_interval blocks_left = {self->done / VRO_BLOCK, vro_block_count(self->children)};
    const vro_interval_set set = {.intervals = &blocks_left, .count = 1};
    const vro_block_task task = {.blocks = &set};
    const double start = vro_clock_now() + SECONDS_BETWEEN_CALLS;
    host caller = {.simulation = self, .interrupted_due = start, .progress_due = start};
    vro_pool pool;
    vro_blocks blocks;
    uint64_t done = 0;
    vro_status status = VRO_OK;
    vro_pool_init(&pool, count_threads(self, blocks_left.end - blocks_left.first),
                  &(vro_callbacks){&caller, is_interrupted, report});
    pool.total = self->children;
    pool.done = self->done;
    TRY(vro_blocks_init(&blocks, &pool, self->model, self->random,
                        (vro_run_size){.patients = self->children}, errors));
    TRY(vro_blocks_run(&blocks, &task, &done, errors));
    TRY(vro_blocks_gather(&blocks, sum, errors));
out:
    vro_blocks_free(&blocks);
    return status == VRO_INTERRUPTED ? say_interrupted(&pool, errors) : status;
}

// One thread that nobody listens to adds to the sums that are there, without sums of its own.
static vro_status run_alone(const vro_simulation *self, vro_tally *sum, vro_errors *errors) {
    const vro_sink sink = vro_tally_sink(sum);
    vro_block *block = vro_block_new(self->model, self->random);
    if (!block)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a thread");
    for (uint64_t first = self->done; first < self->children; first += VRO_BLOCK) {
        const uint64_t left = self->children - first;
        vro_block_run(block, first, left < VRO_BLOCK ? (size_t)left : VRO_BLOCK, &sink);
    }
    free(block);
    return VRO_OK;
}

vro_status vro_simulation_run(const vro_simulation *self, vro_tally *sum, vro_errors *errors) {
    if (self->threads == 1 && !self->interrupted && !self->progress)
        return run_alone(self, sum, errors);
    return run_on_pool(self, sum, errors);
}
