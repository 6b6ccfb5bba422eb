#include "vrosim/study/parameter_draws_table.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/memory.h"
#include "vrosim/core/text.h"
#include "vrosim/file/csv_reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double ROUNDING = 1e-6; // of shares that add up to 1

// The column that says whether a calibration stands by the samples: 1, or 0.
static const char TRUSTWORTHY[] = "trustworthy";

// The table while it is read.
typedef struct draws_reader {
    const vro_uncertainty *uncertainty;
    size_t *numbers; // [columns] of the parameters; count where a column is none or at fault
    size_t columns;
    size_t trust; // the column that says whether a row is trustworthy; columns where there is none
    bool doubted; // a row says that it is not trustworthy
    double *values; // [rows][count]; NAN where a parameter has no column
    size_t rows;
    size_t capacity;
    vro_csv_reader *csv;
    vro_errors *errors;
    vro_status status;
} draws_reader;

static vro_place place_of(const draws_reader *self, const vro_csv_field *field) {
    return (vro_place){vro_csv_reader_name(self->csv), field->line, field->column};
}

static void fault(draws_reader *self, const vro_csv_field *field, const char *sentence) {
    const vro_place place = place_of(self, field);
    self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place, "'%s' %s",
                                  vro_text_excerpt(field->text).text, sentence);
}

// Whether a name is that of an estimate if it were called after this strategy.
static bool is_name_by_strategy(const vro_uncertainty *all, const vro_uncertain_parameter *estimate,
                                size_t strategy, const char *word) {
    char name[VRO_ESTIMATE_NAME_MAX];
    if (all->sharing[strategy * VRO_PARAMETERS + estimate->id] != estimate->strategy)
        return false;
    const int length = snprintf(name, sizeof name, "%s.%s", vro_dictionary_row(estimate->id)->name,
                                all->scenario->strategy_names[strategy]);
    if (estimate->level != VRO_ALL_LEVELS)
        snprintf(name + length, sizeof name - (size_t)length, ".gmfcs_%zu", estimate->level + 1);
    return strcmp(name, word) == 0;
}

// Names depend on the strategies that a scenario has; count: none has this one.
static size_t find_parameter(const vro_uncertainty *all, const char *word) {
    const size_t exact = vro_uncertainty_find(all, word);
    if (exact < all->count)
        return exact;
    for (size_t number = 0; number < all->count; number++)
        for (size_t strategy = 0; strategy < all->scenario->strategies; strategy++)
            if (is_name_by_strategy(all, &all->parameters[number], strategy, word))
                return number;
    return all->count;
}

// The parameter with which a name begins, before any .STRATEGY or .gmfcs_N.
static bool find_dictionary_row(const char *word, vro_parameter_id *id) {
    char name[VRO_ESTIMATE_NAME_MAX];
    snprintf(name, sizeof name, "%s", word);
    while (!vro_dictionary_find(name, id)) {
        char *point = strrchr(name, '.');
        if (!point)
            return false;
        *point = '\0';
    }
    return true;
}

static bool is_sampled(const vro_uncertainty *all, vro_parameter_id id) {
    for (size_t number = 0; number < all->count; number++)
        if (all->parameters[number].id == id)
            return true;
    return false;
}

static void fault_of_name(draws_reader *self, const vro_csv_field *field) {
    const vro_uncertainty *all = self->uncertainty;
    const vro_place place = place_of(self, field);
    vro_parameter_id id;
    if (vro_dictionary_is_text(field->text))
        fault(self, field, "is a text, which is not sampled");
    else if (find_dictionary_row(field->text, &id) && !is_sampled(all, id))
        fault(self, field,
              "is fixed in this scenario: it has no standard error; give it one, or leave this "
              "column out");
    else
        self->status = vro_errors_add(
            self->errors, VRO_BAD_INPUT, &place, "'%s' is not an uncertain parameter%s",
            vro_text_excerpt(field->text).text, vro_uncertainty_suggest(all, field->text).text);
}

static bool is_trust(const vro_csv_field *name) {
    return strcmp(name->text, TRUSTWORTHY) == 0;
}

