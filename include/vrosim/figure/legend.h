// A legend: keys with names, in as many columns as there is room for.
#ifndef VROSIM_FIGURE_LEGEND_H
#define VROSIM_FIGURE_LEGEND_H

#include "vrosim/figure/canvas.h"

typedef enum vro_key_kind {
    VRO_KEY_LINE,        // colour and dash of the style
    VRO_KEY_MARK,        // colour and mark of the style
    VRO_KEY_HOLLOW_MARK, // the same, empty
    VRO_KEY_AREA,        // fill of the layer `style`, with the letter
    VRO_KEY_BOX,         // the fill that is given, with the letter
    VRO_KEY_BAND,        // a pale bar in the colour of the style
    VRO_KEY_REFERENCE,   // a dashed dark line
    VRO_KEY_ICON,        // the look of an icon of kind `style`
    VRO_KEY_OVERLAY      // a thick hollow line
} vro_key_kind;

typedef struct vro_key {
    const char *text;
    vro_key_kind kind;
    size_t style;
    const char *letter; // NULL: none
    const char *fill;   // of VRO_KEY_BOX; of a mark (a circle) or band instead of the style's
} vro_key;

// Draws keys from top down. Returns the bottom; top where there are none.
double vro_legend_draw(vro_canvas *canvas, const vro_key *keys, size_t count, double top);

// "A" for 0, "B" for 1, to "Z", then "a" to "z", and again from "A".
const char *vro_legend_letter(size_t i);

#endif
