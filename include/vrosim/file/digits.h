// Numbers as digits: what printf writes, rounded as exactly, many times faster.
// Each writes to text, which has room for VRO_DIGITS_MAX bytes, ends it with a zero byte and
// returns the length.
#ifndef VROSIM_FILE_DIGITS_H
#define VROSIM_FILE_DIGITS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { VRO_DIGITS_MAX = 64 };

// A whole number.
size_t vro_digits_whole(char *text, uint64_t value);

// |value| < 1e17 with 0 to 40 decimals, as %.*f.
size_t vro_digits_fixed(char *text, double value, int decimals);

// A finite value with 1 to 17 significant digits, as %.*e. Returns the power of ten instead of the
// length.
int vro_digits_scientific(char *text, double value, int digits);

// The fewest decimals that read back as the same value; 1e-20 < |value| < 1e17, or 0.
size_t vro_digits_shortest(char *text, double value);

#ifdef __cplusplus
}
#endif

#endif
