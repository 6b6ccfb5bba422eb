#include "vrosim/file/digits.h"

#include <algorithm>
#include <charconv>

// Ends what was written up to end.
static size_t finish(char *text, char *end) {
    *end = '\0';
    return (size_t)(end - text);
}

size_t vro_digits_whole(char *text, uint64_t value) {
    char digits[VRO_DIGITS_MAX], *first = digits + sizeof digits;
    do
        *--first = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    return finish(text, std::copy(first, digits + sizeof digits, text));
}

size_t vro_digits_fixed(char *text, double value, int decimals) {
    return finish(text, std::to_chars(text, text + VRO_DIGITS_MAX - 1, value,
                                      std::chars_format::fixed, decimals)
                            .ptr);
}

int vro_digits_scientific(char *text, double value, int digits) {
    char *end = std::to_chars(text, text + VRO_DIGITS_MAX - 1, value, std::chars_format::scientific,
                              digits - 1)
                    .ptr;
    finish(text, end);
    const char *exponent = end;
    while (exponent[-1] != 'e')
        exponent--;
    int power = 0;
    std::from_chars(exponent + (*exponent == '+'), end, power);
    return power;
}

size_t vro_digits_shortest(char *text, double value) {
    return finish(
        text, std::to_chars(text, text + VRO_DIGITS_MAX - 1, value, std::chars_format::fixed).ptr);
}
