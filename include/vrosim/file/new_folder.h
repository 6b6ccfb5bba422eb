// A folder that is being written, under a new name beside its later place. It and the folder that
// holds it are known by descriptors from the start, so that nobody can put another in its place;
// only its owner can enter it, and its files are new ones, never what a link leads to.
#ifndef VROSIM_FILE_NEW_FOLDER_H
#define VROSIM_FILE_NEW_FOLDER_H

#include "vrosim/core/error.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

typedef struct vro_new_file {
    char *name; // owned
    dev_t device;
    ino_t inode;
} vro_new_file;

// Zeroed: none.
typedef struct vro_new_folder {
    char *path;          // for sentences; owned
    char *name;          // the last part of path
    int parent;          // descriptor of the folder that holds it
    int descriptor;      // of itself
    vro_new_file *files; // [count] those written, owned
    size_t count;
    size_t capacity;
    pthread_mutex_t lock; // of files
    bool decimal_commas;  // in its tables (csv_writer.h)
} vro_new_folder;

// Makes a folder in `parent`, whose name is `prefix` and six random letters or digits. Returns 0,
// or -1 and errno; self is then empty.
VRO_MUST_CHECK int vro_new_folder_make(vro_new_folder *self, const char *parent,
                                       const char *prefix);

// Creates a file, to be closed with vro_atomic_file_close; several threads may. A name such as
// "figures/a.svg" makes the folder that it names as well. NULL (reported with path and reason) also
// where something of this name is there.
FILE *vro_new_folder_create(vro_new_folder *self, const char *name, vro_errors *errors);

// Opens the file with this number for reading. Returns its descriptor, or -1 and errno; ESTALE
// where it is no longer the file that was written.
VRO_MUST_CHECK int vro_new_folder_reopen(const vro_new_folder *self, size_t number);

// "path/name", owned by the caller; NULL if out of memory (reported).
char *vro_new_folder_path_of(const vro_new_folder *self, const char *name, vro_errors *errors);

// Whether `name`, in the folder that holds it, is this folder.
bool vro_new_folder_is_at(const vro_new_folder *self, const char *name);

// Renames it to what it would be without the dot before its name, where nothing is; else it keeps
// its name.
void vro_new_folder_show(vro_new_folder *self);

// Gives it the permissions of any new folder, where the file system has permissions.
void vro_new_folder_share(const vro_new_folder *self);

// Removes the files that were written and the folder. What else is in it stays, and so does the
// folder then.
void vro_new_folder_remove(vro_new_folder *self);

// Releases memory and descriptors; the folder stays.
void vro_new_folder_free(vro_new_folder *self);

#endif
