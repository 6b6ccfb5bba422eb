#include "vrosim/verb/validate_plan.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/json.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/study/parameter_draws.h"
#include "vrosim/study/parameter_draws_table.h"

#include <stdlib.h>
#include <string.h>

static const char DRAWS[] = "draws", SAMPLES[] = "samples";

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the studies");
}

bool vro_validate_plan_has_draws(const vro_validate_plan *self) {
    return self->uncertainty.draws;
}

static vro_status load_cohort(vro_validate_plan *self, size_t study, vro_errors *errors) {
    const vro_evidence_plan *common = &self->common;
    const vro_moved_parameters moved = {&self->uncertainty, self->given, self->given_count};
    vro_study_cohort *cohort = &self->cohorts[study];
    return vro_validate_plan_has_draws(self)
               ? vro_study_cohort_load(cohort, &common->evidence, study, &common->tables, &moved,
                                       errors)
               : vro_study_population_load(&cohort->population, &common->evidence, study,
                                           &common->tables, errors);
}

static vro_status load_cohorts(vro_validate_plan *self, vro_errors *errors) {
    const size_t studies = self->common.evidence.studies.count;
    vro_status status = VRO_OK;
    self->cohorts = calloc(studies + 1, sizeof *self->cohorts);
    if (!self->cohorts)
        return no_memory(errors);
    for (size_t i = 0; i < studies && status != VRO_NO_MEMORY; i++)
        status = vro_status_worse(status, load_cohort(self, i, errors));
    return status;
}

static vro_status load_shares(vro_validate_plan *self, vro_errors *errors) {
    const vro_evidence_plan *common = &self->common;
    vro_status status = VRO_OK;
    TRY(vro_calibration_problem_init_shares(&self->shares, &common->evidence, &common->tables,
                                            errors));
    self->shares.random = common->specification.random;
    self->shares.children = common->specification.size.patients;
out:
    return status;
}

static vro_status prepare(vro_validate_plan *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(load_cohorts(self, errors));
    TRY(vro_validation_init(&self->validation, &self->common.evidence, (size_t)self->samples,
                            self->common.between, errors));
    if (self->validation.estimates_between)
        TRY(load_shares(self, errors));
out:
    return status;
}

static vro_status list_given(vro_validate_plan *self, vro_errors *errors) {
    const vro_uncertainty *all = &self->uncertainty;
    self->given = calloc(all->count + 1, sizeof *self->given);
    if (!self->given)
        return no_memory(errors);
    for (size_t number = 0; number < all->count; number++)
        if (vro_parameter_draws_has(all, number))
            self->given[self->given_count++] = number;
    return VRO_OK;
}

// The file is part of the question: its rows are in the specification, as they were read.
static vro_status describe(vro_validate_plan *self, const char *path, vro_errors *errors) {
    vro_specification *specification = &self->common.specification;
    const vro_json_entry samples = {SAMPLES, vro_json_count(self->samples)};
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(specification->analysis, &samples, 1, errors));
    TRY(vro_json_set_text(specification->analysis, DRAWS, self->uncertainty.draw_table, errors));
    TRY(vro_json_append_digest(specification->inputs, vro_atomic_file_name(path), path, errors));
out:
    return status;
}

static vro_status read_draws(vro_validate_plan *self, const vro_validate_questions *questions,
                             vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_uncertainty_init(&self->uncertainty, &self->common.scenario, VRO_UNCERTAIN_ESTIMATES,
                             errors));
    TRY(vro_parameter_draws_table_read(&self->uncertainty, questions->draws, errors));
    TRY(list_given(self, errors));
    self->samples = questions->samples > 0 ? questions->samples : self->uncertainty.draw_rows;
    TRY(describe(self, questions->draws, errors));
out:
    return status;
}

vro_status vro_validate_plan_read(vro_validate_plan *self, const vro_evidence_request *request,
                                  const vro_validate_questions *questions, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_validate_plan){.samples = 1};
    if (questions->samples > 0 && !questions->draws)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "--samples is the number of samples of --draws: name its FILE too");
    TRY(vro_evidence_plan_read(&self->common, VRO_VALIDATE_VERB, request, errors));
    if (questions->draws)
        TRY(read_draws(self, questions, errors));
    TRY(prepare(self, errors));
out:
    return status;
}

static vro_status take_draws(vro_validate_plan *self, const char *text, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_uncertainty_init(&self->uncertainty, &self->common.scenario, VRO_UNCERTAIN_ESTIMATES,
                             errors));
    TRY(vro_parameter_draws_table_parse(&self->uncertainty, DRAWS, text, strlen(text), errors));
    TRY(list_given(self, errors));
    if (!vro_json_read_count(self->common.specification.analysis, SAMPLES, &self->samples) ||
        self->samples < 1 || self->samples > VRO_SAMPLES_MAX)
        status = vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                                "the manifest's analysis has no number of samples");
out:
    return status;
}

vro_status vro_validate_plan_take(vro_validate_plan *self, vro_specification *specification,
                                  vro_errors *errors) {
    const char *text;
    vro_status status = VRO_OK;
    *self = (vro_validate_plan){.samples = 1};
    TRY(vro_evidence_plan_take(&self->common, specification, errors));
    if (vro_json_read_text(self->common.specification.analysis, DRAWS, &text))
        TRY(take_draws(self, text, errors));
    TRY(prepare(self, errors));
out:
    return status;
}

size_t vro_validate_plan_studies(const vro_validate_plan *self) {
    size_t count = 0;
    for (size_t i = 0; i < self->common.evidence.studies.count; i++)
        count += self->cohorts[i].population.count > 0;
    return count;
}

void vro_validate_plan_free(vro_validate_plan *self) {
    for (size_t i = 0; self->cohorts && i < self->common.evidence.studies.count; i++)
        vro_study_cohort_free(&self->cohorts[i]);
    free(self->cohorts);
    free(self->given);
    vro_validation_free(&self->validation);
    vro_calibration_problem_free(&self->shares);
    vro_uncertainty_free(&self->uncertainty);
    vro_evidence_plan_free(&self->common);
    *self = (vro_validate_plan){0};
}
