#include "vrosim/figure/palette.h"

#include <math.h>

// Blue, vermillion, green, purple and black; their contrast to white is 5.2, 3.9, 3.4, 3.1 and 21.
static const char *const LINES[VRO_PALETTE_LINES] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                                     "#000000"};
static const char *const DASHES[VRO_PALETTE_DASHES] = {0,         "7 3",  "2 2.5",
                                                       "9 3 2 3", "12 4", "6 2 2 2 2 2"};

// In an order in which neighbours differ in grey.
static const char *const FILLS[VRO_PALETTE_FILLS] = {"#56b4e9", "#f0e442", "#0072b2", "#e69f00",
                                                     "#009e73", "#cccccc", "#d55e00", "#cc79a7"};

const char *vro_palette_line(size_t style) {
    return LINES[style % VRO_PALETTE_LINES];
}

// Colour and dash run together, and from one round of colours to the next dashes move on by one.
static size_t second_channel(size_t style, size_t kinds) {
    return (style % VRO_PALETTE_LINES + style / VRO_PALETTE_LINES) % kinds;
}

const char *vro_palette_dash(size_t style) {
    return DASHES[second_channel(style, VRO_PALETTE_DASHES)];
}

size_t vro_palette_mark(size_t style) {
    return second_channel(style, VRO_PALETTE_MARKS);
}

const char *vro_palette_fill(size_t layer) {
    return FILLS[layer % VRO_PALETTE_FILLS];
}

const char *vro_palette_ink_on(size_t layer) {
    return layer % VRO_PALETTE_FILLS == 2 ? "#ffffff" : "#000000";
}

// viridis of matplotlib (Smith and van der Walt, 2015; CC0) at eighths, between which it is linear
// to within 3 of 255.
static const unsigned char VIRIDIS[][3] = {{68, 1, 84},    {71, 44, 122},  {59, 81, 139},
                                           {44, 113, 142}, {33, 144, 141}, {39, 173, 129},
                                           {92, 200, 99},  {170, 220, 50}, {253, 231, 37}};

void vro_palette_viridis(char colour[8], double place) {
    static const char hexadecimal[] = "0123456789abcdef";
    const int pieces = sizeof VIRIDIS / sizeof *VIRIDIS - 1;
    const double at = (place > 0 ? place < 1 ? place : 1 : 0) * pieces;
    const int piece = at < pieces ? (int)at : pieces - 1;
    colour[0] = '#';
    for (int i = 0; i < 3; i++) {
        const double low = VIRIDIS[piece][i], high = VIRIDIS[piece + 1][i];
        const int value = (int)floor(low + (high - low) * (at - piece) + 0.5);
        colour[1 + 2 * i] = hexadecimal[value / 16];
        colour[2 + 2 * i] = hexadecimal[value % 16];
    }
    colour[7] = '\0';
}

const char *vro_palette_ink_on_viridis(double place) {
    return place < 0.434 ? "#ffffff" : "#000000"; // where both have 4.6 to 1
}
