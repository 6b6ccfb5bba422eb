// A text with places {1} to {9}, into which values are put.
#ifndef VROSIM_CORE_PATTERN_H
#define VROSIM_CORE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

// The text is size bytes of the pattern, or a whole value.
typedef struct vro_pattern_piece {
    const char *text; // borrowed
    size_t size;
    bool is_value;
} vro_pattern_piece;

// Takes the next piece of the text at *at, and moves *at behind it; false at its end. values:
// [count], of which the first is for {1}. A place whose value is missing or NULL is an empty piece.
bool vro_pattern_next(const char **at, const char *const *values, size_t count,
                      vro_pattern_piece *piece);

#endif
