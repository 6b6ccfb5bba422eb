#include "vrosim/figure/heat_map.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/colour_bar.h"
#include "vrosim/figure/grid_regions.h"
#include "vrosim/figure/legend.h"
#include "vrosim/figure/marks.h"
#include "vrosim/figure/palette.h"

#include <math.h>

// In text sizes.
static const double CELL = 3.4;      // side of a cell, at most
static const double MOST_SIDE = 42;  // of the map
static const double LETTER_ROOM = 1; // of a cell that holds a letter
static const double BASE_RADIUS = 0.42;

static const vro_paint CASING = {.stroke = "#ffffff", .width = 4.5};
static const vro_paint BOUNDARY = {.stroke = "#000000", .width = 2};

typedef struct heat_drawing {
    const vro_heat_map *self;
    vro_canvas *canvas;
    vro_grid grid;
    vro_box box;
    double width; // of a cell
    double height;
    vro_scale values;
} heat_drawing;

static double smaller(double a, double b) {
    return a < b ? a : b;
}

static double place_of(const heat_drawing *drawing, double value) {
    const vro_scale *scale = &drawing->values;
    return (value - scale->low) / (scale->high - scale->low);
}

static vro_box cell_box(const heat_drawing *drawing, size_t column, size_t row) {
    const double left = drawing->box.left + (double)column * drawing->width;
    const double bottom = drawing->box.bottom - (double)row * drawing->height;
    return (vro_box){left, bottom - drawing->height, left + drawing->width, bottom};
}

// The texts of the values along an axis, NULL where memory is short.
static vro_tick *texts_of(const heat_drawing *drawing, const vro_axis *axis, const double *values,
                          size_t count) {
    vro_tick *texts = vro_canvas_array(drawing->canvas, count + 1, sizeof *texts);
    const vro_scale scale = {.kind = axis->kind};
    for (size_t i = 0; texts && i < count; i++)
        texts[i] = vro_scale_tick(&scale, values[i], drawing->canvas->picture->decimal_mark);
    return texts;
}

static double widest(const vro_canvas *canvas, const vro_tick *texts, size_t count) {
    const vro_text_style style = {0};
    double most = 0;
    for (size_t i = 0; texts && i < count; i++) {
        const double width = vro_canvas_text_width(canvas, texts[i].text, &style);
        most = width > most ? width : most;
    }
    return most;
}

// Every how many cells a text has room that is `needed` long, of a side of a cell.
static size_t stride(double needed, double side) {
    const double cells = ceil(needed / side);
    return cells > 1 ? (size_t)cells : 1;
}

static void draw_texts(const heat_drawing *drawing, const vro_tick *x, const vro_tick *y) {
    vro_canvas *canvas = drawing->canvas;
    const vro_heat_map *self = drawing->self;
    const double gap = 0.5 * canvas->size;
    const vro_text_style left = {.anchor = VRO_ANCHOR_END, .colour = VRO_QUIET};
    const vro_text_style below = {
        .anchor = VRO_ANCHOR_MIDDLE, .colour = VRO_QUIET, .most = canvas->width};
    const size_t rows = stride(canvas->line, drawing->height);
    for (size_t i = 0; y && i < self->y_count; i += rows) {
        const vro_box cell = cell_box(drawing, 0, i);
        const double base = vro_canvas_base_line((cell.top + cell.bottom) / 2, canvas->size);
        vro_canvas_text(canvas, (vro_point){cell.left - gap, base}, y[i].text, &left);
    }
    const double needed = widest(canvas, x, self->x_count) + 2 * gap;
    const size_t columns = stride(needed, drawing->width);
    const double base =
        vro_canvas_base_line(drawing->box.bottom + gap + canvas->line / 2, canvas->size);
    for (size_t i = 0; x && i < self->x_count; i += columns) {
        const vro_box cell = cell_box(drawing, i, 0);
        vro_canvas_text(canvas, (vro_point){(cell.left + cell.right) / 2, base}, x[i].text, &below);
    }
}

static void draw_cells(const heat_drawing *drawing) {
    const vro_heat_map *self = drawing->self;
    vro_svg_raw(&drawing->canvas->body, "<g shape-rendering=\"crispEdges\">\n");
    for (size_t row = 0; row < self->y_count; row++)
        for (size_t column = 0; column < self->x_count; column++) {
            const double value = self->values[row * self->x_count + column];
            char colour[8] = "#ffffff";
            if (isfinite(value))
                vro_palette_viridis(colour, place_of(drawing, value));
            const vro_paint paint = {.fill = colour};
            vro_svg_rectangle(&drawing->canvas->body, cell_box(drawing, column, row), &paint);
        }
    vro_svg_raw(&drawing->canvas->body, "</g>\n");
}

// The right and the upper side of each cell where what lies beyond is of another region.
static void draw_boundary(const heat_drawing *drawing, const vro_paint *paint) {
    const vro_grid *grid = &drawing->grid;
    for (size_t row = 0; row < grid->rows; row++)
        for (size_t column = 0; column < grid->columns; column++) {
            const int here = vro_grid_regions_at(grid, column, row);
            const vro_box box = cell_box(drawing, column, row);
            if (vro_grid_regions_differ(here, vro_grid_regions_at(grid, column + 1, row)))
                vro_svg_line(&drawing->canvas->body, (vro_point){box.right, box.top},
                             (vro_point){box.right, box.bottom}, paint);
            if (vro_grid_regions_differ(here, vro_grid_regions_at(grid, column, row + 1)))
                vro_svg_line(&drawing->canvas->body, (vro_point){box.left, box.top},
                             (vro_point){box.right, box.top}, paint);
        }
}

