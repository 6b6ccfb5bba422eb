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

static void write_argument(const char *argument, FILE *stream) {
    if (is_plain(argument))
        fputs(argument, stream);
    else
        write_quoted(argument, stream);
}

// The start of an absolute path in an argument, "/home/a.csv" or "--out=/home/a"; NULL: none.
static const char *absolute_path(const char *argument) {
    const char *equals = strchr(argument, '=');
    if (*argument == '/')
        return argument;
    return equals && equals[1] == '/' ? equals + 1 : NULL;
}

// Writes the last part of an absolute path in its place.
static void write_without_folders(const char *argument, FILE *stream) {
    const char *path = absolute_path(argument);
    char *shortened = path ? strdup(argument) : NULL;
    if (!shortened) {
        write_argument(path ? "..." : argument, stream);
        return;
    }
    char *start = shortened + (path - argument);
    for (size_t end = strlen(start); end > 1 && start[end - 1] == '/'; end--)
        start[end - 1] = '\0';
    const char *name = strrchr(start, '/') + 1;
    memmove(start, name, strlen(name) + 1);
    write_argument(shortened, stream);
    free(shortened);
}

static char *join(int argc, char *const *argv, void (*write)(const char *argument, FILE *stream)) {
    vro_byte_buffer text = {0};
    FILE *stream = vro_byte_buffer_stream(&text);
    if (!stream)
        return NULL;
    for (int i = 0; i < argc; i++) {
        fputs(i == 0 ? "" : " ", stream);
        write(argv[i], stream);
    }
    fclose(stream);
    return vro_byte_buffer_release_text(&text);
}

char *vro_command_text(int argc, char *const *argv) {
    return join(argc, argv, write_argument);
}

char *vro_command_text_to_publish(int argc, char *const *argv) {
    return join(argc, argv, write_without_folders);
}
