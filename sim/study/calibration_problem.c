#include "vrosim/study/calibration_problem.h"

#include "vrosim/core/text.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/named_subgroups.h"
#include "vrosim/input/scenario_cells.h"
#include "vrosim/model/block.h"
#include "vrosim/outcome/sums.h"
#include "vrosim/study/parameter_samples.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

const vro_target *vro_calibration_problem_target(const vro_calibration_problem *self,
                                                 size_t figure) {
    return &self->evidence->targets.rows[self->figures[figure].target];
}

const char *vro_calibration_problem_name(const vro_calibration_problem *self, size_t k) {
    return self->uncertainty.parameters[self->parameters[k]].name;
}

double vro_calibration_problem_value(const vro_calibration_problem *self, size_t k, double score) {
    return vro_parameter_sample_value(&self->uncertainty, self->parameters[k], score);
}

static vro_status load_scenario(vro_calibration_problem *self, const vro_text_files *tables,
                                vro_errors *errors) {
    vro_scenario_text *texts = calloc(tables->count + 1, sizeof *texts);
    if (!texts)
        return no_memory(errors);
    for (size_t i = 0; i < tables->count; i++)
        texts[i] = (vro_scenario_text){tables->files[i].name, tables->files[i].text,
                                       tables->files[i].size};
    const vro_scenario_source source = {.texts = texts, .text_count = tables->count};
    vro_status status = VRO_OK;
    TRY(vro_scenario_load(&self->scenario, &source, errors));
    TRY(vro_uncertainty_init(&self->uncertainty, &self->scenario, VRO_UNCERTAIN_ESTIMATES, errors));
out:
    free(texts);
    return status;
}

// Keeps parameter `number` if it is not there; the case mix is not fitted.
static void keep(vro_calibration_problem *self, size_t number) {
    if (self->uncertainty.parameters[number].family == VRO_DIRICHLET)
        return;
    for (size_t k = 0; k < self->parameter_count; k++)
        if (self->parameters[k] == number)
            return;
    self->parameters[self->parameter_count++] = number;
}

// Keeps every parameter that a name or pattern matches.
static vro_status choose_matching(vro_calibration_problem *self, const char *pattern,
                                  vro_errors *errors) {
    const vro_uncertainty *all = &self->uncertainty;
    bool found = false;
    for (size_t number = 0; number < all->count; number++)
        if (fnmatch(pattern, all->parameters[number].name, 0) == 0) {
            keep(self, number);
            found = true;
        }
    if (found)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' is no uncertain parameter%s",
                          vro_text_excerpt(pattern).text,
                          vro_uncertainty_suggest(all, pattern).text);
}

static vro_status choose_listed(vro_calibration_problem *self, const char *list,
                                vro_errors *errors) {
    char *words = strdup(list), *rest = words;
    vro_status status = words ? VRO_OK : no_memory(errors);
    while (rest && status != VRO_NO_MEMORY)
        status = vro_status_worse(status, choose_matching(self, strsep(&rest, ","), errors));
    free(words);
    return status;
}

// The rows of the prior give the parameters.
static vro_status choose_of_prior(vro_calibration_problem *self, const vro_text_file *prior,
                                  vro_errors *errors) {
    vro_layers layers = {0};
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(vro_csv_reader_open_text(&csv, prior->name, prior->text, prior->size));
    TRY(vro_layers_append(&layers, csv, errors));
    for (size_t number = 0; number < self->uncertainty.count; number++)
        for (size_t i = 0; i < layers.count; i++)
            if (layers.rows[i].row.parameter == self->uncertainty.parameters[number].id)
                keep(self, number);
out:
    vro_csv_reader_free(csv);
    vro_layers_free(&layers);
    return status;
}

