#include "vrosim/file/csv_writer.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/number_format.h"

#include <csv.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

vro_status vro_csv_writer_open(vro_csv_writer *self, const char *folder, const char *name,
                               const char *header, vro_errors *errors) {
    *self = (vro_csv_writer){.path = vro_atomic_file_path(folder, name, errors)};
    if (!self->path)
        return VRO_NO_MEMORY;
    self->file = vro_atomic_file_create(self->path, errors);
    if (!self->file)
        return VRO_BAD_OUTPUT;
    if (header)
        fprintf(self->file, "%s\n", header);
    return VRO_OK;
}

static void separate(vro_csv_writer *self) {
    if (self->cells++ > 0)
        putc(',', self->file);
}

// Commas, quotes, line ends, blanks at an end.
static bool needs_quotes(const char *text) {
    const size_t length = strlen(text);
    if (length == 0)
        return false;
    return strcspn(text, "\",\r\n") < length || strchr(" \t", text[0]) ||
           strchr(" \t", text[length - 1]);
}

void vro_csv_writer_text(vro_csv_writer *self, const char *text) {
    separate(self);
    if (needs_quotes(text))
        csv_fwrite(self->file, text, strlen(text));
    else
        fputs(text, self->file);
}

void vro_csv_writer_count(vro_csv_writer *self, uint64_t count) {
    separate(self);
    fprintf(self->file, "%" PRIu64, count);
}

void vro_csv_writer_number(vro_csv_writer *self, double value, double se) {
    char text[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print(text, value, se);
    vro_csv_writer_text(self, text);
}

void vro_csv_writer_exact(vro_csv_writer *self, double value) {
    char text[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print_exact(text, value);
    vro_csv_writer_text(self, text);
}

void vro_csv_writer_end(vro_csv_writer *self) {
    putc('\n', self->file);
    self->cells = 0;
}

vro_status vro_csv_writer_close(vro_csv_writer *self, vro_errors *errors) {
    const vro_status status = vro_atomic_file_close(&self->file, self->path, errors);
    free(self->path);
    *self = (vro_csv_writer){0};
    return status;
}
