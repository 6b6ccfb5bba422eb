#include "vrosim/study/paired_run.h"

#include "vrosim/study/outcomes_by_child.h"

#include <stdlib.h>
#include <string.h>

enum {
    OUTCOME_BYTES = 1 << 24, // of a thread, unless a piece would then be below PIECE_LEAST
    PIECE_LEAST = 64         // children
};

// What one thread works with.
typedef struct vro_paired_run_worker {
    vro_block *block;
    vro_outcomes_by_child low;
    vro_outcomes_by_child high;
    vro_paired_means *sums;           // [measures]
    int32_t scratch[2][2][VRO_BLOCK]; // low and high of the effect, and of the cost
} vro_paired_run_worker;

// What the sink of a block fills.
typedef struct collector {
    vro_outcomes_by_child *outcomes;
    const vro_block *block;
} collector;

// What the threads share while they run.
typedef struct shared_state {
    vro_paired_run *run;
    vro_model low;
    vro_model high;
    bool paired; // there is a high scenario too
} shared_state;

// A whole number of replicates, at least one.
static size_t whole_replicates(size_t children, uint64_t replicate) {
    const uint64_t count = (children + replicate - 1) / replicate;
    const uint64_t most = VRO_BLOCK / replicate;
    return (size_t)(replicate * (count > most ? most : count));
}

// Children of a piece: every thread gets the same number of pieces, none larger than a block.
static size_t find_piece(const vro_paired_run_options *options) {
    // The outcomes and the strata, under every strategy of both scenarios.
    const size_t bytes = 2 * sizeof(int32_t) * options->measures->scenario->strategies *
                         (options->measures->outcomes.count + 1);
    const size_t room = OUTCOME_BYTES / bytes;
    const size_t most = room > VRO_BLOCK ? VRO_BLOCK : room < PIECE_LEAST ? PIECE_LEAST : room;
    const uint64_t threads = (uint64_t)options->pool->threads;
    const uint64_t pieces = (options->patients + most - 1) / most;
    const uint64_t even = (pieces + threads - 1) / threads * threads;
    const size_t piece = (size_t)((options->patients + even - 1) / even);
    if (options->random.replicate > 0)
        return whole_replicates(piece, options->random.replicate);
    return piece < PIECE_LEAST ? PIECE_LEAST : piece;
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the threads");
}

static vro_status worker_init(vro_paired_run_worker *self, const vro_paired_run *run,
                              vro_errors *errors) {
    const vro_measures *measures = run->options.measures;
    vro_status status = VRO_OK;
    self->block = vro_block_new(run->options.base, run->options.random);
    self->sums = calloc(measures->count, sizeof *self->sums);
    if (!self->block || !self->sums)
        return no_memory(errors);
    TRY(vro_outcomes_by_child_init(&self->low, measures, run->piece, errors));
    TRY(vro_outcomes_by_child_init(&self->high, measures, run->piece, errors));
out:
    return status;
}

static void worker_free(vro_paired_run_worker *self) {
    free(self->block);
    free(self->sums);
    vro_outcomes_by_child_free(&self->low);
    vro_outcomes_by_child_free(&self->high);
}

static uint64_t count_pieces(const vro_paired_run *self) {
    return (self->options.patients + self->piece - 1) / self->piece;
}

vro_status vro_paired_run_init(vro_paired_run *self, const vro_paired_run_options *options,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_paired_run){.options = *options, .piece = find_piece(options)};
    vro_pool_expect(options->pool, 0);
    self->threads = vro_pool_threads(options->pool, count_pieces(self));
    self->sums = calloc(options->measures->count, sizeof *self->sums);
    self->workers = calloc((size_t)self->threads, sizeof *self->workers);
    if (!self->sums || !self->workers)
        return no_memory(errors);
    TRY(vro_changed_scenario_init(&self->low, options->uncertainty, errors));
    TRY(vro_changed_scenario_init(&self->high, options->uncertainty, errors));
    for (int i = 0; i < self->threads; i++)
        TRY(worker_init(&self->workers[i], self, errors));
out:
    return status;
}

void vro_paired_run_expect(vro_paired_run *self, uint64_t scenarios) {
    vro_pool_expect(self->options.pool, scenarios * self->options.patients);
}

static void collect(void *self, size_t strategy, size_t level, const vro_results *results,
                    const vro_results *reference) {
    const collector *to = self;
    (void)reference;
    vro_outcomes_by_child_take(to->outcomes, strategy, level, results, to->block->children.patient,
                               to->block->first);
}

static void run_scenario(vro_paired_run_worker *worker, const vro_model *model, uint64_t first,
                         size_t count, vro_outcomes_by_child *outcomes) {
    collector to = {outcomes, worker->block};
    const vro_sink sink = {.self = &to, .take = collect};
    worker->block->model = model;
    vro_block_run(worker->block, first, count, &sink);
}

