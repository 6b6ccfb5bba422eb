// The figures of results: one row each in sim/table/figure.c, with the files that a figure needs
// and the function that draws it.
#ifndef VROSIM_TABLE_FIGURE_H
#define VROSIM_TABLE_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/report_texts.h"
#include "vrosim/table/result_tables.h"

#include <stdbool.h>
#include <stddef.h>

enum { VRO_FIGURE_FILES_MAX = 4 };

typedef struct vro_figure {
    const char *name;                        // "incidence", as on the command line
    vro_report_text_id heading;              // what it is a figure of, for people
    const char *files[VRO_FIGURE_FILES_MAX]; // that it cannot do without; NULL: no more
    const char *also[VRO_FIGURE_FILES_MAX];  // that it takes where they are there
    // Fills a zeroed drawing from tables, of which those that it needs are there. Where there is
    // nothing to draw, the drawing says why and the status is VRO_OK.
    vro_status (*draw)(const vro_result_tables *tables, const vro_figure_options *options,
                       vro_drawing *drawing, vro_errors *errors);
} vro_figure;

// All of them, *count, in the order of the report. Static.
const vro_figure *vro_figures(size_t *count);

// The figure of a name. VRO_BAD_USAGE, naming the nearest, where there is none.
VRO_MUST_CHECK vro_status vro_figure_find(const vro_figure **self, const char *name,
                                          vro_errors *errors);

// Whether any file that it cannot do without is there: it then belongs to these results, and is
// drawn or says why not.
bool vro_figure_concerns(const vro_figure *self, const vro_result_tables *tables);

// Fills a zeroed drawing; where a file is missing, with the reason. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_figure_draw(const vro_figure *self, const vro_result_tables *tables,
                                          const vro_figure_options *options, vro_drawing *drawing,
                                          vro_errors *errors);

#endif
