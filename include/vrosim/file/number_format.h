// Numbers as text for tables: plain decimals, as many digits as their error warrants.
#ifndef VROSIM_FILE_NUMBER_FORMAT_H
#define VROSIM_FILE_NUMBER_FORMAT_H

enum { VRO_NUMBER_FORMAT_MAX = 64 };

// value with the decimals that show three significant digits of se, at most 17 significant digits
// altogether; exactly where se is 0 or undefined; "0" for zero; nothing for NAN and infinity.
void vro_number_format_print(char text[VRO_NUMBER_FORMAT_MAX], double value, double se);

// The shortest decimals of 15 to 17 significant digits, without closing zeros, that read back as
// the same double; nothing for NAN and infinity.
void vro_number_format_print_exact(char text[VRO_NUMBER_FORMAT_MAX], double value);

// value rounded to so many decimals, never "-0.00"; finite.
void vro_number_format_print_decimals(char text[VRO_NUMBER_FORMAT_MAX], double value, int decimals);

#endif
