#include "vrosim/file/checksummed_file.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/digest.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LENGTH_BYTES = 8,
    AFTER_FORMAT = 2,  // the digit of the format, and the end of the line
    LONGEST_LINE = 64, // of all kinds
};

vro_status vro_checksummed_file_no_memory(const vro_checksummed_file *self, vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %s %s", self->article,
                          self->noun);
}

vro_status vro_checksummed_file_unfit(const vro_checksummed_file *self, const char *file,
                                      const char *sentence, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file}, "is a damaged %s: %s",
                          self->noun, sentence);
}

static vro_status fault(const char *file, vro_status status, const char *reason,
                        vro_errors *errors) {
    return vro_errors_add(errors, status, &(vro_place){.file = file}, "%s", reason);
}

// Bytes of the first line up to the number of the format.
static size_t format_place(const vro_checksummed_file *self) {
    return strlen(self->line) - AFTER_FORMAT;
}

bool vro_checksummed_file_may_begin(const vro_checksummed_file *self, const void *bytes,
                                    size_t size) {
    const size_t place = format_place(self);
    return size == 0 || memcmp(bytes, self->line, size < place ? size : place) == 0;
}

bool vro_checksummed_file_begins(const vro_checksummed_file *self, const void *bytes, size_t size) {
    return size >= format_place(self) && vro_checksummed_file_may_begin(self, bytes, size);
}

bool vro_checksummed_file_is_format(const vro_checksummed_file *self, const void *bytes) {
    return memcmp(bytes, self->line, strlen(self->line)) == 0;
}

size_t vro_checksummed_file_header_place(const vro_checksummed_file *self) {
    return strlen(self->line) + LENGTH_BYTES;
}

uint64_t vro_checksummed_file_header_size(const vro_checksummed_file *self,
                                          const unsigned char *bytes) {
    return vro_byte_buffer_take_number(bytes + strlen(self->line), LENGTH_BYTES);
}

void vro_checksummed_file_begin(const vro_checksummed_file *self, const char *header,
                                vro_byte_buffer *buffer) {
    unsigned char length[LENGTH_BYTES];
    vro_byte_buffer_put_number(length, strlen(header), sizeof length);
    vro_byte_buffer_append(buffer, self->line, strlen(self->line));
    vro_byte_buffer_append(buffer, length, sizeof length);
    vro_byte_buffer_append(buffer, header, strlen(header));
}

void vro_checksummed_file_end(vro_byte_buffer *buffer) {
    unsigned char digest[VRO_DIGEST_BYTES];
    if (buffer->failed)
        return;
    vro_digest_bytes(buffer->at, buffer->size, digest);
    vro_byte_buffer_append(buffer, digest, sizeof digest);
}

static vro_status check_bytes(const vro_checksummed_file *self, const unsigned char *bytes,
                              size_t size, const char *name, vro_errors *errors) {
    const vro_place place = {.file = name};
    const size_t line = strlen(self->line), digit = format_place(self);
    unsigned char digest[VRO_DIGEST_BYTES];
    if (!vro_checksummed_file_begins(self, bytes, size))
        return vro_errors_add(errors, VRO_BAD_INPUT, &place, "is not %s %s", self->article,
                              self->noun);
    if (size >= line && !vro_checksummed_file_is_format(self, bytes))
        return vro_errors_add(errors, VRO_BAD_INPUT, &place,
                              "is %s %s of another format; this version reads format %c",
                              self->article, self->noun, self->line[digit]);
    if (size >= line + LENGTH_BYTES + sizeof digest) {
        const size_t digested = size - sizeof digest;
        vro_digest_bytes(bytes, digested, digest);
        if (memcmp(digest, bytes + digested, sizeof digest) == 0)
            return VRO_OK;
    }
    return vro_errors_add(errors, VRO_BAD_INPUT, &place,
                          "is %s %s that was truncated or altered; its checksum does not match",
                          self->article, self->noun);
}

vro_status vro_checksummed_file_open(const vro_checksummed_file *self, const unsigned char *bytes,
                                     size_t size, const char *name,
                                     vro_checksummed_contents *contents, vro_errors *errors) {
    *contents = (vro_checksummed_contents){0};
    const vro_status status = check_bytes(self, bytes, size, name, errors);
    if (status != VRO_OK)
        return status;
    const size_t before = vro_checksummed_file_header_place(self);
    const size_t left = size - before - VRO_DIGEST_BYTES;
    const uint64_t length = vro_checksummed_file_header_size(self, bytes);
    if (length > left)
        return vro_checksummed_file_unfit(self, name, "its header is longer than the file", errors);
    *contents = (vro_checksummed_contents){.header = (const char *)bytes + before,
                                           .header_size = (size_t)length,
                                           .body = bytes + before + length,
                                           .body_size = left - (size_t)length};
    return VRO_OK;
}

bool vro_checksummed_file_is_on(const vro_checksummed_file *self, const char *path) {
    char bytes[LONGEST_LINE];
    struct stat about;
    FILE *file = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "re") : NULL;
    if (!file)
        return false;
    const size_t size = fread(bytes, 1, format_place(self), file);
    fclose(file);
    return vro_checksummed_file_begins(self, bytes, size);
}

// Refuses a file that is neither empty nor of this kind.
static vro_status check_contents(const vro_checksummed_file *self, const char *target,
                                 const char *path, vro_errors *errors) {
    char bytes[LONGEST_LINE];
    FILE *file = fopen(target, "re");
    if (!file)
        return fault(path, VRO_BAD_OUTPUT, strerror(errno), errors);
    const size_t size = fread(bytes, 1, format_place(self), file);
    const bool replaceable =
        !ferror(file) && (size == 0 || vro_checksummed_file_begins(self, bytes, size));
    fclose(file);
    if (replaceable)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path},
                          "holds something other than %s %s; name another file, or remove it",
                          self->article, self->noun);
}

static vro_status check_folder(const char *target, const char *path, vro_errors *errors) {
    char *folder = vro_atomic_file_folder(target, errors);
    if (!folder)
        return VRO_NO_MEMORY;
    const bool writable = access(folder, W_OK | X_OK) == 0;
    const int reason = errno;
    free(folder);
    return writable ? VRO_OK : fault(path, VRO_BAD_OUTPUT, strerror(reason), errors);
}

static vro_status check_target(const vro_checksummed_file *self, const char *target,
                               const char *path, vro_errors *errors) {
    struct stat about;
    const bool there = stat(target, &about) == 0;
    if (there && !S_ISREG(about.st_mode))
        return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path},
                              "is not a file; name another for the %s", self->noun);
    const vro_status status = there ? check_contents(self, target, path, errors) : VRO_OK;
    return status == VRO_OK ? check_folder(target, path, errors) : status;
}

static vro_status find_target(const vro_checksummed_file *self, const char *path, char **target,
                              vro_errors *errors) {
    const vro_status status = vro_atomic_file_resolve(path, target, errors);
    return status == VRO_OK ? check_target(self, *target, path, errors) : status;
}

vro_status vro_checksummed_file_check_path(const vro_checksummed_file *self, const char *path,
                                           vro_errors *errors) {
    char *target;
    const vro_status status = find_target(self, path, &target, errors);
    free(target);
    return status;
}

vro_status vro_checksummed_file_write(const vro_checksummed_file *self,
                                      const vro_byte_buffer *buffer, const char *path,
                                      vro_errors *errors) {
    char *target;
    vro_status status = VRO_OK;
    TRY(find_target(self, path, &target, errors));
    TRY(vro_atomic_file_replace(target, buffer->at, buffer->size, errors));
out:
    free(target);
    return status;
}
