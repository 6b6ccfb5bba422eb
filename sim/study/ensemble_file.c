#include "vrosim/study/ensemble_file.h"

#include "vrosim/file/checksummed_reader.h"

#include <math.h>
#include <stdlib.h>

static const vro_checksummed_file kind = {.line = "vrosim ensemble file, format 3\n",
                                          .article = "an",
                                          .noun = "ensemble file",
                                          .read_body_size = vro_ensemble_header_body_size};

const vro_checksummed_file *vro_ensemble_file_kind(void) {
    return &kind;
}

static vro_status unfit(const char *file, vro_errors *errors, const char *sentence) {
    return vro_checksummed_file_unfit(&kind, file, sentence, errors);
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
    char *header = vro_ensemble_header_write(ensemble, specification, errors);
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

vro_status vro_ensemble_file_decode(vro_ensemble_file *self, unsigned char *bytes, size_t size,
                                    const char *name, vro_errors *errors) {
    vro_checksummed_contents contents;
    vro_status status = VRO_OK;
    *self = (vro_ensemble_file){.bytes = bytes};
    TRY(vro_checksummed_file_open(&kind, bytes, size, name, &contents, errors));
    TRY(vro_ensemble_header_read(&self->header, contents.header, contents.header_size, name,
                                 errors));
    self->body = contents.body;
    self->body_size = contents.body_size;
    return VRO_OK;
out:
    vro_ensemble_file_free(self);
    return status;
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
    const vro_checksummed_file *kinds[] = {&kind};
    vro_checksummed_bytes bytes;
    *self = (vro_ensemble_file){0};
    const vro_status status = vro_checksummed_reader_read(&bytes, path, kinds, 1, errors);
    if (status == VRO_OK)
        return vro_ensemble_file_decode(self, bytes.at, bytes.size, path, errors);
    vro_checksummed_bytes_free(&bytes);
    return status;
}

vro_status vro_ensemble_file_check(const vro_ensemble_file *self,
                                   const vro_uncertainty *uncertainty, uint64_t samples,
                                   const char *file, vro_errors *errors) {
    vro_ensemble shape = {.uncertainty = uncertainty};
    vro_outcome_set_init(&shape.outcomes, uncertainty->scenario);
    const size_t size = vro_ensemble_size(&shape); // above 0: there is always an outcome
    if (self->header.samples.end > samples)
        return unfit(file, errors, "it holds samples that the analysis does not have");
    if (self->header.sample_size != size)
        return unfit(file, errors, "its samples do not match its parameters");
    if (self->body_size % size != 0 ||
        self->body_size / size != self->header.samples.end - self->header.samples.first)
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
    for (uint64_t i = self->header.samples.first; i < self->header.samples.end; i++) {
        vro_ensemble_decode(ensemble, (size_t)i, at);
        at += self->header.sample_size;
        if (!has_values(ensemble, (size_t)i))
            return unfit(file, errors, "a sampled value is not a number");
    }
    return VRO_OK;
}

void vro_ensemble_file_free(vro_ensemble_file *self) {
    vro_ensemble_header_free(&self->header);
    free(self->bytes);
    *self = (vro_ensemble_file){0};
}
