#include "vrosim/figure/axes.h"

#include "vrosim/figure/palette.h"

static const double GAP = 0.5; // between texts beside each other and from texts to ticks, in sizes
static const double ABOVE = 0.3;     // from reference lines to their labels
static const double TICK = 0.35;     // length of a tick
static const double TEXT_GAP = 0.25; // below it

static const vro_paint GRID = {.stroke = VRO_FAINT, .width = 1};
static const vro_paint AXIS = {.stroke = VRO_QUIET, .width = 1};
static const vro_paint REFERENCE = {.stroke = VRO_INK, .width = 1, .dash = "4 3"};

static vro_text_style tick_style(vro_anchor anchor) {
    return (vro_text_style){.anchor = anchor, .colour = VRO_QUIET};
}

static double tick_width(const vro_canvas *canvas, const vro_tick *tick) {
    const vro_text_style style = {0};
    return vro_canvas_text_width(canvas, tick->text, &style);
}

static double widest(const vro_canvas *canvas, const vro_ticks *ticks) {
    double most = 0;
    for (size_t i = 0; i < ticks->count; i++) {
        const double width = tick_width(canvas, &ticks->at[i]);
        most = width > most ? width : most;
    }
    return most;
}

static int most_vertical(const vro_canvas *canvas, double height) {
    const int most = (int)(height / (2.6 * canvas->size));
    return most < 1 ? 1 : most < 8 ? most : 8;
}

// Most intervals between the ticks, so that no two texts are nearer than a blank.
static int most_intervals(const vro_canvas *canvas, const vro_scale *scale) {
    for (int most = 12; most > 1; most--) {
        const vro_ticks ticks = vro_scale_ticks(scale, most, canvas->picture->decimal_mark);
        if (ticks.count < 2)
            continue;
        const double gap = 1.2 * canvas->size;
        const double spacing =
            vro_scale_at(scale, ticks.at[1].value) - vro_scale_at(scale, ticks.at[0].value);
        if (widest(canvas, &ticks) + gap <= spacing)
            return most;
    }
    return 1;
}

vro_ticks vro_axes_vertical_ticks(const vro_canvas *canvas, vro_scale *scale, double height,
                                  const vro_axis *axis) {
    const int most = most_vertical(canvas, height);
    if (axis->low == axis->high)
        vro_scale_round_out(scale, most);
    return vro_scale_ticks(scale, most, canvas->picture->decimal_mark);
}

double vro_axes_left_room(const vro_canvas *canvas, const vro_ticks *ticks) {
    return widest(canvas, ticks) + GAP * canvas->size;
}

void vro_axes_draw_vertical(vro_canvas *canvas, vro_box box, const vro_scale *scale,
                            const vro_ticks *ticks) {
    const vro_text_style style = tick_style(VRO_ANCHOR_END);
    for (size_t i = 0; i < ticks->count; i++) {
        const double y = vro_scale_at(scale, ticks->at[i].value);
        vro_svg_line(&canvas->body, (vro_point){box.left, y}, (vro_point){box.right, y}, &GRID);
        const vro_point at = {box.left - GAP * canvas->size, vro_canvas_base_line(y, canvas->size)};
        vro_canvas_text(canvas, at, ticks->at[i].text, &style);
    }
}

// Where the middle of a text must be for it to stay on the canvas.
static double kept_on(const vro_canvas *canvas, double x, double width) {
    const double low = canvas->left / 2 + width / 2, high = canvas->width - low;
    return x > low ? x < high ? x : high : low;
}

static void draw_ticks(vro_canvas *canvas, vro_box box, const vro_scale *scale,
                       const vro_ticks *ticks) {
    const double tick = TICK * canvas->size, gap = GAP * canvas->size;
    const vro_text_style style = {
        .anchor = VRO_ANCHOR_MIDDLE, .colour = VRO_QUIET, .most = canvas->width};
    double taken = 0; // up to there texts stand
    for (size_t i = 0; i < ticks->count; i++) {
        const double x = vro_scale_at(scale, ticks->at[i].value);
        vro_svg_line(&canvas->body, (vro_point){x, box.bottom}, (vro_point){x, box.bottom + tick},
                     &AXIS);
        const double width = tick_width(canvas, &ticks->at[i]);
        const double middle = kept_on(canvas, x, width);
        if (middle - width / 2 < taken)
            continue;
        taken = middle + width / 2 + gap;
        const double y = box.bottom + tick + canvas->line / 2 + TEXT_GAP * canvas->size;
        vro_canvas_text(canvas, (vro_point){middle, vro_canvas_base_line(y, canvas->size)},
                        ticks->at[i].text, &style);
    }
}

vro_ticks vro_axes_horizontal_ticks(const vro_canvas *canvas, const vro_scale *scale) {
    return vro_scale_ticks(scale, most_intervals(canvas, scale), canvas->picture->decimal_mark);
}

