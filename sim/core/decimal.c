#include "vrosim/core/decimal.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"

enum {
    PLAIN_MAX = 64,    // bytes of a number with a decimal comma, at most
    SHORT_DIGITS = 19, // that a 64-bit number holds
};

static const char *after_sign(const char *text) {
    return text + (*text == '+' || *text == '-');
}

// digits [. [digits]] or . digits, then [e [sign] digits], and nothing more.
static bool is_decimal(const char *text) {
    text = after_sign(text);
    size_t digits = strspn(text, DIGITS);
    text += digits;
    if (*text == '.') {
        size_t decimals = strspn(text + 1, DIGITS);
        text += 1 + decimals;
        digits += decimals;
    }
    if (digits == 0)
        return false;
    if (*text == 'e' || *text == 'E') {
        text = after_sign(text + 1);
        size_t exponent = strspn(text, DIGITS);
        if (exponent == 0)
            return false;
        text += exponent;
    }
    return *text == '\0';
}

// Reads a number of few digits without an exponent: a whole number below 2^53 over a power of ten
// up to 10^22. Both are exact, so that the quotient is the nearest double, as strtod gives it.
// False: another text.
static bool read_short(const char *text, double *value) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const bool negative = *text == '-';
    uint64_t whole = 0;
    size_t digits = 0, decimals = 0;
    bool point = false;
    for (text = after_sign(text); *text != '\0'; text++) {
        if (*text >= '0' && *text <= '9') {
            whole = 10 * whole + (uint64_t)(*text - '0');
            digits++;
            decimals += point;
        } else if (*text == '.' && !point) {
            point = true;
        } else {
            return false;
        }
    }
    if (digits == 0 || digits > SHORT_DIGITS || whole > UINT64_C(1) << 53)
        return false;
    *value = (negative ? -1.0 : 1.0) * ((double)whole / powers[decimals]);
    return true;
}

static const char *advice(const char *text) {
    const char *digits = after_sign(text);
    if (strncasecmp(digits, "nan", 3) == 0 || strncasecmp(digits, "inf", 3) == 0)
        return "is not a finite number; write one, or leave the field empty where none is needed";
    if (strncasecmp(digits, "0x", 2) == 0)
        return "is hexadecimal; write the number in decimal form, such as 12.5 or 1e-3";
    if (strchr(digits, ',') && strspn(digits, DIGITS ",.") == strlen(digits))
        return "has a comma; write a decimal point, and no thousands separators";
    if (strspn(digits, DIGITS) > 0 && strspn(digits, DIGITS " '_.") == strlen(digits))
        return "has separators within; write the digits together, with one decimal point";
    if (strspn(digits, DIGITS ".") > 0)
        return "has text after the number; write the number alone, such as 12.5 or 1e-3";
    return "is not a number; write one such as 12, -0.5 or 1e-3";
}

const char *vro_decimal_read(const char *text, double *value) {
    if (read_short(text, value))
        return NULL;
    *value = NAN;
    if (!is_decimal(text))
        return advice(text);
    double number = strtod(text, NULL);
    if (!isfinite(number))
        return "is too large; the greatest number is about 1.8e308";
    *value = number;
    return NULL;
}

const char *vro_decimal_read_marked(const char *text, char *mark, double *value) {
    char plain[PLAIN_MAX];
    const size_t length = strlen(text), at = strcspn(text, ",.");
    *value = NAN;
    if (at == length || length >= sizeof plain)
        return vro_decimal_read(text, value);
    if (strpbrk(text + at + 1, ",.") && strspn(text, DIGITS "+-,.") == length)
        return "has two decimal marks, as a date or a number with thousands separators has; write "
               "digits with one mark";
    memcpy(plain, text, length + 1);
    plain[at] = '.';
    const char *fault = vro_decimal_read(plain, value);
    if (fault)
        return fault;
    if (*mark == '\0')
        *mark = text[at];
    if (*mark == text[at])
        return NULL;
    *value = NAN;
    return *mark == ',' ? "has a decimal point, and numbers before it have commas; write a comma"
                        : "has a decimal comma, and numbers before it have points; write a point";
}
