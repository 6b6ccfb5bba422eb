#include "vrosim/study/paired_run.h"

#include "vrosim/simulate/interrupt.h"
#include "vrosim/study/outcomes_by_child.h"

#include <omp.h>
#include <stdatomic.h>
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
typedef struct shift {
    vro_paired_run *trial;
    vro_model low;
    vro_model high;
    bool twin;             // there are two scenarios
    _Atomic uint64_t next; // child to go on with
    _Atomic int status;    // a vro_status
} shift;

// As many pieces as every thread can take the same number of, none larger than a block.
static size_t find_piece(const vro_paired_run_options *plan) {
    // Outcomes and the group, under every strategy of both scenarios.
    const size_t bytes = 2 * sizeof(int32_t) * plan->measures->scenario->strategies *
                         (plan->measures->outcome_count + 1);
    const size_t room = PANEL_BYTES / bytes;
    const size_t most = room > VRO_BLOCK ? VRO_BLOCK : room < PIECE_LEAST ? PIECE_LEAST : room;
    const uint64_t threads = (uint64_t)plan->threads;
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
    self->block = vro_block_new(trial->plan.base, trial->plan.origin);
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

vro_status vro_paired_run_init(vro_paired_run *self, const vro_paired_run_options *plan,
                               vro_errors *errors) {
    *self = (vro_paired_run){.plan = *plan, .piece = find_piece(plan)};
    const uint64_t pieces = (plan->patients + self->piece - 1) / self->piece;
    self->plan.threads = pieces < (uint64_t)plan->threads ? (int)pieces : plan->threads;
    self->sums = calloc(plan->measures->count, sizeof *self->sums);
    self->workers = calloc((size_t)self->plan.threads, sizeof *self->workers);
    vro_status status = !self->sums || !self->workers ? no_memory(errors) : VRO_OK;
    if (status == VRO_OK)
        status = vro_changed_scenario_init(&self->low, plan->uncertainty, errors);
    if (status == VRO_OK)
        status = vro_changed_scenario_init(&self->high, plan->uncertainty, errors);
    for (int i = 0; i < self->plan.threads && status == VRO_OK; i++)
        status = worker_init(&self->workers[i], self, errors);
    return status;
}

void vro_paired_run_expect(vro_paired_run *self, uint64_t scenarios) {
    if (self->expected > 0)
        vro_progress_add(self->plan.progress, self->expected);
    self->expected = scenarios * self->plan.patients;
}

// One thread at a time. Never more than was expected.
static void count_children(vro_paired_run *self, uint64_t children) {
    const uint64_t counted = children < self->expected ? children : self->expected;
    self->expected -= counted;
    if (counted > 0)
        vro_progress_add(self->plan.progress, counted);
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

static void add_measure(const shift *self, vro_paired_run_worker *worker, size_t measure,
                        size_t count) {
    const vro_measure *row = &self->trial->plan.measures->rows[measure];
    const int32_t *low =
        vro_outcomes_by_child_series(&worker->low, row, count, worker->low_scratch);
    const int32_t *high =
        self->twin ? vro_outcomes_by_child_series(&worker->high, row, count, worker->high_scratch)
                   : NULL;
    vro_paired_change_add(&worker->sums[measure], low, high, count);
}

static void run_piece(const shift *self, vro_paired_run_worker *worker, uint64_t first,
                      size_t count) {
    run_scenario(worker, &self->low, first, count, &worker->low);
    if (self->twin)
        run_scenario(worker, &self->high, first, count, &worker->high);
    for (size_t measure = 0; measure < self->trial->plan.measures->count; measure++)
        add_measure(self, worker, measure, count);
}

static void work(shift *self, vro_paired_run_worker *worker) {
    const uint64_t patients = self->trial->plan.patients;
    const size_t piece = self->trial->piece;
    uint64_t first;
    while (atomic_load(&self->status) == VRO_OK &&
           (first = atomic_fetch_add(&self->next, piece)) < patients) {
        const size_t count = patients - first < piece ? (size_t)(patients - first) : piece;
        run_piece(self, worker, first, count);
        const vro_status asked = vro_interrupt_requested();
        if (asked != VRO_OK)
            atomic_store(&self->status, (int)asked);
#pragma omp critical(vro_paired_run)
        count_children(self->trial, self->twin ? 2 * (uint64_t)count : count);
    }
}

static void clear(vro_paired_run *self) {
    const size_t size = self->plan.measures->count * sizeof *self->sums;
    memset(self->sums, 0, size);
    for (int i = 0; i < self->plan.threads; i++)
        memset(self->workers[i].sums, 0, size);
}

static void add_up(vro_paired_run *self) {
    for (int i = 0; i < self->plan.threads; i++)
        for (size_t measure = 0; measure < self->plan.measures->count; measure++)
            vro_paired_change_merge(&self->sums[measure], &self->workers[i].sums[measure]);
}

static vro_status make_models(shift *self, vro_errors *errors) {
    vro_paired_run *trial = self->trial;
    const vro_model *base = trial->plan.base;
    vro_status status = vro_model_init_over(&self->low, &trial->low.scenario, base, errors);
    if (status == VRO_OK && self->twin)
        status = vro_model_init_over(&self->high, &trial->high.scenario, base, errors);
    return status;
}

vro_status vro_paired_run_run(vro_paired_run *self, const vro_parameter_change *low,
                              const vro_parameter_change *high, size_t count, vro_errors *errors) {
    shift now = {.trial = self, .twin = high};
    vro_changed_scenario_set(&self->low, low, count);
    if (now.twin)
        vro_changed_scenario_set(&self->high, high, count);
    clear(self);
    const vro_status made = make_models(&now, errors);
    if (made == VRO_OK) {
#pragma omp parallel num_threads(self->plan.threads)
        work(&now, &self->workers[omp_get_thread_num()]);
        add_up(self);
    }
    vro_model_free(&now.low);
    vro_model_free(&now.high);
    return made == VRO_OK ? (vro_status)atomic_load(&now.status) : made;
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
    for (int i = 0; self->workers && i < self->plan.threads; i++)
        worker_free(&self->workers[i]);
    free(self->workers);
    free(self->sums);
    vro_changed_scenario_free(&self->low);
    vro_changed_scenario_free(&self->high);
    *self = (vro_paired_run){0};
}
