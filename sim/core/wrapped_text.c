#include "vrosim/core/wrapped_text.h"

#include <string.h>

void vro_wrapped_text_print(FILE *stream, const char *start, const char *text, int width) {
    const int indent = (int)strlen(start);
    int used = indent; // characters of the line
    fputs(start, stream);
    while (*text != '\0') {
        const int word = (int)strcspn(text, " ");
        if (used > indent && used + 1 + word > width) {
            fprintf(stream, "\n%*s", indent, "");
            used = indent;
        }
        used += fprintf(stream, "%s%.*s", used > indent ? " " : "", word, text);
        text += word + (text[word] == ' ');
    }
    fputc('\n', stream);
}
