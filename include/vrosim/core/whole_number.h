// Whole numbers as people write them on a command line: 250000, 2e6, 2.5M, 500k, 1G.
#ifndef VROSIM_CORE_WHOLE_NUMBER_H
#define VROSIM_CORE_WHOLE_NUMBER_H

#include <stdint.h>

typedef enum vro_count_fault {
    VRO_COUNT_FINE,
    VRO_COUNT_UNREADABLE, // not a decimal number with an optional exponent or k, M, G
    VRO_COUNT_NOT_WHOLE,  // 0.5
    VRO_COUNT_NEGATIVE,   // a readable number below 0
    VRO_COUNT_TOO_LARGE   // above 2^64 - 1
} vro_count_fault;

// Reads all of text. Exact: no floating point is involved. *number is set only where the number is
// fine. The locale plays no part; hexadecimal, nan, inf, blanks and a plus sign are unreadable.
vro_count_fault vro_count_read(const char *text, uint64_t *number);

#endif
