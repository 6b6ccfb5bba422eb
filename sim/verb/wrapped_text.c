#include "vrosim/verb/wrapped_text.h"

#include <string.h>

void vro_wrapped_text_print(const char *text, int indent, FILE *stream) {
    enum { WIDTH = 79 };
    int used = 0; // characters of the line
    while (*text != '\0') {
        const int word = (int)strcspn(text, " ");
        if (used > 0 && used + 1 + word > WIDTH) {
            fputc('\n', stream);
            used = 0;
        }
        const int blanks = used > 0 ? 1 : indent;
        fprintf(stream, "%*s%.*s", blanks, "", word, text);
        used += blanks + word;
        text += word + (text[word] == ' ');
    }
    fputc('\n', stream);
}
