#include "vrosim/run/command.h"

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
    for (; *argument != '\0'; argument++) {
        if (*argument == '\'') {
            fputs("'\\''", stream);
        } else {
            fputc(*argument, stream);
        }
    }
    fputc('\'', stream);
}

char *vro_command_line(int argc, char *const *argv) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (!stream) {
        return NULL;
    }
    for (int i = 0; i < argc; i++) {
        fputs(i == 0 ? "" : " ", stream);
        if (is_plain(argv[i])) {
            fputs(argv[i], stream);
        } else {
            write_quoted(argv[i], stream);
        }
    }
    bool failed = ferror(stream) != 0;
    if (fclose(stream) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}
