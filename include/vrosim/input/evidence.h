// Targets, the studies that they come from, and the tables that describe these studies.
#ifndef VROSIM_INPUT_EVIDENCE_H
#define VROSIM_INPUT_EVIDENCE_H

#include "vrosim/core/error.h"
#include "vrosim/file/text_files.h"
#include "vrosim/input/scenario.h"
#include "vrosim/input/studies.h"
#include "vrosim/input/targets.h"

#include <stddef.h>

typedef struct vro_evidence {
    vro_text_files texts; // the targets, the studies, then each table of studies.paths
    vro_targets targets;
    vro_studies studies;
    size_t *study_of; // [targets.count] number of the study of a target, owned
} vro_evidence;

// Where the texts of a vro_evidence stand.
enum { VRO_EVIDENCE_TARGETS, VRO_EVIDENCE_STUDIES, VRO_EVIDENCE_TABLES };

// Reads targets, whose name is their path, the studies in studies.csv beside them, and the tables
// that these name. targets NULL: the evidence that the program holds (configs/evidence).
// VRO_BAD_INPUT with one sentence a fault, also for a target without its study and a table that
// cannot be read; what is in the tables is not checked here. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_read(vro_evidence *self, const vro_text_file *targets,
                                            vro_errors *errors);

// Reads the studies at path alone, with their tables, without targets. VRO_BAD_INPUT,
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_read_studies(vro_evidence *self, const char *path,
                                                    vro_errors *errors);

// Adds the table of the prior at path to tables; path NULL: the one that the program holds.
// VRO_BAD_INPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_add_prior(vro_text_files *tables, const char *path,
                                                 vro_errors *errors);

// Takes over texts, all in the order above, in place of files. VRO_BAD_INPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_take(vro_evidence *self, vro_text_files *texts,
                                            vro_errors *errors);

// Loads the scenario of a study: the default, under tables[count] of the user's, under the tables
// of the study, in layers. strategies: keeps only these; NULL: all. As vro_scenario_load.
VRO_MUST_CHECK vro_status vro_evidence_scenario(const vro_evidence *self, size_t study,
                                                const vro_text_files *tables,
                                                const char *strategies, vro_scenario *scenario,
                                                vro_errors *errors);

// Where a target stands in its file.
vro_place vro_evidence_place(const vro_evidence *self, size_t target);

// Releases everything.
void vro_evidence_free(vro_evidence *self);

#endif
