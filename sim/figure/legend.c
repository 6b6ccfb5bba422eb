#include "vrosim/figure/legend.h"

#include "vrosim/figure/marks.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/text_metrics.h"

enum { MOST_COLUMNS = 6, MOST_LINES = 3 };

static const double KEY = 2.4; // width of a key, in text sizes
static const double GAP = 1.4; // between columns

const char *vro_legend_letter(size_t i) {
    static const char letters[][2] = {
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R",
        "S", "T", "U", "V", "W", "X", "Y", "Z", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
        "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"};
    return letters[i % (sizeof letters / sizeof *letters)];
}

static void draw_box(vro_canvas *canvas, const vro_key *key, vro_box box) {
    const bool area = key->kind == VRO_KEY_AREA;
    const vro_paint paint = {
        .fill = area ? vro_palette_fill(key->style) : key->fill, .stroke = VRO_INK, .width = 0.8};
    vro_svg_rectangle(&canvas->body, box, &paint);
    const double size = 0.85 * canvas->size;
    const vro_text_style style = {.size = size,
                                  .anchor = VRO_ANCHOR_MIDDLE,
                                  .colour = area ? vro_palette_ink_on(key->style) : VRO_INK};
    const vro_point at = {(box.left + box.right) / 2,
                          vro_canvas_base_line((box.top + box.bottom) / 2, size)};
    vro_canvas_text(canvas, at, key->letter, &style);
}

static void draw_mark(vro_canvas *canvas, const vro_key *key, vro_point at) {
    const char *colour = key->fill ? key->fill : vro_palette_line(key->style);
    const size_t mark = key->fill ? 0 : vro_palette_mark(key->style);
    const vro_paint paint = {
        .fill = key->kind == VRO_KEY_MARK ? colour : "#ffffff", .stroke = colour, .width = 1.4};
    vro_marks_draw(&canvas->body, mark, at, 0.3 * canvas->size, &paint);
}

// A hollow line with dark edges.
static void draw_overlay(vro_canvas *canvas, vro_point from, vro_point to) {
    const double width = 0.5 * canvas->size;
    const vro_paint edges = {.stroke = VRO_OVERLAY, .width = width + 3};
    const vro_paint inside = {.stroke = "#ffffff", .width = width};
    vro_svg_line(&canvas->body, from, to, &edges);
    vro_svg_line(&canvas->body, from, to, &inside);
}

// A pale bar with the tick of the value in it.
static void draw_band(vro_canvas *canvas, const char *colour, vro_point from, vro_point to) {
    const double half = 0.25 * canvas->size, middle = (from.x + to.x) / 2;
    const vro_paint band = {.fill = colour, .opacity = 0.3};
    const vro_paint tick = {.stroke = colour, .width = 1.6};
    vro_svg_rectangle(&canvas->body, (vro_box){from.x, from.y - half, to.x, to.y + half}, &band);
    vro_svg_line(&canvas->body, (vro_point){middle, from.y - half},
                 (vro_point){middle, from.y + half}, &tick);
}

// The key left of x + its width, about the height y.
static void draw_key(vro_canvas *canvas, const vro_key *key, double x, double y) {
    const double width = (KEY - 0.6) * canvas->size, half = 0.5 * canvas->size;
    const char *colour = vro_palette_line(key->style);
    const vro_point from = {x, y}, to = {x + width, y}, middle = {x + width / 2, y};
    const vro_paint line = {.stroke = colour, .width = 1.8, .dash = vro_palette_dash(key->style)};
    const vro_paint reference = {.stroke = VRO_INK, .width = 1.2, .dash = "4 3"};
    switch (key->kind) {
    case VRO_KEY_LINE:
        vro_svg_line(&canvas->body, from, to, &line);
        break;
    case VRO_KEY_REFERENCE:
        vro_svg_line(&canvas->body, from, to, &reference);
        break;
    case VRO_KEY_ICON:
        vro_marks_draw_icon(&canvas->body, key->style, middle, 0.36 * canvas->size);
        break;
    case VRO_KEY_OVERLAY:
        draw_overlay(canvas, from, to);
        break;
    case VRO_KEY_MARK:
    case VRO_KEY_HOLLOW_MARK:
        draw_mark(canvas, key, middle);
        break;
    case VRO_KEY_BAND:
        draw_band(canvas, key->fill ? key->fill : colour, from, to);
        break;
    case VRO_KEY_AREA:
    case VRO_KEY_BOX:
        draw_box(canvas, key, (vro_box){x, y - half, x + width, y + half});
        break;
    }
}

