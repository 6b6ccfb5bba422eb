#include "vrosim/figure/line_plot.h"

#include "vrosim/figure/labels.h"
#include "vrosim/figure/legend.h"
#include "vrosim/figure/palette.h"

#include <math.h>

static const double NARROW = 40;       // width in text sizes below which labels are in a legend
static const double LABEL_SHARE = 0.3; // of the width, at most
static const double LINE_WIDTH = 1.8;
static const double CASING = 3.2; // white under each line, which lifts it off bands and the overlay

static const vro_paint CONTEXT = {.stroke = VRO_INK, .width = 1, .dash = "4 3"};

static double smaller(double a, double b) {
    return a < b ? a : b;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

static void add_to_ranges(const vro_line_series *series, vro_range *x, vro_range *y) {
    vro_range_add_all(x, series->x, series->count);
    vro_range_add_all(y, series->y, series->count);
    if (series->low) {
        vro_range_add_all(y, series->low, series->count);
        vro_range_add_all(y, series->high, series->count);
    }
}

static void choose_labels(vro_line_plot *self, const vro_canvas *canvas, double usual) {
    const vro_text_style style = {0};
    const double most = LABEL_SHARE * (canvas->right - canvas->left);
    double width = 0, lines = 0;
    for (size_t i = 0; i < self->count; i++) {
        const double text = vro_canvas_text_width(canvas, self->series[i].label, &style);
        width = larger(width, text);
        lines += text > most ? 2 : 1;
    }
    self->label_width = smaller(width, most);
    const double needed = lines * canvas->line;
    self->is_direct = width > 0 && canvas->width >= NARROW * canvas->size && needed < canvas->width;
    self->height = self->is_direct ? larger(usual, needed) : usual;
}

void vro_line_plot_init(vro_line_plot *self, const vro_canvas *canvas, const vro_axis *x,
                        const vro_axis *y, double share) {
    vro_range x_range = VRO_EMPTY_RANGE, y_range = VRO_EMPTY_RANGE;
    for (size_t i = 0; i < self->count; i++)
        add_to_ranges(&self->series[i], &x_range, &y_range);
    if (self->overlay)
        add_to_ranges(self->overlay, &x_range, &y_range);
    if (y->kind != VRO_AXIS_LOG)
        vro_range_add(&y_range, 0);
    self->x = vro_scale_of(x, x_range);
    self->y = vro_scale_of(y, y_range);
    choose_labels(self, canvas, share * (90 + 0.35 * smaller(canvas->width, 1200)));
    self->y_ticks = vro_axes_vertical_ticks(canvas, &self->y, self->height, y);
}

double vro_line_plot_right_room(const vro_line_plot *self, const vro_canvas *canvas) {
    const double labels = self->label_width + vro_labels_leader(canvas);
    const double least = larger(self->least_right, canvas->size);
    return self->is_direct ? larger(labels, least) : least;
}

double vro_line_plot_left_room(const vro_line_plot *self, const vro_canvas *canvas) {
    return vro_axes_left_room(canvas, &self->y_ticks);
}

static bool is_drawn(const vro_line_plot *self, const vro_line_series *series, size_t i) {
    return vro_scale_holds(&self->x, series->x[i]) && isfinite(series->y[i]);
}

// The end of the run of drawn points that begins at `first`.
static size_t run_end(const vro_line_plot *self, const vro_line_series *series, size_t first) {
    while (first < series->count && is_drawn(self, series, first))
        first++;
    return first;
}

// The corners of a run from first to end - 1, at most 2 (end - first). Returns how many.
static size_t trace(const vro_line_plot *self, const vro_line_series *series, const double *y,
                    size_t first, size_t end, vro_point *points) {
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        const vro_point point = {vro_scale_at(&self->x, series->x[i]),
                                 vro_scale_at(&self->y, y[i])};
        if (self->is_stepped && i > first) {
            points[count] = (vro_point){point.x, points[count - 1].y};
            count++;
        }
        points[count++] = point;
    }
    return count;
}

static void draw_band(const vro_line_plot *self, vro_canvas *canvas,
                      const vro_line_series *series) {
    vro_point *points = vro_canvas_array(canvas, 4 * series->count + 1, sizeof *points);
    const vro_paint paint = {.fill = vro_palette_line(series->style), .opacity = 0.16};
    for (size_t first = 0, end; points && series->low && first < series->count; first = end + 1) {
        end = run_end(self, series, first);
        const size_t low = trace(self, series, series->low, first, end, points);
        const size_t high = trace(self, series, series->high, first, end, points + low);
        // The upper side runs backward.
        for (size_t i = 0; i < high / 2; i++) {
            const vro_point other = points[low + i];
            points[low + i] = points[low + high - 1 - i];
            points[low + high - 1 - i] = other;
        }
        vro_svg_path(&canvas->body, points, low + high, true, &paint);
    }
}