static void draw_letters(const heat_drawing *drawing) {
    vro_canvas *canvas = drawing->canvas;
    size_t column, row;
    for (size_t i = 0; i < drawing->self->choice_count; i++) {
        if (smaller(drawing->width, drawing->height) < LETTER_ROOM * canvas->size ||
            !vro_grid_regions_middle(&drawing->grid, (int)i, &column, &row))
            continue;
        const double value = drawing->self->values[row * drawing->grid.columns + column];
        const vro_text_style style = {
            .anchor = VRO_ANCHOR_MIDDLE,
            .colour =
                isfinite(value) ? vro_palette_ink_on_viridis(place_of(drawing, value)) : VRO_INK};
        const vro_box box = cell_box(drawing, column, row);
        const double base = vro_canvas_base_line((box.top + box.bottom) / 2, canvas->size);
        vro_canvas_text(canvas, (vro_point){(box.left + box.right) / 2, base}, vro_legend_letter(i),
                        &style);
    }
}

// Where a value is among those of the cells, from 0 (the first) on; between neighbours in
// proportion. NAN beyond.
static double position(const double *values, size_t count, double value) {
    for (size_t i = 0; i < count; i++) {
        if (value == values[i])
            return (double)i;
        if (i + 1 < count && value > values[i] && value < values[i + 1])
            return (double)i + (value - values[i]) / (values[i + 1] - values[i]);
    }
    return NAN;
}

// Returns whether it is on the map.
static bool draw_base(const heat_drawing *drawing) {
    const vro_heat_map *self = drawing->self;
    const double x = position(self->x_values, self->x_count, self->base_x);
    const double y = position(self->y_values, self->y_count, self->base_y);
    if (!isfinite(x) || !isfinite(y))
        return false;
    const vro_point at = {drawing->box.left + (x + 0.5) * drawing->width,
                          drawing->box.bottom - (y + 0.5) * drawing->height};
    const double radius = BASE_RADIUS * drawing->canvas->size;
    const vro_paint dark = {.fill = "#000000"}, light = {.stroke = "#ffffff", .width = 1.5};
    vro_svg_circle(&drawing->canvas->body, at, radius + 1.5, &dark);
    vro_svg_circle(&drawing->canvas->body, at, radius - 0.5, &light);
    return true;
}

static double draw_legend(const heat_drawing *drawing, bool has_base, double top) {
    const vro_heat_map *self = drawing->self;
    vro_canvas *canvas = drawing->canvas;
    vro_key *keys = vro_canvas_array(canvas, self->choice_count + 1, sizeof *keys);
    size_t count = 0, column, row;
    for (size_t i = 0; keys && i < self->choice_count; i++)
        if (vro_grid_regions_middle(&drawing->grid, (int)i, &column, &row))
            keys[count++] =
                (vro_key){self->choices[i], VRO_KEY_BOX, 0, vro_legend_letter(i), "#ffffff"};
    if (keys && has_base && self->base_label)
        keys[count++] = (vro_key){self->base_label, VRO_KEY_HOLLOW_MARK, 0, NULL, "#000000"};
    return vro_legend_draw(canvas, keys, count, top + 0.7 * canvas->size);
}

static void lay_out(heat_drawing *drawing, const vro_tick *y_texts, double top) {
    const vro_canvas *canvas = drawing->canvas;
    const vro_heat_map *self = drawing->self;
    const double left = canvas->left + widest(canvas, y_texts, self->y_count) + 0.5 * canvas->size;
    const double columns = self->x_count > 0 ? (double)self->x_count : 1;
    const double rows = self->y_count > 0 ? (double)self->y_count : 1;
    const double room = canvas->right - canvas->size - left, most = MOST_SIDE * canvas->size;
    drawing->width = smaller(smaller(room, most) / columns, 2 * CELL * canvas->size);
    drawing->height = smaller(smaller(0.7 * room, most) / rows, CELL * canvas->size);
    drawing->box =
        (vro_box){left, top, left + drawing->width * columns, top + drawing->height * rows};
}

static double draw(vro_canvas *canvas, const vro_heat_map *self) {
    vro_range range = VRO_EMPTY_RANGE;
    vro_range_add_all(&range, self->values, self->x_count * self->y_count);
    const vro_axis axis = {.kind = self->value_kind};
    heat_drawing drawing = {.self = self, .canvas = canvas, .values = vro_scale_of(&axis, range)};
    if (self->best)
        drawing.grid = (vro_grid){self->x_count, self->y_count, self->best};
    const vro_tick *x = texts_of(&drawing, &self->x, self->x_values, self->x_count);
    const vro_tick *y = texts_of(&drawing, &self->y, self->y_values, self->y_count);
    const vro_text_style style = {0};
    const double top =
        vro_canvas_paragraph(canvas, (vro_point){canvas->left, canvas->top}, self->y.label, &style);
    lay_out(&drawing, y, top + 0.5 * canvas->size);
    draw_cells(&drawing);
    draw_boundary(&drawing, &CASING);
    draw_boundary(&drawing, &BOUNDARY);
    draw_letters(&drawing);
    const bool has_base = draw_base(&drawing);
    draw_texts(&drawing, x, y);
    const vro_point below = {drawing.box.left,
                             drawing.box.bottom + canvas->line + 0.7 * canvas->size};
    double bottom = vro_canvas_paragraph(canvas, below, self->x.label, &style);
    bottom = vro_colour_bar_draw(canvas, &drawing.values, self->value_label, bottom + canvas->size);
    return draw_legend(&drawing, has_base, bottom);
}

vro_status vro_heat_map_draw(const vro_heat_map *self, const vro_picture *picture,
                             vro_byte_buffer *svg, vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
