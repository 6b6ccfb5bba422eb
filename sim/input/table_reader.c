#include "vrosim/input/table_reader.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"

#include <string.h>

typedef struct column_row {
    const char *name;
    bool required;
} column_row;

#define COLUMN_ROW(identifier, name, required) [identifier] = {name, required},
static const column_row columns[VRO_TABLE_COLUMNS] = {VRO_TABLE_COLUMNS_TABLE(COLUMN_ROW)};
#undef COLUMN_ROW

// ",strategy,gmfcs,..."
#define COLUMN_WORD(identifier, name, required) "," name
static const char ALL_COLUMNS[] = VRO_TABLE_COLUMNS_TABLE(COLUMN_WORD);
#undef COLUMN_WORD

// NA is an empty field in this column and those after it. In strategy and gmfcs it is at fault, as
// empty fields mean all there, and in the others, which may not be empty.
static const vro_table_column FIRST_MISSING = VRO_TABLE_COLUMN_VALUE;

const char *vro_table_column_name(vro_table_column column) {
    return columns[column].name;
}

static vro_place place_of(const vro_table_reader *self, const vro_csv_field *field) {
    return (vro_place){vro_csv_reader_name(self->csv), field->line, field->column};
}

// VRO_TABLE_COLUMNS where there is no such column.
static vro_table_column find_column(const char *name) {
    vro_table_column column = 0;
    while (column < VRO_TABLE_COLUMNS && strcmp(columns[column].name, name) != 0)
        column++;
    return column;
}

static void fault_of_column(vro_table_reader *self, vro_errors *errors,
                            const vro_csv_field *field) {
    const char *names[VRO_TABLE_COLUMNS];
    for (size_t i = 0; i < VRO_TABLE_COLUMNS; i++)
        names[i] = columns[i].name;
    vro_place place = place_of(self, field);
    if (*field->text == '\0')
        self->status = vro_errors_add(
            errors, VRO_BAD_INPUT, &place,
            "a column without a name; name it or remove it (the columns are %s)", &ALL_COLUMNS[1]);
    else
        self->status = vro_errors_add(
            errors, VRO_BAD_INPUT, &place, "unknown column '%s'%s (the columns are %s)",
            vro_text_excerpt(field->text).text,
            vro_suggest(field->text, &(vro_name_list){.names = names, .count = VRO_TABLE_COLUMNS})
                .text,
            &ALL_COLUMNS[1]);
}

static void place_column(vro_table_reader *self, vro_errors *errors, const vro_csv_row *header,
                         size_t position) {
    const vro_csv_field *field = &header->fields[position];
    vro_place place = place_of(self, field);
    vro_table_column column = find_column(field->text);
    if (column == VRO_TABLE_COLUMNS)
        fault_of_column(self, errors, field);
    else if (self->positions[column] < self->width)
        self->status = vro_errors_add(errors, VRO_BAD_INPUT, &place,
                                      "column '%s' appears twice, first at column %zu; remove one",
                                      field->text, header->fields[self->positions[column]].column);
    else
        self->positions[column] = position;
}

static void require_columns(vro_table_reader *self, vro_errors *errors, size_t line) {
    vro_place place = {.file = vro_csv_reader_name(self->csv), .line = line};
    self->readable = true;
    for (vro_table_column column = 0; column < VRO_TABLE_COLUMNS; column++) {
        if (!columns[column].required || self->positions[column] < self->width)
            continue;
        self->readable = false;
        self->status = vro_errors_add(
            errors, VRO_BAD_INPUT, &place,
            "column '%s' is missing; a table needs parameter, distribution, value and unit, so its "
            "rows are not read",
            columns[column].name);
    }
}

// Whether the line names any column at all; if not, one fault says so instead of eleven.
static bool is_header(const vro_csv_row *line, size_t kept) {
    for (size_t i = 0; i < kept; i++)
        if (find_column(line->fields[i].text) != VRO_TABLE_COLUMNS)
            return true;
    return false;
}

