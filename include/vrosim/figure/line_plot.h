// Series of lines or steps in a box, with their labels: at the ends of the lines where there is
// room, in a legend elsewhere. What vro_lines_draw and vro_steps_draw are made of.
#ifndef VROSIM_FIGURE_LINE_PLOT_H
#define VROSIM_FIGURE_LINE_PLOT_H

#include "vrosim/figure/axes.h"
#include "vrosim/figure/line_series.h"

typedef struct vro_line_plot {
    const vro_line_series *series; // [count]
    size_t count;
    const vro_line_series *overlay; // NULL: none
    const vro_line_series *context; // drawn thin and dark behind the series; NULL: none
    bool is_stepped;                // each y holds from its x to the next
    bool is_direct;                 // labels at the ends of lines
    double label_width;             // where is_direct
    double height;                  // of the box, so that labels have room
    double above;                   // room that the form needs above the box
    double least_right;             // room that the form needs at the right of the box
    vro_scale x;                    // px are set when it is drawn
    vro_scale y;
    vro_ticks y_ticks;
} vro_line_plot;

// Chooses labels, height and scales for series that are set. `share` is the part of the usual
// height.
void vro_line_plot_init(vro_line_plot *self, const vro_canvas *canvas, const vro_axis *x,
                        const vro_axis *y, double share);

// What labels need at the right of the box, and the texts of ticks at its left.
double vro_line_plot_right_room(const vro_line_plot *self, const vro_canvas *canvas);
double vro_line_plot_left_room(const vro_line_plot *self, const vro_canvas *canvas);

// Draws the label of the y axis from top down, the y axis, the series and their labels, in a box
// below. Returns the box.
vro_box vro_line_plot_draw(vro_line_plot *self, vro_canvas *canvas, double top, double left,
                           const char *y_label);

// Draws the legend where labels are not at the lines. Returns its bottom.
double vro_line_plot_draw_legend(const vro_line_plot *self, vro_canvas *canvas, double top);

#endif
