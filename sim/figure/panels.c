#include "vrosim/figure/panels.h"

enum { LABEL_LINES = 2 };

static const double GAP = 2; // between panels, in text sizes

void vro_panels_init(vro_panels *self, const vro_canvas *canvas, double least, double most) {
    const double gap = GAP * canvas->size, room = canvas->right - canvas->left + gap;
    const size_t fit = (size_t)(room / (least + gap));
    const size_t columns = fit < 1 ? 1 : fit < self->count ? fit : self->count;
    // As many rows, but evenly filled.
    const size_t rows = columns > 0 ? (self->count + columns - 1) / columns : 1;
    self->columns = rows > 0 ? (self->count + rows - 1) / rows : 1;
    self->columns = self->columns > 0 ? self->columns : 1;
    self->width = room / (double)self->columns - gap;
    self->width = self->width < most ? self->width : most;
    self->label_height = 0;
    const vro_text_style style = {.most = self->width, .most_lines = LABEL_LINES};
    for (size_t i = 0; i < self->count; i++) {
        const double height =
            vro_canvas_paragraph_height(canvas, self->label(self->data, i), &style);
        self->label_height = height > self->label_height ? height : self->label_height;
    }
}

vro_point vro_panels_start(const vro_panels *self, vro_canvas *canvas, size_t i, double top) {
    const vro_text_style style = {.most = self->width, .most_lines = LABEL_LINES};
    const double left =
        canvas->left + (double)(i % self->columns) * (self->width + GAP * canvas->size);
    const char *label = self->label(self->data, i);
    const double height = vro_canvas_paragraph_height(canvas, label, &style);
    vro_canvas_paragraph(canvas, (vro_point){left, top + self->label_height - height}, label,
                         &style);
    return (vro_point){left, top + self->label_height};
}
