#include "vrosim/verb/validate_plan.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"
#include "vrosim/file/json.h"
#include "vrosim/simulate/evidence_json.h"

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

static vro_status load_populations(vro_validate_plan *self, vro_errors *errors) {
    const size_t count = self->evidence.studies.count;
    vro_status status = VRO_OK;
    self->populations = calloc(count + 1, sizeof *self->populations);
    if (!self->populations)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the studies");
    for (size_t i = 0; i < count && status != VRO_NO_MEMORY; i++)
        status = vro_status_worse(status,
                                  vro_study_population_load(&self->populations[i], &self->evidence,
                                                            i, &self->tables, errors));
    return status;
}

static vro_status prepare(vro_validate_plan *self, const char *between_study, vro_errors *errors) {
    double between;
    vro_status status = VRO_OK;
    TRY(vro_status_worse(read_between(between_study, &between, errors),
                         load_populations(self, errors)));
    TRY(vro_validation_init(&self->validation, &self->evidence, between, errors));
out:
    return status;
}

// Whether the first file on the command line is a table of targets; it is the only one read yet.
static bool begins_with_targets(const vro_text_files *files) {
    return files->count > 0 && vro_targets_are(files->files[0].text, files->files[0].size);
}

// The targets where the first file is one, and the user's tables. Each file is read once.
static vro_status read_files(vro_validate_plan *self, const vro_validate_request *request,
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
    TRY(vro_evidence_read(&self->evidence, given, errors));
out:
    vro_text_files_free(&targets);
    return status;
}

static vro_status load_scenario(vro_validate_plan *self, vro_errors *errors) {
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

static vro_status describe(vro_validate_plan *self, const char *between_study, vro_errors *errors) {
    json_t *analysis = self->specification.analysis = json_object();
    const vro_json_entry verb = {"verb", json_string(VRO_VALIDATE_VERB)};
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(analysis, &verb, 1, errors));
    TRY(vro_json_set_text(analysis, BETWEEN, between_study, errors));
    TRY(vro_evidence_write_json(&self->evidence, &self->tables, analysis, errors));
out:
    return status;
}

vro_status vro_validate_plan_read(vro_validate_plan *self, const vro_validate_request *request,
                                  vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_validate_plan){0};
    TRY(read_files(self, request, errors));
    TRY(load_scenario(self, errors));
    TRY(prepare(self, request->between_study, errors));
    TRY(vro_specification_init(&self->specification, &self->scenario, request->paths,
                               request->path_count, errors));
    self->specification.random = request->random;
    self->specification.size = (vro_run_size){.patients = request->children};
    TRY(describe(self, request->between_study, errors));
    return VRO_OK;
out:
    if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
        vro_inspect_folder(&request->folder, errors);
    return status;
}

vro_status vro_validate_plan_take(vro_validate_plan *self, vro_specification *specification,
                                  vro_errors *errors) {
    const char *between_study = NULL;
    vro_status status = VRO_OK;
    self->specification = *specification;
    *specification = (vro_specification){0};
    (void)vro_json_read_text(self->specification.analysis, BETWEEN, &between_study);
    TRY(vro_specification_scenario(&self->specification, &self->scenario, errors));
    TRY(vro_evidence_read_json(&self->evidence, &self->tables, self->specification.analysis,
                               errors));
    TRY(prepare(self, between_study, errors));
out:
    return status;
}

size_t vro_validate_plan_studies(const vro_validate_plan *self) {
    size_t count = 0;
    for (size_t i = 0; i < self->evidence.studies.count; i++)
        count += self->populations[i].count > 0;
    return count;
}

void vro_validate_plan_free(vro_validate_plan *self) {
    for (size_t i = 0; self->populations && i < self->evidence.studies.count; i++)
        vro_study_population_free(&self->populations[i]);
    free(self->populations);
    vro_validation_free(&self->validation);
    vro_evidence_free(&self->evidence);
    vro_text_files_free(&self->tables);
    vro_scenario_free(&self->scenario);
    vro_specification_free(&self->specification);
    *self = (vro_validate_plan){0};
}
