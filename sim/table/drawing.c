#include "vrosim/table/drawing.h"

#include "vrosim/core/memory.h"

#include <stdlib.h>
#include <string.h>

// Replaces *text by a sentence.
static void set(vro_drawing *self, char **text, char *sentence) {
    free(*text);
    *text = sentence;
    self->failed = self->failed || !sentence;
}

void vro_drawing_title(vro_drawing *self, vro_language language, vro_report_text_id id,
                       const char *const *values, size_t count) {
    set(self, &self->title, vro_report_sentence(language, id, values, count));
}

void vro_drawing_describe(vro_drawing *self, vro_language language, vro_report_text_id id,
                          const char *const *values, size_t count) {
    set(self, &self->description, vro_report_sentence(language, id, values, count));
}

void vro_drawing_leave_out(vro_drawing *self, vro_language language, vro_report_text_id id,
                           const char *const *values, size_t count) {
    set(self, &self->left_out, vro_report_sentence(language, id, values, count));
}

const char *vro_drawing_keep(vro_drawing *self, char *text) {
    char **kept =
        vro_memory_grow(self->kept, self->kept_count, &self->kept_capacity, sizeof *self->kept);
    self->kept = kept ? kept : self->kept;
    if (!text || !kept) {
        free(text);
        self->failed = true;
        return "";
    }
    return kept[self->kept_count++] = text;
}

const char *vro_drawing_text(vro_drawing *self, vro_language language, vro_report_text_id id,
                             const char *const *values, size_t count) {
    return vro_drawing_keep(self, vro_report_sentence(language, id, values, count));
}

void vro_drawing_cell(vro_drawing *self, const char *text) {
    char *copy = strdup(text);
    char **cells =
        vro_memory_grow(self->cells, self->cell_count, &self->cell_capacity, sizeof *self->cells);
    self->cells = cells ? cells : self->cells;
    if (!copy || !cells) {
        free(copy);
        self->failed = true;
        return;
    }
    cells[self->cell_count++] = copy;
}

void vro_drawing_column(vro_drawing *self, const char *text) {
    vro_drawing_cell(self, text);
    self->columns++;
}

size_t vro_drawing_rows(const vro_drawing *self) {
    return self->columns > 0 ? self->cell_count / self->columns - 1 : 0;
}

const char *vro_drawing_cell_at(const vro_drawing *self, size_t row, size_t column) {
    return self->cells[(row + 1) * self->columns + column];
}

vro_picture vro_drawing_picture(const vro_drawing *self, const vro_figure_options *options,
                                vro_report_text_id note) {
    return (vro_picture){.name = options->prefix,
                         .title = self->title,
                         .description = self->description,
                         .note = note < VRO_REPORT_TEXTS ? vro_report_text(options->language, note)
                                                         : NULL,
                         .width = options->width,
                         .decimal_mark = vro_language_decimal_mark(options->language)};
}

vro_status vro_drawing_check(const vro_drawing *self, vro_errors *errors) {
    if (!self->failed && !self->svg.failed)
        return VRO_OK;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
}

void vro_drawing_free(vro_drawing *self) {
    for (size_t i = 0; i < self->cell_count; i++)
        free(self->cells[i]);
    free(self->cells);
    for (size_t i = 0; i < self->kept_count; i++)
        free(self->kept[i]);
    free(self->kept);
    free(self->title);
    free(self->description);
    free(self->left_out);
    vro_byte_buffer_free(&self->svg);
    *self = (vro_drawing){0};
}
