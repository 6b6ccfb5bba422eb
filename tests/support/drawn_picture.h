// What is drawn, read back: a reader of SVG that knows no more than XML, and checks that hold for
// every picture.
#ifndef VROSIM_TESTS_DRAWN_PICTURE_H
#define VROSIM_TESTS_DRAWN_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct drawn_text {
    char text[512]; // without its title
    double left;
    double top;
    double right;
    double bottom;
} drawn_text;

typedef struct drawn_picture {
    double width; // of the viewBox
    double height;
    drawn_text *texts; // [count], owned
    size_t count;
} drawn_picture;

// Reads an SVG, and fails the test where it is not well-formed XML, where the root lacks what makes
// it accessible, or an id does not begin with `name` and a hyphen.
drawn_picture drawn_picture_read(const char *svg, const char *name);

void drawn_picture_free(drawn_picture *self);

// The number of texts that are exactly that, or begin so.
size_t drawn_picture_count(const drawn_picture *self, const char *text);
size_t drawn_picture_count_beginning(const drawn_picture *self, const char *text);

// Fails the test where a text leaves the picture, or two texts overlap. `what` names the picture.
void drawn_picture_assert_tidy(const drawn_picture *self, const char *what);

#endif
