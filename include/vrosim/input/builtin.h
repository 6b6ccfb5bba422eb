// Tables that the program holds as bytes (scripts/embed.sh).
#ifndef VROSIM_INPUT_BUILTIN_H
#define VROSIM_INPUT_BUILTIN_H

#include <stddef.h>

// The default scenario, configs/baseline.csv.
extern const char vro_builtin_baseline[];
extern const size_t vro_builtin_baseline_size; // bytes; no NUL at the end

// A file of configs/evidence, by its path in that folder.
typedef struct vro_builtin_file {
    const char *name;
    const char *text; // [size], no NUL at the end
    size_t size;
} vro_builtin_file;

extern const vro_builtin_file vro_builtin_evidence[];
extern const size_t vro_builtin_evidence_count;

// The same of configs/checklists.
extern const vro_builtin_file vro_builtin_checklists[];
extern const size_t vro_builtin_checklists_count;

#endif
