#include "vrosim/core/wrapped_text.h"

#include <string.h>

// Bytes of UTF-8 that begin a character.
static int characters(const char *text, size_t size) {
    int count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

void vro_wrapped_text_print(FILE *stream, const char *start, const char *text, int width) {
    const int indent = characters(start, strlen(start));
    int used = indent; // characters of the line
    fputs(start, stream);
    while (*text != '\0') {
        const size_t size = strcspn(text, " ");
        const int word = characters(text, size);
        if (used > indent && used + 1 + word > width) {
            fprintf(stream, "\n%*s", indent, "");
            used = indent;
        }
        fprintf(stream, "%s%.*s", used > indent ? " " : "", (int)size, text);
        used += (used > indent) + word;
        text += size + (text[size] == ' ');
    }
    fputc('\n', stream);
}
