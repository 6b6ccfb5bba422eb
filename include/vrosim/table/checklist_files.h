// A checklist as a table (checklist_NAME.csv) and as a page to read and print
// (checklist_NAME.html), which needs no script and nothing from elsewhere.
#ifndef VROSIM_TABLE_CHECKLIST_FILES_H
#define VROSIM_TABLE_CHECKLIST_FILES_H

#include "vrosim/core/named_texts.h"
#include "vrosim/table/checklist.h"

#include <stdio.h>

// The stream keeps its own errors.
void vro_checklist_write_csv(const vro_checklist *self, FILE *stream);

// facts: of the study, named below the title.
void vro_checklist_write_html(const vro_checklist *self, const vro_named_texts *facts,
                              FILE *stream);

// "CHEERS 2022: 8 filled, 11 drafted, 9 yours", and how many are not applicable if any are.
void vro_checklist_print_counts(const vro_checklist *self, FILE *stream);

#endif
