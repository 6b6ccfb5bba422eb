// A picture while it is drawn: its elements so far, the sizes of its texts, and memory for the
// layout. A form opens it, draws from `top` down, and closes it at the bottom of what it drew.
#ifndef VROSIM_FIGURE_CANVAS_H
#define VROSIM_FIGURE_CANVAS_H

#include "vrosim/figure/picture.h"
#include "vrosim/figure/svg.h"

#include <stdbool.h>

typedef struct vro_canvas {
    const vro_picture *picture;
    vro_byte_buffer body; // elements; `failed` is set where any memory is short
    double width;
    double size;   // of texts, px; all lengths of the layout are in proportion to it
    double line;   // from a base line to the next
    double margin; // left and right
    double left;   // of what is drawn
    double right;
    double top;
    void *arrays; // owned, see vro_canvas_array
} vro_canvas;

// Draws the heading.
void vro_canvas_open(vro_canvas *self, const vro_picture *picture);

// count zeroed elements, owned by the canvas. NULL where memory is short, and then closing fails.
void *vro_canvas_array(vro_canvas *self, size_t count, size_t size);

// Draws the note below `bottom`, appends the picture to svg, and releases everything. Fails, with
// svg as it was, where memory was short.
vro_status vro_canvas_close(vro_canvas *self, double bottom, vro_byte_buffer *svg,
                            vro_errors *errors);

// How a text is set.
typedef struct vro_text_style {
    double size;        // px; 0: the canvas's
    vro_anchor anchor;  // the side where its point is
    const char *colour; // NULL: VRO_INK
    double most;        // px that it may be wide; 0: to the edge of the canvas
    size_t most_lines;  // 0: as many as it takes
} vro_text_style;

// One line with its base line at `at`; what is wider is cut with an ellipsis.
void vro_canvas_text(vro_canvas *self, vro_point at, const char *text, const vro_text_style *style);

// Lines below at.y. Returns the bottom of the last one, at.y for an empty text or NULL.
double vro_canvas_paragraph(vro_canvas *self, vro_point at, const char *text,
                            const vro_text_style *style);

// The width of a text and the height of a paragraph.
double vro_canvas_text_width(const vro_canvas *self, const char *text, const vro_text_style *style);
double vro_canvas_paragraph_height(const vro_canvas *self, const char *text,
                                   const vro_text_style *style);

// The base line of a line of text whose box is centred at y.
double vro_canvas_base_line(double y, double size);

#endif
