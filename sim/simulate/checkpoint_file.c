#include "vrosim/simulate/checkpoint_file.h"

#include "vrosim/file/checksummed_file.h"
#include "vrosim/outcome/tally_codec.h"
#include "vrosim/simulate/checkpoint_header.h"

#include <stdlib.h>

// The header of a tally file is a vro_checkpoint_header, its body the numbers of the tally
// (vro_varint_writer).
static const vro_checksummed_file kind = {"vrosim tally file, format 3\n", "a", "tally file"};

vro_status vro_checkpoint_file_encode(const vro_checkpoint *self, unsigned char **bytes,
                                      size_t *size, vro_errors *errors) {
    vro_varint_writer packer = {0};
    *bytes = NULL;
    *size = 0;
    char *label = vro_checkpoint_header_write(self, errors);
    if (!label)
        return VRO_NO_MEMORY;
    vro_checksummed_file_begin(&kind, label, &packer.buffer);
    free(label);
    vro_tally_codec_write(&self->tally, &packer);
    vro_varint_writer_flush(&packer);
    vro_checksummed_file_end(&packer.buffer);
    if (packer.buffer.failed) {
        vro_varint_writer_free(&packer);
        return vro_checksummed_file_no_memory(&kind, errors);
    }
    *bytes = packer.buffer.at;
    *size = packer.buffer.size;
    return VRO_OK;
}

static vro_status take_tally(vro_checkpoint *self, const vro_checksummed_contents *contents,
                             const char *name, vro_errors *errors) {
    vro_varint_reader unpacker = {.at = contents->body,
                                  .end = contents->body + contents->body_size};
    vro_tally_codec_read(&self->tally, &unpacker);
    if (vro_varint_reader_is_done(&unpacker) &&
        vro_tally_codec_is_consistent(&self->tally, vro_checkpoint_children(self)))
        return VRO_OK;
    return vro_checksummed_file_unfit(&kind, name, "its sums do not match its blocks", errors);
}

vro_status vro_checkpoint_file_decode(vro_checkpoint *self, const unsigned char *bytes, size_t size,
                                      const char *name, vro_errors *errors) {
    vro_checksummed_contents contents;
    *self = (vro_checkpoint){0};
    vro_status status = vro_checksummed_file_open(&kind, bytes, size, name, &contents, errors);
    if (status == VRO_OK)
        status =
            vro_checkpoint_header_read(self, contents.header, contents.header_size, name, errors);
    if (status == VRO_OK)
        status = take_tally(self, &contents, name, errors);
    if (status != VRO_OK)
        vro_checkpoint_free(self);
    return status;
}

bool vro_checkpoint_file_is_on(const char *path) {
    return vro_checksummed_file_is_on(&kind, path);
}

vro_status vro_checkpoint_file_check_path(const char *path, vro_errors *errors) {
    return vro_checksummed_file_check_path(&kind, path, errors);
}

vro_status vro_checkpoint_file_write(const vro_checkpoint *self, const char *path,
                                     vro_errors *errors) {
    vro_byte_buffer bytes = {0};
    vro_status status = vro_checkpoint_file_encode(self, &bytes.at, &bytes.size, errors);
    if (status == VRO_OK)
        status = vro_checksummed_file_write(&kind, &bytes, path, errors);
    vro_byte_buffer_free(&bytes);
    return status;
}

vro_status vro_checkpoint_file_read(vro_checkpoint *self, const char *path, vro_errors *errors) {
    unsigned char *bytes;
    size_t size;
    *self = (vro_checkpoint){0};
    vro_status status = vro_checksummed_file_read(&kind, path, &bytes, &size, errors);
    if (status == VRO_OK)
        status = vro_checkpoint_file_decode(self, bytes, size, path, errors);
    free(bytes);
    return status;
}
