#include "vrosim/file/number_format.h"

#include "vrosim/file/digits.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ERROR_DIGITS = 3,   // significant digits of a standard error
    UNKNOWN_DIGITS = 6, // significant digits of a number without an error
    DOUBLE_DIGITS = 17, // significant digits that tell every double
    EXACT_DIGITS = 15,  // significant digits that every double keeps
    DECIMALS_MAX = 40   // beyond, and from 10^17 on, numbers are written with an exponent
};

static const double LEAST_SHORTEST = 1e-20; // of which all digits are within DECIMALS_MAX
static const double WHOLE_MAX = 1e15;       // whole numbers below have no more than EXACT_DIGITS

// The power of ten of a number rounded to some significant digits: 2 for 99.96 to three of them.
// Its logarithm tells, but where it is so near to a whole number that rounding may carry over.
static int power_of_ten(double value, int digits) {
    static const double margin[] = {1e-1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
    const int last = sizeof margin / sizeof *margin - 1;
    const double power = log10(fabs(value)), near = margin[digits < last ? digits : last];
    if (value != 0 && floor(power - near) == floor(power + near))
        return (int)floor(power);
    char text[VRO_DIGITS_MAX];
    return vro_digits_scientific(text, value, digits);
}

void vro_number_format_print_decimals(char text[VRO_NUMBER_FORMAT_MAX], double value,
                                      int decimals) {
    if (fabs(value) < 1e17 && decimals <= DECIMALS_MAX)
        vro_digits_fixed(text, value, decimals);
    else
        snprintf(text, VRO_NUMBER_FORMAT_MAX, "%.*g", DOUBLE_DIGITS, value);
    if (text[0] == '-' && text[strspn(text, "-0.")] == '\0')
        memmove(text, text + 1, strlen(text));
}

static void strip_closing_zeros(char *text) {
    if (!strchr(text, '.') || strchr(text, 'e'))
        return;
    char *end = text + strlen(text);
    while (end[-1] == '0')
        end--;
    if (end[-1] == '.')
        end--;
    *end = '\0';
}

static void print_without_error(char text[VRO_NUMBER_FORMAT_MAX], double value) {
    const int decimals = UNKNOWN_DIGITS - 1 - power_of_ten(value, UNKNOWN_DIGITS);
    vro_number_format_print_decimals(text, value, decimals > 0 ? decimals : 0);
    strip_closing_zeros(text);
}

void vro_number_format_print(char text[VRO_NUMBER_FORMAT_MAX], double value, double se) {
    text[0] = '\0';
    if (!isfinite(value))
        return;
    if (!(se > 0) || !isfinite(se) || value == 0) {
        print_without_error(text, value);
        return;
    }
    const int of_error = ERROR_DIGITS - 1 - power_of_ten(se, ERROR_DIGITS);
    const int of_double = DOUBLE_DIGITS - 1 - power_of_ten(value, DOUBLE_DIGITS);
    const int decimals = of_error < of_double ? of_error : of_double;
    vro_number_format_print_decimals(text, value, decimals > 0 ? decimals : 0);
}

// By trial, with an exponent where decimals do not do.
static void print_until_exact(char text[VRO_NUMBER_FORMAT_MAX], double value) {
    for (int digits = EXACT_DIGITS; digits <= DOUBLE_DIGITS; digits++) {
        const int decimals = digits - 1 - power_of_ten(value, digits);
        vro_number_format_print_decimals(text, value, decimals > 0 ? decimals : 0);
        if (strtod(text, NULL) == value)
            break;
    }
    strip_closing_zeros(text);
}

void vro_number_format_print_exact(char text[VRO_NUMBER_FORMAT_MAX], double value) {
    text[0] = '\0';
    if (!isfinite(value))
        return;
    if (fabs(value) < WHOLE_MAX && value == trunc(value)) {
        vro_number_format_print_decimals(text, value, 0);
        return;
    }
    if (fabs(value) > LEAST_SHORTEST && fabs(value) < 1e17)
        vro_digits_shortest(text, value);
    else
        print_until_exact(text, value);
}
