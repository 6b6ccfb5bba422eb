// Numbers as text, the same on every machine: rounded by IEEE operations, printed from whole
// numbers, without a locale.
#ifndef VROSIM_FIGURE_DECIMAL_TEXT_H
#define VROSIM_FIGURE_DECIMAL_TEXT_H

#include <stdbool.h>
#include <stdint.h>

enum { VRO_DECIMAL_TEXT_MAX = 48, VRO_DECIMAL_TEXT_DECIMALS = 9 };

// value rounded to at most VRO_DECIMAL_TEXT_DECIMALS decimals, halves away from 0, without trailing
// zeros; "0" for what is not finite. Values beyond 9e15 in units of the last decimal are written as
// the nearest bound.
void vro_decimal_text_print(char text[VRO_DECIMAL_TEXT_MAX], double value, int decimals);

// How a number is written for people.
typedef struct vro_decimal_style {
    char mark;       // '.' or ','
    bool percent;    // the number is a share, written as per cent
    bool scientific; // with an exponent, however few digits it has
} vro_decimal_style;

// digits * 10^exponent, exactly: with separators of thousands from 10,000 on ("12,000" where the
// mark is '.', "12.000" where it is ','), as "2e-6" where it would have more than six decimals or
// more than ten digits. |exponent| <= 300.
void vro_decimal_text_print_exact(char text[VRO_DECIMAL_TEXT_MAX], int64_t digits, int exponent,
                                  const vro_decimal_style *style);

#endif
