// UTF-8: characters, and an excerpt for messages.
#ifndef VROSIM_CORE_TEXT_H
#define VROSIM_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

// The bytes (1 to 4) of the well-formed UTF-8 character at text; 0 at the end of the text and at
// malformed bytes.
size_t vro_text_character(const char *text);

// Whether all of the text is well-formed UTF-8.
bool vro_text_is_utf8(const char *text);

// Whether all of text[size] are letters, digits and marks of ASCII, without quotes and blanks.
bool vro_text_is_plain(const char *text, size_t size);

// The number of characters of a text in UTF-8.
size_t vro_text_characters(const char *text);

// The width for printf's %*s, which counts bytes, that fills a text in UTF-8 up to `width`
// characters; below 0: to the left of the blanks.
int vro_text_field(const char *text, int width);

// Whether a text in UTF-8 holds a control character: U+0000 to U+001F, U+007F to U+009F.
bool vro_text_has_control(const char *text);

enum { VRO_EXCERPT_CHARACTERS = 40 };

typedef struct vro_excerpt {
    char text[4 * VRO_EXCERPT_CHARACTERS + 4];
} vro_excerpt;

// The first VRO_EXCERPT_CHARACTERS characters, and "..." where there are more. text is UTF-8; one
// that is not is cut where it breaks.
vro_excerpt vro_text_excerpt(const char *text);

#endif
