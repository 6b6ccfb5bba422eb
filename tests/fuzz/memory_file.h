// A file in memory, for readers that take a path.
#ifndef VROSIM_TESTS_MEMORY_FILE_H
#define VROSIM_TESTS_MEMORY_FILE_H

#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

typedef struct memory_file {
    int descriptor;
    char path[40];
} memory_file;

static inline void memory_file_open(memory_file *self, const void *bytes, size_t size) {
    self->descriptor = memfd_create("input", 0);
    require(write(self->descriptor, bytes, size) == (ssize_t)size, "memory for a file");
    snprintf(self->path, sizeof self->path, "/proc/self/fd/%d", self->descriptor);
}

static inline void memory_file_close(const memory_file *self) {
    close(self->descriptor);
}

#endif
