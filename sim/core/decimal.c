#include "vrosim/core/decimal.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"

enum { PLAIN_MAX = 64 }; // bytes of a number with a decimal comma, at most

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
