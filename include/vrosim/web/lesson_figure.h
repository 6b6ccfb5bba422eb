// A picture of the numbers of a lesson: points with their intervals, in the words of the page.
#ifndef VROSIM_WEB_LESSON_FIGURE_H
#define VROSIM_WEB_LESSON_FIGURE_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"

// Draws a forest of rows of a lesson's table (web/lesson_rows.h). legend: a table with the columns
// quantity, group and label. Its rows are drawn in their order, if the table has them; a row
// without a quantity is a heading. Rows whose quantity begins with ':' say how:
//   :title, :description  sentences; {1} to {9} are the values of the first rows that are drawn
//   :axis, :values        the label of the axis, the heading of the numbers
//   :scale, :decimals     numbers are multiplied by the first and rounded to the second
// Points of significant rows have the mark and colour of the second style. VRO_BAD_INPUT,
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_lesson_figure_draw(const char *table, const char *legend,
                                                 const vro_figure_options *options,
                                                 vro_byte_buffer *svg, vro_errors *errors);

#endif
