#include "vrosim/figure/svg.h"

#include "vrosim/core/text.h"
#include "vrosim/figure/decimal_text.h"

#include <string.h>

enum { DECIMALS = 2 };

void vro_svg_raw(vro_byte_buffer *self, const char *text) {
    vro_byte_buffer_append(self, text, strlen(text));
}

// Characters that XML 1.0 cannot hold: controls but tab and line ends, U+FFFE and U+FFFF.
static bool is_forbidden(const char *text, size_t length) {
    const unsigned char first = (unsigned char)text[0];
    if (length == 3 && memcmp(text, "\xEF\xBF\xBE", 2) == 0)
        return (unsigned char)text[2] >= 0xBE;
    return length == 0 || first < 0x20 || first == 0x7F ||
           (length == 2 && first == 0xC2 && (unsigned char)text[1] < 0xA0);
}

static const char *entity(char character) {
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
    case '\r':
    case '\t':
        return " ";
    default:
        return NULL;
    }
}

void vro_svg_escaped(vro_byte_buffer *self, const char *text, size_t bytes) {
    for (size_t i = 0; i < bytes && text[i] != '\0';) {
        const size_t length = vro_text_character(text + i);
        const char *instead = entity(text[i]);
        if (!instead && is_forbidden(text + i, length))
            instead = "\uFFFD";
        if (instead)
            vro_svg_raw(self, instead);
        else
            vro_byte_buffer_append(self, text + i, length);
        i += length > 0 ? length : 1;
    }
}

void vro_svg_digits(vro_byte_buffer *self, double value) {
    char text[VRO_DECIMAL_TEXT_MAX];
    vro_decimal_text_print(text, value, DECIMALS);
    vro_svg_raw(self, text);
}

void vro_svg_number(vro_byte_buffer *self, const char *attribute, double value) {
    vro_svg_raw(self, " ");
    vro_svg_raw(self, attribute);
    vro_svg_raw(self, "=\"");
    vro_svg_digits(self, value);
    vro_svg_raw(self, "\"");
}

void vro_svg_attribute(vro_byte_buffer *self, const char *attribute, const char *text) {
    vro_svg_raw(self, " ");
    vro_svg_raw(self, attribute);
    vro_svg_raw(self, "=\"");
    vro_svg_escaped(self, text, strlen(text));
    vro_svg_raw(self, "\"");
}

static void append_paint(vro_byte_buffer *self, const vro_paint *paint) {
    vro_svg_attribute(self, "fill", paint->fill ? paint->fill : "none");
    if (paint->opacity > 0)
        vro_svg_number(self, "fill-opacity", paint->opacity);
    if (paint->stroke) {
        vro_svg_attribute(self, "stroke", paint->stroke);
        vro_svg_number(self, "stroke-width", paint->width);
    }
    if (paint->stroke && paint->dash)
        vro_svg_attribute(self, "stroke-dasharray", paint->dash);
    vro_svg_raw(self, "/>\n");
}

void vro_svg_line(vro_byte_buffer *self, vro_point from, vro_point to, const vro_paint *paint) {
    vro_svg_raw(self, "<line");
    vro_svg_number(self, "x1", from.x);
    vro_svg_number(self, "y1", from.y);
    vro_svg_number(self, "x2", to.x);
    vro_svg_number(self, "y2", to.y);
    append_paint(self, paint);
}

void vro_svg_rectangle(vro_byte_buffer *self, vro_box box, const vro_paint *paint) {
    vro_svg_raw(self, "<rect");
    vro_svg_number(self, "x", box.left);
    vro_svg_number(self, "y", box.top);
    vro_svg_number(self, "width", box.right - box.left);
    vro_svg_number(self, "height", box.bottom - box.top);
    append_paint(self, paint);
}

void vro_svg_circle(vro_byte_buffer *self, vro_point centre, double radius,
                    const vro_paint *paint) {
    vro_svg_raw(self, "<circle");
    vro_svg_number(self, "cx", centre.x);
    vro_svg_number(self, "cy", centre.y);
    vro_svg_number(self, "r", radius);
    append_paint(self, paint);
}

void vro_svg_path(vro_byte_buffer *self, const vro_point *points, size_t count, bool closed,
                  const vro_paint *paint) {
    if (count < 2)
        return;
    vro_svg_raw(self, "<path d=\"");
    for (size_t i = 0; i < count; i++) {
        vro_svg_raw(self, i == 0 ? "M" : i == 1 ? "L" : " ");
        vro_svg_digits(self, points[i].x);
        vro_svg_raw(self, " ");
        vro_svg_digits(self, points[i].y);
    }
    vro_svg_raw(self, closed ? "Z\"" : "\"");
    append_paint(self, paint);
}

// Pieces of a line without length, whose round ends are discs: a sixth of the bytes of circles.
void vro_svg_dots(vro_byte_buffer *self, const vro_point *points, size_t count, double diameter,
                  const char *colour) {
    if (count == 0)
        return;
    vro_svg_raw(self, "<path d=\"");
    for (size_t i = 0; i < count; i++) {
        vro_svg_raw(self, "M");
        vro_svg_digits(self, points[i].x);
        vro_svg_raw(self, " ");
        vro_svg_digits(self, points[i].y);
        vro_svg_raw(self, "h0");
    }
    vro_svg_raw(self, "\" fill=\"none\" stroke-linecap=\"round\"");
    vro_svg_attribute(self, "stroke", colour);
    vro_svg_number(self, "stroke-width", diameter);
    vro_svg_raw(self, " stroke-opacity=\"0.4\"/>\n");
}

// In a text from right to left "start" is its right side.
static const char *anchor_word(const vro_svg_text_style *style) {
    if (style->anchor == VRO_ANCHOR_MIDDLE)
        return "middle";
    return (style->anchor == VRO_ANCHOR_END) != style->right_to_left ? "end" : "start";
}

void vro_svg_text(vro_byte_buffer *self, vro_point at, const char *text, size_t bytes,
                  const char *more, const vro_svg_text_style *style) {
    vro_svg_raw(self, "<text");
    vro_svg_number(self, "x", at.x);
    vro_svg_number(self, "y", at.y);
    vro_svg_number(self, "font-size", style->size);
    vro_svg_attribute(self, "text-anchor", anchor_word(style));
    vro_svg_attribute(self, "fill", style->colour);
    if (style->right_to_left)
        vro_svg_raw(self, " direction=\"rtl\" unicode-bidi=\"embed\"");
    vro_svg_raw(self, ">");
    if (*more != '\0') {
        vro_svg_raw(self, "<title>");
        vro_svg_escaped(self, text, strlen(text));
        vro_svg_raw(self, "</title>");
    }
    vro_svg_escaped(self, text, bytes);
    vro_svg_raw(self, more);
    vro_svg_raw(self, "</text>\n");
}
