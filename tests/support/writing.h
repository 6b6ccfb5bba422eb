// A new folder that tests write in: where it is, that it vanishes, and a disk that is full.
#ifndef VROSIM_TESTS_WRITING_H
#define VROSIM_TESTS_WRITING_H

#include "vrosim/file/new_folder.h"

#include "reading.h"
#include "scratch.h"

#include <fcntl.h>

// A new folder as scratch, to be removed with remove_tree and released with vro_new_folder_free.
static inline void writing_open(vro_new_folder *self, scratch *place) {
    const char *parent = getenv("TMPDIR");
    if (vro_new_folder_make(self, parent ? parent : "/tmp", "vrosim-") != 0)
        abort();
    snprintf(place->folder, sizeof place->folder, "%s", self->path);
}

// Writes a file with text[size].
static inline void writing_write(vro_new_folder *self, const char *name, const char *text,
                                 size_t size) {
    FILE *stream = vro_new_folder_create(self, name, NULL);
    if (!stream || fwrite(text, 1, size, stream) != size || fclose(stream) != 0)
        abort();
}

static inline void writing_close(vro_new_folder *self) {
    if (self->path)
        remove_tree(self->path);
    vro_new_folder_free(self);
}

// A folder that somebody removes at once; it takes no file.
static inline void writing_vanish(vro_new_folder *self) {
    scratch place;
    writing_open(self, &place);
    remove_tree(self->path);
}

// Whatever is written to the file from now on does not fit on the disk.
static inline void writing_fill_disk(FILE *file) {
    const int full = open("/dev/full", O_WRONLY);
    if (full < 0 || fflush(file) != 0 || dup2(full, fileno(file)) < 0)
        abort();
    close(full);
}

#endif
