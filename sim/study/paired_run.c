#include "vrosim/study/paired_run.h"

#include "vrosim/study/outcomes_by_child.h"

#include <stdlib.h>
#include <string.h>

enum {
    PANEL_BYTES = 1 << 24, // the panels of a thread take about so much,
    PIECE_LEAST = 64       // unless there are too many strategies
};

// What one thread works with.
typedef struct vro_paired_run_worker {
    vro_block *block;
    vro_outcomes_by_child low;
    vro_outcomes_by_child high;
    vro_paired_change *sums; // [measures]
    int32_t low_scratch[VRO_BLOCK];
    int32_t high_scratch[VRO_BLOCK];
} vro_paired_run_worker;

// Where the results of a block go.
typedef struct collecting {
    vro_outcomes_by_child *panel;
    const vro_block *block;
} collecting;

// What the threads share while they run.
typedef struct shared_state {
    vro_paired_run *trial;
    vro_model low;
    vro_model high;
    bool twin; // there are two scenarios
} shared_state;

// As many pieces as every thread can take the same number of, none larger than a block.
static size_t find_piece(const vro_paired_run_options *plan) {
    // Outcomes and the group, under every strategy of both scenarios.
    const size_t bytes = 2 * sizeof(int32_t) * plan->measures->scenario->strategies *
                         (plan->measures->outcome_count + 1);
    const size_t room = PANEL_BYTES / bytes;
    const size_t most = room > VRO_BLOCK ? VRO_BLOCK : room < PIECE_LEAST ? PIECE_LEAST : room;
    const uint64_t threads = (uint64_t)plan->pool->threads;
    const uint64_t pieces = (plan->patients + most - 1) / most;
    const uint64_t even = (pieces + threads - 1) / threads * threads;
    const size_t piece = (size_t)((plan->patients + even - 1) / even);
    return piece < PIECE_LEAST ? PIECE_LEAST : piece;
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the threads");
}

static vro_status worker_init(vro_paired_run_worker *self, const vro_paired_run *trial,
                              vro_errors *errors) {
    const vro_measures *measures = trial->plan.measures;
    self->block = vro_block_new(trial->plan.base, trial->plan.random);
    self->sums = calloc(measures->count, sizeof *self->sums);
    vro_status status = !self->block || !self->sums ? no_memory(errors) : VRO_OK;
    if (status == VRO_OK)
        status = vro_outcomes_by_child_init(&self->low, measures, trial->piece, errors);
    return status == VRO_OK
               ? vro_outcomes_by_child_init(&self->high, measures, trial->piece, errors)
               : status;
}

static void worker_free(vro_paired_run_worker *self) {
    free(self->block);
    free(self->sums);
    vro_outcomes_by_child_free(&self->low);
    vro_outcomes_by_child_free(&self->high);
}

static uint64_t count_pieces(const vro_paired_run *self) {
    return (self->plan.patients + self->piece - 1) / self->piece;
}

vro_status vro_paired_run_init(vro_paired_run *self, const vro_paired_run_options *plan,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_paired_run){.plan = *plan, .piece = find_piece(plan)};
    vro_pool_expect(plan->pool, 0);
    self->threads = vro_pool_threads(plan->pool, count_pieces(self));
    self->sums = calloc(plan->measures->count, sizeof *self->sums);
    self->workers = calloc((size_t)self->threads, sizeof *self->workers);
    if (!self->sums || !self->workers)
        return no_memory(errors);
    TRY(vro_changed_scenario_init(&self->low, plan->uncertainty, errors));
    TRY(vro_changed_scenario_init(&self->high, plan->uncertainty, errors));
    for (int i = 0; i < self->threads; i++)
        TRY(worker_init(&self->workers[i], self, errors));
out:
    return status;
}

void vro_paired_run_expect(vro_paired_run *self, uint64_t scenarios) {
    vro_pool_expect(self->plan.pool, scenarios * self->plan.patients);
}

static void collect(void *self, size_t strategy, size_t level, const vro_results *results,
                    const vro_results *reference) {
    const collecting *to = self;
    (void)reference;
    vro_outcomes_by_child_take(to->panel, strategy, level, results, to->block->children.patient,
                               to->block->first);
}

