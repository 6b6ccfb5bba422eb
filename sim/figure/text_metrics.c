#include "vrosim/figure/text_metrics.h"

#include "vrosim/core/text.h"

#include <stdint.h>
#include <string.h>

// Widths in hundredths of an em.
enum {
    UNKNOWN = 110, // ideographs are 100; few letters of any script are wider
    PICTOGRAPH = 150
};

typedef struct glyph_range {
    uint32_t first;
    uint32_t count;
    const unsigned char *widths; // [count]
} glyph_range;

#define RANGE(first, count, ...) {first, count, (const unsigned char[count]){__VA_ARGS__}},
static const glyph_range RANGES[] = {
#include "vrosim/figure/glyph_widths.def"
};
#undef RANGE

// The code point of a character of 1 to 4 bytes; of a malformed byte (length 0) U+FFFD.
static uint32_t code_point(const char *text, size_t length) {
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = (unsigned char)text[0] & mask[length];
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)text[i] & 0x3F);
    return length > 0 ? code : 0xFFFD;
}

static bool is_between(uint32_t code, uint32_t first, uint32_t last) {
    return code >= first && code <= last;
}

// Marks that stand over or under the letter before, and signs of direction.
static bool has_no_width(uint32_t code) {
    return is_between(code, 0x300, 0x36F) || is_between(code, 0x591, 0x5BD) ||
           is_between(code, 0x64B, 0x65F) || is_between(code, 0x200B, 0x200F) ||
           is_between(code, 0x202A, 0x202E) || is_between(code, 0xFE00, 0xFE0F);
}

static unsigned width_of(uint32_t code) {
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++)
        if (code >= RANGES[i].first && code - RANGES[i].first < RANGES[i].count) {
            const unsigned width = RANGES[i].widths[code - RANGES[i].first];
            return width > 0 ? width : UNKNOWN;
        }
    return has_no_width(code) ? 0 : code >= 0x1F000 ? PICTOGRAPH : UNKNOWN;
}

// The bytes of a character, one for a malformed byte; its width is added to *sum.
static size_t step(const char *text, unsigned *sum) {
    const size_t length = vro_text_character(text);
    *sum += width_of(code_point(text, length));
    return length > 0 ? length : 1;
}

double vro_text_metrics_width(const char *text, size_t bytes, double size) {
    unsigned sum = 0;
    for (size_t i = 0; i < bytes && text[i] != '\0';)
        i += step(text + i, &sum);
    return sum * size / 100;
}

size_t vro_text_metrics_fit(const char *text, double size, double width) {
    unsigned sum = 0;
    size_t fit = 0;
    while (text[fit] != '\0') {
        const size_t bytes = step(text + fit, &sum);
        if (sum * size / 100 > width)
            break;
        fit += bytes;
    }
    return fit;
}

static bool is_break_after(char character) {
    return character == '-' || character == '/' || character == '_';
}

size_t vro_text_metrics_line(const char *text, double size, double width) {
    const size_t fit = vro_text_metrics_fit(text, size, width);
    if (text[fit] == '\0' || text[fit] == ' ')
        return fit;
    for (size_t end = fit; end > 0; end--) {
        if (text[end - 1] == ' ')
            return end - 1;
        if (is_break_after(text[end - 1]))
            return end;
    }
    unsigned sum = 0;
    return fit > 0 ? fit : step(text, &sum);
}

size_t vro_text_metrics_lines(const char *text, double size, double width) {
    size_t lines = 0;
    while (*text != '\0') {
        text += vro_text_metrics_line(text, size, width);
        text += strspn(text, " ");
        lines++;
    }
    return lines;
}

double vro_text_metrics_longest_word(const char *text, double size) {
    double longest = 0;
    while (*text != '\0') {
        size_t bytes = 0;
        while (text[bytes] != '\0' && text[bytes] != ' ' && !is_break_after(text[bytes]))
            bytes++;
        bytes += is_break_after(text[bytes]);
        const double width = vro_text_metrics_width(text, bytes, size);
        longest = width > longest ? width : longest;
        text += bytes;
        text += strspn(text, " ");
    }
    return longest;
}

static bool is_right_to_left_letter(uint32_t code) {
    return is_between(code, 0x590, 0x8FF) || is_between(code, 0xFB1D, 0xFDFF) ||
           is_between(code, 0xFE70, 0xFEFF) || is_between(code, 0x10800, 0x10FFF);
}

// Of ASCII only A to Z and a to z are letters; of what follows all are taken for letters but
// punctuation and signs.
static bool is_other_letter(uint32_t code) {
    return is_between(code | 0x20, 'a', 'z') || (code >= 0xC0 && !is_between(code, 0x2000, 0x2BFF));
}

bool vro_text_metrics_is_right_to_left(const char *text) {
    while (*text != '\0') {
        const size_t length = vro_text_character(text);
        const uint32_t code = code_point(text, length);
        if (is_right_to_left_letter(code))
            return true;
        if (is_other_letter(code))
            return false;
        text += length > 0 ? length : 1;
    }
    return false;
}
