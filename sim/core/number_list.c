#include "vrosim/core/number_list.h"

#include "vrosim/core/decimal.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum {
    WORD_MAX = 40, // characters of a number; longer ones are refused
    RANGE_NUMBERS = 3
};

// Appends a number. Returns NULL, or why that is not possible.
static const char *append(vro_number_list *self, double value) {
    if (self->count > 0 && !(value > self->values[self->count - 1]))
        return "each number must be greater than the one before";
    if (self->count == VRO_NUMBER_LIST_MAX)
        return "at most 1001 numbers are allowed";
    self->values[self->count++] = value;
    return NULL;
}

// Reads text[length]; false if it is not a number.
static bool read_number(const char *text, size_t length, double *value) {
    char word[WORD_MAX];
    if (length >= sizeof word)
        return false;
    memcpy(word, text, length);
    word[length] = '\0';
    return !vro_decimal_read(word, value);
}

// Reads at most RANGE_NUMBERS numbers with colons between, which fill text[length]. Returns how
// many; 0 where the text is anything else.
static size_t read_numbers(const char *text, size_t length, double *numbers) {
    const char *const end = text + length;
    for (size_t count = 0; count < RANGE_NUMBERS; count++) {
        const char *colon = memchr(text, ':', (size_t)(end - text));
        const char *stop = colon ? colon : end;
        if (!read_number(text, (size_t)(stop - text), &numbers[count]))
            return 0;
        if (!colon)
            return count + 1;
        text = colon + 1;
    }
    return 0;
}

static const char *append_range(vro_number_list *self, double first, double last, double step) {
    const double steps = floor((last - first) / step * (1 + 1e-12));
    if (!(step > 0) || !(last >= first))
        return "a range is FIRST:LAST:STEP, LAST not below FIRST and STEP above 0";
    const char *fault = NULL;
    for (double i = 0; i <= steps && !fault; i++) {
        // To the ninth decimal, so that 3 steps of 0.1 are 0.3.
        const double number = first + i * step, rounded = round(number * 1e9) / 1e9;
        fault = append(self, isfinite(rounded) ? rounded : number);
    }
    return fault;
}

// A number or a range, in text[length].
static const char *read_item(vro_number_list *self, const char *text, size_t length) {
    double numbers[RANGE_NUMBERS];
    switch (read_numbers(text, length, numbers)) {
    case 1:
        return append(self, numbers[0]);
    case RANGE_NUMBERS:
        return append_range(self, numbers[0], numbers[1], numbers[2]);
    default:
        return "write numbers like 1,2,5 or a range like 0:100:5";
    }
}

const char *vro_number_list_read(vro_number_list *self, const char *text) {
    self->count = 0;
    for (;;) {
        const size_t length = strcspn(text, ",");
        const char *fault = read_item(self, text, length);
        if (fault || text[length] == '\0')
            return fault;
        text += length + 1;
    }
}
