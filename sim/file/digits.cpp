#include "vrosim/file/digits.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace {

typedef unsigned __int128 wide;

// Of a double: value = mantissa 2^(exponent - 1075), for the exponent field of a normal number.
constexpr int MANTISSA_BITS = 52, EXPONENTS = 2047, EXPONENT_OF_WHOLE = 1075;

// A mantissa times 10^DECIMALS_MOST is less than 2^117.
constexpr int DECIMALS_MOST = 19, PRODUCT_BITS = 117;

constexpr uint64_t POWERS[DECIMALS_MOST + 1] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
    UINT64_C(10000000000000000000),
};

constexpr char PAIRS[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536"
    "37383940414243444546474849505152535455565758596061626364656667686970717273"
    "7475767778798081828384858687888990919293949596979899";

// Ends what was written up to end.
size_t finish(char *text, char *end) {
    *end = '\0';
    return (size_t)(end - text);
}

// Writes the digits of a number before end, with zeros where it has fewer than `least`. Returns
// where they begin.
char *put_before(char *end, uint64_t number, int least) {
    char *first = end;
    while (number >= 10) {
        std::copy_n(PAIRS + 2 * (number % 100), 2, first -= 2);
        number /= 100;
    }
    if (number > 0)
        *--first = (char)('0' + number);
    while (end - first < least)
        *--first = '0';
    return first;
}

// product 2^-places, halves to even.
wide shift_rounded(wide product, int places) {
    const wide whole = product >> places, half = (wide)1 << (places - 1);
    const wide rest = product & (2 * half - 1);
    return whole + (rest > half || (rest == half && (whole & 1)));
}

// |value| times 10^decimals, exactly rounded, halves to even. False: does not fit.
bool scale(double value, int decimals, uint64_t *scaled) {
    uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    const int exponent = (int)(bits >> MANTISSA_BITS & EXPONENTS);
    const uint64_t hidden = exponent > 0 ? UINT64_C(1) << MANTISSA_BITS : 0;
    const uint64_t mantissa = (bits & ((UINT64_C(1) << MANTISSA_BITS) - 1)) | hidden;
    const int places = EXPONENT_OF_WHOLE - (exponent > 0 ? exponent : 1);
    if (decimals > DECIMALS_MOST || places < 1)
        return false;
    const wide product = (wide)mantissa * POWERS[decimals];
    const wide rounded = places > PRODUCT_BITS ? 0 : shift_rounded(product, places);
    *scaled = (uint64_t)rounded;
    return rounded <= UINT64_MAX;
}

} // namespace

size_t vro_digits_whole(char *text, uint64_t value) {
    char digits[VRO_DIGITS_MAX], *end = digits + sizeof digits;
    return finish(text, std::copy(put_before(end, value, 1), end, text));
}

// What does not fit a whole number, such as 15 digits with 10 decimals, is left to the C++ library.
size_t vro_digits_fixed(char *text, double value, int decimals) {
    uint64_t scaled;
    if (!scale(value, decimals, &scaled))
        return finish(text, std::to_chars(text, text + VRO_DIGITS_MAX - 1, value,
                                          std::chars_format::fixed, decimals)
                                .ptr);
    char digits[VRO_DIGITS_MAX], *last = digits + sizeof digits, *to = text;
    const char *first = put_before(last, scaled, decimals + 1);
    if (std::signbit(value))
        *to++ = '-';
    to = std::copy(first, (const char *)last - decimals, to);
    if (decimals > 0)
        *to++ = '.';
    return finish(text, std::copy((const char *)last - decimals, (const char *)last, to));
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
