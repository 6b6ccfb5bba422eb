// The files of a folder of results with their digests, by name.
#ifndef VROSIM_FILE_FILE_DIGESTS_H
#define VROSIM_FILE_FILE_DIGESTS_H

#include "vrosim/core/error.h"
#include "vrosim/file/digest.h"
#include "vrosim/file/new_folder.h"

#include <stddef.h>

struct json_t;

#define VRO_MANIFEST_FILE "manifest.json"

typedef struct vro_file_digest {
    char *file; // its name in the folder, owned
    char sha256[VRO_DIGEST_TEXT];
} vro_file_digest;

typedef struct vro_file_digests {
    vro_file_digest *files; // [count], owned
    size_t count;
    size_t capacity;
} vro_file_digests;

// Computes the digests of the files that were written in a folder, apart from the manifest; others
// are not looked at. VRO_NO_MEMORY, or VRO_BAD_OUTPUT if one cannot be read or is no longer the one
// that was written, leave self empty.
VRO_MUST_CHECK vro_status vro_file_digests_scan(vro_file_digests *self,
                                                const vro_new_folder *folder, vro_errors *errors);

// The digest of a file in the list, borrowed; NULL if the list does not have it.
const char *vro_file_digests_find(const vro_file_digests *self, const char *file);

// As a JSON list, owned by the caller, NULL if out of memory (not reported); and back:
// VRO_BAD_INPUT, naming path, where list (borrowed) is no such list.
struct json_t *vro_file_digests_json(const vro_file_digests *self);
VRO_MUST_CHECK vro_status vro_file_digests_from_json(vro_file_digests *self,
                                                     const struct json_t *list, const char *path,
                                                     vro_errors *errors);

// Compares the files of a manifest (self) with those that were made (other). VRO_BAD_OUTPUT with
// one sentence for each file that is in one list only, or that differs.
VRO_MUST_CHECK vro_status vro_file_digests_compare(const vro_file_digests *self,
                                                   const vro_file_digests *other,
                                                   vro_errors *errors);

// Releases everything.
void vro_file_digests_free(vro_file_digests *self);

#endif
