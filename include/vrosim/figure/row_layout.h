// The layout of forms in rows: labels at the left, a plot, texts at the right; on a narrow picture
// labels and texts stand above the plot of their row.
#ifndef VROSIM_FIGURE_ROW_LAYOUT_H
#define VROSIM_FIGURE_ROW_LAYOUT_H

#include "vrosim/figure/canvas.h"
#include "vrosim/figure/scale.h"

typedef struct vro_layout_row {
    const char *label;
    const char *text; // NULL: none
    bool is_heading;  // label and text alone, without a plot
    // Set by the layout:
    double top;
    double bottom;
    double plot_top; // where its marks have their room
    double plot_bottom;
} vro_layout_row;

typedef struct vro_row_layout {
    vro_layout_row *rows; // [count], in the canvas's memory
    size_t count;
    bool stacked;       // labels above plots
    double indent;      // of labels, where some rows are headings
    double label_width; // without the indent
    double text_width;
    double plot_left;
    double plot_right;
    double plot_height; // of a row's marks
} vro_row_layout;

// Makes rows for the form to fill in label, text and is_heading. false where memory is short.
bool vro_row_layout_init(vro_row_layout *self, vro_canvas *canvas, size_t count,
                         double plot_height);

// Chooses the columns, and lays the rows out from top down. Returns the bottom of the last one.
void vro_row_layout_choose_columns(vro_row_layout *self, const vro_canvas *canvas,
                                   const char *label_heading, const char *text_heading);
double vro_row_layout_place(vro_row_layout *self, const vro_canvas *canvas, double top);

// The scale of an axis over the columns of the plots, which shows a range.
vro_scale vro_row_layout_scale(const vro_row_layout *self, const vro_canvas *canvas,
                               const vro_axis *axis, vro_range range);

// Draws headings from top down and returns their bottom.
double vro_row_layout_draw_headings(const vro_row_layout *self, vro_canvas *canvas, double top,
                                    const char *label_heading, const char *text_heading);

// Draws labels and texts of placed rows.
void vro_row_layout_draw_texts(const vro_row_layout *self, vro_canvas *canvas);

// Draws a vertical line through the box of all plots; through the plot of each row where labels
// stand between them.
void vro_row_layout_draw_line(const vro_row_layout *self, vro_canvas *canvas, vro_box box, double x,
                              const vro_paint *paint);

// Draws pale lines at ticks, in the same way.
void vro_row_layout_draw_grid(const vro_row_layout *self, vro_canvas *canvas, vro_box box,
                              const vro_scale *scale, const vro_ticks *ticks);

// The middle of a row's marks.
double vro_row_layout_middle(const vro_layout_row *row);

#endif
