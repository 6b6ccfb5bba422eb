// The user's answers to the items of a checklist: a table of item, text and, if one likes, status,
// or a checklist that was written before. What the program wrote there and the user left as it was
// is known by its mark, and is no answer: it is written anew.
#ifndef VROSIM_TABLE_CHECKLIST_ANSWERS_H
#define VROSIM_TABLE_CHECKLIST_ANSWERS_H

#include "vrosim/core/error.h"
#include "vrosim/table/checklist.h"

#include <stddef.h>

// Puts the answers of the file at path into a checklist; *count: how many. VRO_BAD_INPUT, with a
// fault for each unknown column, item or status and each item that is answered twice; the checklist
// is then of no use. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_checklist_answers_read(vro_checklist *self, const char *path,
                                                     size_t *count, vro_errors *errors);

// Checks that nothing is lost where a checklist takes the place of the file at path: every answer
// in that file must be in self. There may be no such file. VRO_BAD_USAGE, with the items;
// VRO_BAD_INPUT where it cannot be read; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_checklist_answers_keep(const vro_checklist *self, const char *path,
                                                     vro_errors *errors);

#endif
