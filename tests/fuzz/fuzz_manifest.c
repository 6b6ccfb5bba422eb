// Any bytes as a manifest: refused with one sentence, or a specification that comes back the same,
// from which replay makes the plan of its analysis.
#define _GNU_SOURCE 1

#include "vrosim/file/json.h"
#include "vrosim/simulate/specification_json.h"
#include "vrosim/table/manifest.h"
#include "vrosim/verb/calibrate_plan.h"
#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/sensitivity_plan.h"
#include "vrosim/verb/validate_plan.h"

#include "memory_file.h"

#include <gsl/gsl_errno.h>
#include <string.h>

static vro_status read_bytes(vro_manifest *manifest, const void *bytes, size_t size) {
    vro_errors errors = {0};
    memory_file file;
    memory_file_open(&file, bytes, size);
    const vro_status status = vro_manifest_read(manifest, file.path, &errors);
    memory_file_close(&file);
    require_sentences(status, &errors);
    require(errors.count <= 1, "one sentence says why");
    require(status == VRO_OK || !manifest->specification.parameters, "what failed is empty");
    vro_errors_free(&errors);
    return status;
}

// The specification as a text that the caller frees.
static char *write_specification(const vro_specification *specification) {
    vro_errors errors = {0};
    json_t *object = json_object();
    require(vro_specification_json_write(specification, object, &errors) == VRO_OK,
            "a specification can be written");
    char *text = json_dumps(object, JSON_SORT_KEYS);
    require(text, "memory for a text");
    json_decref(object);
    return text;
}

static void require_round_trip(const vro_specification *specification) {
    vro_errors errors = {0};
    vro_specification again = {0};
    char *text = write_specification(specification);
    json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    require(vro_specification_json_read(&again, object, "again", &errors) == VRO_OK,
            "what was written can be read");
    char *copy = write_specification(&again);
    require(strcmp(text, copy) == 0, "a specification read again is the same");
    vro_specification_free(&again);
    json_decref(object);
    free(text);
    free(copy);
}

// A plan takes the specification, also where it refuses it.
static vro_specification copy_of(const vro_specification *specification) {
    vro_errors errors = {0};
    vro_specification copy;
    require(vro_specification_copy(&copy, specification, &errors) == VRO_OK, "memory for a copy");
    return copy;
}

static vro_status take_psa(vro_specification *specification, vro_errors *errors) {
    vro_psa_plan plan = {0};
    const vro_status status = vro_psa_plan_take(&plan, specification, errors);
    vro_psa_plan_free(&plan);
    return status;
}

static vro_status take_sensitivity(vro_specification *specification, vro_errors *errors) {
    vro_sensitivity_plan plan = {0};
    const vro_status status = vro_sensitivity_plan_take(&plan, specification, errors);
    vro_sensitivity_plan_free(&plan);
    return status;
}

static vro_status take_validate(vro_specification *specification, vro_errors *errors) {
    vro_validate_plan plan = {0};
    const vro_status status = vro_validate_plan_take(&plan, specification, errors);
    vro_validate_plan_free(&plan);
    return status;
}

static vro_status take_calibrate(vro_specification *specification, vro_errors *errors) {
    vro_calibrate_plan plan = {0};
    const vro_status status = vro_calibrate_plan_take(&plan, specification, errors);
    vro_calibrate_plan_free(&plan);
    return status;
}

static vro_status take_run(vro_specification *specification, vro_errors *errors) {
    vro_scenario scenario;
    const vro_status status = vro_specification_scenario(specification, &scenario, errors);
    vro_scenario_free(&scenario);
    vro_specification_free(specification);
    return status;
}

typedef vro_status take(vro_specification *specification, vro_errors *errors);

static take *find_take(const json_t *analysis) {
    static const struct {
        const char *verb;
        take *take;
    } takes[] = {{VRO_PSA_VERB, take_psa},
                 {VRO_SENSITIVITY_VERB, take_sensitivity},
                 {VRO_VALIDATE_VERB, take_validate},
                 {VRO_CALIBRATE_VERB, take_calibrate}};
    const char *verb;
    if (!analysis || !vro_json_read_text(analysis, "verb", &verb))
        return take_run;
    for (size_t i = 0; i < sizeof takes / sizeof *takes; i++)
        if (strcmp(takes[i].verb, verb) == 0)
            return takes[i].take;
    return take_run;
}

static void require_plan(const vro_specification *specification) {
    vro_errors errors = {0};
    vro_specification copy = copy_of(specification);
    require_sentences(find_take(specification->analysis)(&copy, &errors), &errors);
    vro_errors_free(&errors);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vro_manifest manifest;
    gsl_set_error_handler_off();
    if (read_bytes(&manifest, data, size) == VRO_OK) {
        require_round_trip(&manifest.specification);
        require_plan(&manifest.specification);
    }
    vro_manifest_free(&manifest);
    return 0;
}
