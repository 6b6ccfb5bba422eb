#include "vrosim/verb/calibrate_plan.h"

#include "vrosim/file/json.h"
#include "vrosim/study/validation.h"

#include <math.h>

static const char PARAMETERS[] = "parameters", ROWS[] = "rows", SAMPLES[] = "samples",
                  ACCEPT[] = "accept";

static vro_status prepare(vro_calibrate_plan *self, vro_errors *errors) {
    const vro_evidence_plan *common = &self->common;
    const vro_calibration_options options = {
        .between = isnan(common->between) ? VRO_BETWEEN_STUDY_USUAL : common->between,
        .estimates_between = isnan(common->between),
        .samples = (size_t)self->questions.samples,
        .rows = (size_t)self->questions.rows};
    const vro_text_file *prior = &common->tables.files[common->tables.count - 1];
    vro_status status = VRO_OK;
    TRY(vro_calibration_problem_init(&self->problem, &common->evidence, &common->tables, prior,
                                     self->questions.parameters, errors));
    self->problem.random = common->specification.random;
    self->problem.children = common->specification.size.patients;
    TRY(vro_calibration_init(&self->calibration, &self->problem, &options, errors));
out:
    return status;
}

static vro_status describe(vro_calibrate_plan *self, vro_errors *errors) {
    json_t *analysis = self->common.specification.analysis;
    const vro_json_entry counts[] = {{ROWS, vro_json_count(self->questions.rows)},
                                     {SAMPLES, vro_json_count(self->questions.samples)},
                                     {ACCEPT, vro_json_count(self->questions.accept)}};
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(analysis, counts, sizeof counts / sizeof *counts, errors));
    TRY(vro_json_set_text(analysis, PARAMETERS, self->questions.parameters, errors));
out:
    return status;
}

vro_status vro_calibrate_plan_read(vro_calibrate_plan *self, const vro_evidence_request *request,
                                   const vro_calibrate_questions *questions, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_calibrate_plan){.questions = *questions};
    TRY(vro_evidence_plan_read(&self->common, VRO_CALIBRATE_VERB, request, errors));
    TRY(describe(self, errors));
    TRY(prepare(self, errors));
out:
    return status;
}

vro_status vro_calibrate_plan_take(vro_calibrate_plan *self, vro_specification *specification,
                                   vro_errors *errors) {
    vro_calibrate_questions *questions = &self->questions;
    vro_status status = VRO_OK;
    *self = (vro_calibrate_plan){0};
    TRY(vro_evidence_plan_take(&self->common, specification, errors));
    const json_t *analysis = self->common.specification.analysis;
    (void)vro_json_read_text(analysis, PARAMETERS, &questions->parameters);
    if (self->common.tables.count == 0 || !vro_json_read_count(analysis, ROWS, &questions->rows) ||
        !vro_json_read_count(analysis, SAMPLES, &questions->samples) ||
        !vro_json_read_count(analysis, ACCEPT, &questions->accept))
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "the manifest's analysis has no prior, or no number of samples");
    TRY(prepare(self, errors));
out:
    return status;
}

vro_status vro_calibrate_plan_accept(vro_calibrate_plan *self, bool accept, vro_errors *errors) {
    const vro_json_entry entry = {ACCEPT, vro_json_count(accept)};
    self->questions.accept = accept;
    return vro_json_set_all(self->common.specification.analysis, &entry, 1, errors);
}

void vro_calibrate_plan_free(vro_calibrate_plan *self) {
    vro_calibration_free(&self->calibration);
    vro_calibration_problem_free(&self->problem);
    vro_evidence_plan_free(&self->common);
    *self = (vro_calibrate_plan){0};
}
