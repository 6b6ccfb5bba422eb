// Files that are read whole and kept as named texts, so that each is read once, also from a pipe.
#ifndef VROSIM_FILE_TEXT_FILES_H
#define VROSIM_FILE_TEXT_FILES_H

#include "vrosim/core/error.h"

#include <stddef.h>

enum { VRO_TEXT_FILE_BYTES_MAX = 16 << 20 };

typedef struct vro_text_file {
    char *name; // as faults and manifests call it, owned
    char *text; // [size] and a closing 0, owned
    size_t size;
} vro_text_file;

typedef struct vro_text_files {
    vro_text_file *files; // [count], each name once; owned
    size_t count;
    size_t capacity;
} vro_text_files;

enum { VRO_TEXT_FILES_NONE = -1 };

// The number of the file of a name; VRO_TEXT_FILES_NONE if there is none. {0} is the empty set.
long vro_text_files_find(const vro_text_files *self, const char *name);

// Adds a copy of text[size] under a name that no other file has. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_text_files_add(vro_text_files *self, const char *name,
                                             const char *text, size_t size, vro_errors *errors);

// Reads the file at path and adds it under a name that no other file has. VRO_BAD_INPUT, naming
// path, where it cannot be read or has more than VRO_TEXT_FILE_BYTES_MAX bytes; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_text_files_read(vro_text_files *self, const char *name,
                                              const char *path, vro_errors *errors);

// Releases everything.
void vro_text_files_free(vro_text_files *self);

#endif
