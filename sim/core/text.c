#include "vrosim/core/text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { COMPARED_BYTES = 64 };

// Overlong forms, surrogates and code points above U+10FFFF show in the first two bytes.
static bool is_forbidden(unsigned char first, unsigned char second) {
    return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
           (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
}

size_t vro_text_character(const char *text) {
    const unsigned char *byte = (const unsigned char *)text;
    if (byte[0] < 0x80)
        return byte[0] != '\0';
    if (byte[0] < 0xC2 || byte[0] > 0xF4)
        return 0;
    size_t length = byte[0] >= 0xF0 ? 4 : byte[0] >= 0xE0 ? 3 : 2;
    for (size_t i = 1; i < length; i++)
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
    return is_forbidden(byte[0], byte[1]) ? 0 : length;
}

bool vro_text_is_utf8(const char *text) {
    for (size_t length; (length = vro_text_character(text)) > 0; text += length)
        ;
    return *text == '\0';
}

size_t vro_text_characters(const char *text) {
    size_t characters = 0;
    for (size_t length; (length = vro_text_character(text)) > 0; text += length)
        characters++;
    return characters;
}

bool vro_text_has_control(const char *text) {
    for (const unsigned char *byte = (const unsigned char *)text; *byte != '\0'; byte++)
        if (*byte < 0x20 || *byte == 0x7F || (byte[0] == 0xC2 && byte[1] < 0xA0))
            return true;
    return false;
}

vro_excerpt vro_text_excerpt(const char *text) {
    vro_excerpt excerpt = {""};
    size_t size = 0;
    for (size_t characters = 0; characters < VRO_EXCERPT_CHARACTERS; characters++)
        size += vro_text_character(text + size);
    memcpy(excerpt.text, text, size);
    strcpy(excerpt.text + size, text[size] == '\0' ? "" : "...");
    return excerpt;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool same(char a, char b) {
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

// The fewest letters to insert, delete, replace or exchange with the next one, without regard to
// case (optimal string alignment). Rows i - 2, i - 1 and i of the table are kept.
static size_t edit_distance(const char *a, const char *b) {
    size_t a_length = strnlen(a, COMPARED_BYTES), b_length = strnlen(b, COMPARED_BYTES);
    size_t rows[3][COMPARED_BYTES + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        const size_t *const earlier = rows[(i + 1) % 3], *const last = rows[(i + 2) % 3];
        size_t *const row = rows[i % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(last[j - 1] + !same(a[i - 1], b[j - 1]), 1 + least(last[j], row[j - 1]));
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
                row[j] = least(row[j], earlier[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

// A distance is never less than the difference in length.
static size_t least_distance(const char *a, const char *b) {
    size_t a_length = strnlen(a, COMPARED_BYTES), b_length = strnlen(b, COMPARED_BYTES);
    return a_length < b_length ? b_length - a_length : a_length - b_length;
}

static size_t longer_length(const char *a, const char *b) {
    size_t a_length = strnlen(a, COMPARED_BYTES), b_length = strnlen(b, COMPARED_BYTES);
    return a_length > b_length ? a_length : b_length;
}

bool vro_text_is_near(const char *word, const char *candidate) {
    return edit_distance(word, candidate) <= (longer_length(word, candidate) + 2) / 3;
}

vro_suggestion vro_text_suggest(const char *word, const char *nearest) {
    vro_suggestion suggestion = {"; no name is near it"};
    if (vro_text_is_near(word, nearest))
        snprintf(suggestion.text, sizeof suggestion.text, "; the nearest is '%s'", nearest);
    return suggestion;
}

// Candidates by rising distance from a word; the first of equals comes first.
typedef struct ranking {
    const char *texts[VRO_NEAREST];
    size_t distances[VRO_NEAREST];
    size_t count;
    size_t most; // kept, at most VRO_NEAREST
} ranking;

static void rank(ranking *self, const char *text, size_t distance) {
    size_t place = self->count < self->most ? self->count++ : self->most - 1;
    while (place > 0 && self->distances[place - 1] > distance) {
        self->texts[place] = self->texts[place - 1];
        self->distances[place] = self->distances[place - 1];
        place--;
    }
    self->texts[place] = text;
    self->distances[place] = distance;
}

static ranking rank_all(const char *word, const char *const *candidates, size_t count,
                        size_t most) {
    ranking self = {.most = most};
    for (size_t i = 0; i < count; i++) {
        const size_t beaten = self.count < most ? SIZE_MAX : self.distances[most - 1];
        if (least_distance(word, candidates[i]) >= beaten)
            continue;
        const size_t distance = edit_distance(word, candidates[i]);
        if (distance < beaten)
            rank(&self, candidates[i], distance);
    }
    return self;
}

const char *vro_text_nearest(const char *word, const char *const *candidates, size_t count) {
    return rank_all(word, candidates, count, 1).texts[0];
}

vro_suggestions vro_text_suggest_few(const char *word, const char *const *candidates,
                                     size_t count) {
    const ranking found = rank_all(word, candidates, count, VRO_NEAREST);
    vro_suggestions made = {"; no name is near it"};
    size_t near = 0, length = 0;
    while (near < found.count && vro_text_is_near(word, found.texts[near]))
        near++;
    for (size_t i = 0; i < near && length < sizeof made.text; i++) {
        const char *first = near == 1 ? "; the nearest is " : "; the nearest are ";
        const char *link = i == 0 ? first : i + 1 < near ? ", " : " and ";
        length += (size_t)snprintf(made.text + length, sizeof made.text - length, "%s'%s'", link,
                                   vro_text_excerpt(found.texts[i]).text);
    }
    return made;
}
