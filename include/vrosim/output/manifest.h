// manifest.json: what made a folder of results, enough to make it again and to check it. What
// differs between two runs of the same command (time, host) stands in the last lines.
#ifndef VROSIM_OUTPUT_MANIFEST_H
#define VROSIM_OUTPUT_MANIFEST_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define VRO_MANIFEST_FILE "manifest.json"

// What was asked for. Borrowed until the manifest is written.
typedef struct vro_order {
    const char *command;       // as a shell would take it
    const char *const *tables; // files of scenario tables, [table_count]
    size_t table_count;
    uint64_t seed;
    uint64_t stream;
    uint64_t patients;
    uint64_t courses; // children whose courses are written out
    int threads;
    time_t started;
} vro_order;

typedef struct vro_manifest {
    const vro_order *order;
    struct json_t *inputs; // owned; digests taken before the run
} vro_manifest;

// Takes the digests of the tables, so call it before the run; what is not a regular file (a pipe)
// has none. VRO_NO_MEMORY, or VRO_BAD_OUTPUT where a table has become unreadable.
VRO_MUST_CHECK vro_status vro_manifest_init(vro_manifest *self, const vro_order *order,
                                            vro_errors *errors);

// Takes the digests of all files in folder and writes folder/manifest.json. seconds: time of the
// run. Call it last.
VRO_MUST_CHECK vro_status vro_manifest_write(const vro_manifest *self, const vro_scenario *scenario,
                                             const char *folder, double seconds,
                                             vro_errors *errors);

// Releases everything; safe on a zeroed manifest, and twice.
void vro_manifest_free(vro_manifest *self);

// Whether the file at path is a manifest that this program wrote.
bool vro_manifest_is_one(const char *path);

// Whether the manifest at path names a file (of its folder) among its outputs, or is that file.
bool vro_manifest_lists(const char *path, const char *file);

#endif
