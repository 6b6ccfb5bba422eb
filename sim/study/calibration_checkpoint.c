#include "vrosim/study/calibration_checkpoint.h"

#include "vrosim/file/checksummed_reader.h"
#include "vrosim/file/json.h"
#include "vrosim/simulate/specification_json.h"

#include <stdlib.h>

static vro_status read_body_size(const char *header, size_t size, const char *file,
                                 uint64_t *body_size, vro_errors *errors);

static const vro_checksummed_file kind = {.line = "vrosim calibration file, format 2\n",
                                          .article = "a",
                                          .noun = "calibration file",
                                          .read_body_size = read_body_size};

static const char POINTS[] = "points", PARAMETERS[] = "fitted_parameters", FIGURES[] = "figures",
                  FINISHED[] = "finished";

enum { POINTS_MAX = 1 << 24, PARTS_MAX = 1 << 12, NUMBER_BYTES = 8 }; // parts of a point

static vro_status unfit(const char *file, vro_errors *errors, const char *sentence) {
    return vro_checksummed_file_unfit(&kind, file, sentence, errors);
}

vro_status vro_calibration_checkpoint_init(vro_calibration_checkpoint *self,
                                           const vro_specification *specification,
                                           const vro_calibration_problem *problem,
                                           vro_errors *errors) {
    *self = (vro_calibration_checkpoint){0};
    vro_evaluated_points_init(&self->points, problem->parameter_count, problem->figure_count);
    return vro_specification_copy(&self->specification, specification, errors);
}

vro_status vro_calibration_checkpoint_check_path(const char *path, vro_errors *errors) {
    return vro_checksummed_file_check_path(&kind, path, errors);
}

// The header as text, owned by the caller; NULL without memory (reported).
static char *write_header(const vro_calibration_checkpoint *self, vro_errors *errors) {
    const vro_json_entry entries[] = {{"version", json_string(VRO_VERSION)},
                                      {POINTS, vro_json_count(self->points.count)},
                                      {PARAMETERS, vro_json_count(self->points.parameters)},
                                      {FIGURES, vro_json_count(self->points.figures)},
                                      {FINISHED, vro_json_count(self->finished)}};
    size_t size;
    char *text = NULL;
    json_t *header = json_object();
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(header, entries, sizeof entries / sizeof *entries, errors));
    TRY(vro_specification_json_write(&self->specification, header, errors));
    text = vro_json_print(header, &size);
    if (!text)
        (void)vro_checksummed_file_no_memory(&kind, errors);
out:
    json_decref(header);
    return text;
}

vro_status vro_calibration_checkpoint_encode(const vro_calibration_checkpoint *self,
                                             vro_byte_buffer *bytes, vro_errors *errors) {
    char *header = write_header(self, errors);
    if (!header)
        return VRO_NO_MEMORY;
    vro_checksummed_file_begin(&kind, header, bytes);
    free(header);
    vro_evaluated_points_encode(&self->points, bytes);
    vro_checksummed_file_end(bytes);
    return bytes->failed ? vro_checksummed_file_no_memory(&kind, errors) : VRO_OK;
}

vro_status vro_calibration_checkpoint_write(const vro_calibration_checkpoint *self,
                                            const char *path, vro_errors *errors) {
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    TRY(vro_calibration_checkpoint_encode(self, &bytes, errors));
    TRY(vro_checksummed_file_write(&kind, &bytes, path, errors));
out:
    vro_byte_buffer_free(&bytes);
    return status;
}

// What a header says of the points; *count: how many there are.
static vro_status read_counts(vro_calibration_checkpoint *self, const json_t *header,
                              uint64_t *count, const char *file, vro_errors *errors) {
    uint64_t parameters, figures, finished;
    if (!vro_json_read_count(header, POINTS, count) || *count > POINTS_MAX ||
        !vro_json_read_count(header, PARAMETERS, &parameters) || parameters > PARTS_MAX ||
        !vro_json_read_count(header, FIGURES, &figures) || figures > PARTS_MAX ||
        !vro_json_read_count(header, FINISHED, &finished) || finished > 1)
        return unfit(file, errors, "it does not say which points it holds");
    vro_evaluated_points_init(&self->points, (size_t)parameters, (size_t)figures);
    self->finished = finished > 0;
    return VRO_OK;
}

// The bytes of `count` points.
static uint64_t bytes_of(const vro_calibration_checkpoint *self, uint64_t count) {
    return count * vro_evaluated_points_width(&self->points) * NUMBER_BYTES;
}

static vro_status read_body_size(const char *header, size_t size, const char *file,
                                 uint64_t *body_size, vro_errors *errors) {
    vro_calibration_checkpoint shape = {0};
    uint64_t count = 0;
    vro_status status = VRO_OK;
    json_t *json;
    TRY(vro_json_read_header(&json, header, size, file, errors));
    TRY(vro_json_check_version(json, file, errors));
    TRY(read_counts(&shape, json, &count, file, errors));
    *body_size = bytes_of(&shape, count);
out:
    json_decref(json);
    return status;
}

static vro_status read_contents(vro_calibration_checkpoint *self,
                                const vro_checksummed_contents *contents, const char *file,
                                vro_errors *errors) {
    uint64_t count = 0;
    vro_status status = VRO_OK;
    json_t *header;
    TRY(vro_json_read_header(&header, contents->header, contents->header_size, file, errors));
    TRY(vro_json_check_version(header, file, errors));
    TRY(vro_specification_json_read(&self->specification, header, file, errors));
    if (!self->specification.analysis)
        TRY(unfit(file, errors, "it does not say what the analysis is"));
    TRY(read_counts(self, header, &count, file, errors));
    if (contents->body_size != bytes_of(self, count))
        TRY(unfit(file, errors, "it does not hold as many points as it says"));
    TRY(vro_evaluated_points_decode(&self->points, (size_t)count, contents->body, errors));
out:
    json_decref(header);
    return status;
}

vro_status vro_calibration_checkpoint_decode(vro_calibration_checkpoint *self,
                                             const unsigned char *bytes, size_t size,
                                             const char *name, vro_errors *errors) {
    vro_checksummed_contents contents;
    vro_status status = VRO_OK;
    *self = (vro_calibration_checkpoint){0};
    TRY(vro_checksummed_file_open(&kind, bytes, size, name, &contents, errors));
    TRY(read_contents(self, &contents, name, errors));
out:
    if (status != VRO_OK)
        vro_calibration_checkpoint_free(self);
    return status;
}

vro_status vro_calibration_checkpoint_read(vro_calibration_checkpoint *self, const char *path,
                                           vro_errors *errors) {
    const vro_checksummed_file *kinds[] = {&kind};
    vro_checksummed_bytes bytes;
    vro_status status = VRO_OK;
    *self = (vro_calibration_checkpoint){0};
    TRY(vro_checksummed_reader_read(&bytes, path, kinds, 1, errors));
    TRY(vro_calibration_checkpoint_decode(self, bytes.at, bytes.size, path, errors));
out:
    vro_checksummed_bytes_free(&bytes);
    return status;
}

vro_status vro_calibration_checkpoint_check(const vro_calibration_checkpoint *self,
                                            const vro_calibration_problem *problem,
                                            const char *file, vro_errors *errors) {
    if (self->points.parameters == problem->parameter_count &&
        self->points.figures == problem->figure_count)
        return VRO_OK;
    return unfit(file, errors, "its points do not match its parameters and figures");
}

void vro_calibration_checkpoint_free(vro_calibration_checkpoint *self) {
    vro_specification_free(&self->specification);
    vro_evaluated_points_free(&self->points);
    *self = (vro_calibration_checkpoint){0};
}