static void fault_of_header(vro_table_reader *self, vro_errors *errors, const vro_csv_row *line) {
    vro_place place = place_of(self, &line->fields[0]);
    if (line->count == 1 && strchr(line->fields[0].text, '\t'))
        self->status = vro_errors_add(errors, VRO_BAD_INPUT, &place,
                                      "fields are separated by tabs; separate them by ',', or by "
                                      "';' where numbers have a decimal comma");
    else
        self->status =
            vro_errors_add(errors, VRO_BAD_INPUT, &place,
                           "the first line must name the columns, which are %s", &ALL_COLUMNS[1]);
}

static void read_header(vro_table_reader *self, vro_errors *errors, const vro_csv_row *header) {
    size_t kept = header->count < VRO_CSV_FIELDS_KEPT ? header->count : VRO_CSV_FIELDS_KEPT;
    self->width = header->count;
    for (size_t i = 0; i < VRO_TABLE_COLUMNS; i++)
        self->positions[i] = self->width;
    if (!is_header(header, kept)) {
        fault_of_header(self, errors, header);
        return;
    }
    for (size_t i = 0; i < kept; i++)
        place_column(self, errors, header, i);
    require_columns(self, errors, header->line);
}

vro_status vro_table_reader_begin(vro_table_reader *self, vro_csv_reader *csv, vro_errors *errors) {
    *self = (vro_table_reader){.csv = csv};
    vro_place file = {.file = vro_csv_reader_name(csv)};
    const vro_csv_row *header;
    self->status = vro_csv_reader_next(csv, errors, &header);
    if (header)
        read_header(self, errors, header);
    else if (self->status == VRO_OK)
        self->status = vro_errors_add(errors, VRO_BAD_INPUT, &file,
                                      "the table is empty; its first line must name the columns");
    return self->status;
}

static bool is_blank(const vro_csv_row *row) {
    for (size_t i = 0; i < row->count && i < VRO_CSV_FIELDS_KEPT; i++)
        if (*row->fields[i].text != '\0')
            return false;
    return row->count <= VRO_CSV_FIELDS_KEPT;
}

static bool has_width(vro_table_reader *self, vro_errors *errors, const vro_csv_row *row) {
    if (row->count == self->width)
        return true;
    vro_place place = {.file = vro_csv_reader_name(self->csv), .line = row->line};
    const bool commas = vro_csv_reader_separator(self->csv) == ',';
    self->status = vro_errors_add(
        errors, VRO_BAD_INPUT, &place,
        "%zu field%s where the header line has %zu; leave unused fields empty%s in quotes",
        row->count, row->count == 1 ? "" : "s", self->width,
        commas ? ", write numbers with a decimal point and put texts with commas"
               : ", separate all by ';' as there and put texts with semicolons");
    return false;
}

// The field of a column in a line: empty where the table has no such column.
static vro_csv_field field_of(vro_table_reader *self, const vro_csv_row *line,
                              vro_table_column column) {
    vro_csv_field field = {.text = ""};
    if (self->positions[column] == self->width)
        return field;
    field = line->fields[self->positions[column]];
    if (column >= FIRST_MISSING && vro_csv_field_is_missing(&field)) {
        field.text = "";
        self->missing++;
    }
    return field;
}

vro_status vro_table_reader_next(vro_table_reader *self, vro_errors *errors, vro_table_row *row,
                                 bool *found) {
    const vro_csv_row *line = NULL;
    vro_status status = VRO_OK;
    do {
        if (self->readable)
            status = vro_csv_reader_next(self->csv, errors, &line);
    } while (line && (is_blank(line) || !has_width(self, errors, line)));
    *found = line;
    if (!line) {
        vro_csv_reader_note_missing(self->csv, self->missing, errors);
        return status == VRO_OK ? self->status : status;
    }
    row->csv = self->csv;
    row->file = vro_csv_reader_name(self->csv);
    row->line = line->line;
    for (vro_table_column column = 0; column < VRO_TABLE_COLUMNS; column++)
        row->fields[column] = field_of(self, line, column);
    return VRO_OK;
}

vro_place vro_table_reader_place(const vro_table_row *row, vro_table_column column) {
    const vro_csv_field *field = &row->fields[column];
    size_t line = field->column > 0 ? field->line : row->line;
    return (vro_place){row->file, line, field->column};
}
