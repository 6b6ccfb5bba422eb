#include "vrosim/input/child_list_reader.h"

#include "vrosim/core/spreadsheet.h"
#include "vrosim/core/text.h"
#include "vrosim/file/csv_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// What a column holds beside attributes.
enum { ID = VRO_CHILD_ATTRIBUTES, COLUMNS, AT_FAULT = COLUMNS };

static const char ID_NAME[] = "id";

// A table while it is read.
typedef struct list_reader {
    vro_child_list *list;
    vro_csv_reader *csv;
    size_t width;                     // fields of the header line
    int columns[VRO_CSV_FIELDS_KEPT]; // what each holds: an attribute, ID or AT_FAULT
    size_t place[COLUMNS];            // 1 + field of each; 0: it has no column
    size_t missing;                   // fields that are NA
    size_t misread;                   // ids that spreadsheets show otherwise
    bool file;                        // that people wrote; of others nothing is noted
    bool gives;                       // any value
    vro_errors *errors;
    vro_status status;
} list_reader;

static vro_place place_of(const list_reader *self, const vro_csv_field *field) {
    return (vro_place){vro_csv_reader_name(self->csv), field->line, field->column};
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of children");
}

// Adds the sentence for memory, which the reader of a file does not add.
static vro_status report(vro_status status, vro_errors *errors) {
    return status == VRO_NO_MEMORY ? no_memory(errors) : status;
}

static int fault_of_column(list_reader *self, const vro_csv_field *field) {
    const vro_place place = place_of(self, field);
    self->status = vro_errors_add(
        self->errors, VRO_BAD_INPUT, &place, "unknown column '%s'%s (the columns are id, %s)",
        vro_text_excerpt(field->text).text, vro_child_attribute_suggest(field->text).text,
        vro_child_attribute_names());
    return AT_FAULT;
}

static int read_column(list_reader *self, const vro_csv_row *header, size_t number) {
    const vro_csv_field *field = &header->fields[number];
    const vro_place place = place_of(self, field);
    vro_child_attribute attribute;
    int column = ID;
    if (vro_child_attribute_find(field->text, &attribute))
        column = (int)attribute;
    else if (strcmp(field->text, ID_NAME) != 0)
        return fault_of_column(self, field);
    if (self->place[column] > 0) {
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                                      "column '%s' appears twice, first at column %zu; remove one",
                                      field->text, header->fields[self->place[column] - 1].column);
        return AT_FAULT;
    }
    self->place[column] = number + 1;
    return column;
}

// Whether the line names any column at all; if not, one fault says so instead of many.
static bool is_header(const vro_csv_row *line) {
    vro_child_attribute attribute;
    for (size_t i = 0; i < line->count && i < VRO_CSV_FIELDS_KEPT; i++)
        if (vro_child_attribute_find(line->fields[i].text, &attribute) ||
            strcmp(line->fields[i].text, ID_NAME) == 0)
            return true;
    return line->count == 1 && !strchr(line->fields[0].text, '\t');
}

static vro_status fault_of_header(list_reader *self, const vro_csv_row *line) {
    const vro_place place = place_of(self, &line->fields[0]);
    if (line->count == 1)
        return vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                              "fields are separated by tabs; separate them by ',', or by ';' where "
                              "numbers have a decimal comma");
    return vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                          "the first line must name the columns, such as gmfcs,age,migration (the "
                          "columns are id, %s)",
                          vro_child_attribute_names());
}

// VRO_BAD_INPUT where rows cannot be read.
static vro_status read_header(list_reader *self) {
    const vro_place file = {.file = vro_csv_reader_name(self->csv)};
    const vro_csv_row *line;
    const vro_status status = vro_csv_reader_next(self->csv, self->errors, &line);
    if (!line)
        return status != VRO_OK ? report(status, self->errors)
                                : vro_errors_add(self->errors, VRO_BAD_INPUT, &file,
                                                 "has no children; name attributes in the first "
                                                 "line and write one child a line");
    if (!is_header(line))
        return fault_of_header(self, line);
    if (line->count > VRO_CSV_FIELDS_KEPT)
        return vro_errors_add(self->errors, VRO_BAD_INPUT, &file, "has %zu columns, more than %d",
                              line->count, (int)VRO_CSV_FIELDS_KEPT);
    self->width = line->count;
    for (size_t i = 0; i < self->width; i++)
        self->columns[i] = read_column(self, line, i);
    return VRO_OK;
}

static bool is_blank(const vro_csv_row *row) {
    for (size_t i = 0; i < row->count && i < VRO_CSV_FIELDS_KEPT; i++)
        if (*row->fields[i].text != '\0')
            return false;
    return true;
}

static void read_value(list_reader *self, const vro_csv_field *field, int column, float *values) {
    const vro_place place = place_of(self, field);
    const vro_status status = vro_child_attribute_read(
        (vro_child_attribute)column, field->text, self->csv, &place, &values[column], self->errors);
    self->status = vro_status_worse(self->status, status);
    self->gives = true;
}

// Why a text can be no id; NULL: it can. Dates and numbers of spreadsheets can.
static const char *fault_of_id(const char *text) {
    if (vro_text_has_control(text))
        return "holds a tab, a line end or another control character; remove it";
    if (vro_text_characters(text) > VRO_CHILD_ID_MAX)
        return "is too long; it may have up to 60 characters";
    return vro_spreadsheet_read(text) == VRO_SPREADSHEET_FORMULA ? vro_spreadsheet_fault(text)
                                                                 : NULL;
}

