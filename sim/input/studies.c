#include "vrosim/input/studies.h"

#include "vrosim/core/memory.h"
#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/input/named_columns.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef enum column { STUDY, TABLES, NOTE, PART_OF, COLUMNS } column;

static const vro_named_column columns[COLUMNS] = {[STUDY] = {"study", true, false},
                                                  [TABLES] = {"tables", true, false},
                                                  [NOTE] = {"note", false, true},
                                                  [PART_OF] = {"part_of", false, true}};

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
    static const size_t texts[] = {STUDY, TABLES, NOTE, PART_OF};
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

static void free_row(vro_study *row) {
    free(row->name);
    free(row->note);
    free(row->part_of);
}

// VRO_NO_MEMORY; faults of the row are in from->status.
static vro_status append(vro_studies *self, vro_named_columns *from, vro_errors *errors) {
    vro_study row = {.name = strdup(from->fields[STUDY].text),
                     .note = strdup(from->fields[NOTE].text),
                     .part_of = strdup(from->fields[PART_OF].text),
                     .whole = VRO_NO_STUDY,
                     .part_column = vro_named_columns_place(from, PART_OF).column,
                     .line = from->line};
    vro_study *rows = vro_memory_grow(self->rows, self->count, &self->capacity, sizeof *rows);
    self->rows = rows ? rows : self->rows;
    if (!rows || !row.name || !row.note || !row.part_of) {
        free_row(&row);
        return no_memory(errors);
    }
    const vro_status status = split_tables(self, &row, from, errors);
    check(self, &row, from, errors);
    rows[self->count++] = row;
    return status;
}

static vro_status fault_of_whole(const vro_studies *self, const vro_study *row,
                                 const vro_place *place, vro_errors *errors) {
    const char **names = calloc(self->count + 1, sizeof *names);
    if (!names)
        return no_memory(errors);
    for (size_t i = 0; i < self->count; i++)
        names[i] = self->rows[i].name;
    const vro_name_list among = {.names = names, .count = self->count};
    (void)vro_errors_add(errors, VRO_BAD_INPUT, place, "part_of '%s' is no study%s",
                         vro_text_excerpt(row->part_of).text,
                         vro_suggest(row->part_of, &among).text);
    free(names);
    return VRO_BAD_INPUT;
}

// Finds the study that a study is part of: another one, which is no part itself.
static vro_status find_whole(const vro_studies *self, vro_study *row, const char *file,
                             vro_errors *errors) {
    const vro_place place = {file, row->line, row->part_column};
    if (*row->part_of == '\0')
        return VRO_OK;
    const size_t whole = vro_studies_find(self, row->part_of);
    if (whole == self->count)
        return fault_of_whole(self, row, &place, errors);
    if (&self->rows[whole] == row)
        return vro_errors_add(errors, VRO_BAD_INPUT, &place, "part_of '%s' is the study itself",
                              row->part_of);
    if (*self->rows[whole].part_of != '\0')
        return vro_errors_add(errors, VRO_BAD_INPUT, &place,
                              "part_of '%s' is a part itself; name the whole study '%s'",
                              row->part_of, self->rows[whole].part_of);
    row->whole = whole;
    return VRO_OK;
}

vro_status vro_studies_read(vro_studies *self, vro_csv_reader *csv, vro_errors *errors) {
    vro_named_columns from;
    bool found;
    vro_status status = VRO_OK;
    TRY(vro_named_columns_begin(&from, csv, columns, COLUMNS, errors));
    while ((status = vro_named_columns_next(&from, &found, errors)), found)
        TRY(append(self, &from, errors));
    for (size_t i = 0; i < self->count && status != VRO_NO_MEMORY; i++)
        status = vro_status_worse(
            status, find_whole(self, &self->rows[i], vro_csv_reader_name(csv), errors));
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
    for (size_t i = 0; i < self->count; i++)
        free_row(&self->rows[i]);
    free(self->rows);
    vro_string_set_free(&self->paths);
    *self = (vro_studies){0};
}
