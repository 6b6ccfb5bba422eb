// Any bytes as the checkpoint of a calibration: refused with one sentence, or one that comes back
// the same. Read as they are and, so that the checksum stops nobody, with the right one in place of
// their last bytes, also from a file.
#define _GNU_SOURCE 1

#include "vrosim/file/digest.h"
#include "vrosim/study/calibration_checkpoint.h"

#include "memory_file.h"

#include <string.h>

// Takes the faults of reading a checkpoint.
static void require_one_sentence(vro_status status, const vro_calibration_checkpoint *checkpoint,
                                 vro_errors *errors) {
    require_sentences(status, errors);
    require(errors->count <= 1, "one sentence says why");
    require(status == VRO_OK ||
                (!checkpoint->points.numbers && !checkpoint->specification.scenario),
            "a checkpoint that failed is empty");
    vro_errors_free(errors);
}

static vro_status decode(vro_calibration_checkpoint *checkpoint, const uint8_t *data, size_t size) {
    vro_errors errors = {0};
    const vro_status status =
        vro_calibration_checkpoint_decode(checkpoint, data, size, "file", &errors);
    require_one_sentence(status, checkpoint, &errors);
    return status;
}

static vro_byte_buffer encode(const vro_calibration_checkpoint *checkpoint) {
    vro_errors errors = {0};
    vro_byte_buffer bytes = {0};
    require(vro_calibration_checkpoint_encode(checkpoint, &bytes, &errors) == VRO_OK,
            "a checkpoint as bytes");
    return bytes;
}

static void require_round_trip(const vro_calibration_checkpoint *checkpoint) {
    vro_calibration_checkpoint again;
    vro_byte_buffer first = encode(checkpoint);
    require(decode(&again, first.at, first.size) == VRO_OK, "what was written can be read");
    vro_byte_buffer second = encode(&again);
    require(first.size == second.size && memcmp(first.at, second.at, first.size) == 0,
            "a checkpoint read again is the same");
    vro_calibration_checkpoint_free(&again);
    vro_byte_buffer_free(&first);
    vro_byte_buffer_free(&second);
}

static vro_status read_bytes(const uint8_t *data, size_t size) {
    vro_calibration_checkpoint checkpoint;
    const vro_status status = decode(&checkpoint, data, size);
    if (status == VRO_OK)
        require_round_trip(&checkpoint);
    vro_calibration_checkpoint_free(&checkpoint);
    return status;
}

// As a file, which is read no further than its header and size let it be.
static void read_file(const uint8_t *data, size_t size, vro_status wanted) {
    vro_errors errors = {0};
    vro_calibration_checkpoint checkpoint;
    memory_file memory;
    memory_file_open(&memory, data, size);
    const vro_status status = vro_calibration_checkpoint_read(&checkpoint, memory.path, &errors);
    require_one_sentence(status, &checkpoint, &errors);
    require(status == wanted, "a file is read as its bytes are");
    vro_calibration_checkpoint_free(&checkpoint);
    memory_file_close(&memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t *input = calloc(size + 1, 1);
    require(input, "memory for the input");
    if (size > 0)
        memcpy(input, data, size);
    (void)read_bytes(input, size);
    if (size >= VRO_DIGEST_BYTES) {
        const size_t before = size - VRO_DIGEST_BYTES;
        vro_digest_bytes(input, before, input + before);
        read_file(input, size, read_bytes(input, size));
    }
    free(input);
    return 0;
}