void vro_axes_fit_horizontal(const vro_canvas *canvas, vro_scale *scale, const vro_axis *axis) {
    // Wider texts at the new ends may leave room for fewer ticks.
    for (int i = 0; i < 3 && axis->low == axis->high; i++)
        vro_scale_round_out(scale, most_intervals(canvas, scale));
}

double vro_axes_draw_horizontal(vro_canvas *canvas, vro_box box, const vro_scale *scale,
                                const vro_ticks *ticks, const char *label, bool with_grid) {
    for (size_t i = 0; i < ticks->count && with_grid; i++) {
        const double x = vro_scale_at(scale, ticks->at[i].value);
        vro_svg_line(&canvas->body, (vro_point){x, box.top}, (vro_point){x, box.bottom}, &GRID);
    }
    vro_svg_line(&canvas->body, (vro_point){box.left, box.bottom},
                 (vro_point){box.right, box.bottom}, &AXIS);
    draw_ticks(canvas, box, scale, ticks);
    const double bottom = box.bottom + TICK * canvas->size + canvas->line + TEXT_GAP * canvas->size;
    if (!label)
        return bottom;
    // Under the plot where it is wide enough for its label, otherwise under all of the picture.
    const vro_text_style style = {.anchor = VRO_ANCHOR_MIDDLE, .most = box.right - box.left};
    const vro_point at = {(box.left + box.right) / 2, bottom + 0.2 * canvas->size};
    if (vro_canvas_text_width(canvas, label, &style) <= style.most)
        return vro_canvas_paragraph(canvas, at, label, &style);
    const vro_text_style whole = {.anchor = VRO_ANCHOR_END};
    return vro_canvas_paragraph(canvas, (vro_point){canvas->right, at.y}, label, &whole);
}

enum { REFERENCES_MAX = 16 };

// Where a label is over its line: rows count from the plot upward.
typedef struct reference_place {
    double left;
    double right;
    size_t row;
} reference_place;

typedef struct reference_layout {
    size_t rows;
    reference_place places[REFERENCES_MAX];
} reference_layout;

// Centred on the line, but on the canvas.
static reference_place place_of(const vro_canvas *canvas, double x, const char *label) {
    const vro_text_style style = {0};
    const double room = canvas->right - canvas->left;
    double width = vro_canvas_text_width(canvas, label, &style);
    width = width < room ? width : room;
    double left = x - width / 2 > canvas->left ? x - width / 2 : canvas->left;
    left = left + width < canvas->right ? left : canvas->right - width;
    return (reference_place){left, left + width, 0};
}

static bool are_in_the_way(const reference_place *a, const reference_place *b, double gap) {
    return a->row == b->row && a->left < b->right + gap && b->left < a->right + gap;
}

// Each label is in the lowest row where none of those before is in the way.
static reference_layout lay_out(const vro_canvas *canvas, const vro_scale *scale,
                                const vro_reference_line *lines, size_t count) {
    reference_layout layout = {0};
    for (size_t i = 0; i < count && i < REFERENCES_MAX; i++) {
        if (!lines[i].label)
            continue;
        reference_place place = place_of(canvas, vro_scale_at(scale, lines[i].at), lines[i].label);
        for (size_t j = 0; j < i;)
            if (lines[j].label && are_in_the_way(&place, &layout.places[j], GAP * canvas->size)) {
                place.row++;
                j = 0;
            } else {
                j++;
            }
        layout.places[i] = place;
        layout.rows = place.row + 1 > layout.rows ? place.row + 1 : layout.rows;
    }
    return layout;
}

double vro_axes_reference_height(const vro_canvas *canvas, const vro_scale *scale,
                                 const vro_reference_line *lines, size_t count) {
    return (double)lay_out(canvas, scale, lines, count).rows * canvas->line +
           (count > 0 ? ABOVE * canvas->size : 0);
}

void vro_axes_draw_reference_labels(vro_canvas *canvas, double bottom, const vro_scale *scale,
                                    const vro_reference_line *lines, size_t count) {
    const reference_layout layout = lay_out(canvas, scale, lines, count);
    const vro_text_style style = {.most = canvas->right - canvas->left};
    for (size_t i = 0; i < count && i < REFERENCES_MAX; i++) {
        const reference_place *place = &layout.places[i];
        const double y = bottom - ABOVE * canvas->size - ((double)place->row + 0.5) * canvas->line;
        if (vro_scale_holds(scale, lines[i].at))
            vro_canvas_text(canvas, (vro_point){place->left, vro_canvas_base_line(y, canvas->size)},
                            lines[i].label, &style);
    }
}

void vro_axes_draw_references(vro_canvas *canvas, vro_box box, const vro_scale *scale,
                              const vro_reference_line *lines, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const double x = vro_scale_at(scale, lines[i].at);
        if (vro_scale_holds(scale, lines[i].at))
            vro_svg_line(&canvas->body, (vro_point){x, box.top}, (vro_point){x, box.bottom},
                         &REFERENCE);
    }
    vro_axes_draw_reference_labels(canvas, box.top, scale, lines, count);
}
