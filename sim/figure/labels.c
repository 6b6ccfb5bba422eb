#include "vrosim/figure/labels.h"

#include "vrosim/figure/palette.h"

#include <stdlib.h>

enum { MOST_LINES = 2 };

// In text sizes.
static const double SLANT = 1.1; // length of the slanting part of a leader
static const double KEY = 1.7;   // length of the key after it
static const double GAP = 0.4;   // before the leader and before the text

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
    return (GAP + SLANT + KEY + GAP) * canvas->size;
}

void vro_labels_draw(vro_canvas *canvas, const vro_label *labels, size_t count, double x,
                     double width) {
    const vro_text_style style = text_style(width);
    const double size = canvas->size;
    const double start = x + GAP * size, key = start + SLANT * size, end = key + KEY * size;
    for (size_t i = 0; i < count; i++) {
        const vro_label *label = &labels[i];
        const vro_paint leader = {.stroke = VRO_QUIET, .width = 0.6};
        const vro_paint line = {.stroke = label->colour, .width = 2, .dash = label->dash};
        vro_svg_line(&canvas->body, (vro_point){start, label->wanted}, (vro_point){key, label->at},
                     &leader);
        vro_svg_line(&canvas->body, (vro_point){key, label->at}, (vro_point){end, label->at},
                     &line);
        const double top = label->at - label->height / 2;
        vro_canvas_paragraph(canvas, (vro_point){end + GAP * size, top}, label->text, &style);
    }
}