// Adds children of both scenarios: at once, or replicate by replicate.
static void add_children(const int32_t *const series[2][2], size_t count, uint64_t replicate,
                         vro_paired_means *sums) {
    const size_t step = replicate > 0 ? (size_t)replicate : count;
    for (size_t first = 0; first < count; first += step) {
        const int32_t *from[2][2] = {{NULL}};
        vro_paired_means part = {0};
        for (int i = 0; i < 4; i++)
            from[i / 2][i % 2] = series[i / 2][i % 2] ? series[i / 2][i % 2] + first : NULL;
        vro_paired_means_add(&part, from[0], from[1], count - first < step ? count - first : step);
        if (replicate > 0)
            vro_paired_means_end_replicate(&part);
        vro_paired_means_merge(sums, &part);
    }
}

static void add_measure(const shared_state *self, vro_paired_run_worker *worker, size_t measure,
                        size_t count) {
    const vro_measure *row = &self->run->options.measures->rows[measure];
    const bool has_cost = vro_measured_has_cost(row->kind);
    const int32_t *series[2][2] = {{NULL}};
    vro_measure cost = *row;
    cost.column = row->cost_column;
    for (int of_cost = 0; of_cost <= has_cost; of_cost++)
        for (int high = 0; high <= self->paired; high++)
            series[of_cost][high] = vro_outcomes_by_child_series(
                high ? &worker->high : &worker->low, of_cost ? &cost : row, count,
                worker->scratch[of_cost][high]);
    add_children(series, count, self->run->options.random.replicate, &worker->sums[measure]);
}

static vro_status run_piece(void *context, int thread, uint64_t piece, vro_errors *errors) {
    const shared_state *self = context;
    const vro_paired_run *run = self->run;
    const uint64_t first = piece * run->piece, left = run->options.patients - first;
    const size_t count = left < run->piece ? (size_t)left : run->piece;
    vro_paired_run_worker *worker = &run->workers[thread];
    (void)errors;
    run_scenario(worker, &self->low, first, count, &worker->low);
    if (self->paired)
        run_scenario(worker, &self->high, first, count, &worker->high);
    for (size_t measure = 0; measure < run->options.measures->count; measure++)
        add_measure(self, worker, measure, count);
    vro_pool_count(run->options.pool, self->paired ? 2 * (uint64_t)count : count);
    return VRO_OK;
}

static void add_up(vro_paired_run *self) {
    for (int i = 0; i < self->threads; i++)
        for (size_t measure = 0; measure < self->options.measures->count; measure++)
            vro_paired_means_merge(&self->sums[measure], &self->workers[i].sums[measure]);
}

static vro_status make_models(shared_state *self, vro_errors *errors) {
    const vro_paired_run *run = self->run;
    const vro_model *base = run->options.base;
    const int threads = run->options.pool->threads;
    vro_status status = VRO_OK;
    TRY(vro_model_init_over(&self->low, &run->low.scenario, base, threads, errors));
    if (self->paired)
        TRY(vro_model_init_over(&self->high, &run->high.scenario, base, threads, errors));
out:
    return status;
}

vro_status vro_paired_run_run(vro_paired_run *self, const vro_parameter_change *low,
                              const vro_parameter_change *high, size_t count, vro_errors *errors) {
    const size_t size = self->options.measures->count * sizeof *self->sums;
    shared_state shared = {.run = self, .paired = high};
    const vro_pool_job job = {.pieces = count_pieces(self), .context = &shared, .run = run_piece};
    vro_status status = VRO_OK;
    vro_changed_scenario_set(&self->low, low, count);
    if (high)
        vro_changed_scenario_set(&self->high, high, count);
    memset(self->sums, 0, size);
    for (int i = 0; i < self->threads; i++)
        memset(self->workers[i].sums, 0, size);
    TRY(make_models(&shared, errors));
    TRY(vro_pool_run(self->options.pool, &job, NULL, errors));
    add_up(self);
out:
    vro_model_free(&shared.low);
    vro_model_free(&shared.high);
    return status;
}

vro_estimate vro_paired_run_low(const vro_paired_run *self, size_t measure) {
    return vro_paired_means_low(&self->sums[measure], &self->options.measures->rows[measure]);
}

vro_estimate vro_paired_run_high(const vro_paired_run *self, size_t measure) {
    return vro_paired_means_high(&self->sums[measure], &self->options.measures->rows[measure]);
}

vro_estimate vro_paired_run_change(const vro_paired_run *self, size_t measure) {
    return vro_paired_means_change(&self->sums[measure], &self->options.measures->rows[measure]);
}

void vro_paired_run_free(vro_paired_run *self) {
    for (int i = 0; self->workers && i < self->threads; i++)
        worker_free(&self->workers[i]);
    free(self->workers);
    free(self->sums);
    vro_changed_scenario_free(&self->low);
    vro_changed_scenario_free(&self->high);
    *self = (vro_paired_run){0};
}
