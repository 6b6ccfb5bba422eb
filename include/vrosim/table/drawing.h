// A figure, drawn: its picture, what it says in a sentence, the numbers behind it, and which error
// it shows; or why it is left out.
#ifndef VROSIM_TABLE_DRAWING_H
#define VROSIM_TABLE_DRAWING_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"
#include "vrosim/figure/picture.h"
#include "vrosim/table/report_texts.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_shown_error {
    VRO_SHOWS_NO_ERROR,
    VRO_SHOWS_SIMULATION, // Monte Carlo error, smaller with more children
    VRO_SHOWS_PARAMETERS, // what is not known of the parameters
    VRO_SHOWS_BOTH
} vro_shown_error;

typedef struct vro_figure_options {
    double width; // of the picture, in px of 1/96 inch; VRO_FIGURE_WIDTH_MIN to _MAX
    vro_language language;
    const char *prefix; // of every id in the picture, which no other picture of the page has
    // Column of children.csv that icons are of, 1 where a child has it; NULL: later surgery by the
    // last landmark.
    const char *outcome;
} vro_figure_options;

enum {
    VRO_FIGURE_WIDTH_MIN = 280,
    VRO_FIGURE_WIDTH_MAX = 2400,
    VRO_FIGURE_WIDTH = 680 // 180 mm
};

// {0} is an empty one. Everything is owned. It remembers a failed allocation, so that one check at
// the end is enough (vro_drawing_check).
typedef struct vro_drawing {
    vro_byte_buffer svg; // the picture, from "<svg" to "</svg>"; its failure counts, too
    char *title;         // the finding in one sentence, made from the numbers
    char *description;   // what is drawn, for those who cannot see it
    vro_shown_error error;
    char *left_out; // why there is no picture; NULL: there is one
    // The numbers behind the picture: a header of `columns` texts, then rows.
    char **cells; // [cell_count]
    size_t cell_count;
    size_t cell_capacity;
    size_t columns;
    char **kept; // [kept_count], texts that live as long as the drawing
    size_t kept_count;
    size_t kept_capacity;
    bool failed; // memory was short
} vro_drawing;

// Sets the title, the description or the reason to a text of the table with its values.
void vro_drawing_title(vro_drawing *self, vro_language language, vro_report_text_id id,
                       const char *const *values, size_t count);
void vro_drawing_describe(vro_drawing *self, vro_language language, vro_report_text_id id,
                          const char *const *values, size_t count);
void vro_drawing_leave_out(vro_drawing *self, vro_language language, vro_report_text_id id,
                           const char *const *values, size_t count);

// Takes over a text that is to live as long as the drawing, and returns it; "" for NULL, which
// counts as a failed allocation.
const char *vro_drawing_keep(vro_drawing *self, char *text);

// A sentence of the table with its values, kept likewise.
const char *vro_drawing_text(vro_drawing *self, vro_language language, vro_report_text_id id,
                             const char *const *values, size_t count);

// Adds a column to the header of the data table; all columns come before all cells.
void vro_drawing_column(vro_drawing *self, const char *text);

// Adds the next cell of the data table, row by row; the text is copied.
void vro_drawing_cell(vro_drawing *self, const char *text);

// The rows of the data table, without the header, and a cell of it.
size_t vro_drawing_rows(const vro_drawing *self);
const char *vro_drawing_cell_at(const vro_drawing *self, size_t row, size_t column);

// What the picture of a drawing that has its title and description begins with. note: a text of the
// table under the picture; VRO_REPORT_TEXTS: none.
vro_picture vro_drawing_picture(const vro_drawing *self, const vro_figure_options *options,
                                vro_report_text_id note);

// VRO_NO_MEMORY (one sentence) where memory was short for any of it.
VRO_MUST_CHECK vro_status vro_drawing_check(const vro_drawing *self, vro_errors *errors);

void vro_drawing_free(vro_drawing *self);

#endif