static vro_status choose_parameters(vro_calibration_problem *self, const vro_text_file *prior,
                                    const char *list, vro_errors *errors) {
    vro_status status = VRO_OK;
    self->parameters = calloc(self->uncertainty.count + 1, sizeof *self->parameters);
    TRY(self->parameters ? VRO_OK : no_memory(errors));
    TRY(list ? choose_listed(self, list, errors) : choose_of_prior(self, prior, errors));
    if (self->parameter_count == 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = prior->name},
                                "has no parameter with a standard error to fit");
out:
    return status;
}

static bool is_fitted(const vro_target *target) {
    return target->role == VRO_TARGET_FIT;
}

static vro_status add_figure(vro_calibration_problem *self, size_t cohort, size_t target,
                             vro_errors *errors) {
    const vro_scenario *scenario = &self->cohorts[cohort].population.scenario;
    const vro_target *row = &self->evidence->targets.rows[target];
    const vro_place place = vro_evidence_place(self->evidence, target);
    vro_fitted_figure figure = {.target = target, .cohort = cohort};
    if (strcmp(row->statistic, "mean") != 0)
        return vro_errors_add(errors, VRO_BAD_INPUT, &place,
                              "only means are fitted, not '%s'; make its role holdout or ignore",
                              row->statistic);
    figure.strategy = vro_scenario_find(scenario, row->strategy);
    figure.subgroup = vro_named_subgroups_find(&scenario->subgroups, row->subgroup);
    const vro_status status = vro_outcome_set_find(self->cohorts[cohort].base.outcomes,
                                                   row->outcome, &figure.outcome, errors);
    self->figures[self->figure_count++] = figure;
    return status;
}

// The same estimate in the scenario of a study: names differ where it has other strategies.
static size_t find_same(const vro_uncertainty *in, const vro_uncertain_parameter *parameter) {
    size_t i = 0;
    while (i < in->count &&
           !(in->parameters[i].id == parameter->id && in->parameters[i].level == parameter->level &&
             in->parameters[i].value == parameter->value && in->parameters[i].se == parameter->se))
        i++;
    return i;
}

static vro_status find_numbers(vro_calibration_problem *self, vro_study_cohort *cohort,
                               vro_errors *errors) {
    cohort->numbers = calloc(self->parameter_count + 1, sizeof *cohort->numbers);
    if (!cohort->numbers)
        return no_memory(errors);
    for (size_t k = 0; k < self->parameter_count; k++)
        cohort->numbers[k] =
            find_same(&cohort->uncertainty, &self->uncertainty.parameters[self->parameters[k]]);
    return VRO_OK;
}

static vro_status load_cohort(vro_calibration_problem *self, size_t study,
                              const vro_text_files *tables, vro_errors *errors) {
    vro_study_cohort *cohort = &self->cohorts[self->cohort_count++];
    vro_study_population *population = &cohort->population;
    vro_status status = VRO_OK;
    TRY(vro_study_population_load(population, self->evidence, study, tables, errors));
    TRY(vro_uncertainty_init(&cohort->uncertainty, &population->scenario, VRO_UNCERTAIN_ESTIMATES,
                             errors));
    TRY(vro_model_init(&cohort->base, &population->scenario, errors));
    TRY(find_numbers(self, cohort, errors));
    for (size_t i = 0; i < population->count; i++)
        if (is_fitted(&self->evidence->targets.rows[population->targets[i]]))
            TRY(add_figure(self, self->cohort_count - 1, population->targets[i], errors));
out:
    return status;
}

static bool has_figure(const vro_evidence *evidence, size_t study) {
    for (size_t i = 0; i < evidence->targets.count; i++)
        if (evidence->study_of[i] == study && is_fitted(&evidence->targets.rows[i]))
            return true;
    return false;
}

