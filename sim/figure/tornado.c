#include "vrosim/figure/tornado.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/legend.h"
#include "vrosim/figure/marks.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/row_layout.h"
#include "vrosim/figure/text_metrics.h"

#include <math.h>
#include <string.h>

// In text sizes.
static const double ROW_HEIGHT = 1.72;
static const double BAR_HEIGHT = 1.15;
static const double HALF_HEIGHT = 0.86; // of each bar of a row whose bars are on the same side
static const double TICK = 0.25;        // half the height of the ends of error bars
static const double LETTER = 0.88;      // size of the letters, at most
static const double LETTER_ROOM = 1.5;  // beside a bar, and in one that holds its letter

static const char LOW_FILL[] = "#7fb8d9";
static const char HIGH_FILL[] = "#f7d9a0";
static const vro_paint ERROR = {.stroke = VRO_INK, .width = 1.2};
static const vro_paint BASE = {.stroke = VRO_INK, .width = 1};

// "low – high" in the canvas's memory; NULL where there is neither or memory is short.
static const char *range_text(vro_canvas *canvas, const vro_tornado_row *row) {
    const char *low = row->low.text ? row->low.text : "",
               *high = row->high.text ? row->high.text : "";
    static const char between[] = " \u2013 ";
    const size_t size = strlen(low) + strlen(high) + sizeof between;
    char *text = *low || *high ? vro_canvas_array(canvas, size, 1) : NULL;
    if (!text)
        return NULL;
    strcpy(text, low);
    strcat(text, *low && *high ? between : "");
    return strcat(text, high);
}

static bool fill_rows(vro_row_layout *layout, vro_canvas *canvas, const vro_tornado *self) {
    if (!vro_row_layout_init(layout, canvas, self->count, ROW_HEIGHT * canvas->size))
        return false;
    for (size_t i = 0; i < self->count; i++) {
        layout->rows[i].label = self->rows[i].label;
        layout->rows[i].text = range_text(canvas, &self->rows[i]);
    }
    vro_row_layout_choose_columns(layout, canvas, NULL, self->text_heading);
    return true;
}

static void add_end(vro_range *range, const vro_tornado_end *end) {
    vro_range_add(range, end->value - end->error);
    vro_range_add(range, end->value + end->error);
}

static vro_scale scale_of(const vro_tornado *self, const vro_canvas *canvas,
                          const vro_row_layout *layout) {
    vro_range range = VRO_EMPTY_RANGE;
    vro_range_add(&range, self->base);
    for (size_t i = 0; i < self->count; i++) {
        add_end(&range, &self->rows[i].low);
        add_end(&range, &self->rows[i].high);
    }
    vro_scale scale = vro_scale_of(&self->x, range);
    scale.from = layout->plot_left + LETTER_ROOM * canvas->size;
    scale.to = layout->plot_right - LETTER_ROOM * canvas->size;
    vro_axes_fit_horizontal(canvas, &scale, &self->x);
    return scale;
}

// A bar of a row from the base to one end.
typedef struct end_bar {
    const vro_tornado_end *end;
    const char *letter;
    const char *fill;
    double top;
    double bottom;
} end_bar;

// In the bar near its end, or beside it where it is too short.
static void draw_letter(vro_canvas *canvas, const end_bar *bar, const vro_scale *scale,
                        double base) {
    const double end = vro_scale_at(scale, bar->end->value), room = LETTER_ROOM * canvas->size;
    const double error = bar->end->error > 0 ? bar->end->error : 0;
    const double side = bar->end->value < base ? -1 : 1;
    const double tip = vro_scale_at(scale, bar->end->value + side * error);
    const double inner = vro_scale_at(scale, bar->end->value - side * error);
    const bool is_in = side * (inner - vro_scale_at(scale, base)) > room;
    const double x = is_in ? inner - side * room / 2 : (error > 0 ? tip : end) + side * room / 2;
    const double fit = (bar->bottom - bar->top) / (VRO_TEXT_ASCENT + VRO_TEXT_DESCENT);
    const double size = fit < LETTER * canvas->size ? fit : LETTER * canvas->size;
    const vro_text_style style = {.size = size, .anchor = VRO_ANCHOR_MIDDLE, .most = canvas->width};
    const double y = vro_canvas_base_line((bar->top + bar->bottom) / 2, size);
    vro_canvas_text(canvas, (vro_point){x, y}, bar->letter, &style);
}

