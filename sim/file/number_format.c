#include "vrosim/file/number_format.h"

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

static const double WHOLE_MAX = 1e15; // whole numbers below have no more than EXACT_DIGITS

// The power of ten of a number rounded to some significant digits: 2 for 99.96 to three of them.
// Its logarithm tells, but where it is so near to a whole number that rounding may carry over.
static int power_of_ten(double value, int digits) {
    const double power = log10(fabs(value)), near = pow(10, -digits) + 1e-12;
    if (value != 0 && floor(power - near) == floor(power + near))
        return (int)floor(power);
    char text[VRO_NUMBER_FORMAT_MAX];
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    return (int)strtol(strchr(text, 'e') + 1, NULL, 10);
}

void vro_number_format_print_decimals(char text[VRO_NUMBER_FORMAT_MAX], double value,
                                      int decimals) {
    const bool ordinary = fabs(value) < 1e17 && decimals <= DECIMALS_MAX;
    snprintf(text, VRO_NUMBER_FORMAT_MAX, ordinary ? "%.*f" : "%.*g",
             ordinary ? decimals : DOUBLE_DIGITS, value);
    const bool is_zero = text[strspn(text, "-0.")] == '\0';
    if (text[0] == '-' && is_zero)
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

void vro_number_format_print_exact(char text[VRO_NUMBER_FORMAT_MAX], double value) {
    text[0] = '\0';
    if (!isfinite(value))
        return;
    if (fabs(value) < WHOLE_MAX && value == trunc(value)) {
        vro_number_format_print_decimals(text, value, 0);
        return;
    }
    for (int digits = EXACT_DIGITS; digits <= DOUBLE_DIGITS; digits++) {
        const int decimals = digits - 1 - power_of_ten(value, digits);
        vro_number_format_print_decimals(text, value, decimals > 0 ? decimals : 0);
        if (strtod(text, NULL) == value)
            break;
    }
    strip_closing_zeros(text);
}