static vro_status load_cohorts(vro_calibration_problem *self, const vro_text_files *tables,
                               vro_errors *errors) {
    const vro_evidence *evidence = self->evidence;
    vro_status status = VRO_OK;
    self->cohorts = calloc(evidence->studies.count + 1, sizeof *self->cohorts);
    self->figures = calloc(evidence->targets.count + 1, sizeof *self->figures);
    if (!self->cohorts || !self->figures)
        return no_memory(errors);
    for (size_t study = 0; study < evidence->studies.count; study++)
        if (has_figure(evidence, study))
            TRY(load_cohort(self, study, tables, errors));
    if (self->figure_count == 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT,
                                &(vro_place){.file = evidence->texts.files[0].name},
                                "has no row of role fit");
out:
    return status;
}

vro_status vro_calibration_problem_init(vro_calibration_problem *self, const vro_evidence *evidence,
                                        const vro_text_files *tables, const vro_text_file *prior,
                                        const char *list, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_calibration_problem){.evidence = evidence};
    TRY(load_scenario(self, tables, errors));
    TRY(choose_parameters(self, prior, list, errors));
    TRY(vro_model_init(&self->base, &self->scenario, errors));
    TRY(load_cohorts(self, tables, errors));
out:
    return status;
}

// What a thread works with.
typedef struct worker {
    vro_block *block;
    vro_sums *sums;  // [cohorts]
    vro_cell *cells; // room for those of any scenario
    double *values;  // [parameters]
} worker;

typedef struct evaluation {
    const vro_calibration_problem *problem;
    vro_pool *pool;
    const double *scores;
    vro_figure_value *figures;
    worker *workers;
    int threads;
} evaluation;

static size_t cells_of(const vro_scenario *scenario) {
    return scenario->strategies * VRO_LEVELS * VRO_PARAMETERS;
}

static size_t most_cells(const vro_calibration_problem *self) {
    size_t most = cells_of(&self->scenario);
    for (size_t i = 0; i < self->cohort_count; i++)
        if (cells_of(&self->cohorts[i].population.scenario) > most)
            most = cells_of(&self->cohorts[i].population.scenario);
    return most;
}

static vro_status worker_init(worker *self, const vro_calibration_problem *problem,
                              vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (worker){.block = vro_block_new(&problem->base, problem->random),
                     .sums = calloc(problem->cohort_count, sizeof *self->sums),
                     .cells = malloc(most_cells(problem) * sizeof *self->cells),
                     .values = malloc((problem->parameter_count + 1) * sizeof *self->values)};
    if (!self->block || !self->sums || !self->cells || !self->values)
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
    free(self->cells);
    free(self->values);
}

static void add(void *self, size_t strategy, size_t level, const vro_results *results,
                const vro_results *reference) {
    vro_sums_add(self, strategy, level, results, reference);
}

static vro_status run_children(worker *self, const vro_model *model, uint64_t children,
                               vro_sums *sums, vro_pool *pool) {
    const vro_sink sink = {.self = sums, .take = add};
    vro_status status = VRO_OK;
    vro_sums_clear(sums);
    self->block->model = model;
    for (uint64_t first = 0; first < children && status == VRO_OK; first += VRO_BLOCK) {
        const uint64_t left = children - first;
        vro_block_run(self->block, first, left < VRO_BLOCK ? (size_t)left : VRO_BLOCK, &sink);
        status = vro_pool_interrupted(pool);
    }
    return status;
}

// Cells of a scenario with the values of the fitted parameters; numbers in its uncertainty.
static vro_scenario change(const worker *self, const vro_uncertainty *uncertainty,
                           const size_t *numbers, size_t count) {
    vro_scenario changed = *uncertainty->scenario;
    memcpy(self->cells, changed.cells, cells_of(&changed) * sizeof *self->cells);
    changed.cells = self->cells;
    for (size_t k = 0; k < count; k++)
        if (numbers[k] < uncertainty->count)
            vro_uncertainty_set(uncertainty, numbers[k], self->values[k], self->cells);
    return changed;
}

