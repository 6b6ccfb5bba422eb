#include "vrosim/figure/labels.h"

#include "vrosim/figure/palette.h"

#include <stdlib.h>

enum { MOST_LINES = 2 };

static const double LEADER = 1.2; // in text sizes
static const double GAP = 0.35;   // from the leader to the text

static vro_text_style text_style(double width) {
    return (vro_text_style){.most = width, .most_lines = MOST_LINES};
}

void vro_labels_measure(const vro_canvas *canvas, vro_label *labels, size_t count, double width) {
    const vro_text_style style = text_style(width);
    for (size_t i = 0; i < count; i++)
        labels[i].height = vro_canvas_paragraph_height(canvas, labels[i].text, &style);
}

static void sort(vro_label *labels, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && labels[j].wanted < labels[j - 1].wanted; j--) {
            const vro_label other = labels[j];
            labels[j] = labels[j - 1];
            labels[j - 1] = other;
        }
}

// Tops less the heights before must not decrease: isotonic regression. `at` holds the level of the
// block that a label is in; the last block takes in those before it while they are lower.
static void pool(vro_label *labels, size_t count) {
    double before = 0; // heights
    for (size_t i = 0; i < count; i++) {
        labels[i].at = labels[i].wanted - labels[i].height / 2 - before;
        before += labels[i].height;
        size_t first = i;
        double sum = labels[i].at;
        while (first > 0 && labels[first - 1].at * (double)(i + 1 - first) > sum) {
            const double level = labels[first - 1].at;
            for (; first > 0 && labels[first - 1].at == level; first--)
                sum += level;
        }
        for (size_t j = first; j <= i; j++)
            labels[j].at = sum / (double)(i + 1 - first);
    }
}

bool vro_labels_place(vro_label *labels, size_t count, double low, double high) {
    double room = high - low, before = 0;
    for (size_t i = 0; i < count; i++)
        room -= labels[i].height;
    if (room < 0)
        return false;
    sort(labels, count);
    pool(labels, count);
    for (size_t i = 0; i < count; i++) {
        double level = labels[i].at > low ? labels[i].at : low;
        level = level < low + room ? level : low + room;
        labels[i].at = level + before + labels[i].height / 2;
        before += labels[i].height;
    }
    return true;
}

double vro_labels_leader(const vro_canvas *canvas) {
    return LEADER * canvas->size;
}

void vro_labels_draw(vro_canvas *canvas, const vro_label *labels, size_t count, double x,
                     double width) {
    const vro_text_style style = text_style(width);
    const double gap = GAP * canvas->size, leader = vro_labels_leader(canvas);
    for (size_t i = 0; i < count; i++) {
        const vro_label *label = &labels[i];
        const vro_paint paint = {.stroke = label->colour, .width = 0.8};
        const vro_point points[] = {{x + gap / 2, label->wanted},
                                    {x + leader - gap, label->at},
                                    {x + leader - gap / 2, label->at}};
        vro_svg_path(&canvas->body, points, 3, false, &paint);
        vro_canvas_paragraph(canvas, (vro_point){x + leader, label->at - label->height / 2},
                             label->text, &style);
    }
}
