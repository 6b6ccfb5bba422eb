#include "vrosim/file/csv_writer.h"

#include "vrosim/core/decimal.h"
#include "vrosim/file/digits.h"
#include "vrosim/file/number_format.h"

#include <csv.h>
#include <stdbool.h>
#include <string.h>

void vro_csv_writer_begin(vro_csv_writer *self, FILE *stream, const char *header) {
    *self = (vro_csv_writer){.stream = stream};
    if (header)
        fprintf(stream, "%s\n", header);
}

void vro_csv_writer_begin_commas(vro_csv_writer *self, FILE *stream, const char *header) {
    *self = (vro_csv_writer){.stream = stream, .decimal_commas = true};
    fputs(VRO_CSV_BYTE_ORDER_MARK, stream);
    if (!header)
        return;
    for (; *header != '\0'; header++)
        putc(*header == ',' ? ';' : *header, stream);
    putc('\n', stream);
}

static char separator_of(const vro_csv_writer *self) {
    return self->decimal_commas ? ';' : ',';
}

static void separate(vro_csv_writer *self) {
    if (self->cells++ > 0)
        putc(separator_of(self), self->stream);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

// Separators, quotes, line ends, blanks at an end.
static bool needs_quotes(const char *text, size_t length, char separator) {
    for (size_t i = 0; i < length; i++)
        if (text[i] == separator || text[i] == '"' || text[i] == '\r' || text[i] == '\n')
            return true;
    return length > 0 && (is_blank(text[0]) || is_blank(text[length - 1]));
}

void vro_csv_writer_text(vro_csv_writer *self, const char *text) {
    const size_t length = strlen(text);
    separate(self);
    if (needs_quotes(text, length, separator_of(self)))
        csv_fwrite(self->stream, text, length);
    else
        fwrite(text, 1, length, self->stream);
}

size_t vro_csv_writer_put_text(char *to, const char *text, char separator) {
    const size_t length = strlen(text);
    if (needs_quotes(text, length, separator))
        return csv_write(to, SIZE_MAX, text, length);
    memcpy(to, text, length);
    return length;
}

void vro_csv_writer_count(vro_csv_writer *self, uint64_t count) {
    separate(self);
    char text[VRO_DIGITS_MAX];
    vro_digits_whole(text, count);
    fputs(text, self->stream);
}

static void write_number(vro_csv_writer *self, char *text) {
    char *point = self->decimal_commas ? strchr(text, '.') : NULL;
    if (point)
        *point = ',';
    separate(self);
    fputs(text, self->stream);
}

void vro_csv_writer_number(vro_csv_writer *self, double value, double se) {
    char text[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print(text, value, se);
    write_number(self, text);
}

void vro_csv_writer_exact(vro_csv_writer *self, double value) {
    char text[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print_exact(text, value);
    write_number(self, text);
}

void vro_csv_writer_numeral(vro_csv_writer *self, const char *text) {
    char number[VRO_NUMBER_FORMAT_MAX] = "";
    double value;
    if (strlen(text) >= sizeof number || vro_decimal_read(text, &value)) {
        vro_csv_writer_text(self, text);
        return;
    }
    strcpy(number, text);
    write_number(self, number);
}

void vro_csv_writer_end(vro_csv_writer *self) {
    putc('\n', self->stream);
    self->cells = 0;
}
