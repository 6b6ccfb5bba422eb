// How wide texts are, for a layout that needs no font: a table of advance widths, made once from
// free fonts (glyph_widths.def) so that a text is never wider than measured in any of the usual
// ones.
#ifndef VROSIM_FIGURE_TEXT_METRICS_H
#define VROSIM_FIGURE_TEXT_METRICS_H

#include <stdbool.h>
#include <stddef.h>

// Above and below the base line, in parts of the text's size.
#define VRO_TEXT_ASCENT 0.93
#define VRO_TEXT_DESCENT 0.24

// In px, of the first `bytes` of a text in UTF-8 whose size is in px.
double vro_text_metrics_width(const char *text, size_t bytes, double size);

// The bytes of the longest beginning that is not wider than width.
size_t vro_text_metrics_fit(const char *text, double size, double width);

// The bytes of the text's first line of a width: all that fits, or up to the last blank, hyphen,
// slash or underscore in it, or where there is none as many characters as fit, but one at least.
// The next line begins after the blanks that follow.
size_t vro_text_metrics_line(const char *text, double size, double width);

// The lines that a text takes; 0 for an empty text.
size_t vro_text_metrics_lines(const char *text, double size, double width);

// The width of the widest word, which no line of the text need exceed.
double vro_text_metrics_longest_word(const char *text, double size);

// Whether the first letter is of a script that is read from right to left.
bool vro_text_metrics_is_right_to_left(const char *text);

#endif
