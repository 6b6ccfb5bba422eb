#include "vrosim/web/told_forest.h"

#include "vrosim/core/error.h"
#include "vrosim/figure/forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 60, CELLS = 6 };

typedef struct told_forest {
    vro_picture picture;
    vro_forest forest;
    double scale;
    vro_forest_row rows[ROWS_MOST];
} told_forest;

// An empty cell is no number.
static double number(const char *cell, double scale) {
    char *end;
    const double value = strtod(cell, &end);
    return end == cell ? NAN : scale * value;
}

static void take_row(told_forest *self, char *const cells[CELLS]) {
    if (self->forest.count == ROWS_MOST)
        return;
    self->rows[self->forest.count++] =
        (vro_forest_row){.label = cells[0],
                         .style = (size_t)strtoul(cells[1], NULL, 10),
                         .value = number(cells[2], self->scale),
                         .low = number(cells[3], self->scale),
                         .high = number(cells[4], self->scale),
                         .text = *cells[5] ? cells[5] : NULL};
}

static void take_line(told_forest *self, char *line) {
    static char none[] = "";
    const struct {
        const char *word;
        const char **place;
    } texts[] = {{"title", &self->picture.title},       {"description", &self->picture.description},
                 {"note", &self->picture.note},         {"axis", &self->forest.x.label},
                 {"left", &self->forest.left_words},    {"right", &self->forest.right_words},
                 {"values", &self->forest.text_heading}};
    const char *word = strsep(&line, "\t");
    char *cells[CELLS];
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = line ? strsep(&line, "\t") : none;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(word, texts[i].word) == 0)
            *texts[i].place = cells[0];
    if (strcmp(word, "zero") == 0)
        self->forest.zero = number(cells[0], self->scale);
    if (strcmp(word, "scale") == 0)
        self->scale = number(cells[0], 1);
    if (strcmp(word, "row") == 0)
        take_row(self, cells);
}

char *vro_told_forest_draw(const char *told, double width, bool decimal_comma) {
    told_forest self = {.picture = {.name = "forest", .title = "", .description = ""}, .scale = 1};
    self.picture.width = width;
    self.picture.decimal_mark = decimal_comma ? ',' : '.';
    self.forest.rows = self.rows;
    char *words = strdup(told), *rest = words;
    if (!words)
        return NULL;
    for (char *line; (line = strsep(&rest, "\n"));)
        take_line(&self, line);
    vro_errors errors;
    vro_errors_init(&errors);
    vro_byte_buffer svg = {0};
    const vro_status status = vro_forest_draw(&self.forest, &self.picture, &svg, &errors);
    char *text = status == VRO_OK ? vro_byte_buffer_release_text(&svg) : NULL;
    vro_byte_buffer_free(&svg);
    vro_errors_free(&errors);
    free(words);
    return text;
}
