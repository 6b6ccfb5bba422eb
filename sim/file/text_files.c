#include "vrosim/file/text_files.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long vro_text_files_find(const vro_text_files *self, const char *name) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->files[i].name, name) == 0)
            return (long)i;
    return VRO_TEXT_FILES_NONE;
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to read the tables");
}

// Takes over text.
static vro_status append(vro_text_files *self, const char *name, char *text, size_t size,
                         vro_errors *errors) {
    char *copy = strdup(name);
    vro_text_file *files =
        vro_memory_grow(self->files, self->count, &self->capacity, sizeof *files);
    self->files = files ? files : self->files;
    if (!files || !copy || !text) {
        free(copy);
        free(text);
        return no_memory(errors);
    }
    files[self->count++] = (vro_text_file){copy, text, size};
    return VRO_OK;
}

vro_status vro_text_files_add(vro_text_files *self, const char *name, const char *text, size_t size,
                              vro_errors *errors) {
    char *copy = malloc(size + 1);
    if (copy) {
        memcpy(copy, text, size);
        copy[size] = '\0';
    }
    return append(self, name, copy, size, errors);
}

#ifdef VRO_NO_FILES
vro_status vro_text_files_read(vro_text_files *self, const char *name, const char *path,
                               vro_errors *errors) {
    (void)self;
    (void)name;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = path},
                          "cannot be opened, because there are no files here");
}
#else
// Reads a stream to its end, or up to the limit; errno is 0 unless reading failed.
static void read_stream(FILE *file, vro_byte_buffer *bytes) {
    char buffer[1 << 14];
    size_t length;
    errno = 0;
    while (bytes->size <= VRO_TEXT_FILE_BYTES_MAX &&
           (length = fread(buffer, 1, sizeof buffer, file)) > 0)
        vro_byte_buffer_append(bytes, buffer, length);
    errno = ferror(file) ? errno : 0;
}

vro_status vro_text_files_read(vro_text_files *self, const char *name, const char *path,
                               vro_errors *errors) {
    const vro_place place = {.file = path};
    vro_byte_buffer bytes = {0};
    FILE *file = fopen(path, "rbe");
    if (!file)
        return vro_errors_add(errors, VRO_BAD_INPUT, &place, "cannot be opened: %s",
                              strerror(errno));
    read_stream(file, &bytes);
    const int failure = errno;
    fclose(file);
    if (failure == 0 && bytes.size <= VRO_TEXT_FILE_BYTES_MAX) {
        const size_t size = bytes.size;
        return append(self, name, vro_byte_buffer_release_text(&bytes), size, errors);
    }
    vro_byte_buffer_free(&bytes);
    if (failure)
        return vro_errors_add(errors, VRO_BAD_INPUT, &place, "cannot be read: %s",
                              strerror(failure));
    return vro_errors_add(errors, VRO_BAD_INPUT, &place, "is larger than %d MiB, so it is no table",
                          VRO_TEXT_FILE_BYTES_MAX >> 20);
}
#endif

void vro_text_files_free(vro_text_files *self) {
    for (size_t i = 0; i < self->count; i++) {
        free(self->files[i].name);
        free(self->files[i].text);
    }
    free(self->files);
    *self = (vro_text_files){0};
}
