// `vrosim check` of targets and studies.
#ifndef VROSIM_VERB_CHECK_EVIDENCE_H
#define VROSIM_VERB_CHECK_EVIDENCE_H

#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// Whether the file at path, which is regular, is a table of targets or of studies.
bool vro_check_is_evidence(const char *path);

// Reads targets, or studies, at paths[0], with all tables that they name, and the user's tables
// after it, and says what they hold. VRO_BAD_INPUT with every fault; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_check_evidence(const char *const *paths, size_t path_count,
                                             FILE *output, vro_errors *errors);

#endif
