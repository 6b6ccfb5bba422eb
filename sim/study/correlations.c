#include "vrosim/study/correlations.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/cholesky.h"
#include "vrosim/core/text.h"
#include "vrosim/file/csv_reader.h"
#include "vrosim/study/parameter_draws.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 3 };

// The correlation matrix while it is read; NAN where no row has given a number yet.
typedef struct matrix_reader {
    const vro_uncertainty *uncertainty;
    double *matrix; // [count][count]
    vro_csv_reader *csv;
    vro_errors *errors;
    vro_status status;
} matrix_reader;

static vro_place place_of(const matrix_reader *self, const vro_csv_field *field) {
    return (vro_place){vro_csv_reader_name(self->csv), field->line, field->column};
}

static void fault(matrix_reader *self, const vro_csv_field *field, const char *sentence) {
    const vro_place place = place_of(self, field);
    self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place, "'%s' %s",
                                  vro_text_excerpt(field->text).text, sentence);
}

// Adds the fault where a field has nothing, or R's word for it.
static bool is_missing(matrix_reader *self, const vro_csv_field *field, const char *instead) {
    const bool missing = *field->text == '\0' || vro_csv_field_is_missing(field);
    if (missing)
        fault(self, field, instead);
    return missing;
}

static void fault_of_name(matrix_reader *self, const vro_csv_field *field) {
    const vro_place place = place_of(self, field);
    vro_parameter_id id;
    if (is_missing(self, field, "is no name; name an uncertain parameter, or leave the row out"))
        return;
    if (vro_dictionary_is_text(field->text))
        fault(self, field, "is a text, which is not sampled");
    else if (vro_dictionary_find(field->text, &id) || self->uncertainty->count == 0)
        fault(self, field,
              "is not sampled as one number: a parameter needs a standard error, and .STRATEGY or "
              ".gmfcs_N at the end of its name where rows differ");
    else
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                                      "'%s' is not an uncertain parameter%s",
                                      vro_text_excerpt(field->text).text,
                                      vro_uncertainty_suggest(self->uncertainty, field->text).text);
}

// The number of the parameter that a field names; count where the field is at fault.
static size_t read_name(matrix_reader *self, const vro_csv_field *field) {
    const vro_uncertainty *all = self->uncertainty;
    const size_t number = vro_uncertainty_find(all, field->text);
    if (number == all->count) {
        fault_of_name(self, field);
        return number;
    }
    if (vro_parameter_draws_has(all, number))
        fault(self, field,
              "has given samples, with their correlations; leave this pair out, or its column");
    else if (all->parameters[number].family == VRO_DIRICHLET)
        fault(self, field, "is a share of the case mix, which is correlated already");
    else
        return number;
    return all->count;
}

// NAN where the field is at fault.
static double read_correlation(matrix_reader *self, const vro_csv_field *field) {
    double number = NAN;
    if (is_missing(self, field,
                   "is no number; leave the row out where the correlation is not known, or 0"))
        return NAN;
    const char *advice = vro_csv_reader_number(self->csv, field->text, &number);
    if (advice)
        fault(self, field, advice);
    else if (!(fabs(number) < 1))
        fault(self, field, "is not a correlation; write a number above -1 and below 1");
    return !advice && fabs(number) < 1 ? number : NAN;
}

static void set_pair(matrix_reader *self, const vro_csv_row *row, size_t a, size_t b,
                     double number) {
    double *place = &self->matrix[a * self->uncertainty->count + b];
    if (a == b)
        fault(self, &row->fields[1], "is the same parameter");
    else if (!isnan(*place))
        fault(self, &row->fields[1], "is paired with this parameter a second time");
    else
        *place = self->matrix[b * self->uncertainty->count + a] = number;
}

static void read_row(matrix_reader *self, const vro_csv_row *row) {
    const size_t count = self->uncertainty->count;
    if (row->count != COLUMNS) {
        fault(self, &row->fields[0], "begins a line that does not have three fields");
        return;
    }
    const size_t a = read_name(self, &row->fields[0]);
    const size_t b = read_name(self, &row->fields[1]);
    const double number = read_correlation(self, &row->fields[2]);
    if (a < count && b < count && !isnan(number))
        set_pair(self, row, a, b, number);
}

