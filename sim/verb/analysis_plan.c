#include "vrosim/verb/analysis_plan.h"

#include "vrosim/core/text.h"
#include "vrosim/file/atomic_file.h"
#include "vrosim/file/json.h"
#include "vrosim/simulate/specification_json.h"

#include <stdio.h>

static void *field_of(vro_analysis_plan *plan, const vro_analysis_question *question) {
    return (char *)plan + question->field;
}

// Writes the questions into the specification.
static vro_status describe(vro_analysis_plan *self, const vro_analysis_kind *kind,
                           vro_errors *errors) {
    json_t *analysis = self->specification.analysis = json_object();
    const vro_json_entry verb = {"verb", json_string(kind->verb)};
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(analysis, &verb, 1, errors));
    for (size_t i = 0; i < kind->question_count; i++) {
        const vro_analysis_question *question = &kind->questions[i];
        const void *field = field_of(self, question);
        if (question->count) {
            const vro_json_entry count = {question->key, vro_json_count(*(const uint64_t *)field)};
            TRY(vro_json_set_all(analysis, &count, 1, errors));
        } else {
            TRY(vro_json_set_text(analysis, question->key, *(const char *const *)field, errors));
        }
    }
out:
    return status;
}

// Reads the questions from the specification, which owns their texts. What is missing stays zero.
static void recall(vro_analysis_plan *self, const vro_analysis_kind *kind) {
    const json_t *analysis = self->specification.analysis;
    for (size_t i = 0; i < kind->question_count; i++) {
        const vro_analysis_question *question = &kind->questions[i];
        void *field = field_of(self, question);
        if (question->count)
            (void)vro_json_read_count(analysis, question->key, field);
        else
            (void)vro_json_read_text(analysis, question->key, field);
    }
}

// All that can be at fault on the command line.
static vro_status understand(vro_analysis_plan *self, const vro_analysis_kind *kind,
                             const vro_scenario_request *request, vro_errors *errors) {
    vro_status status = vro_load_scenario(&self->scenario, request, errors);
    if (status == VRO_NO_MEMORY || (status != VRO_OK && !kind->inspect))
        return status;
    if (status != VRO_OK)
        return vro_status_worse(status, kind->inspect(self, errors));
    status = kind->prepare(self, errors);
    if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
        vro_inspect_folder(request, errors);
    return status;
}

static vro_status record_input(vro_analysis_plan *self, const char *path, vro_errors *errors) {
    return path ? vro_json_append_digest(self->specification.inputs, vro_atomic_file_name(path),
                                         path, errors)
                : VRO_OK;
}

vro_status vro_analysis_plan_read(vro_analysis_plan *self, const vro_analysis_kind *kind,
                                  const vro_analysis_request *request, vro_errors *errors) {
    const vro_scenario_source *source = &request->scenario.source;
    vro_status status = VRO_OK;
    TRY(understand(self, kind, &request->scenario, errors));
    TRY(vro_specification_init(&self->specification, &self->scenario, source->paths,
                               source->path_count, errors));
    self->specification.random = vro_slot_draws_source(request->random, request->size.patients);
    self->specification.size = request->size;
    TRY(vro_record_children(&self->specification, &request->scenario, errors));
    TRY(record_input(self, request->inputs.correlations, errors));
    TRY(record_input(self, request->inputs.draws, errors));
    TRY(describe(self, kind, errors));
out:
    return status;
}

vro_status vro_analysis_plan_take(vro_analysis_plan *self, const vro_analysis_kind *kind,
                                  vro_specification *specification, vro_errors *errors) {
    vro_status status = VRO_OK;
    self->specification = *specification;
    *specification = (vro_specification){0};
    recall(self, kind);
    if (kind->check)
        TRY(kind->check(self, errors));
    TRY(vro_specification_scenario(&self->specification, &self->scenario, errors));
    TRY(kind->prepare(self, errors));
out:
    return status;
}

vro_status vro_analysis_plan_share(vro_analysis_plan *self, const vro_analysis_kind *kind,
                                   const vro_analysis_request *request, const vro_ranks *ranks,
                                   vro_errors *errors) {
    const bool first = ranks->rank == 0;
    vro_specification received = {0};
    vro_status status = VRO_OK;
    if (first)
        TRY(vro_analysis_plan_read(self, kind, request, errors));
    TRY(vro_specification_json_share(first ? &self->specification : &received, ranks, errors));
    if (!first)
        TRY(vro_analysis_plan_take(self, kind, &received, errors));
out:
    return status;
}

static vro_excerpt show(const json_t *value) {
    vro_excerpt shown = vro_text_excerpt(json_is_string(value) ? json_string_value(value) : "none");
    if (json_is_integer(value))
        snprintf(shown.text, sizeof shown.text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return shown;
}

static vro_status compare_answer(const vro_analysis_plan *self, const vro_specification *other,
                                 const char *key, const char *words, const char *file,
                                 vro_errors *errors) {
    const json_t *ours = json_object_get(self->specification.analysis, key);
    const json_t *theirs = json_object_get(other->analysis, key);
    if (ours == theirs || json_equal(ours, theirs))
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file}, "its %s is %s, not %s",
                          words, show(theirs).text, show(ours).text);
}

vro_status vro_analysis_plan_compare(const vro_analysis_plan *self, const vro_analysis_kind *kind,
                                     const vro_specification *other, const char *file,
                                     vro_errors *errors) {
    vro_status status = vro_specification_compare(&self->specification, other, file, errors);
    status = vro_status_worse(status, compare_answer(self, other, "verb", "verb", file, errors));
    for (size_t i = 0; i < kind->question_count; i++) {
        const vro_analysis_question *question = &kind->questions[i];
        status = vro_status_worse(
            status, compare_answer(self, other, question->key, question->words, file, errors));
    }
    return status;
}

void vro_analysis_plan_free(vro_analysis_plan *self) {
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
    vro_specification_free(&self->specification);
}
