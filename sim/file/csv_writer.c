#include "vrosim/file/csv_writer.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/number_format.h"

#include <csv.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

vro_status vro_sheet_open(vro_sheet *self, const char *folder, const char *name, const char *header,
                          vro_errors *errors) {
    *self = (vro_sheet){.path = vro_file_path(folder, name, errors)};
    if (!self->path)
        return VRO_NO_MEMORY;
    self->file = vro_file_create(self->path, errors);
    if (!self->file)
        return VRO_BAD_OUTPUT;
    if (header != NULL)
        fprintf(self->file, "%s\n", header);
    return VRO_OK;
}

static void separate(vro_sheet *self) {
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

void vro_sheet_text(vro_sheet *self, const char *text) {
    separate(self);
    if (needs_quotes(text))
        csv_fwrite(self->file, text, strlen(text));
    else
        fputs(text, self->file);
}

void vro_sheet_count(vro_sheet *self, uint64_t count) {
    separate(self);
    fprintf(self->file, "%" PRIu64, count);
}

void vro_sheet_number(vro_sheet *self, double value, double se) {
    char text[VRO_NUMBER_MAX];
    vro_number_print(text, value, se);
    vro_sheet_text(self, text);
}

void vro_sheet_exact(vro_sheet *self, double value) {
    char text[VRO_NUMBER_MAX];
    vro_number_print_exact(text, value);
    vro_sheet_text(self, text);
}

void vro_sheet_end(vro_sheet *self) {
    putc('\n', self->file);
    self->cells = 0;
}

vro_status vro_sheet_close(vro_sheet *self, vro_errors *errors) {
    const vro_status status = vro_file_close(&self->file, self->path, errors);
    free(self->path);
    *self = (vro_sheet){0};
    return status;
}
