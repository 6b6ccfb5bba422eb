#include "vrosim/study/ensemble_header.h"

#include "vrosim/file/json.h"
#include "vrosim/simulate/specification_json.h"

#include <stdlib.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for an ensemble file");
}

static vro_status unfit(const char *file, vro_errors *errors, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "is a damaged ensemble file: %s", sentence);
}

char *vro_ensemble_header_write(const vro_ensemble *ensemble,
                                const vro_specification *specification, vro_errors *errors) {
    const vro_json_entry entries[] = {
        {"version", json_string(VRO_VERSION)},
        {"first_sample", vro_json_count(ensemble->first)},
        {"samples", vro_json_count(ensemble->samples)},
        {"sample_size", vro_json_count(vro_ensemble_size(ensemble))},
    };
    size_t size;
    char *text = NULL;
    json_t *header = json_object();
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(header, entries, sizeof entries / sizeof *entries, errors));
    TRY(vro_specification_json_write(specification, header, errors));
    text = vro_json_print(header, &size);
    if (!text)
        (void)no_memory(errors);
out:
    json_decref(header);
    return text;
}

static vro_status read_range(vro_ensemble_header *self, const json_t *header, const char *file,
                             vro_errors *errors) {
    uint64_t first, samples;
    if (!vro_json_read_count(header, "first_sample", &first) ||
        !vro_json_read_count(header, "samples", &samples) || first > VRO_SAMPLES_MAX ||
        samples > VRO_SAMPLES_MAX ||
        !vro_json_read_count(header, "sample_size", &self->sample_size) ||
        self->sample_size > UINT64_MAX / VRO_SAMPLES_MAX)
        return unfit(file, errors, "it does not say which samples it holds");
    self->samples = (vro_interval){first, first + samples};
    return VRO_OK;
}

static vro_status read_entries(vro_ensemble_header *self, const json_t *header, const char *file,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_json_check_version(header, file, errors));
    TRY(read_range(self, header, file, errors));
    TRY(vro_specification_json_read(&self->specification, header, file, errors));
    if (!self->specification.analysis)
        return unfit(file, errors, "it does not say what the analysis is");
out:
    return status;
}

vro_status vro_ensemble_header_read(vro_ensemble_header *self, const char *text, size_t size,
                                    const char *file, vro_errors *errors) {
    json_t *header;
    vro_status status = VRO_OK;
    *self = (vro_ensemble_header){0};
    TRY(vro_json_read_header(&header, text, size, file, errors));
    TRY(read_entries(self, header, file, errors));
out:
    if (status != VRO_OK)
        vro_ensemble_header_free(self);
    json_decref(header);
    return status;
}

enum { MANY_BYTES = 1 << 26 }; // that are worth some milliseconds to know whether they may be

// Whether samples of the file's parameters have the size that it says.
static vro_status check_size(const vro_ensemble_header *self, const char *file,
                             vro_errors *errors) {
    vro_scenario scenario;
    vro_uncertainty uncertainty = {0};
    vro_ensemble shape = {.uncertainty = &uncertainty};
    vro_errors faults = {0}; // dropped: users do not write these parameters
    vro_status status = VRO_OK;
    TRY(vro_specification_scenario(&self->specification, &scenario, &faults));
    TRY(vro_uncertainty_init(&uncertainty, &scenario, VRO_UNCERTAIN_ESTIMATES, &faults));
    vro_outcome_set_init(&shape.outcomes, &scenario);
    if (vro_ensemble_size(&shape) != self->sample_size)
        status = VRO_BAD_INPUT;
out:
    vro_uncertainty_free(&uncertainty);
    vro_scenario_free(&scenario);
    vro_errors_free(&faults);
    if (status == VRO_NO_MEMORY)
        return no_memory(errors);
    return status == VRO_OK ? VRO_OK
                            : unfit(file, errors, "its samples do not match its parameters");
}

vro_status vro_ensemble_header_body_size(const char *text, size_t size, const char *file,
                                         uint64_t *body, vro_errors *errors) {
    vro_ensemble_header self;
    vro_status status = VRO_OK;
    TRY(vro_ensemble_header_read(&self, text, size, file, errors));
    *body = (self.samples.end - self.samples.first) * self.sample_size;
    if (*body > MANY_BYTES)
        TRY(check_size(&self, file, errors));
out:
    vro_ensemble_header_free(&self);
    return status;
}

void vro_ensemble_header_free(vro_ensemble_header *self) {
    vro_specification_free(&self->specification);
    *self = (vro_ensemble_header){0};
}
