#include "vrosim/study/calibration_evaluation.h"

#include "vrosim/model/block.h"
#include "vrosim/outcome/sums.h"
#include "vrosim/study/mean_replicates.h"

#include <math.h>
#include <stdlib.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

// How a figure varies from replicate to replicate of Sobol points.
typedef struct figure_replicates {
    vro_moments before; // of the children of all replicates so far
    vro_mean_replicates spread;
} figure_replicates;

// What a thread works with.
typedef struct worker {
    const vro_calibration_problem *problem;
    vro_block *block;
    vro_sums *sums;                // [cohorts]
    figure_replicates *replicates; // [figures]
    vro_cell *cells;               // room for those of any scenario
    double *values;                // [parameters]
} worker;

typedef struct evaluation {
    const vro_calibration_problem *problem;
    vro_pool *pool;
    const vro_calibration_points *points;
    worker *workers;
    int threads;
    const vro_cohort_visitor *visitor; // takes the results in place of the sums; NULL: none
} evaluation;

// What adds the results of a cohort to its sums.
typedef struct summing {
    worker *worker;
    size_t cohort;
} summing;

// What hands the results of a cohort to a visitor.
typedef struct visit {
    const vro_cohort_visitor *visitor;
    size_t cohort;
} visit;

static size_t most_cells(const vro_calibration_problem *self) {
    size_t most = vro_moved_cells(&self->scenario);
    for (size_t i = 0; i < self->cohort_count; i++)
        if (vro_moved_cells(&self->cohorts[i].population.scenario) > most)
            most = vro_moved_cells(&self->cohorts[i].population.scenario);
    return most;
}

static vro_status worker_init(worker *self, const vro_calibration_problem *problem,
                              vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (worker){.problem = problem,
                     .block = vro_block_new(&problem->base, problem->random),
                     .sums = calloc(problem->cohort_count, sizeof *self->sums),
                     .replicates = calloc(problem->figure_count, sizeof *self->replicates),
                     .cells = malloc(most_cells(problem) * sizeof *self->cells),
                     .values = malloc((problem->parameter_count + 1) * sizeof *self->values)};
    if (!self->block || !self->sums || !self->replicates || !self->cells || !self->values)
        return no_memory(errors);
    for (size_t i = 0; i < problem->cohort_count; i++) {
        const vro_model *base = &problem->cohorts[i].base;
        TRY(vro_sums_init(&self->sums[i], base->strategies, base->outcomes,
                          vro_subgroups_categories(&base->subgroups), errors));
    }
out:
    return status;
}

static void worker_free(worker *self, size_t cohorts) {
    for (size_t i = 0; self->sums && i < cohorts; i++)
        vro_sums_free(&self->sums[i]);
    free(self->block);
    free(self->sums);
    free(self->replicates);
    free(self->cells);
    free(self->values);
}

static void add(void *self, size_t strategy, size_t level, const vro_results *results,
                const vro_results *reference) {
    const summing *to = self;
    vro_sums_add(&to->worker->sums[to->cohort], strategy, level, results, reference);
}

static vro_moments moments_of(const worker *self, size_t number) {
    const vro_fitted_figure *figure = &self->problem->figures[number];
    return vro_sums_moments(&self->sums[figure->cohort], figure->strategy, figure->subgroup,
                            figure->outcome);
}

static void end_replicate(void *self) {
    static const vro_moments none = {0};
    const summing *to = self;
    for (size_t i = 0; i < to->worker->problem->figure_count; i++) {
        if (to->worker->problem->figures[i].cohort != to->cohort)
            continue;
        figure_replicates *replicates = &to->worker->replicates[i];
        const vro_moments now = moments_of(to->worker, i);
        const vro_moments own = {.count = now.count - replicates->before.count,
                                 .sum = now.sum - replicates->before.sum};
        vro_mean_replicates_take(&replicates->spread,
                                 (const vro_moments *const[]){&own, &none, &none, &none});
        replicates->before = now;
    }
}

static void clear(worker *self, size_t cohort) {
    vro_sums_clear(&self->sums[cohort]);
    for (size_t i = 0; i < self->problem->figure_count; i++)
        if (self->problem->figures[i].cohort == cohort)
            self->replicates[i] = (figure_replicates){0};
}

static void hand_on(void *self, size_t strategy, size_t level, const vro_results *results,
                    const vro_results *reference) {
    const visit *to = self;
    (void)reference;
    to->visitor->take(to->visitor->self, to->cohort, strategy, level, results);
}

static vro_status run_children(worker *self, const vro_model *model, uint64_t children,
                               const vro_sink *sink, vro_pool *pool) {
    vro_status status = VRO_OK;
    self->block->model = model;
    for (uint64_t first = 0; first < children && status == VRO_OK; first += VRO_BLOCK) {
        const uint64_t left = children - first;
        vro_block_run(self->block, first, left < VRO_BLOCK ? (size_t)left : VRO_BLOCK, sink);
        status = vro_pool_interrupted(pool);
    }
    return status;
}

