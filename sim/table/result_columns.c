#include "vrosim/table/result_columns.h"

#include <string.h>

#define VRO_RESULT_FILE(name, rows) {name, rows},
#define VRO_COLUMN(files, name, unit, meaning)
static const vro_result_file files[] = {
#include "vrosim/table/result_columns.def"
};
#undef VRO_RESULT_FILE
#undef VRO_COLUMN

#define VRO_RESULT_FILE(name, rows)
#define VRO_COLUMN(files, name, unit, meaning) {files, name, unit, meaning},
static const vro_result_column columns[] = {
#include "vrosim/table/result_columns.def"
};
#undef VRO_RESULT_FILE
#undef VRO_COLUMN

const vro_result_file *vro_result_columns_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}

const vro_result_column *vro_result_columns_table(size_t *count) {
    *count = sizeof columns / sizeof *columns;
    return columns;
}

bool vro_result_column_is_in(const vro_result_column *self, const char *file) {
    const size_t length = strlen(file);
    for (const char *word = self->files; word; word = strchr(word, ' ')) {
        word += *word == ' ';
        if (strncmp(word, file, length) == 0 && (word[length] == ' ' || word[length] == '\0'))
            return true;
    }
    return false;
}

bool vro_result_columns_hold_words(const char *file) {
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(columns[i].unit, "words") == 0 && vro_result_column_is_in(&columns[i], file))
            return true;
    return false;
}

void vro_result_columns_write_header(const char *file, vro_csv_writer *writer) {
    bool listed = true;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (!vro_result_column_is_in(&columns[i], file))
            continue;
        if (columns[i].name[0] == '(')
            listed = false;
        else
            vro_csv_writer_text(writer, columns[i].name);
    }
    if (listed && writer->cells > 0)
        vro_csv_writer_end(writer);
}
