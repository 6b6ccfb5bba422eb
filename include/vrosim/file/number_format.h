// Numbers as text for tables: plain decimals, as many digits as their error warrants.
#ifndef VROSIM_FILE_NUMBER_FORMAT_H
#define VROSIM_FILE_NUMBER_FORMAT_H

enum { VRO_NUMBER_FORMAT_MAX = 64 };

// value to three significant digits of its standard error se, but at most 17 of its own; to six of
// its own, but all before the point, without trailing zeros, where se is 0 or not finite; "0" for
// zero; "" for NAN and infinity.
void vro_number_format_print(char text[VRO_NUMBER_FORMAT_MAX], double value, double se);

// The shortest decimals of 15 to 17 significant digits, without trailing zeros, that read back as
// the same double; "" for NAN and infinity.
void vro_number_format_print_exact(char text[VRO_NUMBER_FORMAT_MAX], double value);

// A finite value rounded to a number of decimals; never "-0.00".
void vro_number_format_print_decimals(char text[VRO_NUMBER_FORMAT_MAX], double value, int decimals);

#endif