static void read_name(draws_reader *self, const vro_csv_field *field) {
    const size_t count = self->uncertainty->count;
    size_t number = find_parameter(self->uncertainty, field->text);
    if (number == count && is_trust(field))
        self->trust = self->columns;
    else if (number == count)
        fault_of_name(self, field);
    for (size_t column = 0; column < self->columns && number < count; column++)
        if (self->numbers[column] == number) {
            fault(self, field, "is given by an earlier column");
            number = count;
        }
    self->numbers[self->columns++] = number;
}

// The shares of the case mix add up to 1, so all of them have a column or none.
static void check_case_mix(draws_reader *self, const vro_csv_row *header) {
    size_t shares = 0, last = 0;
    for (size_t column = 0; column < self->columns; column++) {
        const size_t number = self->numbers[column];
        if (number == self->uncertainty->count ||
            self->uncertainty->parameters[number].family != VRO_DIRICHLET)
            continue;
        shares++;
        last = column;
    }
    if (shares > 0 && shares < VRO_LEVELS && self->status == VRO_OK)
        fault(self, &header->fields[last],
              "is a share of the case mix, but not every level has a column");
}

static void read_header(draws_reader *self, const vro_csv_row *row) {
    const vro_place place = {.file = vro_csv_reader_name(self->csv), .line = row->line};
    if (row->count > VRO_CSV_FIELDS_KEPT) {
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                                      "%zu columns are more than %d, the most that are read",
                                      row->count, (int)VRO_CSV_FIELDS_KEPT);
        return;
    }
    self->trust = row->count;
    for (size_t i = 0; i < row->count; i++)
        read_name(self, &row->fields[i]);
    check_case_mix(self, row);
}

static void read_value(draws_reader *self, const vro_csv_field *field, size_t number,
                       double *values) {
    const vro_uncertain_parameter *parameter = &self->uncertainty->parameters[number];
    const vro_place place = place_of(self, field);
    double value = NAN;
    const bool missing = *field->text == '\0' || vro_csv_field_is_missing(field);
    const char *advice = missing
                             ? "is no number; every sample has one for each parameter, so leave "
                               "out this line or this column"
                             : vro_csv_reader_number(self->csv, field->text, &value);
    if (advice)
        fault(self, field, advice);
    else if (!(value >= parameter->lower && value <= parameter->upper))
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                                      "'%s' is not a value of %s, which lies from %g to %g here",
                                      vro_text_excerpt(field->text).text, parameter->name,
                                      parameter->lower, parameter->upper);
    values[number] = value;
}

static void read_trust(draws_reader *self, const vro_csv_field *field) {
    if (strcmp(field->text, "0") != 0 && strcmp(field->text, "1") != 0)
        fault(self, field, "is neither 1 (trustworthy) nor 0 (not)");
    self->doubted |= strcmp(field->text, "0") == 0;
}

static void check_sum(draws_reader *self, const vro_csv_row *row, const double *values) {
    double sum = 0;
    bool given = false;
    for (size_t i = 0; i < self->uncertainty->count; i++)
        if (self->uncertainty->parameters[i].family == VRO_DIRICHLET && !isnan(values[i])) {
            sum += values[i];
            given = true;
        }
    if (given && self->status == VRO_OK && fabs(sum - 1) > ROUNDING)
        fault(self, &row->fields[0],
              "begins a row whose shares of the case mix do not add up to 1");
}

static void read_row(draws_reader *self, const vro_csv_row *row) {
    const vro_place place = {.file = vro_csv_reader_name(self->csv), .line = row->line};
    const size_t count = self->uncertainty->count;
    if (row->count != self->columns) {
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                                      "%zu field%s, but the header has %zu", row->count,
                                      row->count == 1 ? "" : "s", self->columns);
        return;
    }
    double *values =
        vro_memory_grow(self->values, self->rows, &self->capacity, (count + 1) * sizeof *values);
    if (!values) {
        self->status = VRO_NO_MEMORY;
        return;
    }
    self->values = values;
    values += self->rows++ * count;
    for (size_t i = 0; i < count; i++)
        values[i] = NAN;
    for (size_t i = 0; i < row->count; i++)
        if (self->numbers[i] < count)
            read_value(self, &row->fields[i], self->numbers[i], values);
    if (self->trust < self->columns)
        read_trust(self, &row->fields[self->trust]);
    check_sum(self, row, values);
}

