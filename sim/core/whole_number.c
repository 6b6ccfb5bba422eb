#include "vrosim/core/whole_number.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>

// A decimal number: digits * 10^exponent. The last of the digits is not 0, unless all are.
typedef struct decimal {
    uint64_t digits;
    int exponent;
    bool negative;
    bool overflow; // digits would not fit
} decimal;

// Far beyond what any number of 64 bits needs; keeps the exponent itself from overflowing.
enum { EXPONENT_LIMIT = 1000 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void append_digit(decimal *self, int digit) {
    if (self->digits > (UINT64_MAX - (uint64_t)digit) / 10) {
        self->overflow = true;
        return;
    }
    self->digits = self->digits * 10 + (uint64_t)digit;
}

// Digits with at most one point. Zeros at the end go to the exponent, so that the last digit kept
// is not 0. Returns the first character after them, NULL without any digit.
static const char *read_digits(decimal *self, const char *text) {
    bool any = false;
    bool fraction = false;
    int zeros = 0; // read since the last other digit
    for (; is_digit(*text) || (*text == '.' && !fraction); text++) {
        if (*text == '.') {
            fraction = true;
            continue;
        }
        any = true;
        self->exponent -= fraction ? 1 : 0;
        zeros++;
        for (; *text != '0' && zeros > 0; zeros--)
            append_digit(self, zeros > 1 ? 0 : *text - '0');
    }
    self->exponent += zeros;
    return any ? text : NULL;
}

// "e6", "e+6", "e-2". Returns the first character after it, NULL if it is not an exponent.
static const char *read_exponent(decimal *self, const char *text) {
    bool negative = text[1] == '-';
    text += text[1] == '-' || text[1] == '+' ? 2 : 1;
    if (!is_digit(*text))
        return NULL;
    int exponent = 0;
    for (; is_digit(*text); text++)
        exponent = exponent > EXPONENT_LIMIT ? exponent : exponent * 10 + (*text - '0');
    self->exponent += negative ? -exponent : exponent;
    return text;
}

// One of k, K, M, G. Returns the first character after it, NULL for any other.
static const char *read_suffix(decimal *self, const char *text) {
    static const struct {
        char letter;
        int exponent;
    } suffixes[] = {{'k', 3}, {'K', 3}, {'M', 6}, {'G', 9}};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        if (*text == suffixes[i].letter) {
            self->exponent += suffixes[i].exponent;
            return text + 1;
        }
    }
    return NULL;
}

static bool read_decimal(decimal *self, const char *text) {
    self->negative = *text == '-';
    text = read_digits(self, text + (self->negative ? 1 : 0));
    if (text && (*text == 'e' || *text == 'E'))
        text = read_exponent(self, text);
    else if (text && *text != '\0')
        text = read_suffix(self, text);
    return text && *text == '\0';
}

static vro_whole_number_fault to_whole(const decimal *self, uint64_t *number) {
    bool zero = self->digits == 0;
    if (self->negative && !zero)
        return VRO_WHOLE_NUMBER_NEGATIVE;
    if (self->exponent < 0 && !zero)
        return VRO_WHOLE_NUMBER_NOT_WHOLE;
    uint64_t whole = self->digits;
    for (int i = 0; i < self->exponent && !zero; i++) {
        if (whole > UINT64_MAX / 10)
            return VRO_WHOLE_NUMBER_TOO_LARGE;
        whole *= 10;
    }
    if (self->overflow)
        return VRO_WHOLE_NUMBER_TOO_LARGE;
    *number = whole;
    return VRO_WHOLE_NUMBER_FINE;
}

vro_whole_number_fault vro_whole_number_read(const char *text, uint64_t *number) {
    decimal parts = {0};
    return read_decimal(&parts, text) ? to_whole(&parts, number) : VRO_WHOLE_NUMBER_UNREADABLE;
}

void vro_whole_number_print(FILE *stream, uint64_t number) {
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            putc(',', stream);
        putc(digits[i], stream);
    }
}
