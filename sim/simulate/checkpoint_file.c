#include "vrosim/simulate/checkpoint_file.h"

#include "vrosim/file/checksummed_reader.h"
#include "vrosim/outcome/tally_codec.h"
#include "vrosim/outcome/tally_consistency.h"
#include "vrosim/simulate/checkpoint_header.h"

#include <stdlib.h>

// Header: vro_checkpoint_header_write. Body: the numbers of the tally (vro_tally_codec_write).
enum { MOST_BYTES = 1 << 28 }; // many times what the tallies of all strategies can have

static const vro_checksummed_file kind = {.line = "vrosim tally file, format 7\n",
                                          .article = "a",
                                          .noun = "tally file",
                                          .most = MOST_BYTES};

const vro_checksummed_file *vro_checkpoint_file_kind(void) {
    return &kind;
}

vro_status vro_checkpoint_file_encode(const vro_checkpoint *self, unsigned char **bytes,
                                      size_t *size, vro_errors *errors) {
    vro_varint_writer writer = {0};
    *bytes = NULL;
    *size = 0;
    char *header = vro_checkpoint_header_write(self, errors);
    if (!header)
        return VRO_NO_MEMORY;
    vro_checksummed_file_begin(&kind, header, &writer.buffer);
    free(header);
    vro_tally_codec_write(&self->tally, &writer);
    vro_varint_writer_flush(&writer);
    vro_checksummed_file_end(&writer.buffer);
    if (writer.buffer.failed) {
        vro_varint_writer_free(&writer);
        return vro_checksummed_file_no_memory(&kind, errors);
    }
    *bytes = writer.buffer.at;
    *size = writer.buffer.size;
    return VRO_OK;
}

static vro_status read_tally(vro_checkpoint *self, const vro_checksummed_contents *contents,
                             const char *name, vro_errors *errors) {
    vro_varint_reader reader = {.at = contents->body, .end = contents->body + contents->body_size};
    vro_tally_codec_read(&self->tally, &reader);
    if (vro_varint_reader_is_done(&reader) &&
        vro_tally_is_consistent(&self->tally, vro_checkpoint_children(self)))
        return VRO_OK;
    return vro_checksummed_file_unfit(&kind, name, "its sums do not match its blocks", errors);
}

vro_status vro_checkpoint_file_decode(vro_checkpoint *self, const unsigned char *bytes, size_t size,
                                      const char *name, vro_errors *errors) {
    vro_checksummed_contents contents;
    vro_status status = VRO_OK;
    *self = (vro_checkpoint){0};
    TRY(vro_checksummed_file_open(&kind, bytes, size, name, &contents, errors));
    TRY(vro_checkpoint_header_read(self, contents.header, contents.header_size, name, errors));
    TRY(read_tally(self, &contents, name, errors));
out:
    if (status != VRO_OK)
        vro_checkpoint_free(self);
    return status;
}

vro_status vro_checkpoint_file_check_path(const char *path, vro_errors *errors) {
    return vro_checksummed_file_check_path(&kind, path, errors);
}

vro_status vro_checkpoint_file_write(const vro_checkpoint *self, const char *path,
                                     vro_errors *errors) {
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    TRY(vro_checkpoint_file_encode(self, &bytes.at, &bytes.size, errors));
    TRY(vro_checksummed_file_write(&kind, &bytes, path, errors));
out:
    vro_byte_buffer_free(&bytes);
    return status;
}

vro_status vro_checkpoint_file_read(vro_checkpoint *self, const char *path, vro_errors *errors) {
    const vro_checksummed_file *kinds[] = {&kind};
    vro_checksummed_bytes bytes;
    vro_status status = VRO_OK;
    *self = (vro_checkpoint){0};
    TRY(vro_checksummed_reader_read(&bytes, path, kinds, 1, errors));
    TRY(vro_checkpoint_file_decode(self, bytes.at, bytes.size, path, errors));
out:
    vro_checksummed_bytes_free(&bytes);
    return status;
}