// The results of a cohort go to the visitor, or to the sums.
static vro_status run_model(worker *self, const evaluation *all, size_t number,
                            const vro_model *model) {
    visit to = {all->visitor, number};
    summing sums = {self, number};
    const vro_sink visiting = {.self = &to, .take = hand_on};
    const vro_sink adding = {.self = &sums, .take = add, .end_replicate = end_replicate};
    clear(self, number);
    return all->visitor ? run_children(self, model, all->visitor->children, &visiting, all->pool)
                        : run_children(self, model, all->problem->children, &adding, all->pool);
}

static vro_status run_cohort(worker *self, const evaluation *all, size_t number,
                             const vro_model *shared, vro_errors *errors) {
    const vro_calibration_problem *problem = all->problem;
    vro_model model;
    vro_status status = VRO_OK;
    TRY(vro_study_cohort_model(&problem->cohorts[number], self->values, self->cells, shared, &model,
                               errors));
    status = run_model(self, all, number, &model);
    vro_model_free(&model);
out:
    return status;
}

// Where replicates do not differ, or are too few, the error is that of as many independent
// children.
static vro_figure_value read_figure(const worker *self, size_t number) {
    const vro_fitted_figure *figure = &self->problem->figures[number];
    const vro_moments all = moments_of(self, number);
    const vro_estimate mean = vro_sums_mean(&self->sums[figure->cohort], figure->strategy,
                                            figure->subgroup, figure->outcome);
    const double n = (double)mean.n;
    const double variance =
        vro_mean_replicates_covariance(&self->replicates[number].spread, 0, 0, &all, &all);
    const double of_replicates = sqrt(variance) * vro_estimate_scale(figure->outcome);
    return (vro_figure_value){mean.value, of_replicates > 0 ? of_replicates : mean.se, n,
                              mean.se * sqrt(n)};
}

static vro_status run_cohorts(worker *self, const evaluation *all, const double *scores,
                              vro_errors *errors) {
    const vro_calibration_problem *problem = all->problem;
    vro_model shared;
    vro_status status = VRO_OK;
    for (size_t k = 0; k < problem->parameter_count; k++)
        self->values[k] = vro_calibration_problem_value(problem, k, scores[k]);
    const vro_moved_parameters moved = {&problem->uncertainty, problem->parameters,
                                        problem->parameter_count};
    const vro_scenario changed = vro_moved_scenario(&moved, self->values, self->cells);
    TRY(vro_model_init_over(&shared, &changed, &problem->base, 1, errors));
    for (size_t i = 0; i < problem->cohort_count && status == VRO_OK; i++)
        status = run_cohort(self, all, i, &shared, errors);
    vro_model_free(&shared);
out:
    return status;
}

static vro_status evaluate_point(void *context, int thread, uint64_t piece, vro_errors *errors) {
    const evaluation *all = context;
    const vro_calibration_problem *problem = all->problem;
    const size_t point = all->points->first + (size_t)piece * all->points->step;
    worker *self = &all->workers[thread];
    vro_status status = VRO_OK;
    TRY(run_cohorts(self, all, all->points->scores + point * problem->parameter_count, errors));
    for (size_t i = 0; i < problem->figure_count; i++)
        all->points->values[point * problem->figure_count + i] = read_figure(self, i);
    vro_pool_count(all->pool, problem->children * problem->cohort_count);
out:
    return status;
}

static bool is_late(void *context) {
    const vro_calibration_points *points = ((const evaluation *)context)->points;
    return points->is_late(points->context);
}

static uint64_t count_pieces(const vro_calibration_points *points) {
    return points->first < points->count ? (points->count - points->first - 1) / points->step + 1
                                         : 0;
}

vro_status vro_calibration_evaluate(const vro_calibration_problem *self, vro_pool *pool,
                                    const vro_calibration_points *points, uint64_t *done,
                                    vro_errors *errors) {
    const uint64_t pieces = count_pieces(points);
    evaluation all = {
        .problem = self, .pool = pool, .points = points, .threads = vro_pool_threads(pool, pieces)};
    const vro_pool_job job = {.pieces = pieces,
                              .context = &all,
                              .run = evaluate_point,
                              .is_late = points->is_late ? is_late : NULL};
    vro_status status = VRO_OK;
    if (done)
        *done = self->known ? pieces : 0;
    if (self->known)
        return self->known(self, points->count, points->scores, points->values);
    all.workers = calloc((size_t)all.threads, sizeof *all.workers);
    TRY(all.workers ? VRO_OK : no_memory(errors));
    for (int i = 0; i < all.threads; i++)
        TRY(worker_init(&all.workers[i], self, errors));
    TRY(vro_pool_run(pool, &job, done, errors));
out:
    for (int i = 0; all.workers && i < all.threads; i++)
        worker_free(&all.workers[i], self->cohort_count);
    free(all.workers);
    return status;
}

vro_status vro_calibration_visit(const vro_calibration_problem *self, vro_pool *pool,
                                 const double *scores, const vro_cohort_visitor *visitor,
                                 vro_errors *errors) {
    const evaluation all = {.problem = self, .pool = pool, .visitor = visitor};
    worker alone = {0};
    vro_status status = VRO_OK;
    TRY(worker_init(&alone, self, errors));
    TRY(run_cohorts(&alone, &all, scores, errors));
out:
    worker_free(&alone, self->cohort_count);
    return status;
}
