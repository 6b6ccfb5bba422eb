#include "vrosim/verb/command_text.h"

#include "vrosim/core/byte_buffer.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_plain(const char *argument) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-./,:=+@%";
    return *argument != '\0' && argument[strspn(argument, plain)] == '\0';
}

// A single quote cannot stand inside single quotes: it's becomes 'it'\''s'.
static void write_quoted(const char *argument, FILE *stream) {
    fputc('\'', stream);
    for (; *argument != '\0'; argument++)
        if (*argument == '\'')
            fputs("'\\''", stream);
        else
            fputc(*argument, stream);
    fputc('\'', stream);
}

char *vro_command_text(int argc, char *const *argv) {
    vro_byte_buffer text = {0};
    FILE *stream = vro_byte_buffer_stream(&text);
    if (!stream)
        return NULL;
    for (int i = 0; i < argc; i++) {
        fputs(i == 0 ? "" : " ", stream);
        if (is_plain(argv[i]))
            fputs(argv[i], stream);
        else
            write_quoted(argv[i], stream);
    }
    fclose(stream);
    return vro_byte_buffer_release_text(&text);
}