static void check_id(list_reader *self, const vro_csv_field *field) {
    const vro_place place = place_of(self, field);
    const char *fault = fault_of_id(field->text);
    if (fault)
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place, "id '%s' %s",
                                      vro_text_excerpt(field->text).text, fault);
    else
        self->misread += vro_spreadsheet_read(field->text) != VRO_SPREADSHEET_TEXT;
}

static void read_field(list_reader *self, const vro_csv_field *field, int column, float *values,
                       const char **id) {
    const bool missing = column != AT_FAULT && vro_csv_field_is_missing(field);
    self->missing += missing;
    if (column == AT_FAULT || missing || *field->text == '\0')
        return;
    if (column == ID)
        check_id(self, field);
    else
        read_value(self, field, column, values);
    *id = column == ID ? field->text : *id;
}

// VRO_NO_MEMORY and too long a list end the reading.
static vro_status read_child(list_reader *self, const vro_csv_row *row) {
    const vro_place place = {.file = vro_csv_reader_name(self->csv), .line = row->line};
    float values[VRO_CHILD_ATTRIBUTES];
    const char *id = "";
    if (is_blank(row))
        return VRO_OK;
    if (self->list->count == VRO_CHILD_LIST_MAX)
        return vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                              "a list has at most %d children; the rest is not read",
                              (int)VRO_CHILD_LIST_MAX);
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
        values[a] = NAN;
    if (row->count != self->width)
        self->status = vro_errors_add(
            self->errors, VRO_BAD_INPUT, &place,
            "%zu field%s where the header line has %zu; leave unknown values empty, and separate "
            "fields by ';' where numbers have a decimal comma",
            row->count, row->count == 1 ? "" : "s", self->width);
    else
        for (size_t i = 0; i < self->width; i++)
            read_field(self, &row->fields[i], self->columns[i], values, &id);
    return vro_child_list_append(self->list, values, id, self->errors);
}

static void note(const list_reader *self) {
    vro_csv_reader_note_missing(self->csv, self->missing, self->errors);
    if (self->misread > 0)
        vro_errors_note(self->errors, vro_csv_reader_name(self->csv),
                        "%zu id%s a date or number to a spreadsheet, which shows %s in another way",
                        self->misread, self->misread == 1 ? " is" : "s are each",
                        self->misread == 1 ? "it" : "them");
}

static vro_status read_rows(list_reader *self) {
    const vro_place file = {.file = vro_csv_reader_name(self->csv)};
    const vro_csv_row *row;
    vro_status status = VRO_OK, read;
    TRY(read_header(self));
    while ((read = vro_csv_reader_next(self->csv, self->errors, &row)), row)
        TRY(read_child(self, row));
    if (self->file)
        note(self);
    TRY(report(read, self->errors));
    TRY(self->status);
    if (!self->gives)
        status = vro_errors_add(self->errors, VRO_BAD_INPUT, &file,
                                "gives no attribute of any child; fill in a value or leave the "
                                "list out");
out:
    return status;
}

// csv: opened with status, which is returned where it is not VRO_OK. It is released.
static vro_status read_all(vro_child_list *self, vro_csv_reader *csv, bool file, vro_status status,
                           vro_errors *errors) {
    list_reader reader = {.list = self, .csv = csv, .file = file, .errors = errors};
    *self = (vro_child_list){0};
    TRY(report(status, errors));
    TRY(read_rows(&reader));
out:
    if (status != VRO_OK)
        vro_child_list_free(self);
    vro_csv_reader_free(csv);
    return status;
}

vro_status vro_child_list_read(vro_child_list *self, const char *path, vro_errors *errors) {
    vro_csv_reader *csv;
    const vro_status status = vro_csv_reader_open(&csv, path, errors);
    return read_all(self, csv, true, status, errors);
}

vro_status vro_child_list_parse(vro_child_list *self, const char *name, const char *text,
                                size_t size, vro_errors *errors) {
    vro_csv_reader *csv;
    const vro_status status = vro_csv_reader_open_text(&csv, name, text, size);
    return read_all(self, csv, false, status, errors);
}

// A word such as "age=6", which is cut in two.
static vro_status read_assignment(char *word, float values[VRO_CHILD_ATTRIBUTES],
                                  vro_errors *errors) {
    char *text = strchr(word, '=');
    vro_child_attribute attribute;
    if (!text)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' is not an attribute; write age=6,gmfcs=4,migration=45",
                              vro_text_excerpt(word).text);
    *text++ = '\0';
    if (!vro_child_attribute_find(word, &attribute))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "unknown attribute '%s'%s (they are %s)",
                              vro_text_excerpt(word).text, vro_child_attribute_suggest(word).text,
                              vro_child_attribute_names());
    if (!isnan(values[attribute]))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s is given twice", word);
    return vro_child_attribute_read(attribute, text, NULL, NULL, &values[attribute], errors) ==
                   VRO_OK
               ? VRO_OK
               : VRO_BAD_USAGE;
}

vro_status vro_child_list_read_child(vro_child_list *self, const char *text, vro_errors *errors) {
    float values[VRO_CHILD_ATTRIBUTES];
    char *words = strdup(text), *rest = words;
    vro_status status = words ? VRO_OK : no_memory(errors);
    *self = (vro_child_list){0};
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
        values[a] = NAN;
    while (rest)
        status = vro_status_worse(status, read_assignment(strsep(&rest, ","), values, errors));
    free(words);
    return status == VRO_OK ? vro_child_list_append(self, values, "", errors) : status;
}