static void draw_end(vro_canvas *canvas, const end_bar *bar, const vro_scale *scale, double base) {
    const vro_tornado_end *end = bar->end;
    if (!isfinite(end->value))
        return;
    const double from = vro_scale_at(scale, base), to = vro_scale_at(scale, end->value);
    const vro_box box = {from < to ? from : to, bar->top, from < to ? to : from, bar->bottom};
    const vro_paint paint = {.fill = bar->fill, .stroke = VRO_INK, .width = 0.8};
    vro_svg_rectangle(&canvas->body, box, &paint);
    if (end->error > 0 && isfinite(end->error)) {
        const vro_error_bar error = {
            vro_scale_at(scale, end->value - end->error),
            vro_scale_at(scale, end->value + end->error), (bar->top + bar->bottom) / 2,
            TICK * canvas->size,
            end->value - end->error<scale->low, end->value + end->error> scale->high};
        vro_marks_error_bar(&canvas->body, &error, &ERROR);
    }
    draw_letter(canvas, bar, scale, base);
}

// Whether the bars of a row would cover each other, or their letters.
static bool share_a_side(const vro_tornado_row *row, double base) {
    return !((row->low.value < base && row->high.value > base) ||
             (row->low.value > base && row->high.value < base));
}

static void draw_row(vro_canvas *canvas, const vro_tornado *self, size_t i, const vro_scale *scale,
                     double y) {
    const vro_tornado_row *row = &self->rows[i];
    const bool is_shared = share_a_side(row, self->base);
    const double above = (is_shared ? HALF_HEIGHT : BAR_HEIGHT / 2) * canvas->size;
    const double below = is_shared ? 0 : above;
    const end_bar low = {&row->low, self->low_letter, LOW_FILL, y - above, y + below};
    const end_bar high = {&row->high, self->high_letter, HIGH_FILL, y - below, y + above};
    draw_end(canvas, &low, scale, self->base);
    draw_end(canvas, &high, scale, self->base);
}

static double draw_legend(vro_canvas *canvas, const vro_tornado *self, double top) {
    const vro_key keys[] = {
        {self->low_label, VRO_KEY_BOX, 0, self->low_letter, LOW_FILL},
        {self->high_label, VRO_KEY_BOX, 0, self->high_letter, HIGH_FILL},
    };
    return vro_legend_draw(canvas, keys, 2, top + 0.7 * canvas->size);
}

static double draw(vro_canvas *canvas, const vro_tornado *self) {
    vro_row_layout layout;
    if (!fill_rows(&layout, canvas, self))
        return canvas->top;
    const vro_scale scale = scale_of(self, canvas, &layout);
    const vro_reference_line base = {self->base, self->base_label};
    double top =
        vro_row_layout_draw_headings(&layout, canvas, canvas->top, NULL, self->text_heading);
    if (self->base_label)
        top += vro_axes_reference_height(canvas, &scale, &base, 1);
    const double bottom = vro_row_layout_place(&layout, canvas, top);
    const vro_box box = {layout.plot_left, top, layout.plot_right, bottom};
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &scale);
    vro_row_layout_draw_grid(&layout, canvas, box, &scale, &ticks);
    const double end = vro_axes_draw_horizontal(canvas, box, &scale, &ticks, self->x.label, false);
    for (size_t i = 0; i < self->count; i++)
        draw_row(canvas, self, i, &scale, vro_row_layout_middle(&layout.rows[i]));
    vro_row_layout_draw_line(&layout, canvas, box, vro_scale_at(&scale, self->base), &BASE);
    vro_axes_draw_reference_labels(canvas, box.top, &scale, &base, 1);
    vro_row_layout_draw_texts(&layout, canvas);
    return draw_legend(canvas, self, end);
}

vro_status vro_tornado_draw(const vro_tornado *self, const vro_picture *picture,
                            vro_byte_buffer *svg, vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
