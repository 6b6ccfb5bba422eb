// A forest (figure/forest.h) of rows that are told as a text, for numbers that come from several
// simulations. Each line is a word and its cells, separated by tabs:
//
//   title, description, axis, left, right, note   a text (figure/picture.h, figure/forest.h)
//   values                                        the heading of the texts of rows
//   zero                                          where the vertical line is
//   scale                                         factor of all numbers, before the rows
//   row    label, number of the style, value, low, high, text; empty low and high: no bar; without
//   a
//          value: a heading
//
// Lines of other words are passed over.
#ifndef VROSIM_WEB_TOLD_FOREST_H
#define VROSIM_WEB_TOLD_FOREST_H

#include <stdbool.h>

// The picture as SVG, to be freed with free(); NULL where memory is short. width in px;
// decimal_comma: of the axis.
char *vro_told_forest_draw(const char *told, double width, bool decimal_comma);

#endif