static void draw_line(const vro_line_plot *self, vro_canvas *canvas, const vro_line_series *series,
                      const vro_paint *paint) {
    vro_point *points = vro_canvas_array(canvas, 2 * series->count + 1, sizeof *points);
    const vro_paint dot = {.fill = paint->stroke};
    for (size_t first = 0, end; points && first < series->count; first = end + 1) {
        end = run_end(self, series, first);
        const size_t count = trace(self, series, series->y, first, end, points);
        if (count == 1)
            vro_svg_circle(&canvas->body, points[0], LINE_WIDTH, &dot);
        vro_svg_path(&canvas->body, points, count, false, paint);
    }
}

// A thick line with edges, hollow, so that the lines upon it keep their contrast.
static void draw_overlay(const vro_line_plot *self, vro_canvas *canvas) {
    const vro_paint edges = {.stroke = VRO_OVERLAY, .width = 0.5 * canvas->size + 3};
    const vro_paint inside = {.stroke = "#ffffff", .width = 0.5 * canvas->size};
    draw_line(self, canvas, self->overlay, &edges);
    draw_line(self, canvas, self->overlay, &inside);
}

static void draw_series(const vro_line_plot *self, vro_canvas *canvas) {
    const vro_paint casing = {.stroke = "#ffffff", .width = CASING};
    for (size_t i = 0; i < self->count; i++)
        if (self->series[i].low)
            draw_band(self, canvas, &self->series[i]);
    if (self->overlay)
        draw_overlay(self, canvas);
    if (self->context)
        draw_line(self, canvas, self->context, &CONTEXT);
    for (size_t i = 0; i < self->count; i++)
        draw_line(self, canvas, &self->series[i], &casing);
    // The first series is drawn last, over the others.
    for (size_t i = self->count; i-- > 0;) {
        const vro_paint line = {.stroke = vro_palette_line(self->series[i].style),
                                .width = LINE_WIDTH,
                                .dash = vro_palette_dash(self->series[i].style)};
        draw_line(self, canvas, &self->series[i], &line);
    }
}

// The y of the last point that is drawn; the bottom where none is.
static double end_of(const vro_line_plot *self, const vro_line_series *series) {
    for (size_t i = series->count; i-- > 0;)
        if (is_drawn(self, series, i))
            return vro_scale_at(&self->y, series->y[i]);
    return self->y.from;
}

static void draw_labels(const vro_line_plot *self, vro_canvas *canvas, vro_box box) {
    vro_label *labels = vro_canvas_array(canvas, self->count + 1, sizeof *labels);
    size_t count = 0;
    for (size_t i = 0; labels && i < self->count; i++)
        if (self->series[i].label)
            labels[count++] = (vro_label){.text = self->series[i].label,
                                          .colour = vro_palette_line(self->series[i].style),
                                          .dash = vro_palette_dash(self->series[i].style),
                                          .wanted = end_of(self, &self->series[i])};
    if (!labels)
        return;
    vro_labels_measure(canvas, labels, count, self->label_width);
    const double half = canvas->line / 2;
    if (vro_labels_place(labels, count, box.top - half, box.bottom + half))
        vro_labels_draw(canvas, labels, count, box.right, self->label_width);
}

vro_box vro_line_plot_draw(vro_line_plot *self, vro_canvas *canvas, double top, double left,
                           const char *y_label) {
    const vro_text_style style = {.colour = VRO_INK};
    top = vro_canvas_paragraph(canvas, (vro_point){canvas->left, top}, y_label, &style);
    top += larger(0.7 * canvas->size, self->above);
    const vro_box box = {left, top, canvas->right - vro_line_plot_right_room(self, canvas),
                         top + self->height};
    self->x.from = box.left;
    self->x.to = box.right;
    self->y.from = box.bottom;
    self->y.to = box.top;
    vro_axes_draw_vertical(canvas, box, &self->y, &self->y_ticks);
    draw_series(self, canvas);
    if (self->is_direct)
        draw_labels(self, canvas, box);
    return box;
}

double vro_line_plot_draw_legend(const vro_line_plot *self, vro_canvas *canvas, double top) {
    vro_key *keys = vro_canvas_array(canvas, self->count + 2, sizeof *keys);
    size_t count = 0;
    for (size_t i = 0; keys && i < self->count && !self->is_direct; i++)
        if (self->series[i].label)
            keys[count++] = (vro_key){.text = self->series[i].label,
                                      .kind = VRO_KEY_LINE,
                                      .style = self->series[i].style};
    if (keys && self->overlay)
        keys[count++] = (vro_key){.text = self->overlay->label, .kind = VRO_KEY_OVERLAY};
    return count > 0 ? vro_legend_draw(canvas, keys, count, top + 0.7 * canvas->size) : top;
}
