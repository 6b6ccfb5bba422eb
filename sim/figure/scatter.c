#include "vrosim/figure/scatter.h"

#include "vrosim/core/vmath.h"
#include "vrosim/figure/axes.h"
#include "vrosim/figure/legend.h"
#include "vrosim/figure/marks.h"
#include "vrosim/figure/palette.h"

#include <math.h>

enum { ELLIPSE_POINTS = 72 };

// The radius that holds 95 % of a bivariate normal distribution, sqrt(-2 ln 0.05).
static const double RADIUS_95 = 2.4477468306808161;
static const double ASPECT = 0.66;    // height to width
static const double MOST_HEIGHT = 44; // in text sizes
static const double CENTRE = 0.42;    // radius of the mark in the middle

static const vro_paint ZERO = {.stroke = VRO_QUIET, .width = 1};
static const vro_paint THRESHOLD = {.stroke = VRO_INK, .width = 1.2, .dash = "4 3"};

typedef struct scatter_plot {
    vro_box box;
    vro_scale x;
    vro_scale y;
    vro_ticks y_ticks;
} scatter_plot;

static bool has_ellipse(const vro_ellipse *ellipse) {
    return ellipse->x_variance > 0 && ellipse->y_variance > 0 && isfinite(ellipse->x_variance) &&
           isfinite(ellipse->y_variance) && isfinite(ellipse->covariance) && isfinite(ellipse->x) &&
           isfinite(ellipse->y);
}

static void add_series(const vro_scatter_series *series, vro_range *x, vro_range *y) {
    vro_range_add_all(x, series->x, series->count);
    vro_range_add_all(y, series->y, series->count);
    const vro_ellipse *ellipse = &series->ellipse;
    if (!has_ellipse(ellipse))
        return;
    const double width = RADIUS_95 * sqrt(ellipse->x_variance);
    const double height = RADIUS_95 * sqrt(ellipse->y_variance);
    vro_range_add(x, ellipse->x - width);
    vro_range_add(x, ellipse->x + width);
    vro_range_add(y, ellipse->y - height);
    vro_range_add(y, ellipse->y + height);
}

// Chooses scales and the box below top.
static scatter_plot plot_of(const vro_canvas *canvas, const vro_scatter *self, double top) {
    scatter_plot plot;
    vro_range x = VRO_EMPTY_RANGE, y = VRO_EMPTY_RANGE;
    vro_range_add(&x, 0);
    vro_range_add(&y, 0);
    for (size_t i = 0; i < self->count; i++)
        add_series(&self->series[i], &x, &y);
    plot.x = vro_scale_of(&self->x, x);
    plot.y = vro_scale_of(&self->y, y);
    const double usual = ASPECT * (canvas->right - canvas->left), most = MOST_HEIGHT * canvas->size;
    const double height = usual < most ? usual : most;
    plot.y_ticks = vro_axes_vertical_ticks(canvas, &plot.y, height, &self->y);
    const double left = canvas->left + vro_axes_left_room(canvas, &plot.y_ticks);
    plot.box = (vro_box){left, top, canvas->right - canvas->size, top + height};
    plot.x.from = plot.box.left;
    plot.x.to = plot.box.right;
    plot.y.from = plot.box.bottom;
    plot.y.to = plot.box.top;
    vro_axes_fit_horizontal(canvas, &plot.x, &self->x);
    return plot;
}

static vro_point point_of(const scatter_plot *plot, double x, double y) {
    return (vro_point){vro_scale_at(&plot->x, x), vro_scale_at(&plot->y, y)};
}

static void draw_dots(vro_canvas *canvas, const scatter_plot *plot,
                      const vro_scatter_series *series) {
    vro_point *points = vro_canvas_array(canvas, series->count + 1, sizeof *points);
    size_t count = 0;
    for (size_t i = 0; points && i < series->count; i++)
        if (vro_scale_holds(&plot->x, series->x[i]) && vro_scale_holds(&plot->y, series->y[i]))
            points[count++] = point_of(plot, series->x[i], series->y[i]);
    vro_svg_dots(&canvas->body, points, count, 0.25 * canvas->size,
                 vro_palette_line(series->style));
}

// x = m + R a cos t, y = n + R (b cos t + c sin t), where (a, 0; b, c) is the Cholesky factor of
// the covariance matrix.
static void draw_ellipse(vro_canvas *canvas, const scatter_plot *plot,
                         const vro_scatter_series *series) {
    const vro_ellipse *ellipse = &series->ellipse;
    const double a = sqrt(ellipse->x_variance), b = ellipse->covariance / a;
    const double rest = ellipse->y_variance - b * b, c = rest > 0 ? sqrt(rest) : 0;
    vro_point points[ELLIPSE_POINTS];
    for (int i = 0; i < ELLIPSE_POINTS; i++) {
        const vro_direction t = vro_direction_of((float)i * (360.0f / ELLIPSE_POINTS));
        const double cosine = RADIUS_95 * (double)t.cosine, sine = RADIUS_95 * (double)t.sine;
        points[i] = point_of(plot, ellipse->x + a * cosine, ellipse->y + b * cosine + c * sine);
    }
    const char *colour = vro_palette_line(series->style);
    const vro_paint line = {
        .stroke = colour, .width = 1.8, .dash = vro_palette_dash(series->style)};
    vro_svg_path(&canvas->body, points, ELLIPSE_POINTS, true, &line);
}

