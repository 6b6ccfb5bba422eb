// A figure that a test draws from files that it writes down.
#ifndef VROSIM_TESTS_SMALL_FIGURE_H
#define VROSIM_TESTS_SMALL_FIGURE_H

#include "result_texts.h"

#include "vrosim/table/figure.h"

typedef struct small_figure {
    vro_result_tables tables;
    vro_drawing drawing;
} small_figure;

static inline void small_figure_open(small_figure *self) {
    *self = (small_figure){0};
}

static inline void small_figure_add(small_figure *self, const char *file, const char *text) {
    add_result_text(&self->tables, file, text);
}

// Draws the figure of a name from the files.
static inline void small_figure_draw(small_figure *self, const char *name, vro_language language) {
    const vro_figure *figure;
    vro_errors errors = {0};
    const vro_figure_options options = {.width = 800, .language = language, .prefix = "small"};
    assert_int_equal(vro_figure_find(&figure, name, &errors), VRO_OK);
    assert_true(vro_figure_concerns(figure, &self->tables));
    vro_drawing_free(&self->drawing);
    assert_int_equal(vro_figure_draw(figure, &self->tables, &options, &self->drawing, &errors),
                     VRO_OK);
    vro_byte_buffer_append(&self->drawing.svg, "", 1);
}

static inline void small_figure_close(small_figure *self) {
    vro_drawing_free(&self->drawing);
    vro_result_tables_free(&self->tables);
}

// The picture as text.
static inline const char *small_figure_svg(const small_figure *self) {
    return self->drawing.svg.at ? (const char *)self->drawing.svg.at : "";
}

static inline void assert_has(const char *text, const char *piece) {
    if (!text || !strstr(text, piece))
        fail_msg("no '%s' in\n%s", piece, text ? text : "(none)");
}

// A row of the data table as "cell|cell|".
static inline void assert_row(const small_figure *self, size_t row, const char *cells) {
    char made[2000] = "";
    assert_true(row < vro_drawing_rows(&self->drawing));
    for (size_t i = 0; i < self->drawing.columns; i++) {
        const size_t used = strlen(made);
        snprintf(made + used, sizeof made - used, "%s|",
                 vro_drawing_cell_at(&self->drawing, row, i));
    }
    assert_string_equal(made, cells);
}

#endif
