// The report of a folder of results: what its manifest says, its tables, and its figures. The page
// (table/report_page.h) is written from it.
#ifndef VROSIM_TABLE_REPORT_H
#define VROSIM_TABLE_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/core/named_texts.h"
#include "vrosim/table/figure.h"
#include "vrosim/table/methods_text.h"
#include "vrosim/table/report_texts.h"
#include "vrosim/table/result_tables.h"

#include <stddef.h>

struct json_t;

// All pointers are borrowed.
typedef struct vro_report_request {
    const char *folder;  // of the results
    const char *compare; // another; NULL: none
    const char
        *figures; // "incidence,children", the names of those wanted; NULL: all that there are
    double width; // of figures, px
    vro_language language;
    // What the results will be described by; NULL: manifest.json in the folder, where there is one.
    const struct json_t *manifest;
} vro_report_request;

// A figure drawn twice: for paper and screens, and for a phone.
typedef struct vro_report_figure {
    const vro_figure *figure;
    vro_drawing wide;
    vro_drawing narrow;
} vro_report_figure;

typedef struct vro_report {
    vro_report_request request;
    vro_named_texts facts; // of the manifest; none without one
    vro_methods_text methods;
    vro_result_tables manifest_tables; // parameters.csv of the manifest
    vro_result_tables tables;
    vro_result_tables compared;
    vro_report_figure *figures; // [count]; owned
    size_t count;
} vro_report;

// Reads a folder and draws its figures. VRO_BAD_USAGE for the name of a figure that is none;
// VRO_BAD_INPUT where the folder has no file of results, or one that cannot be read; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_report_open(vro_report *self, const vro_report_request *request,
                                          vro_errors *errors);

// The finding of the report in a sentence, borrowed; NULL: no figure was drawn.
const char *vro_report_finding(const vro_report *self);

void vro_report_free(vro_report *self);

#endif