static void draw_centre(vro_canvas *canvas, const scatter_plot *plot,
                        const vro_scatter_series *series) {
    const vro_ellipse *ellipse = &series->ellipse;
    const char *colour = vro_palette_line(series->style);
    const vro_paint mark = {.fill = colour, .stroke = "#ffffff", .width = 1.2};
    if (vro_scale_holds(&plot->x, ellipse->x) && vro_scale_holds(&plot->y, ellipse->y))
        vro_marks_draw(&canvas->body, vro_palette_mark(series->style),
                       point_of(plot, ellipse->x, ellipse->y), CENTRE * canvas->size, &mark);
}

// y = slope x within the box.
static void draw_threshold(vro_canvas *canvas, const vro_scatter *self, const scatter_plot *plot) {
    const double slope = self->threshold;
    if (!self->has_threshold || !isfinite(slope))
        return;
    double low = plot->x.low, high = plot->x.high;
    if (slope != 0) {
        const double a = plot->y.low / slope, b = plot->y.high / slope;
        const double first = a < b ? a : b, last = a < b ? b : a;
        low = low > first ? low : first;
        high = high < last ? high : last;
    }
    if (low < high)
        vro_svg_line(&canvas->body, point_of(plot, low, slope * low),
                     point_of(plot, high, slope * high), &THRESHOLD);
}

static void draw_zeros(vro_canvas *canvas, const scatter_plot *plot) {
    const double x = vro_scale_at(&plot->x, 0), y = vro_scale_at(&plot->y, 0);
    if (vro_scale_holds(&plot->x, 0))
        vro_svg_line(&canvas->body, (vro_point){x, plot->box.top}, (vro_point){x, plot->box.bottom},
                     &ZERO);
    if (vro_scale_holds(&plot->y, 0))
        vro_svg_line(&canvas->body, (vro_point){plot->box.left, y}, (vro_point){plot->box.right, y},
                     &ZERO);
}

// Words of two quadrants side by side from top down. Returns the bottom.
static double draw_words(vro_canvas *canvas, const char *at_left, const char *at_right,
                         double top) {
    const double half = (canvas->right - canvas->left) / 2 - canvas->size / 2;
    const vro_text_style left = {.most = half, .colour = VRO_QUIET};
    const vro_text_style right = {.anchor = VRO_ANCHOR_END, .most = half, .colour = VRO_QUIET};
    const double a = vro_canvas_paragraph(canvas, (vro_point){canvas->left, top}, at_left, &left);
    const double b =
        vro_canvas_paragraph(canvas, (vro_point){canvas->right, top}, at_right, &right);
    return a > b ? a : b;
}

static double draw_legend(vro_canvas *canvas, const vro_scatter *self, double top) {
    vro_key *keys = vro_canvas_array(canvas, self->count + 1, sizeof *keys);
    size_t count = 0;
    for (size_t i = 0; keys && i < self->count; i++)
        keys[count++] = (vro_key){
            .text = self->series[i].label, .kind = VRO_KEY_MARK, .style = self->series[i].style};
    if (keys && self->has_threshold && self->threshold_label)
        keys[count++] = (vro_key){.text = self->threshold_label, .kind = VRO_KEY_REFERENCE};
    return vro_legend_draw(canvas, keys, count, top + 0.7 * canvas->size);
}

static double draw(vro_canvas *canvas, const vro_scatter *self) {
    const vro_text_style style = {0};
    double top =
        vro_canvas_paragraph(canvas, (vro_point){canvas->left, canvas->top}, self->y.label, &style);
    top = draw_words(canvas, self->quadrants[1], self->quadrants[0], top + 0.3 * canvas->size);
    const scatter_plot plot = plot_of(canvas, self, top + 0.7 * canvas->size);
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &plot.x);
    vro_axes_draw_vertical(canvas, plot.box, &plot.y, &plot.y_ticks);
    double bottom = vro_axes_draw_horizontal(canvas, plot.box, &plot.x, &ticks, NULL, true);
    for (size_t i = 0; i < self->count; i++)
        draw_dots(canvas, &plot, &self->series[i]);
    draw_zeros(canvas, &plot);
    draw_threshold(canvas, self, &plot);
    for (size_t i = 0; i < self->count; i++)
        if (has_ellipse(&self->series[i].ellipse))
            draw_ellipse(canvas, &plot, &self->series[i]);
    for (size_t i = 0; i < self->count; i++)
        if (self->series[i].count > 0)
            draw_centre(canvas, &plot, &self->series[i]);
    bottom =
        draw_words(canvas, self->quadrants[2], self->quadrants[3], bottom + 0.2 * canvas->size);
    const vro_text_style end = {.anchor = VRO_ANCHOR_END};
    const vro_point at = {canvas->right, bottom + 0.2 * canvas->size};
    bottom = vro_canvas_paragraph(canvas, at, self->x.label, &end);
    return draw_legend(canvas, self, bottom);
}

vro_status vro_scatter_draw(const vro_scatter *self, const vro_picture *picture,
                            vro_byte_buffer *svg, vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
