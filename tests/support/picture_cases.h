// Data that pictures have to stand: usual ones, and extremes of their number, size and names.
#ifndef VROSIM_TESTS_PICTURE_CASES_H
#define VROSIM_TESTS_PICTURE_CASES_H

#include "vrosim/figure/picture.h"

typedef struct picture_case {
    const char *name;
    size_t count; // of rows, series, strategies
    double size;  // factor of the values
    const char *(*name_of)(size_t i);
} picture_case;

// Draws a form for a case.
typedef vro_status (*picture_form)(const picture_case *one, const vro_picture *picture,
                                   vro_byte_buffer *svg, vro_errors *errors);

// Draws all cases of a form at 320, 800 and 1600 px, and fails the test where one is not tidy. With
// the variable PICTURES of the environment, pictures go to that folder, for people to look at.
void picture_cases_check(const char *form, picture_form draw);

// The usual case.
const picture_case *picture_cases_usual(void);

// A picture as text, owned by the caller, drawn 800 px wide.
char *picture_cases_drawn(picture_form draw, const picture_case *one);

// A value between 0 and 1 that looks random, the same for the same numbers.
double picture_cases_value(size_t i, size_t j);

#endif
