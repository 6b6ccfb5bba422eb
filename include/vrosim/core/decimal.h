// Numbers of tables: plain decimal or exponent form, finite, in the C locale.
#ifndef VROSIM_CORE_DECIMAL_H
#define VROSIM_CORE_DECIMAL_H

// Reads a number such as 12, -0.5, .5 or 1e-3 that fills the whole text. Returns NULL on success;
// otherwise what is wrong and what would be right (static text), and *value is NAN. A number too
// small for a double becomes the nearest double, which may be 0.
const char *vro_decimal_read(const char *text, double *value);

// The same for a file that may have decimal commas in place of points, but only one of them: *mark
// is ',' or '.', or '\0' until a number has shown which.
const char *vro_decimal_read_marked(const char *text, char *mark, double *value);

#endif
