// Any bytes as a tally file: refused with one sentence, or a checkpoint that comes back the same;
// and as an ensemble file. Read as they are and, so that the checksum stops nobody, with the right
// one in place of their last bytes.
#define _GNU_SOURCE 1

#include "vrosim/file/digest.h"
#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/study/ensemble_file.h"

#include "memory_file.h"

#include <string.h>

typedef struct bytes {
    unsigned char *at;
    size_t size;
} bytes;

static vro_status decode(vro_checkpoint *checkpoint, bytes from) {
    vro_errors errors = {0};
    const vro_status status =
        vro_checkpoint_file_decode(checkpoint, from.at, from.size, "file", &errors);
    require_sentences(status, &errors);
    require(errors.count <= 1, "one sentence says why");
    require(status == VRO_OK || !checkpoint->tally.settled, "a checkpoint that failed is empty");
    vro_errors_free(&errors);
    return status;
}

static bytes encode(const vro_checkpoint *checkpoint) {
    vro_errors errors = {0};
    bytes result;
    require(vro_checkpoint_file_encode(checkpoint, &result.at, &result.size, &errors) == VRO_OK,
            "a checkpoint as bytes");
    return result;
}

static void require_round_trip(const vro_checkpoint *checkpoint) {
    vro_checkpoint again;
    bytes first = encode(checkpoint);
    require(decode(&again, first) == VRO_OK, "what was written can be read");
    bytes second = encode(&again);
    require(first.size == second.size && memcmp(first.at, second.at, first.size) == 0,
            "a checkpoint read again is the same");
    vro_checkpoint_free(&again);
    free(first.at);
    free(second.at);
}

// Nothing is counted twice.
static void require_no_doubles(vro_checkpoint *checkpoint) {
    vro_errors errors = {0};
    const vro_status wanted = checkpoint->done.count > 0 ? VRO_BAD_INPUT : VRO_OK;
    require(vro_checkpoint_merge(checkpoint, checkpoint, "itself", &errors) == wanted,
            "blocks are merged once");
    vro_errors_free(&errors);
}

static void read_checkpoint(bytes from) {
    vro_checkpoint checkpoint;
    if (decode(&checkpoint, from) == VRO_OK) {
        require_round_trip(&checkpoint);
        require_no_doubles(&checkpoint);
    }
    vro_checkpoint_free(&checkpoint);
}

enum { FEW = 16 }; // samples that there is always memory for

// Takes samples that fit their own order into an ensemble as large as they need.
static void take_samples(const vro_ensemble_file *file, const vro_uncertainty *uncertainty) {
    vro_errors errors = {0};
    vro_ensemble ensemble = {0};
    const uint64_t samples = file->header.samples.end;
    vro_status status = vro_ensemble_file_check(file, uncertainty, samples, "file", &errors);
    if (status == VRO_OK && samples <= FEW) {
        require(vro_ensemble_init(&ensemble, uncertainty, (size_t)samples, 1, &errors) == VRO_OK,
                "memory for few samples");
        status = vro_ensemble_file_fill(file, &ensemble, "file", &errors);
    }
    require_sentences(status, &errors);
    require(errors.count <= 1, "one sentence says why");
    vro_ensemble_free(&ensemble);
    vro_errors_free(&errors);
}

static void take_file(const vro_ensemble_file *file) {
    vro_errors errors = {0};
    vro_scenario scenario = {0};
    vro_uncertainty uncertainty = {0};
    vro_status status = vro_specification_scenario(&file->header.specification, &scenario, &errors);
    if (status == VRO_OK)
        status = vro_uncertainty_init(&uncertainty, &scenario, VRO_UNCERTAIN_ESTIMATES, &errors);
    require_sentences(status, &errors);
    if (status == VRO_OK)
        take_samples(file, &uncertainty);
    vro_uncertainty_free(&uncertainty);
    vro_scenario_free(&scenario);
    vro_errors_free(&errors);
}

static void read_ensemble(bytes from) {
    vro_errors errors = {0};
    vro_ensemble_file file;
    unsigned char *copy = malloc(from.size > 0 ? from.size : 1);
    require(copy, "memory for a copy");
    memcpy(copy, from.at, from.size);
    const vro_status status = vro_ensemble_file_decode(&file, copy, from.size, "file", &errors);
    require_sentences(status, &errors);
    require(errors.count <= 1, "one sentence says why");
    require(status == VRO_OK || !file.bytes, "a file that failed is empty");
    if (status == VRO_OK)
        take_file(&file);
    vro_ensemble_file_free(&file);
    vro_errors_free(&errors);
}

// As files, which are read no further than their header and size let them be.
static void read_files(bytes from) {
    vro_errors errors = {0};
    vro_checkpoint checkpoint;
    vro_ensemble_file file;
    memory_file memory;
    memory_file_open(&memory, from.at, from.size);
    vro_status status = vro_checkpoint_file_read(&checkpoint, memory.path, &errors);
    require_sentences(status, &errors);
    vro_checkpoint_free(&checkpoint);
    vro_errors_free(&errors);
    require(decode(&checkpoint, from) == status, "a tally file is read as its bytes are");
    vro_checkpoint_free(&checkpoint);
    status = vro_ensemble_file_read(&file, memory.path, &errors);
    require_sentences(status, &errors);
    require(errors.count <= 1, "one sentence says why");
    vro_ensemble_file_free(&file);
    vro_errors_free(&errors);
    memory_file_close(&memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bytes input = {malloc(size > 0 ? size : 1), size};
    require(input.at, "memory for the input");
    if (size > 0)
        memcpy(input.at, data, size);
    read_checkpoint(input);
    read_ensemble(input);
    if (size >= VRO_DIGEST_BYTES) {
        const size_t before = size - VRO_DIGEST_BYTES;
        vro_digest_bytes(input.at, before, input.at + before);
        read_checkpoint(input);
        read_ensemble(input);
        read_files(input);
    }
    free(input.at);
    return 0;
}