static void read_rows(draws_reader *self) {
    const vro_place file = {.file = vro_csv_reader_name(self->csv)};
    const vro_csv_row *row;
    vro_status status = vro_csv_reader_next(self->csv, self->errors, &row);
    if (row)
        read_header(self, row);
    const bool named = row && self->columns > 0;
    while (named && self->status != VRO_NO_MEMORY &&
           (status = vro_csv_reader_next(self->csv, self->errors, &row), row))
        read_row(self, row);
    self->status = vro_status_worse(self->status, status);
    if (self->status == VRO_OK && self->rows == 0)
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &file,
                                      named ? "no row of values follows the names of parameters"
                                            : "the file is empty: its first line must name "
                                              "parameters, and each further one is a sample");
}

// A column of the table that is written, after the first with a comma before.
static void begin_cell(FILE *stream, size_t *written) {
    if ((*written)++ > 0)
        putc(',', stream);
}

static void write_row(const draws_reader *self, const double *values, FILE *stream) {
    const vro_uncertainty *all = self->uncertainty;
    size_t written = 0;
    for (size_t i = 0; i < self->columns; i++) {
        if (self->numbers[i] == all->count)
            continue;
        begin_cell(stream, &written);
        if (values)
            fprintf(stream, "%.17g", values[self->numbers[i]]);
        else
            fputs(all->parameters[self->numbers[i]].name, stream);
    }
    if (self->doubted) {
        begin_cell(stream, &written);
        fputs(values ? "0" : TRUSTWORTHY, stream);
    }
    putc('\n', stream);
}

// What was read, as a table that reads back the same; NULL without memory.
static char *write_table(const draws_reader *self) {
    vro_byte_buffer bytes = {0};
    FILE *stream = vro_byte_buffer_stream(&bytes);
    if (!stream)
        return NULL;
    write_row(self, NULL, stream);
    for (size_t row = 0; row < self->rows; row++)
        write_row(self, self->values + row * self->uncertainty->count, stream);
    fclose(stream);
    return vro_byte_buffer_release_text(&bytes);
}

// Takes the reader of the table. VRO_NO_MEMORY without a sentence.
static vro_status read_all(vro_uncertainty *self, vro_csv_reader *csv, vro_errors *errors) {
    draws_reader reader = {.uncertainty = self, .csv = csv, .errors = errors};
    vro_status status = VRO_OK;
    reader.numbers = calloc(VRO_CSV_FIELDS_KEPT, sizeof *reader.numbers);
    TRY(reader.numbers ? VRO_OK : VRO_NO_MEMORY);
    read_rows(&reader);
    TRY(reader.status);
    self->draw_table = write_table(&reader);
    TRY(self->draw_table ? VRO_OK : VRO_NO_MEMORY);
    if (reader.doubted)
        vro_errors_note(errors, vro_csv_reader_name(csv),
                        "the samples are not trustworthy: the diagnostics of their calibration do "
                        "not carry them");
    self->draws = reader.values;
    self->draw_rows = reader.rows;
    reader.values = NULL;
out:
    free(reader.numbers);
    free(reader.values);
    return status;
}

// Adds the sentence for memory, which no step adds itself.
static vro_status report(vro_status status, vro_errors *errors) {
    return status == VRO_NO_MEMORY
               ? vro_errors_add(errors, status, NULL, "not enough memory for given samples")
               : status;
}

vro_status vro_parameter_draws_table_read(vro_uncertainty *self, const char *path,
                                          vro_errors *errors) {
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(vro_csv_reader_open(&csv, path, errors));
    TRY(read_all(self, csv, errors));
out:
    vro_csv_reader_free(csv);
    return report(status, errors);
}

vro_status vro_parameter_draws_table_parse(vro_uncertainty *self, const char *name,
                                           const char *text, size_t size, vro_errors *errors) {
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(vro_csv_reader_open_text(&csv, name, text, size));
    TRY(read_all(self, csv, errors));
out:
    vro_csv_reader_free(csv);
    return report(status, errors);
}
