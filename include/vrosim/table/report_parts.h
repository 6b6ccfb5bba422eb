// The sections of a report (table/report_page.h), in the order of the page. Each writes nothing
// where the report has nothing for it.
#ifndef VROSIM_TABLE_REPORT_PARTS_H
#define VROSIM_TABLE_REPORT_PARTS_H

#include "vrosim/core/error.h"
#include "vrosim/table/report.h"

#include <stdbool.h>
#include <stdio.h>

typedef struct vro_report_part {
    const char *id; // of the section
    vro_report_text_id heading;
    bool (*is_present)(const vro_report *report);
    // VRO_NO_MEMORY; the stream keeps its own errors.
    vro_status (*write)(const vro_report *report, FILE *to, vro_errors *errors);
} vro_report_part;

// *count of them. Static.
const vro_report_part *vro_report_parts(size_t *count);

// Writes the first of sentences[count] whose facts the report has, escaped, and returns whether
// there is one. VRO_NO_MEMORY, as a fault of errors, counts as none.
bool vro_report_write_sentence(const vro_report *report, const vro_report_text_id *sentences,
                               size_t count, FILE *to);

#endif
