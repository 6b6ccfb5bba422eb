#include "vrosim/verb/evidence_plan.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"
#include "vrosim/file/json.h"
#include "vrosim/simulate/evidence_json.h"
#include "vrosim/simulate/specification_json.h"
#include "vrosim/study/validation.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char BETWEEN[] = "between_study", ESTIMATE[] = "estimate";

static const double BETWEEN_MAX = 10;

// NAN: to be estimated.
static vro_status read_between(const char *text, double *between, vro_errors *errors) {
    *between = VRO_BETWEEN_STUDY_USUAL;
    if (!text)
        return VRO_OK;
    if (strcmp(text, ESTIMATE) == 0) {
        *between = NAN;
        return VRO_OK;
    }
    if (!vro_decimal_read(text, between) && *between >= 0 && *between <= BETWEEN_MAX)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "--between-study: '%s' is not a standard deviation on the logit; write a "
                          "number from 0 to 10, or estimate",
                          vro_text_excerpt(text).text);
}

// Whether the first file on the command line is a table of targets; it is the only one read yet.
static bool begins_with_targets(const vro_text_files *files) {
    return files->count > 0 && vro_targets_are(files->files[0].text, files->files[0].size);
}

// The targets where the first file is one, and the user's tables. Each file is read once.
static vro_status read_files(vro_evidence_plan *self, const vro_evidence_request *request,
                             vro_errors *errors) {
    vro_text_files targets = {0};
    const vro_text_file *given = NULL;
    vro_status status = VRO_OK;
    for (size_t i = 0; i < request->path_count; i++) {
        TRY(vro_text_files_read(&self->tables, request->paths[i], request->paths[i], errors));
        if (i == 0 && begins_with_targets(&self->tables)) {
            targets = self->tables;
            self->tables = (vro_text_files){0};
            given = targets.files;
        }
    }
    if (request->with_prior)
        TRY(vro_evidence_add_prior(&self->tables, request->prior, errors));
    TRY(vro_evidence_read(&self->evidence, given, errors));
out:
    vro_text_files_free(&targets);
    return status;
}

static vro_status load_scenario(vro_evidence_plan *self, vro_errors *errors) {
    const vro_text_files *tables = &self->tables;
    vro_scenario_text *texts = calloc(tables->count + 1, sizeof *texts);
    if (!texts)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the tables");
    for (size_t i = 0; i < tables->count; i++)
        texts[i] = (vro_scenario_text){tables->files[i].name, tables->files[i].text,
                                       tables->files[i].size};
    const vro_scenario_source source = {.texts = texts, .text_count = tables->count};
    const vro_status status = vro_scenario_load(&self->scenario, &source, errors);
    free(texts);
    return status;
}

static vro_status describe(vro_evidence_plan *self, const char *verb,
                           const vro_evidence_request *request, vro_errors *errors) {
    json_t *analysis = self->specification.analysis = json_object();
    const vro_json_entry entry = {"verb", json_string(verb)};
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(analysis, &entry, 1, errors));
    TRY(vro_json_set_text(analysis, BETWEEN, request->between_study, errors));
    TRY(vro_evidence_write_json(&self->evidence, &self->tables, analysis, errors));
out:
    return status;
}

vro_status vro_evidence_plan_read(vro_evidence_plan *self, const char *verb,
                                  const vro_evidence_request *request, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_evidence_plan){0};
    TRY(read_between(request->between_study, &self->between, errors));
    TRY(read_files(self, request, errors));
    TRY(load_scenario(self, errors));
    TRY(vro_specification_init(&self->specification, &self->scenario, request->paths,
                               request->path_count, errors));
    self->specification.random = vro_slot_draws_source(request->random, request->children);
    self->specification.size = (vro_run_size){.patients = request->children};
    TRY(describe(self, verb, request, errors));
out:
    return status;
}

vro_status vro_evidence_plan_take(vro_evidence_plan *self, vro_specification *specification,
                                  vro_errors *errors) {
    const char *between = NULL;
    vro_status status = VRO_OK;
    self->specification = *specification;
    *specification = (vro_specification){0};
    (void)vro_json_read_text(self->specification.analysis, BETWEEN, &between);
    TRY(read_between(between, &self->between, errors));
    TRY(vro_specification_scenario(&self->specification, &self->scenario, errors));
    TRY(vro_evidence_read_json(&self->evidence, &self->tables, self->specification.analysis,
                               errors));
out:
    return status;
}

vro_status vro_evidence_plan_share(vro_evidence_plan *self, const vro_ranks *ranks,
                                   vro_evidence_taker *take, void *study, vro_errors *errors) {
    const bool first = ranks->rank == 0;
    vro_specification received = {0};
    vro_status status = VRO_OK;
    TRY(vro_specification_json_share(first ? &self->specification : &received, ranks, errors));
    if (!first)
        TRY(take(study, &received, errors));
out:
    vro_specification_free(&received);
    return status;
}

void vro_evidence_plan_free(vro_evidence_plan *self) {
    vro_evidence_free(&self->evidence);
    vro_text_files_free(&self->tables);
    vro_scenario_free(&self->scenario);
    vro_specification_free(&self->specification);
    *self = (vro_evidence_plan){0};
}
