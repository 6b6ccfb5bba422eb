#include "vrosim/figure/row_layout.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/text_metrics.h"

enum { LABEL_LINES = 3, TEXT_LINES = 3 };

static const double NARROW = 36;        // width in text sizes below which rows are stacked
static const double LABEL_SHARE = 0.36; // of the width, at most
static const double TEXT_SHARE = 0.3;
static const double COLUMN_GAP = 1.4; // in text sizes
static const double INDENT = 1;       // of rows where there are headings
static const double ROW_GAP = 0.5;
static const double HEADING_GAP = 0.5;

bool vro_row_layout_init(vro_row_layout *self, vro_canvas *canvas, size_t count,
                         double plot_height) {
    *self = (vro_row_layout){.rows = vro_canvas_array(canvas, count, sizeof *self->rows),
                             .count = count,
                             .plot_height = plot_height};
    return self->rows;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

static double smaller(double a, double b) {
    return a < b ? a : b;
}

void vro_row_layout_choose_columns(vro_row_layout *self, const vro_canvas *canvas,
                                   const char *label_heading, const char *text_heading) {
    const vro_text_style style = {0};
    const double width = canvas->right - canvas->left, gap = COLUMN_GAP * canvas->size;
    double label = vro_canvas_text_width(canvas, label_heading, &style);
    double text = vro_canvas_text_width(canvas, text_heading, &style);
    text = smaller(text, TEXT_SHARE * width);
    for (size_t i = 0; i < self->count; i++) {
        const vro_layout_row *row = &self->rows[i];
        if (row->is_heading && !row->text)
            self->indent = INDENT * canvas->size;
        else
            label = larger(label, vro_canvas_text_width(canvas, row->label, &style));
        text = larger(text, vro_canvas_text_width(canvas, row->text, &style));
    }
    self->stacked = canvas->width < NARROW * canvas->size;
    self->plot_left = canvas->left;
    self->plot_right = canvas->right;
    if (self->stacked) {
        self->label_width = width - self->indent;
        self->text_width = width;
        return;
    }
    self->label_width = smaller(label, LABEL_SHARE * width - self->indent);
    self->text_width = smaller(text, TEXT_SHARE * width);
    self->plot_left += self->indent + self->label_width + gap;
    self->plot_right -= self->text_width > 0 ? self->text_width + gap : canvas->size;
}

static vro_text_style label_style(const vro_row_layout *self, const vro_canvas *canvas,
                                  const vro_layout_row *row) {
    const bool wide = row->is_heading && !row->text;
    const double width = self->label_width + (row->is_heading ? self->indent : 0);
    return (vro_text_style){.most = wide ? canvas->right - canvas->left : width,
                            .most_lines = LABEL_LINES};
}

static vro_text_style right_style(const vro_row_layout *self) {
    return (vro_text_style){
        .anchor = VRO_ANCHOR_END, .most = larger(self->text_width, 1), .most_lines = TEXT_LINES};
}

// Whether the text of a stacked row stands below its label: there is no room beside it.
static bool is_below(const vro_row_layout *self, const vro_canvas *canvas,
                     const vro_layout_row *row) {
    const vro_text_style style = {0};
    const double label = vro_canvas_text_width(canvas, row->label, &style);
    const double text = vro_canvas_text_width(canvas, row->text, &style);
    return self->stacked && label + text + COLUMN_GAP * canvas->size > self->label_width;
}

static void place_row(const vro_row_layout *self, const vro_canvas *canvas, vro_layout_row *row) {
    const vro_text_style left = label_style(self, canvas, row), right = right_style(self);
    const double label = vro_canvas_paragraph_height(canvas, row->label, &left);
    const double text = vro_canvas_paragraph_height(canvas, row->text, &right);
    const double texts = is_below(self, canvas, row) ? label + text : larger(label, text);
    const double plot = row->is_heading ? 0 : self->plot_height;
    row->plot_top = self->stacked ? row->top + texts : row->top;
    row->bottom = self->stacked ? row->plot_top + plot : row->top + larger(texts, plot);
    row->plot_bottom = row->bottom;
}

double vro_row_layout_place(vro_row_layout *self, const vro_canvas *canvas, double top) {
    const double gap = ROW_GAP * canvas->size;
    for (size_t i = 0; i < self->count; i++) {
        vro_layout_row *row = &self->rows[i];
        row->top = top + (row->is_heading && i > 0 ? gap : 0);
        place_row(self, canvas, row);
        top = row->bottom + gap;
    }
    return top;
}

vro_scale vro_row_layout_scale(const vro_row_layout *self, const vro_canvas *canvas,
                               const vro_axis *axis, vro_range range) {
    vro_scale scale = vro_scale_of(axis, range);
    scale.from = self->plot_left;
    scale.to = self->plot_right;
    vro_axes_fit_horizontal(canvas, &scale, axis);
    return scale;
}

double vro_row_layout_draw_headings(const vro_row_layout *self, vro_canvas *canvas, double top,
                                    const char *label_heading, const char *text_heading) {
    const double room = canvas->right - canvas->left;
    const vro_text_style left = {.colour = VRO_QUIET,
                                 .most = self->stacked ? room / 2 - canvas->size
                                                       : self->indent + self->label_width};
    const vro_text_style right = {.anchor = VRO_ANCHOR_END,
                                  .colour = VRO_QUIET,
                                  .most = self->stacked ? room / 2 : larger(self->text_width, 1)};
    const double low =
        vro_canvas_paragraph(canvas, (vro_point){canvas->left, top}, label_heading, &left);
    const double other =
        vro_canvas_paragraph(canvas, (vro_point){canvas->right, top}, text_heading, &right);
    const double bottom = larger(low, other);
    return bottom > top ? bottom + HEADING_GAP * canvas->size : top;
}

// Where the plot is higher than the label, the label is at its middle.
static double centred_top(const vro_row_layout *self, const vro_layout_row *row, double height) {
    return self->stacked ? row->top : (row->top + row->bottom - height) / 2;
}

// A heading is on white where it runs over the grid of the plot.
static void clear_grid(vro_canvas *canvas, const vro_layout_row *row) {
    const vro_text_style style = {0};
    const vro_paint paper = {.fill = "#ffffff"};
    const double end = canvas->left + vro_canvas_text_width(canvas, row->label, &style);
    vro_svg_rectangle(&canvas->body,
                      (vro_box){canvas->left, row->top, end + canvas->size / 2, row->bottom},
                      &paper);
}

void vro_row_layout_draw_texts(const vro_row_layout *self, vro_canvas *canvas) {
    for (size_t i = 0; i < self->count; i++) {
        const vro_layout_row *row = &self->rows[i];
        const vro_text_style left = label_style(self, canvas, row), right = right_style(self);
        const double label = vro_canvas_paragraph_height(canvas, row->label, &left);
        const double text = vro_canvas_paragraph_height(canvas, row->text, &right);
        const double top = centred_top(self, row, label);
        if (row->is_heading && !row->text && !self->stacked)
            clear_grid(canvas, row);
        const double x = canvas->left + (row->is_heading ? 0 : self->indent);
        vro_canvas_paragraph(canvas, (vro_point){x, top}, row->label, &left);
        const double beside = centred_top(self, row, text);
        vro_canvas_paragraph(
            canvas, (vro_point){canvas->right, is_below(self, canvas, row) ? top + label : beside},
            row->text, &right);
    }
}

double vro_row_layout_middle(const vro_layout_row *row) {
    return (row->plot_top + row->plot_bottom) / 2;
}

// Whether the text of a heading, which has the whole width, runs over x.
static bool covers(const vro_canvas *canvas, const vro_layout_row *row, double x) {
    const vro_text_style style = {0};
    return row->is_heading && row->label &&
           canvas->left + vro_canvas_text_width(canvas, row->label, &style) > x;
}

static void draw_piece(vro_canvas *canvas, double x, double from, double to,
                       const vro_paint *paint) {
    if (to > from)
        vro_svg_line(&canvas->body, (vro_point){x, from}, (vro_point){x, to}, paint);
}

void vro_row_layout_draw_line(const vro_row_layout *self, vro_canvas *canvas, vro_box box, double x,
                              const vro_paint *paint) {
    double from = box.top;
    for (size_t i = 0; i < self->count; i++) {
        const vro_layout_row *row = &self->rows[i];
        if (self->stacked && !row->is_heading) {
            draw_piece(canvas, x, row->plot_top, row->plot_bottom, paint);
        } else if (!self->stacked && covers(canvas, row, x)) {
            draw_piece(canvas, x, from, row->top, paint);
            from = row->bottom;
        }
    }
    if (!self->stacked)
        draw_piece(canvas, x, from, box.bottom, paint);
}

void vro_row_layout_draw_grid(const vro_row_layout *self, vro_canvas *canvas, vro_box box,
                              const vro_scale *scale, const vro_ticks *ticks) {
    static const vro_paint grid = {.stroke = VRO_FAINT, .width = 1};
    for (size_t i = 0; i < ticks->count; i++)
        vro_row_layout_draw_line(self, canvas, box, vro_scale_at(scale, ticks->at[i].value), &grid);
}
