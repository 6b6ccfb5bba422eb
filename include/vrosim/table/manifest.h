// manifest.json: what made a folder of results, enough to make it again and to check it. What may
// differ between runs with equal results is in its last entry, "environment" ("occasion" in
// manifests of earlier builds), which is never read.
#ifndef VROSIM_TABLE_MANIFEST_H
#define VROSIM_TABLE_MANIFEST_H

#include "vrosim/core/error.h"
#include "vrosim/file/file_digests.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/simulate/specification.h"
#include "vrosim/table/run_environment.h"

#include <stdbool.h>

typedef struct vro_manifest {
    vro_specification specification;
    vro_file_digests outputs;
} vro_manifest;

// Computes the digests of all files written in folder and writes manifest.json there. Call it after
// all other files are closed. VRO_NO_MEMORY, VRO_BAD_OUTPUT.
VRO_MUST_CHECK vro_status vro_manifest_write(const vro_specification *specification,
                                             const vro_run_environment *environment,
                                             vro_new_folder *folder, vro_errors *errors);

// Reads a manifest into self, which is overwritten. VRO_BAD_INPUT if the file cannot be read, is
// no manifest, or is that of another version of the program; self is then empty.
VRO_MUST_CHECK vro_status vro_manifest_read(vro_manifest *self, const char *path,
                                            vro_errors *errors);

// Reads a manifest of any version as JSON, owned by the caller. VRO_BAD_INPUT if the file cannot be
// read or is no manifest; *json is then NULL.
VRO_MUST_CHECK vro_status vro_manifest_read_json(struct json_t **json, const char *path,
                                                 vro_errors *errors);

// Compares the files written in folder with the outputs of the manifest. VRO_BAD_OUTPUT, with one
// fault for each file that differs, is missing, or is not an output.
VRO_MUST_CHECK vro_status vro_manifest_compare(const vro_manifest *self,
                                               const vro_new_folder *folder, vro_errors *errors);

void vro_manifest_free(vro_manifest *self);

// Whether a JSON value (borrowed; NULL: none) is a manifest of this program, in any version.
bool vro_manifest_is_one(const struct json_t *json);

#endif
