// What tests of written files share: reading them whole, finding a line, removing a folder.
#ifndef VROSIM_TESTS_READING_H
#define VROSIM_TESTS_READING_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <ftw.h>

// The content of folder/name with a closing 0, to be freed; aborts where it cannot be read.
static inline char *read_text(const char *folder, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        abort();
    const size_t size = (size_t)ftell(file);
    char *text = malloc(size + 1);
    rewind(file);
    if (!text || fread(text, 1, size, file) != size)
        abort();
    text[size] = '\0';
    fclose(file);
    return text;
}

// Lines of text that begin with start.
static inline size_t count_lines(const char *text, const char *start) {
    size_t count = 0;
    for (const char *line = text; line && *line != '\0';) {
        count += strncmp(line, start, strlen(start)) == 0;
        line = strchr(line, '\n');
        line = !line ? NULL : line + 1;
    }
    return count;
}

// Whether one line of text is exactly this one.
static inline bool has_line(const char *text, const char *wanted) {
    const size_t length = strlen(wanted);
    for (const char *line = text; line && *line != '\0';) {
        if (strncmp(line, wanted, length) == 0 && (line[length] == '\n' || line[length] == '\0'))
            return true;
        line = strchr(line, '\n');
        line = !line ? NULL : line + 1;
    }
    return false;
}

// How many files and folders a folder holds.
static inline size_t entries_of(const char *folder) {
    size_t count = 0;
    DIR *stream = opendir(folder);
    if (!stream)
        abort();
    while (readdir(stream))
        count++;
    closedir(stream);
    return count - 2; // without . and ..
}

static inline int remove_one(const char *path, const struct stat *about, int type,
                             struct FTW *level) {
    (void)about;
    (void)type;
    (void)level;
    return remove(path);
}

// Removes a folder and all that is in it.
static inline void remove_tree(const char *folder) {
    if (nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
        abort();
}

#endif
