// The axes of a plot: labels above (y) and below (x), ticks as many as their measured texts leave
// room for, and pale lines of a grid.
#ifndef VROSIM_FIGURE_AXES_H
#define VROSIM_FIGURE_AXES_H

#include "vrosim/figure/canvas.h"
#include "vrosim/figure/scale.h"

// The ticks of a vertical axis of a height. Where the data gave the ends of the axis, the scale is
// widened to ticks.
vro_ticks vro_axes_vertical_ticks(const vro_canvas *canvas, vro_scale *scale, double height,
                                  const vro_axis *axis);

// Widens a horizontal scale to ticks where the data gave the ends of its axis; and its ticks, so
// many that no two texts are nearer than a blank.
void vro_axes_fit_horizontal(const vro_canvas *canvas, vro_scale *scale, const vro_axis *axis);
vro_ticks vro_axes_horizontal_ticks(const vro_canvas *canvas, const vro_scale *scale);

// The room that a vertical axis takes at the left of the plot.
double vro_axes_left_room(const vro_canvas *canvas, const vro_ticks *ticks);

// Draws lines of the grid across the box and the texts of ticks at its left. The scale runs from
// the box's bottom to its top.
void vro_axes_draw_vertical(vro_canvas *canvas, vro_box box, const vro_scale *scale,
                            const vro_ticks *ticks);

// Draws the line, ticks and label of a horizontal axis at the bottom of the box; the grid too if so
// said. Returns the bottom.
double vro_axes_draw_horizontal(vro_canvas *canvas, vro_box box, const vro_scale *scale,
                                const vro_ticks *ticks, const char *label, bool with_grid);

// The height of the labels of vertical reference lines above the plot; the labels; and lines
// through the box with their labels. At most 16 labels; lines beyond the scale are not drawn.
double vro_axes_reference_height(const vro_canvas *canvas, const vro_scale *scale,
                                 const vro_reference_line *lines, size_t count);
void vro_axes_draw_reference_labels(vro_canvas *canvas, double bottom, const vro_scale *scale,
                                    const vro_reference_line *lines, size_t count);
void vro_axes_draw_references(vro_canvas *canvas, vro_box box, const vro_scale *scale,
                              const vro_reference_line *lines, size_t count);

#endif
