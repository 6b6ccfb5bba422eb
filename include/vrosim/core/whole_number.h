// Whole numbers as people write them on a command line: 250000, 2e6, 2.5M, 500k, 1G; and as people
// read them: 2,500,000.
#ifndef VROSIM_CORE_WHOLE_NUMBER_H
#define VROSIM_CORE_WHOLE_NUMBER_H

#include <stdint.h>
#include <stdio.h>

typedef enum vro_whole_number_fault {
    VRO_WHOLE_NUMBER_FINE,
    VRO_WHOLE_NUMBER_UNREADABLE, // not a decimal number with an optional exponent or k, M, G
    VRO_WHOLE_NUMBER_NOT_WHOLE,  // 0.5
    VRO_WHOLE_NUMBER_NEGATIVE,   // a readable number below 0
    VRO_WHOLE_NUMBER_TOO_LARGE   // above 2^64 - 1
} vro_whole_number_fault;

// Reads all of text, exactly, in any locale. *number is set only where the number is fine.
// Hexadecimal, nan, inf, blanks and a plus sign are unreadable.
vro_whole_number_fault vro_whole_number_read(const char *text, uint64_t *number);

// Prints 1,234,567.
void vro_whole_number_print(FILE *stream, uint64_t number);

#endif
