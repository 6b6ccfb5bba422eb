#include "vrosim/figure/decimal_text.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum {
    MOST_DIGITS = 10,    // before the point, written without an exponent
    MOST_DECIMALS = 6,   // likewise after it
    FIRST_SEPARATED = 5, // digits from which thousands are separated
    PERCENT_POWER = 2
};

static const double LARGEST = 9e15;

// The decimal digits of a number, first to last. Returns how many.
static int digits_of(char digits[24], uint64_t number) {
    char reversed[24];
    int count = 0;
    do
        reversed[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    for (int i = 0; i < count; i++)
        digits[i] = reversed[count - 1 - i];
    digits[count] = '\0';
    return count;
}

static char *add(char *end, const char *text, size_t size) {
    memcpy(end, text, size);
    end[size] = '\0';
    return end + size;
}

static void strip_zeros(char *text, char mark) {
    char *point = strchr(text, mark);
    if (!point)
        return;
    char *end = text + strlen(text);
    while (end[-1] == '0')
        end--;
    *(end - 1 == point ? point : end) = '\0';
}

// number / 10^decimals with `mark` before the decimals and, where it is not 0, `separator` between
// thousands.
static void print_shifted(char *text, uint64_t number, int decimals, char mark, char separator) {
    char digits[24];
    char padded[48];
    int count = digits_of(digits, number);
    const int zeros = decimals >= count ? decimals + 1 - count : 0;
    memset(padded, '0', (size_t)zeros);
    memcpy(padded + zeros, digits, (size_t)count);
    count += zeros;
    const int whole = count - decimals;
    for (int i = 0; i < whole; i++) {
        if (i > 0 && separator && whole >= FIRST_SEPARATED && (whole - i) % 3 == 0)
            *text++ = separator;
        *text++ = padded[i];
    }
    if (decimals > 0)
        *text++ = mark;
    add(text, padded + whole, (size_t)decimals);
}

void vro_decimal_text_print(char text[VRO_DECIMAL_TEXT_MAX], double value, int decimals) {
    double scaled = isfinite(value) ? fabs(value) : 0;
    for (int i = 0; i < decimals; i++)
        scaled *= 10;
    scaled = floor((scaled < LARGEST ? scaled : LARGEST) + 0.5);
    *text = '-';
    print_shifted(text + (value < 0 && scaled > 0), (uint64_t)scaled, decimals, '.', '\0');
    strip_zeros(text, '.');
}

// "2e-6" or "1.2e9" from digits without trailing zeros.
static void print_scientific(char *text, uint64_t number, int exponent, char mark) {
    char digits[24], power[24];
    const int count = digits_of(digits, number);
    const int shown = exponent + count - 1;
    char *end = add(text, digits, 1);
    if (count > 1) {
        end = add(end, &mark, 1);
        end = add(end, digits + 1, (size_t)count - 1);
    }
    end = add(end, shown < 0 ? "e-" : "e", shown < 0 ? 2 : 1);
    const int length = digits_of(power, (uint64_t)(shown < 0 ? -shown : shown));
    add(end, power, (size_t)length);
}

static void print_magnitude(char *text, uint64_t number, int exponent,
                            const vro_decimal_style *style) {
    const char mark = style->mark;
    for (; number > 0 && number % 10 == 0; number /= 10)
        exponent++;
    char digits[24];
    if (number == 0)
        add(text, "0", 1);
    else if (style->scientific || exponent < -MOST_DECIMALS ||
             digits_of(digits, number) + exponent > MOST_DIGITS)
        print_scientific(text, number, exponent, mark);
    else {
        for (; exponent > 0; exponent--)
            number *= 10;
        print_shifted(text, number, -exponent, mark, mark == ',' ? '.' : ',');
    }
}

void vro_decimal_text_print_exact(char text[VRO_DECIMAL_TEXT_MAX], int64_t digits, int exponent,
                                  const vro_decimal_style *style) {
    // The minus sign, U+2212, is as wide as a digit.
    char *end = digits < 0 ? add(text, "\u2212", sizeof "\u2212" - 1) : text;
    const uint64_t number = digits < 0 ? -(uint64_t)digits : (uint64_t)digits;
    print_magnitude(end, number, exponent + (style->percent ? PERCENT_POWER : 0), style);
    if (style->percent)
        strcat(end, style->mark == ',' ? "\u00A0%" : "%");
}
