#include "vrosim/core/nearest_name.h"

#include "vrosim/core/text.h"

#include <ctype.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    COMPARED_BYTES = 64,
    SHORTEST_STEM = 4,
    LONG = 5,  // letters from which a misspelt name may begin with another one
    FEW = 8,   // names that are all listed
    EQUALS = 3 // names that are listed of those that are equally near
};

// How far a name is from a word. Those of words add up; NEVER: it is not near.
enum {
    SAME = 0,
    PART = 1, // the only word before or after the point
    IN_NAME = 2,
    STEM = 12, // more, where only the beginnings of two words agree
    SYNONYM = 3,
    IN_MEANING = 20,
    MISSPELT = 10, // for each letter
    MISSPELT_PART = 5,
    LITTLE = 30,   // more, by a word that says little
    LEFT_OUT = 40, // more, without the words that say little
    NEVER = INT_MAX / COMPARED_BYTES
};

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool same_letter(char a, char b) {
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
            const bool same = same_letter(a[i - 1], b[j - 1]);
            row[j] = least(last[j - 1] + !same, 1 + least(last[j], row[j - 1]));
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
                same_letter(a[i - 2], b[j - 1]))
                row[j] = least(row[j], earlier[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

// The letters that a misspelt name may differ by.
static size_t most_edits(const char *a, const char *b) {
    const size_t a_length = strnlen(a, COMPARED_BYTES), b_length = strnlen(b, COMPARED_BYTES);
    return ((a_length > b_length ? a_length : b_length) + 2) / 3;
}

// Short words have few letters, and people seldom miss the first.
static bool may_be_misspelt(const char *word, const char *name) {
    const bool both_long = strlen(word) >= LONG && strlen(name) >= LONG;
    return both_long || same_letter(word[0], name[0]);
}

// A distance is never less than the difference in length.
bool vro_nearest_name_is_near(const char *word, const char *name) {
    const size_t a = strnlen(word, COMPARED_BYTES), b = strnlen(name, COMPARED_BYTES);
    const size_t most = most_edits(word, name);
    return may_be_misspelt(word, name) && (a > b ? a - b : b - a) <= most &&
           edit_distance(word, name) <= most;
}

// A word within a text, not owned.
typedef struct token {
    const char *start;
    size_t length;
} token;

// Letters beyond ASCII count.
static bool is_of_word(char letter) {
    return isalnum((unsigned char)letter) || (unsigned char)letter >= 0x80;
}

// The next word of a text, which is moved behind it; false at the end.
static bool next_token(const char **text, token *found) {
    const char *start = *text;
    while (*start != '\0' && !is_of_word(*start))
        start++;
    const char *end = start;
    while (is_of_word(*end))
        end++;
    *text = end;
    *found = (token){start, (size_t)(end - start)};
    return end > start;
}

// 0 the same word or its plural, STEM where three quarters of the shorter one begin the longer one,
// NEVER.
static int compare_words(token a, token b) {
    const token shorter = a.length < b.length ? a : b, longer = a.length < b.length ? b : a;
    const size_t more = longer.length - shorter.length;
    size_t alike = 0;
    while (alike < shorter.length && same_letter(a.start[alike], b.start[alike]))
        alike++;
    if (alike == shorter.length &&
        (more == 0 || (more == 1 && same_letter(longer.start[alike], 's'))))
        return 0;
    return alike >= SHORTEST_STEM && 4 * alike >= 3 * shorter.length ? STEM : NEVER;
}

// That of the most similar word of a text.
static int find_word(token word, const char *text) {
    int found = NEVER;
    for (token other; next_token(&text, &other);) {
        const int distance = compare_words(word, other);
        found = distance < found ? distance : found;
    }
    return found;
}

// What follows the first point of a name; the name where it has none. The word before the point is
// its family.
static const char *own_part(const char *name) {
    const char *point = strchr(name, '.');
    return point ? point + 1 : name;
}

// Whether a word is the family of a name, or its own part.
static bool is_part(token word, const char *name) {
    const char *part = own_part(name), *text = name;
    token first, own;
    if (part != name && next_token(&text, &first) && compare_words(word, first) == 0)
        return true;
    return next_token(&part, &own) && *part == '\0' && compare_words(word, own) == 0;
}

// Of a word from a name itself; meaning may be NULL.
static int distance_of_word(token word, const char *name, const char *meaning) {
    const int in_name = is_part(word, name) ? PART : IN_NAME + find_word(word, name);
    const int in_meaning = meaning ? IN_MEANING + find_word(word, meaning) : NEVER;
    return in_name < in_meaning ? in_name : in_meaning;
}

static bool is_word(token word, const char *text) {
    return strlen(text) == word.length && strncasecmp(text, word.start, word.length) == 0;
}

static bool says_little(token word, const vro_name_list *among) {
    for (size_t i = 0; i < among->synonym_count; i++)
        if (!among->synonyms[i].meant && is_word(word, among->synonyms[i].word))
            return true;
    return false;
}

// Also by what stands for the word.
static int distance_by_synonyms(token word, const vro_name_list *among, size_t number) {
    const char *name = among->names[number];
    const char *meaning = among->meanings ? among->meanings[number] : NULL;
    int distance = distance_of_word(word, name, meaning);
    distance += distance < NEVER && says_little(word, among) ? LITTLE : 0;
    for (size_t i = 0; i < among->synonym_count; i++) {
        const char *meant = among->synonyms[i].meant;
        if (!meant || !is_word(word, among->synonyms[i].word))
            continue;
        const int other = SYNONYM + distance_of_word((token){meant, strlen(meant)}, name, meaning);
        distance = other < distance ? other : distance;
    }
    return distance;
}

// Of all words of a text together. shortened: without those that say little.
static int distance_by_sense(const char *text, const vro_name_list *among, size_t number,
                             bool shortened) {
    int sum = shortened ? LEFT_OUT : 0;
    size_t words = 0;
    for (token word; sum < NEVER && next_token(&text, &word);) {
        if (shortened && says_little(word, among))
            continue;
        const int distance = distance_by_synonyms(word, among, number);
        sum = distance < NEVER ? sum + distance : NEVER;
        words++;
    }
    return words > 0 ? sum : NEVER;
}

// Whether two texts are the same but for case and what parts words.
static bool has_same_letters(const char *a, const char *b) {
    for (;; a++, b++) {
        while (*a != '\0' && !is_of_word(*a))
            a++;
        while (*b != '\0' && !is_of_word(*b))
            b++;
        if (*a == '\0' || *b == '\0' || !same_letter(*a, *b))
            return *a == *b;
    }
}

static int distance_by_letters(const char *word, const char *name) {
    const char *part = own_part(name);
    if (has_same_letters(word, name) && *word != '\0')
        return SAME;
    if (vro_nearest_name_is_near(word, name))
        return MISSPELT * (int)edit_distance(word, name);
    const bool has_part = part != name && may_be_misspelt(word, part);
    const size_t edits = has_part ? edit_distance(word, part) : COMPARED_BYTES;
    return edits <= strlen(part) / 4 ? MISSPELT_PART + MISSPELT * (int)edits : NEVER;
}

static int distance_of(const char *word, const vro_name_list *among, size_t number) {
    int distances[] = {distance_by_letters(word, among->names[number]),
                       distance_by_sense(word, among, number, false),
                       distance_by_sense(word, among, number, true)};
    int nearest = NEVER;
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++)
        nearest = distances[i] < nearest ? distances[i] : nearest;
    return nearest;
}

// The nearest names, in their order.
typedef struct nearest {
    const char *names[EQUALS]; // the first of them
    size_t count;
    int distance;
} nearest;

// At most a distance.
static nearest find_nearest(const char *word, const vro_name_list *among, int most) {
    nearest found = {.distance = most};
    char start[COMPARED_BYTES + 1] = "";
    strncat(start, word, COMPARED_BYTES);
    for (size_t i = 0; i < among->count; i++) {
        const int distance = distance_of(start, among, i);
        if (distance < found.distance)
            found = (nearest){.distance = distance};
        if (distance > found.distance)
            continue;
        if (found.count < EQUALS)
            found.names[found.count] = among->names[i];
        found.count++;
    }
    return found;
}

const char *vro_nearest_name_within(const char *word, const vro_name_list *among,
                                    vro_nearness most) {
    static const int distances[] = {[VRO_NEAR_BY_WORDS] = MISSPELT - 1,
                                    [VRO_NEAR_BY_LETTERS] = IN_MEANING - 1,
                                    [VRO_NEAR_BY_MEANING] = NEVER - 1};
    return find_nearest(word, among, distances[most]).names[0];
}

const char *vro_nearest_name(const char *word, const vro_name_list *among) {
    return vro_nearest_name_within(word, among, VRO_NEAR_BY_MEANING);
}

// Writes "BEFORE'A', 'B' LAST 'C'".
static void list(vro_suggestion *self, const char *before, const char *const *names, size_t count,
                 const char *last) {
    size_t length = (size_t)snprintf(self->text, sizeof self->text, "%s", before);
    for (size_t i = 0; i < count && length < sizeof self->text; i++) {
        const char *link = i == 0 ? "" : i + 1 < count ? ", " : last;
        length += (size_t)snprintf(self->text + length, sizeof self->text - length, "%s'%s'", link,
                                   vro_text_excerpt(names[i]).text);
    }
}

// Writes all that are equally near, or the first of them and how many more there are.
static void list_nearest(vro_suggestion *self, const nearest *found) {
    const bool all = found->count <= EQUALS;
    list(self, found->count == 1 ? "; the nearest is " : "; the nearest are ", found->names,
         all ? found->count : EQUALS, all ? " or " : ", ");
    const size_t length = strlen(self->text);
    if (!all)
        snprintf(self->text + length, sizeof self->text - length, " and %zu more",
                 found->count - EQUALS);
}

vro_suggestion vro_suggest(const char *word, const vro_name_list *among) {
    const nearest found = find_nearest(word, among, NEVER - 1);
    vro_suggestion self = {""};
    if (found.count > 0)
        list_nearest(&self, &found);
    else if (among->count > 0 && among->count <= FEW)
        list(&self, among->count == 1 ? "; there is only " : "; there are ", among->names,
             among->count, " and ");
    return self;
}

bool vro_nearest_name_matches(const char *word, const vro_name_list *among, size_t name) {
    return distance_by_sense(word, among, name, false) < NEVER;
}