// How keys stand in columns, filled from above, of a width each.
typedef struct legend_layout {
    size_t columns;
    size_t rows;
    double width; // of the texts
    double height;
} legend_layout;

static vro_text_style text_style(const legend_layout *layout) {
    return (vro_text_style){.most = layout->width, .most_lines = MOST_LINES};
}

static double widest(const vro_canvas *canvas, const vro_key *keys, size_t count) {
    const vro_text_style style = {0};
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        const double width = vro_canvas_text_width(canvas, keys[i].text, &style);
        most = width > most ? width : most;
    }
    return most;
}

// A key without a name takes a line, too.
static double key_height(const vro_canvas *canvas, const vro_key *key,
                         const vro_text_style *style) {
    const double height = vro_canvas_paragraph_height(canvas, key->text, style);
    return height > canvas->line ? height : canvas->line;
}

static legend_layout lay_out(const vro_canvas *canvas, const vro_key *keys, size_t count,
                             size_t columns) {
    const double gap = GAP * canvas->size, room = canvas->right - canvas->left + gap;
    const double even = room / (double)columns - gap - KEY * canvas->size;
    const double most = widest(canvas, keys, count);
    legend_layout layout = {columns, (count + columns - 1) / columns, even < most ? even : most, 0};
    const vro_text_style style = text_style(&layout);
    double height = 0;
    for (size_t i = 0; i < count; i++) {
        height = i % layout.rows == 0 ? 0 : height;
        height += key_height(canvas, &keys[i], &style);
        layout.height = height > layout.height ? height : layout.height;
    }
    return layout;
}

// Whether the texts are whole, and no word of them is broken.
static bool fits(const vro_canvas *canvas, const vro_key *keys, size_t count,
                 const legend_layout *layout) {
    for (size_t i = 0; i < count; i++)
        if (keys[i].text &&
            (vro_text_metrics_longest_word(keys[i].text, canvas->size) > layout->width ||
             vro_text_metrics_lines(keys[i].text, canvas->size, layout->width) > MOST_LINES))
            return false;
    return true;
}

// The lowest layout, with the fewest columns.
static legend_layout best_layout(const vro_canvas *canvas, const vro_key *keys, size_t count) {
    legend_layout best = lay_out(canvas, keys, count, 1);
    for (size_t columns = 2; columns <= MOST_COLUMNS && columns <= count; columns++) {
        const legend_layout other = lay_out(canvas, keys, count, columns);
        if (other.width > 0 && fits(canvas, keys, count, &other) && other.height < best.height)
            best = other;
    }
    return best;
}

double vro_legend_draw(vro_canvas *canvas, const vro_key *keys, size_t count, double top) {
    if (count == 0)
        return top;
    const legend_layout layout = best_layout(canvas, keys, count);
    const vro_text_style style = text_style(&layout);
    const double key = KEY * canvas->size, step = key + layout.width + GAP * canvas->size;
    double y = top;
    for (size_t i = 0; i < count; i++) {
        const double x = canvas->left + (double)(i / layout.rows) * step;
        y = i % layout.rows == 0 ? top : y;
        draw_key(canvas, &keys[i], x, y + canvas->line / 2);
        vro_canvas_paragraph(canvas, (vro_point){x + key, y}, keys[i].text, &style);
        y += key_height(canvas, &keys[i], &style);
    }
    return top + layout.height;
}
