// Files that a test makes in a folder of its own and takes away again.
#ifndef VROSIM_TESTS_SCRATCH_H
#define VROSIM_TESTS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct scratch {
    char folder[256];
    char path[400]; // of the file written last
} scratch;

static inline void scratch_open(scratch *self) {
    const char *parent = getenv("TMPDIR");
    snprintf(self->folder, sizeof self->folder, "%s/vrosim-XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(self->folder))
        abort();
}

// Writes text[size] into a file of this name, and returns its path.
static inline const char *scratch_write(scratch *self, const char *name, const char *text,
                                        size_t size) {
    snprintf(self->path, sizeof self->path, "%s/%s", self->folder, name);
    FILE *stream = fopen(self->path, "wb");
    if (!stream || fwrite(text, 1, size, stream) != size || fclose(stream) != 0)
        abort();
    return self->path;
}

static inline void scratch_remove(scratch *self, const char *name) {
    snprintf(self->path, sizeof self->path, "%s/%s", self->folder, name);
    unlink(self->path);
}

static inline void scratch_close(scratch *self) {
    if (rmdir(self->folder) != 0)
        abort();
}

#endif
