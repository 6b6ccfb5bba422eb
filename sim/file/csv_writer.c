#include "vrosim/file/csv_writer.h"

#include "vrosim/file/number_format.h"

#include <csv.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

void vro_csv_writer_begin(vro_csv_writer *self, FILE *stream, const char *header) {
    *self = (vro_csv_writer){.stream = stream};
    if (header)
        fprintf(stream, "%s\n", header);
}

static void separate(vro_csv_writer *self) {
    if (self->cells++ > 0)
        putc(self->decimal_commas ? ';' : ',', self->stream);
}

// Separators, quotes, line ends, blanks at an end.
static bool needs_quotes(const vro_csv_writer *self, const char *text) {
    const size_t length = strlen(text);
    if (length == 0)
        return false;
    return strcspn(text, self->decimal_commas ? "\";\r\n" : "\",\r\n") < length ||
           strchr(" \t", text[0]) || strchr(" \t", text[length - 1]);
}

void vro_csv_writer_text(vro_csv_writer *self, const char *text) {
    separate(self);
    if (needs_quotes(self, text))
        csv_fwrite(self->stream, text, strlen(text));
    else
        fputs(text, self->stream);
}

void vro_csv_writer_count(vro_csv_writer *self, uint64_t count) {
    separate(self);
    fprintf(self->stream, "%" PRIu64, count);
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

void vro_csv_writer_end(vro_csv_writer *self) {
    putc('\n', self->stream);
    self->cells = 0;
}