// Tables of distributions that `shared` has are taken from it, then those of the study itself.
static vro_status run_cohort(worker *self, const evaluation *all, size_t number,
                             const vro_model *shared, vro_errors *errors) {
    const vro_calibration_problem *problem = all->problem;
    const vro_study_cohort *cohort = &problem->cohorts[number];
    const vro_scenario changed =
        change(self, &cohort->uncertainty, cohort->numbers, problem->parameter_count);
    struct vro_distribution_tables tables = *shared->tables;
    vro_model over = cohort->base, model;
    vro_status status = VRO_OK;
    tables.base = cohort->base.tables;
    over.tables = &tables;
    TRY(vro_model_init_over(&model, &changed, &over, 1, errors));
    status = run_children(self, &model, problem->children, &self->sums[number], all->pool);
    vro_model_free(&model);
out:
    return status;
}

static void read_figures(const worker *self, const vro_calibration_problem *problem,
                         vro_figure_value *values) {
    for (size_t i = 0; i < problem->figure_count; i++) {
        const vro_fitted_figure *figure = &problem->figures[i];
        const vro_estimate mean = vro_sums_mean(&self->sums[figure->cohort], figure->strategy,
                                                figure->subgroup, figure->outcome);
        values[i] = (vro_figure_value){mean.value, mean.se, (double)mean.n};
    }
}

static vro_status evaluate_point(void *context, int thread, uint64_t point, vro_errors *errors) {
    const evaluation *all = context;
    const vro_calibration_problem *problem = all->problem;
    worker *self = &all->workers[thread];
    const double *scores = all->scores + point * problem->parameter_count;
    vro_model shared;
    vro_status status = VRO_OK;
    for (size_t k = 0; k < problem->parameter_count; k++)
        self->values[k] = vro_calibration_problem_value(problem, k, scores[k]);
    const vro_scenario changed =
        change(self, &problem->uncertainty, problem->parameters, problem->parameter_count);
    TRY(vro_model_init_over(&shared, &changed, &problem->base, 1, errors));
    for (size_t i = 0; i < problem->cohort_count && status == VRO_OK; i++)
        status = run_cohort(self, all, i, &shared, errors);
    vro_model_free(&shared);
    TRY(status);
    read_figures(self, problem, all->figures + point * problem->figure_count);
    vro_pool_count(all->pool, problem->children * problem->cohort_count);
out:
    return status;
}

vro_status vro_calibration_problem_evaluate(const vro_calibration_problem *self, vro_pool *pool,
                                            size_t points, const double *scores,
                                            vro_figure_value *values, vro_errors *errors) {
    evaluation all = {.problem = self,
                      .pool = pool,
                      .scores = scores,
                      .figures = values,
                      .threads = vro_pool_threads(pool, points)};
    const vro_pool_job job = {.pieces = points, .context = &all, .run = evaluate_point};
    vro_status status = VRO_OK;
    if (self->known)
        return self->known(self, points, scores, values);
    all.workers = calloc((size_t)all.threads, sizeof *all.workers);
    TRY(all.workers ? VRO_OK : no_memory(errors));
    for (int i = 0; i < all.threads; i++)
        TRY(worker_init(&all.workers[i], self, errors));
    TRY(vro_pool_run(pool, &job, NULL, errors));
out:
    for (int i = 0; all.workers && i < all.threads; i++)
        worker_free(&all.workers[i], self->cohort_count);
    free(all.workers);
    return status;
}

static void cohort_free(vro_study_cohort *self) {
    vro_model_free(&self->base);
    vro_uncertainty_free(&self->uncertainty);
    vro_study_population_free(&self->population);
    free(self->numbers);
}

void vro_calibration_problem_free(vro_calibration_problem *self) {
    for (size_t i = 0; i < self->cohort_count; i++)
        cohort_free(&self->cohorts[i]);
    free(self->cohorts);
    free(self->figures);
    free(self->parameters);
    vro_model_free(&self->base);
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
    *self = (vro_calibration_problem){0};
}
