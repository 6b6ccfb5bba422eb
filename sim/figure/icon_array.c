#include "vrosim/figure/icon_array.h"

#include "vrosim/figure/legend.h"
#include "vrosim/figure/marks.h"
#include "vrosim/figure/panels.h"

// In text sizes.
static const double LEAST_WIDTH = 11; // of a panel
static const double MOST_WIDTH = 20;
static const double PITCH = 1.45;  // from one icon to the next, at most
static const double RADIUS = 0.36; // of the pitch

typedef struct icon_drawing {
    const vro_icon_array *self;
    vro_panels panels;
    double pitch;
    double text_height; // below the icons of a panel
} icon_drawing;

static const char *panel_label(const void *data, size_t i) {
    return ((const vro_icon_array *)data)->panels[i].label;
}

static void init(icon_drawing *drawing, const vro_canvas *canvas, const vro_icon_array *self) {
    *drawing = (icon_drawing){
        .self = self, .panels = {.count = self->panel_count, .label = panel_label, .data = self}};
    vro_panels_init(&drawing->panels, canvas, LEAST_WIDTH * canvas->size,
                    MOST_WIDTH * canvas->size);
    const double fit = drawing->panels.width / VRO_ICON_COLUMNS, most = PITCH * canvas->size;
    drawing->pitch = fit < most ? fit : most;
    const vro_text_style style = {.most = drawing->panels.width};
    for (size_t i = 0; i < self->panel_count; i++) {
        const double height = vro_canvas_paragraph_height(canvas, self->panels[i].text, &style);
        drawing->text_height = height > drawing->text_height ? height : drawing->text_height;
    }
}

// Returns the bottom.
static double draw_panel(const icon_drawing *drawing, vro_canvas *canvas, size_t panel,
                         double top) {
    const vro_icon_array *self = drawing->self;
    const vro_point start = vro_panels_start(&drawing->panels, canvas, panel, top);
    const double pitch = drawing->pitch, first = start.y + 0.4 * canvas->size;
    for (size_t i = 0; i < self->person_count; i++) {
        const double column = (double)(i % VRO_ICON_COLUMNS), row = (double)(i / VRO_ICON_COLUMNS);
        const vro_point at = {start.x + (column + 0.5) * pitch, first + (row + 0.5) * pitch};
        vro_marks_draw_icon(&canvas->body, self->panels[panel].kinds[i], at, RADIUS * pitch);
    }
    const size_t rows = (self->person_count + VRO_ICON_COLUMNS - 1) / VRO_ICON_COLUMNS;
    const double below = first + (double)rows * pitch + 0.3 * canvas->size;
    const vro_text_style style = {.most = drawing->panels.width};
    vro_canvas_paragraph(canvas, (vro_point){start.x, below}, self->panels[panel].text, &style);
    return below + drawing->text_height;
}

static double draw_legend(vro_canvas *canvas, const vro_icon_array *self, double top) {
    vro_key *keys = vro_canvas_array(canvas, self->kind_count + 1, sizeof *keys);
    for (size_t i = 0; keys && i < self->kind_count; i++)
        keys[i] = (vro_key){.text = self->kinds[i], .kind = VRO_KEY_ICON, .style = i};
    return keys ? vro_legend_draw(canvas, keys, self->kind_count, top) : top;
}

static double draw(vro_canvas *canvas, const vro_icon_array *self) {
    icon_drawing drawing;
    init(&drawing, canvas, self);
    const vro_text_style style = {0};
    double top =
        vro_canvas_paragraph(canvas, (vro_point){canvas->left, canvas->top}, self->event, &style);
    top += self->event ? 0.7 * canvas->size : 0;
    double bottom = top;
    for (size_t i = 0; i < self->panel_count; i++) {
        if (i % drawing.panels.columns == 0)
            top = i > 0 ? bottom + canvas->size : bottom;
        bottom = draw_panel(&drawing, canvas, i, top);
    }
    return draw_legend(canvas, self, bottom + canvas->size);
}

vro_status vro_icon_array_draw(const vro_icon_array *self, const vro_picture *picture,
                               vro_byte_buffer *svg, vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