static void run_scenario(vro_paired_run_worker *worker, const vro_model *model, uint64_t first,
                         size_t count, vro_outcomes_by_child *panel) {
    collecting to = {panel, worker->block};
    const vro_sink sink = {.self = &to, .take = collect};
    worker->block->model = model;
    vro_block_run(worker->block, first, count, &sink);
}

static void add_measure(const shared_state *self, vro_paired_run_worker *worker, size_t measure,
                        size_t count) {
    const vro_measure *row = &self->trial->plan.measures->rows[measure];
    const int32_t *low =
        vro_outcomes_by_child_series(&worker->low, row, count, worker->low_scratch);
    const int32_t *high =
        self->twin ? vro_outcomes_by_child_series(&worker->high, row, count, worker->high_scratch)
                   : NULL;
    vro_paired_change_add(&worker->sums[measure], low, high, count);
}

static vro_status run_piece(void *context, int thread, uint64_t piece, vro_errors *errors) {
    const shared_state *self = context;
    const vro_paired_run *trial = self->trial;
    const uint64_t first = piece * trial->piece, left = trial->plan.patients - first;
    const size_t count = left < trial->piece ? (size_t)left : trial->piece;
    vro_paired_run_worker *worker = &trial->workers[thread];
    (void)errors;
    run_scenario(worker, &self->low, first, count, &worker->low);
    if (self->twin)
        run_scenario(worker, &self->high, first, count, &worker->high);
    for (size_t measure = 0; measure < trial->plan.measures->count; measure++)
        add_measure(self, worker, measure, count);
    vro_pool_count(trial->plan.pool, self->twin ? 2 * (uint64_t)count : count);
    return VRO_OK;
}

static void clear(vro_paired_run *self) {
    const size_t size = self->plan.measures->count * sizeof *self->sums;
    memset(self->sums, 0, size);
    for (int i = 0; i < self->threads; i++)
        memset(self->workers[i].sums, 0, size);
}

static void add_up(vro_paired_run *self) {
    for (int i = 0; i < self->threads; i++)
        for (size_t measure = 0; measure < self->plan.measures->count; measure++)
            vro_paired_change_merge(&self->sums[measure], &self->workers[i].sums[measure]);
}

static vro_status make_models(shared_state *self, vro_errors *errors) {
    const vro_paired_run *trial = self->trial;
    const vro_model *base = trial->plan.base;
    const int threads = trial->plan.pool->threads;
    vro_status status = VRO_OK;
    TRY(vro_model_init_over(&self->low, &trial->low.scenario, base, threads, errors));
    if (self->twin)
        TRY(vro_model_init_over(&self->high, &trial->high.scenario, base, threads, errors));
out:
    return status;
}

vro_status vro_paired_run_run(vro_paired_run *self, const vro_parameter_change *low,
                              const vro_parameter_change *high, size_t count, vro_errors *errors) {
    shared_state shared = {.trial = self, .twin = high};
    const vro_pool_job job = {.pieces = count_pieces(self), .context = &shared, .run = run_piece};
    vro_status status = VRO_OK;
    vro_changed_scenario_set(&self->low, low, count);
    if (high)
        vro_changed_scenario_set(&self->high, high, count);
    clear(self);
    TRY(make_models(&shared, errors));
    TRY(vro_pool_run(self->plan.pool, &job, NULL, errors));
    add_up(self);
out:
    vro_model_free(&shared.low);
    vro_model_free(&shared.high);
    return status;
}

vro_estimate vro_paired_run_low(const vro_paired_run *self, size_t measure) {
    return vro_measure_estimate(&self->plan.measures->rows[measure], &self->sums[measure].low);
}

vro_estimate vro_paired_run_high(const vro_paired_run *self, size_t measure) {
    return vro_measure_estimate(&self->plan.measures->rows[measure], &self->sums[measure].high);
}

vro_estimate vro_paired_run_change(const vro_paired_run *self, size_t measure) {
    return vro_paired_change_change(&self->sums[measure],
                                    vro_estimate_scale(self->plan.measures->rows[measure].outcome));
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
