#include "vrosim/study/sampled_figures.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/rank_pieces.h"
#include "vrosim/study/parameter_draws.h"

#include <stdlib.h>

// What a thread works with.
typedef struct worker {
    vro_block *block;
    vro_cell *cells; // room for those of any scenario
    double *values;  // [moved parameters]
} worker;

typedef struct simulation {
    const vro_sampled_figures *task;
    vro_pool *pool;
    vro_model base; // of the default
    vro_model_figure *figures;
    worker *workers; // [threads]
    int threads;
} simulation;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for samples of studies");
}

static bool has_targets(const vro_study_cohort *cohort) {
    return cohort->population.count > 0;
}

static size_t most_cells(const vro_sampled_figures *self) {
    size_t most = vro_moved_cells(self->moved.uncertainty->scenario);
    for (size_t i = 0; i < self->cohort_count; i++)
        if (vro_moved_cells(&self->cohorts[i].population.scenario) > most)
            most = vro_moved_cells(&self->cohorts[i].population.scenario);
    return most;
}

static vro_status worker_init(worker *self, const simulation *all, vro_errors *errors) {
    const vro_sampled_figures *task = all->task;
    *self = (worker){.block = vro_block_new(&all->base, task->random),
                     .cells = malloc(most_cells(task) * sizeof *self->cells),
                     .values = malloc((task->moved.count + 1) * sizeof *self->values)};
    return self->block && self->cells && self->values ? VRO_OK : no_memory(errors);
}

static void worker_free(worker *self) {
    free(self->block);
    free(self->cells);
    free(self->values);
}

static vro_status run_children(worker *self, const simulation *all, const vro_model *model,
                               vro_tally *tally) {
    const vro_sink sink = vro_tally_sink(tally);
    const uint64_t children = all->task->children;
    vro_status status = VRO_OK;
    self->block->model = model;
    for (uint64_t first = 0; first < children; first += VRO_BLOCK) {
        const uint64_t left = children - first;
        TRY(vro_pool_interrupted(all->pool));
        vro_block_run(self->block, first, left < VRO_BLOCK ? (size_t)left : VRO_BLOCK, &sink);
    }
out:
    self->block->model = &all->base;
    return status;
}

// A study in one sample, whose values the worker has.
static vro_status run_cohort(worker *self, const simulation *all, const vro_study_cohort *cohort,
                             const vro_model *shared, vro_model_figure *figures,
                             vro_errors *errors) {
    vro_model model = {0};
    vro_tally tally = {0};
    vro_status status = VRO_OK;
    TRY(vro_study_cohort_model(cohort, self->values, self->cells, shared, &model, errors));
    TRY(vro_study_population_tally(&cohort->population, &tally, errors));
    TRY(run_children(self, all, &model, &tally));
    TRY(vro_study_population_read(&cohort->population, &tally, figures, errors));
    vro_pool_count(all->pool, all->task->children);
out:
    vro_tally_free(&tally);
    vro_model_free(&model);
    return status;
}

static vro_status run_sample(void *context, int thread, uint64_t sample, vro_errors *errors) {
    const simulation *all = context;
    const vro_sampled_figures *task = all->task;
    worker *self = &all->workers[thread];
    vro_model shared = {0};
    vro_status status = VRO_OK;
    for (size_t k = 0; k < task->moved.count; k++)
        self->values[k] =
            vro_parameter_draws_value(task->moved.uncertainty, sample, task->moved.numbers[k]);
    const vro_scenario moved = vro_moved_scenario(&task->moved, self->values, self->cells);
    TRY(vro_model_init_over(&shared, &moved, &all->base, 1, errors));
    for (size_t i = 0; i < task->cohort_count; i++) {
        const vro_study_cohort *cohort = &task->cohorts[i];
        const size_t targets = cohort->population.evidence->targets.count;
        if (has_targets(cohort))
            TRY(run_cohort(self, all, cohort, &shared, &all->figures[sample * targets], errors));
    }
out:
    vro_model_free(&shared);
    return status;
}

static vro_status prepare(simulation *self, vro_errors *errors) {
    const vro_sampled_figures *task = self->task;
    vro_status status = VRO_OK;
    self->workers = calloc((size_t)self->threads, sizeof *self->workers);
    TRY(self->workers ? VRO_OK : no_memory(errors));
    TRY(vro_model_init_over(&self->base, task->moved.uncertainty->scenario, NULL,
                            self->pool->threads, errors));
    for (size_t i = 0; i < task->cohort_count; i++)
        if (has_targets(&task->cohorts[i]))
            TRY(vro_study_cohort_prepare(&task->cohorts[i], self->pool->threads, errors));
    for (int i = 0; i < self->threads; i++)
        TRY(worker_init(&self->workers[i], self, errors));
out:
    return status;
}

// Children of all studies in a sample.
static uint64_t children_of(const vro_sampled_figures *self) {
    uint64_t studies = 0;
    for (size_t i = 0; i < self->cohort_count; i++)
        studies += has_targets(&self->cohorts[i]);
    return studies * self->children;
}

vro_status vro_sampled_figures_run(const vro_sampled_figures *self, const vro_ranks *ranks,
                                   vro_pool *pool, vro_model_figure *figures, vro_errors *errors) {
    const size_t targets =
        self->cohort_count > 0 ? self->cohorts[0].population.evidence->targets.count : 0;
    simulation all = {.task = self,
                      .pool = pool,
                      .figures = figures,
                      .threads = vro_pool_threads(pool, self->samples)};
    const vro_rank_pieces work = {.ranks = ranks,
                                  .pool = pool,
                                  .pieces = self->samples,
                                  .units = children_of(self),
                                  .context = &all,
                                  .run = run_sample};
    vro_status status = VRO_OK;
    TRY(prepare(&all, errors));
    TRY(vro_rank_pieces_run(&work, errors));
    TRY(vro_rank_pieces_gather(&work, figures, targets * sizeof *figures, errors));
out:
    for (int i = 0; all.workers && i < all.threads; i++)
        worker_free(&all.workers[i]);
    free(all.workers);
    vro_model_free(&all.base);
    return status;
}
