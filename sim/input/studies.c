#include "vrosim/input/studies.h"

#include "vrosim/core/memory.h"
#include "vrosim/input/named_columns.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef enum column { STUDY, TABLES, NOTE, COLUMNS } column;

static const vro_named_column columns[COLUMNS] = {[STUDY] = {"study", true, false},
                                                  [TABLES] = {"tables", true, false},
                                                  [NOTE] = {"note", false, true}};

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to read the studies");
}

static bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

// Numbers the paths of a field. VRO_NO_MEMORY.
static vro_status split_tables(vro_studies *self, vro_study *row, vro_named_columns *from,
                               vro_errors *errors) {
    char path[VRO_CSV_FIELD_BYTES + 1];
    const char *at = from->fields[TABLES].text;
    for (;;) {
        size_t length = 0;
        while (is_blank(*at))
            at++;
        while (at[length] != '\0' && !is_blank(at[length]))
            length++;
        if (length == 0)
            return VRO_OK;
        if (row->table_count == VRO_STUDY_TABLES_MAX) {
            (void)vro_named_columns_fault(from, TABLES, "names more than 16 tables", errors);
            return VRO_OK;
        }
        memcpy(path, at, length);
        path[length] = '\0';
        at += length;
        if (vro_string_set_add(&self->paths, path, &row->tables[row->table_count]) != VRO_OK)
            return no_memory(errors);
        row->table_count++;
    }
}

static void check(const vro_studies *self, const vro_study *row, vro_named_columns *from,
                  vro_errors *errors) {
    static const size_t texts[] = {STUDY, NOTE};
    vro_named_columns_texts(from, texts, sizeof texts / sizeof *texts, errors);
    if (*row->name == '\0')
        (void)vro_named_columns_fault(from, STUDY, "is empty; give the study a name", errors);
    else if (vro_studies_find(self, row->name) < self->count)
        (void)vro_named_columns_fault(from, STUDY, "is there already; each study has one line",
                                      errors);
    if (row->table_count == 0)
        (void)vro_named_columns_fault(
            from, TABLES, "is empty; name the table that describes the children of the study",
            errors);
}

// VRO_NO_MEMORY; faults of the row are in from->status.
static vro_status append(vro_studies *self, vro_named_columns *from, vro_errors *errors) {
    vro_study row = {.name = strdup(from->fields[STUDY].text),
                     .note = strdup(from->fields[NOTE].text),
                     .line = from->line};
    vro_study *rows = vro_memory_grow(self->rows, self->count, &self->capacity, sizeof *rows);
    self->rows = rows ? rows : self->rows;
    if (!rows || !row.name || !row.note) {
        free(row.name);
        free(row.note);
        return no_memory(errors);
    }
    const vro_status status = split_tables(self, &row, from, errors);
    check(self, &row, from, errors);
    rows[self->count++] = row;
    return status;
}

vro_status vro_studies_read(vro_studies *self, vro_csv_reader *csv, vro_errors *errors) {
    vro_named_columns from;
    bool found;
    vro_status status = VRO_OK;
    TRY(vro_named_columns_begin(&from, csv, columns, COLUMNS, errors));
    while ((status = vro_named_columns_next(&from, &found, errors)), found)
        TRY(append(self, &from, errors));
out:
    return status;
}

size_t vro_studies_find(const vro_studies *self, const char *name) {
    size_t i = 0;
    while (i < self->count && strcmp(self->rows[i].name, name) != 0)
        i++;
    return i;
}

void vro_studies_free(vro_studies *self) {
    for (size_t i = 0; i < self->count; i++) {
        free(self->rows[i].name);
        free(self->rows[i].note);
    }
    free(self->rows);
    vro_string_set_free(&self->paths);
    *self = (vro_studies){0};
}
