#include "vrosim/study/ensemble_file.h"

#include "vrosim/file/checksummed_file.h"
#include "vrosim/file/json.h"
#include "vrosim/simulate/specification_json.h"

#include <math.h>
#include <stdlib.h>

static const vro_checksummed_file kind = {"vrosim ensemble file, format 2\n", "an", "ensemble file",
                                          0};

static vro_status unfit(const char *file, vro_errors *errors, const char *sentence) {
    return vro_checksummed_file_unfit(&kind, file, sentence, errors);
}

// The header as text, owned by the caller; NULL without memory (reported).
static char *write_header(const vro_ensemble *ensemble, const vro_specification *specification,
                          vro_errors *errors) {
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
        (void)vro_checksummed_file_no_memory(&kind, errors);
out:
    json_decref(header);
    return text;
}

static void append_samples(const vro_ensemble *ensemble, vro_byte_buffer *bytes) {
    const size_t size = vro_ensemble_size(ensemble);
    for (size_t i = 0; i < ensemble->samples && vro_byte_buffer_reserve(bytes, size); i++) {
        vro_ensemble_encode(ensemble, i, bytes->at + bytes->size);
        bytes->size += size;
    }
}

vro_status vro_ensemble_file_encode(const vro_ensemble *ensemble,
                                    const vro_specification *specification, vro_byte_buffer *bytes,
                                    vro_errors *errors) {
    char *header = write_header(ensemble, specification, errors);
    if (!header)
        return VRO_NO_MEMORY;
    vro_checksummed_file_begin(&kind, header, bytes);
    free(header);
    append_samples(ensemble, bytes);
    vro_checksummed_file_end(bytes);
    if (!bytes->failed)
        return VRO_OK;
    vro_byte_buffer_free(bytes);
    return vro_checksummed_file_no_memory(&kind, errors);
}

static vro_status read_range(vro_ensemble_file *self, const json_t *header, const char *file,
                             vro_errors *errors) {
    uint64_t first, samples;
    if (!vro_json_read_count(header, "first_sample", &first) ||
        !vro_json_read_count(header, "samples", &samples) || first > VRO_SAMPLES_MAX ||
        samples > VRO_SAMPLES_MAX ||
        !vro_json_read_count(header, "sample_size", &self->sample_size))
        return unfit(file, errors, "it does not say which samples it holds");
    self->samples = (vro_interval){first, first + samples};
    return VRO_OK;
}

static vro_status read_entries(vro_ensemble_file *self, const json_t *header, const char *file,
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

static vro_status read_header(vro_ensemble_file *self, const vro_checksummed_contents *contents,
                              const char *file, vro_errors *errors) {
    json_error_t error;
    json_t *header =
        json_loadb(contents->header, contents->header_size, JSON_REJECT_DUPLICATES, &error);
    vro_status status;
    if (header)
        status = read_entries(self, header, file, errors);
    else if (vro_json_was_short(&error))
        status = vro_checksummed_file_no_memory(&kind, errors);
    else
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its header cannot be read; it is damaged, or memory is short");
    json_decref(header);
    return status;
}

vro_status vro_ensemble_file_decode(vro_ensemble_file *self, unsigned char *bytes, size_t size,
                                    const char *name, vro_errors *errors) {
    vro_checksummed_contents contents;
    vro_status status = VRO_OK;
    *self = (vro_ensemble_file){.bytes = bytes};
    TRY(vro_checksummed_file_open(&kind, bytes, size, name, &contents, errors));
    TRY(read_header(self, &contents, name, errors));
    self->body = contents.body;
    self->body_size = contents.body_size;
    return VRO_OK;
out:
    vro_ensemble_file_free(self);
    return status;
}

bool vro_ensemble_file_is_on(const char *path) {
    return vro_checksummed_file_is_on(&kind, path);
}

vro_status vro_ensemble_file_check_path(const char *path, vro_errors *errors) {
    return vro_checksummed_file_check_path(&kind, path, errors);
}

vro_status vro_ensemble_file_write(const vro_ensemble *ensemble,
                                   const vro_specification *specification, const char *path,
                                   vro_errors *errors) {
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    TRY(vro_ensemble_file_encode(ensemble, specification, &bytes, errors));
    TRY(vro_checksummed_file_write(&kind, &bytes, path, errors));
out:
    vro_byte_buffer_free(&bytes);
    return status;
}

vro_status vro_ensemble_file_read(vro_ensemble_file *self, const char *path, vro_errors *errors) {
    unsigned char *bytes;
    size_t size;
    *self = (vro_ensemble_file){0};
    const vro_status status = vro_checksummed_file_read(&kind, path, &bytes, &size, errors);
    if (status == VRO_OK)
        return vro_ensemble_file_decode(self, bytes, size, path, errors);
    free(bytes);
    return status;
}

vro_status vro_ensemble_file_check(const vro_ensemble_file *self,
                                   const vro_uncertainty *uncertainty, uint64_t samples,
                                   const char *file, vro_errors *errors) {
    vro_ensemble shape = {.uncertainty = uncertainty};
    vro_outcome_set_init(&shape.outcomes, uncertainty->scenario);
    const size_t size = vro_ensemble_size(&shape); // above 0: there is always an outcome
    if (self->samples.end > samples)
        return unfit(file, errors, "it holds samples that the analysis does not have");
    if (self->sample_size != size)
        return unfit(file, errors, "its samples do not match its parameters");
    if (self->body_size % size != 0 ||
        self->body_size / size != self->samples.end - self->samples.first)
        return unfit(file, errors, "it does not hold as many samples as it says");
    return VRO_OK;
}

static bool has_values(const vro_ensemble *ensemble, size_t sample) {
    const double *values = vro_ensemble_values(ensemble, sample);
    for (size_t i = 0; i < ensemble->uncertainty->count; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

vro_status vro_ensemble_file_fill(const vro_ensemble_file *self, vro_ensemble *ensemble,
                                  const char *file, vro_errors *errors) {
    const unsigned char *at = self->body;
    for (uint64_t i = self->samples.first; i < self->samples.end; i++) {
        vro_ensemble_decode(ensemble, (size_t)i, at);
        at += self->sample_size;
        if (!has_values(ensemble, (size_t)i))
            return unfit(file, errors, "a sampled value is not a number");
    }
    return VRO_OK;
}

void vro_ensemble_file_free(vro_ensemble_file *self) {
    vro_specification_free(&self->specification);
    free(self->bytes);
    *self = (vro_ensemble_file){0};
}
