// What is in a folder at a moment, so that later only that is removed: neither what came since nor
// what was changed.
#ifndef VROSIM_FILE_FOLDER_CONTENTS_H
#define VROSIM_FILE_FOLDER_CONTENTS_H

#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

// One file, link or folder; what a folder holds has entries of its own.
typedef struct vro_folder_entry {
    uint64_t device, inode;
    bool folder; // its size and time change with what it holds, and are 0 here
    int64_t size;
    struct timespec modified;
} vro_folder_entry;

typedef struct vro_folder_contents {
    vro_folder_entry *entries; // [count], owned
    size_t count;
    size_t capacity;
} vro_folder_contents;

// Adds `name` in a folder (a descriptor), or everything in it, at any depth, on the same file
// system. Returns 0, or -1 and errno.
VRO_MUST_CHECK int vro_folder_contents_add(vro_folder_contents *self, int folder, const char *name);
VRO_MUST_CHECK int vro_folder_contents_add_all(vro_folder_contents *self, int folder);

// Removes from a folder whatever is as it was when it was added. Links are removed, not followed.
void vro_folder_contents_remove(vro_folder_contents *self, int folder);

void vro_folder_contents_free(vro_folder_contents *self);

#endif
