// Colours, dashes and marks, the same for a series in all pictures. Colours are those of Okabe and
// Ito (2008), which are told apart with the three common deficiencies of colour vision. Lines have
// only those with a contrast of at least 3 to 1 on white; together with six dashes they tell 30
// series apart, and no two of the first five share a dash.
#ifndef VROSIM_FIGURE_PALETTE_H
#define VROSIM_FIGURE_PALETTE_H

#include <stddef.h>

enum {
    VRO_PALETTE_LINES = 5,   // colours of lines
    VRO_PALETTE_DASHES = 6,  // kinds of dash, the first of them solid
    VRO_PALETTE_MARKS = 6,   // kinds of mark
    VRO_PALETTE_FILLS = 8,   // colours of areas, to be drawn with a dark edge
    VRO_PALETTE_STYLES = 30, // styles that differ
};

#define VRO_INK "#1a1a1a"     // texts, edges
#define VRO_QUIET "#595959"   // texts of less weight, axes; contrast 7 to 1
#define VRO_FAINT "#e3e3e3"   // lines of the grid
#define VRO_OVERLAY "#767676" // edges of thick hollow lines behind others
#define VRO_SHADE "#f4f4f4"   // grounds

const char *vro_palette_line(size_t style);
const char *vro_palette_dash(size_t style); // stroke-dasharray; NULL: solid
size_t vro_palette_mark(size_t style);
const char *vro_palette_fill(size_t layer);
const char *vro_palette_ink_on(size_t layer); // of a letter on that fill

// viridis, at a place from 0 to 1.
void vro_palette_viridis(char colour[8], double place);

// Whether a letter on viridis at that place has to be light.
const char *vro_palette_ink_on_viridis(double place);

#endif
