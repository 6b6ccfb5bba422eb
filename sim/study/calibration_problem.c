#include "vrosim/study/calibration_problem.h"

#include "vrosim/core/text.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/named_subgroups.h"
#include "vrosim/input/scenario_cells.h"
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

static vro_status read_prior(vro_calibration_problem *self, const vro_text_file *prior,
                             vro_errors *errors) {
    vro_layers layers = {0};
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(vro_csv_reader_open_text(&csv, prior->name, prior->text, prior->size));
    TRY(vro_layers_append(&layers, csv, errors));
    for (size_t i = 0; i < layers.count; i++)
        self->of_prior[layers.rows[i].row.parameter] = true;
out:
    vro_csv_reader_free(csv);
    vro_layers_free(&layers);
    return status;
}

static void choose_of_prior(vro_calibration_problem *self) {
    for (size_t number = 0; number < self->uncertainty.count; number++)
        if (self->of_prior[self->uncertainty.parameters[number].id])
            keep(self, number);
}

static vro_status choose_parameters(vro_calibration_problem *self, const vro_text_file *prior,
                                    const char *list, vro_errors *errors) {
    vro_status status = VRO_OK;
    self->parameters = calloc(self->uncertainty.count + 1, sizeof *self->parameters);
    TRY(self->parameters ? VRO_OK : no_memory(errors));
    TRY(read_prior(self, prior, errors));
    if (list)
        TRY(choose_listed(self, list, errors));
    else
        choose_of_prior(self);
    if (self->parameter_count == 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = prior->name},
                                "has no parameter with a standard error to fit");
out:
    return status;
}

static bool is_fitted(const vro_calibration_problem *self, const vro_target *target) {
    const bool share =
        vro_likelihood_is_share(target->likelihood) && strcmp(target->statistic, "mean") == 0;
    return target->role == VRO_TARGET_FIT && (share || !self->only_shares);
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

static vro_status load_cohort(vro_calibration_problem *self, size_t study,
                              const vro_text_files *tables, vro_errors *errors) {
    vro_study_cohort *cohort = &self->cohorts[self->cohort_count++];
    const vro_study_population *population = &cohort->population;
    const vro_moved_parameters fitted = {&self->uncertainty, self->parameters,
                                         self->parameter_count};
    vro_status status = VRO_OK;
    TRY(vro_study_cohort_load(cohort, self->evidence, study, tables, &fitted, errors));
    TRY(vro_study_cohort_prepare(cohort, 1, errors));
    for (size_t i = 0; i < population->count; i++)
        if (is_fitted(self, &self->evidence->targets.rows[population->targets[i]]))
            TRY(add_figure(self, self->cohort_count - 1, population->targets[i], errors));
out:
    return status;
}

static bool has_figure(const vro_calibration_problem *self, size_t study) {
    const vro_evidence *evidence = self->evidence;
    for (size_t i = 0; i < evidence->targets.count; i++)
        if (evidence->study_of[i] == study && is_fitted(self, &evidence->targets.rows[i]))
            return true;
    return false;
}

// A figure of the whole study in the cohort of a part of it; none where the part has another
// strategy, whose children are others.
static vro_status add_view(vro_calibration_problem *self, size_t cohort, size_t figure,
                           vro_errors *errors) {
    const vro_study_population *part = &self->cohorts[cohort].population;
    const vro_target *row = vro_calibration_problem_target(self, figure);
    vro_figure_view view = {figure, {.target = self->figures[figure].target, .cohort = cohort}};
    vro_errors found = {0};
    view.at.strategy = vro_scenario_find(&part->scenario, row->strategy);
    view.at.subgroup = vro_named_subgroups_find(&part->scenario.subgroups, row->subgroup);
    if (view.at.strategy == part->scenario.strategies)
        return VRO_OK;
    const vro_status status = vro_outcome_set_find(self->cohorts[cohort].base.outcomes,
                                                   row->outcome, &view.at.outcome, &found);
    vro_errors_free(&found);
    if (status == VRO_OK)
        self->views[self->view_count++] = view;
    if (status != VRO_BAD_USAGE)
        return status;
    const vro_study *study = &self->evidence->studies.rows[part->study];
    return vro_errors_add(errors, VRO_BAD_INPUT,
                          &(vro_place){self->evidence->texts.files[VRO_EVIDENCE_STUDIES].name,
                                       study->line, study->part_column},
                          "study '%s' has no outcome '%s', which a figure of '%s' has; give both "
                          "the same landmarks, or empty part_of",
                          study->name, row->outcome, study->part_of);
}

// The figures of whole studies in the cohorts of their parts.
static vro_status add_views(vro_calibration_problem *self, vro_errors *errors) {
    const vro_studies *studies = &self->evidence->studies;
    vro_status status = VRO_OK;
    self->views = calloc(self->figure_count * self->cohort_count + 1, sizeof *self->views);
    if (!self->views)
        return no_memory(errors);
    for (size_t cohort = 0; cohort < self->cohort_count; cohort++)
        for (size_t i = 0; i < self->figure_count; i++)
            if (self->cohorts[self->figures[i].cohort].population.study ==
                studies->rows[self->cohorts[cohort].population.study].whole)
                TRY(add_view(self, cohort, i, errors));
out:
    return status;
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
        if (has_figure(self, study))
            TRY(load_cohort(self, study, tables, errors));
    if (self->figure_count == 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT,
                                &(vro_place){.file = evidence->texts.files[0].name},
                                "has no %s of role fit", self->only_shares ? "share" : "row");
out:
    return status;
}

static vro_status load_studies(vro_calibration_problem *self, const vro_text_files *tables,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_model_init(&self->base, &self->scenario, errors));
    TRY(load_cohorts(self, tables, errors));
    TRY(add_views(self, errors));
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
    TRY(load_studies(self, tables, errors));
out:
    return status;
}

vro_status vro_calibration_problem_init_shares(vro_calibration_problem *self,
                                               const vro_evidence *evidence,
                                               const vro_text_files *tables, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_calibration_problem){.evidence = evidence, .only_shares = true};
    TRY(load_scenario(self, tables, errors));
    TRY(load_studies(self, tables, errors));
out:
    return status;
}

void vro_calibration_problem_free(vro_calibration_problem *self) {
    for (size_t i = 0; i < self->cohort_count; i++)
        vro_study_cohort_free(&self->cohorts[i]);
    free(self->cohorts);
    free(self->figures);
    free(self->views);
    free(self->parameters);
    vro_model_free(&self->base);
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
    *self = (vro_calibration_problem){0};
}
