#include "vrosim/core/text.h"

#include <string.h>

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

bool vro_text_is_plain(const char *text, size_t size) {
    unsigned char others = 0;
    for (size_t i = 0; i < size; i++)
        others |= (unsigned char)((text[i] <= ' ') | (text[i] >= 0x7F) | (text[i] == '"'));
    return others == 0;
}

size_t vro_text_characters(const char *text) {
    size_t characters = 0;
    for (size_t length; (length = vro_text_character(text)) > 0; text += length)
        characters++;
    return characters;
}

int vro_text_field(const char *text, int width) {
    const int more = (int)(strlen(text) - vro_text_characters(text));
    return width < 0 ? width - more : width + more;
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