static bool is_header(const vro_csv_row *row) {
    return row->count == COLUMNS && strcmp(row->fields[0].text, "parameter") == 0 &&
           strcmp(row->fields[1].text, "other") == 0 &&
           strcmp(row->fields[2].text, "correlation") == 0;
}

static void read_rows(matrix_reader *self) {
    const vro_csv_row *row;
    const vro_place file = {.file = vro_csv_reader_name(self->csv)};
    vro_status status = vro_csv_reader_next(self->csv, self->errors, &row);
    if (!row || !is_header(row)) {
        self->status = status == VRO_NO_MEMORY
                           ? status
                           : vro_errors_add(self->errors, VRO_BAD_INPUT, &file,
                                            "the first line must be " VRO_CORRELATION_COLUMNS);
        return;
    }
    while ((status = vro_csv_reader_next(self->csv, self->errors, &row)), row)
        read_row(self, row);
    self->status = self->status == VRO_OK || status == VRO_NO_MEMORY ? status : self->status;
}

// The pairs that were given, as a table that reads back the same; NULL without memory.
static char *write_table(const matrix_reader *self) {
    const vro_uncertainty *all = self->uncertainty;
    vro_byte_buffer bytes = {0};
    FILE *stream = vro_byte_buffer_stream(&bytes);
    if (!stream)
        return NULL;
    fputs(VRO_CORRELATION_COLUMNS "\n", stream);
    for (size_t i = 0; i < all->count; i++)
        for (size_t j = 0; j < i; j++)
            if (!isnan(self->matrix[i * all->count + j]))
                fprintf(stream, "%s,%s,%.17g\n", all->parameters[i].name, all->parameters[j].name,
                        self->matrix[i * all->count + j]);
    fclose(stream);
    return vro_byte_buffer_release_text(&bytes);
}

// The lower Cholesky factor in place of the matrix.
static void factorise(matrix_reader *self) {
    const size_t count = self->uncertainty->count;
    const vro_place file = {.file = vro_csv_reader_name(self->csv)};
    for (size_t i = 0; i < count * count; i++)
        if (isnan(self->matrix[i]))
            self->matrix[i] = i % (count + 1) == 0 ? 1 : 0;
    if (!vro_cholesky(self->matrix, count))
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &file,
                                      "these correlations contradict each other: their matrix is "
                                      "not positive definite; make some of them smaller");
}

// VRO_NO_MEMORY without a sentence.
static vro_status read_all(vro_uncertainty *self, vro_csv_reader *csv, vro_errors *errors) {
    const size_t cells = self->count * self->count;
    matrix_reader reader = {.uncertainty = self, .csv = csv, .errors = errors};
    vro_status status = VRO_OK;
    char *table = NULL;
    reader.matrix = malloc((cells + 1) * sizeof *reader.matrix);
    TRY(reader.matrix ? VRO_OK : VRO_NO_MEMORY);
    for (size_t i = 0; i < cells; i++)
        reader.matrix[i] = NAN;
    read_rows(&reader);
    table = write_table(&reader);
    TRY(table ? reader.status : VRO_NO_MEMORY);
    if (self->count > 0)
        factorise(&reader);
    TRY(reader.status);
    self->factor = reader.matrix;
    self->correlations = table;
    return VRO_OK;
out:
    free(reader.matrix);
    free(table);
    return status;
}

// Adds the sentence for memory, which no step adds itself.
static vro_status report(vro_status status, vro_errors *errors) {
    return status == VRO_NO_MEMORY
               ? vro_errors_add(errors, status, NULL, "not enough memory for correlations")
               : status;
}

vro_status vro_correlations_read(vro_uncertainty *self, const char *path, vro_errors *errors) {
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(vro_csv_reader_open(&csv, path, errors));
    TRY(read_all(self, csv, errors));
out:
    vro_csv_reader_free(csv);
    return report(status, errors);
}

vro_status vro_correlations_parse(vro_uncertainty *self, const char *name, const char *text,
                                  size_t size, vro_errors *errors) {
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(vro_csv_reader_open_text(&csv, name, text, size));
    TRY(read_all(self, csv, errors));
out:
    vro_csv_reader_free(csv);
    return report(status, errors);
}
