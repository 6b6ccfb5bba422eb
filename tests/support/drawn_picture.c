#include "drawn_picture.h"

#include "vrosim/figure/text_metrics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DEPTH_MAX = 8, NAME_MAX_BYTES = 32, TEXTS_MAX = 4000 };

// A reader's place, and the elements that are open.
typedef struct xml_reader {
    const char *at;
    char open[DEPTH_MAX][NAME_MAX_BYTES];
    size_t depth;
    const char *attributes; // of the last tag
    size_t attribute_bytes;
} xml_reader;

// The value of an attribute of the last tag, unescaped; false where it has none.
static bool attribute(const xml_reader *reader, const char *name, char *value, size_t size) {
    char start[NAME_MAX_BYTES + 4];
    snprintf(start, sizeof start, " %s=\"", name);
    const char *found = strstr(reader->attributes, start);
    if (!found || found >= reader->attributes + reader->attribute_bytes)
        return false;
    found += strlen(start);
    const size_t bytes = strcspn(found, "\"");
    assert_true(bytes < size);
    memcpy(value, found, bytes);
    value[bytes] = '\0';
    return true;
}

static double number(const xml_reader *reader, const char *name) {
    char text[64] = "", *end = text;
    assert_true(attribute(reader, name, text, sizeof text));
    const double value = strtod(text, &end);
    assert_true(end > text && *end == '\0');
    return value;
}

// Fails on a '<' or a bare '&' in the text of an attribute or of an element.
static void check_characters(const char *text, size_t bytes) {
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
    for (size_t i = 0; i < bytes; i++) {
        assert_true(text[i] != '<');
        assert_true((unsigned char)text[i] >= ' ' || text[i] == '\n');
        bool known = text[i] != '&';
        for (size_t j = 0; j < sizeof entities / sizeof *entities; j++)
            known = known || strncmp(text + i, entities[j], strlen(entities[j])) == 0;
        assert_true(known);
    }
}

// Fails where attributes are not ' name="value"' each, or one is there twice.
static void check_attributes(const xml_reader *reader) {
    const char *at = reader->attributes, *end = at + reader->attribute_bytes;
    while (at < end) {
        assert_true(*at == ' ');
        const size_t name = strcspn(at + 1, "=");
        assert_true(name > 0 && at[name + 2] == '"');
        char again[NAME_MAX_BYTES + 4];
        snprintf(again, sizeof again, " %.*s=\"", (int)name, at + 1);
        const char *value = at + name + 3;
        const size_t bytes = strcspn(value, "\"");
        check_characters(value, bytes);
        const char *twice = strstr(value + bytes, again);
        assert_true(!twice || twice >= end);
        at = value + bytes + 1;
    }
    assert_true(at == end);
}

// Moves past the next tag. Returns '<' for one that opens, '/' for one that closes an element, '0'
// for an element without content. Its name is then at open[depth - 1], or was.
static char next_tag(xml_reader *reader) {
    assert_true(*reader->at == '<');
    const char *end = strchr(reader->at, '>');
    assert_non_null(end);
    if (reader->at[1] == '/') {
        assert_true(reader->depth > 0);
        const char *name = reader->open[--reader->depth];
        assert_int_equal(strncmp(reader->at + 2, name, strlen(name)), 0);
        assert_true(reader->at + 2 + strlen(name) == end);
        reader->at = end + 1;
        return '/';
    }
    const bool is_empty = end[-1] == '/';
    const size_t name = strcspn(reader->at + 1, " />");
    assert_true(name > 0 && name < NAME_MAX_BYTES && reader->depth < DEPTH_MAX);
    snprintf(reader->open[reader->depth], NAME_MAX_BYTES, "%.*s", (int)name, reader->at + 1);
    reader->attributes = reader->at + 1 + name;
    reader->attribute_bytes = (size_t)(end - is_empty - reader->attributes);
    check_attributes(reader);
    reader->depth += !is_empty;
    reader->at = end + 1;
    return is_empty ? '0' : '<';
}

static void check_root(const xml_reader *reader, const char *name, drawn_picture *picture) {
    char value[256], wanted[256];
    assert_true(attribute(reader, "role", value, sizeof value));
    assert_string_equal(value, "img");
    snprintf(wanted, sizeof wanted, "%s-title %s-desc", name, name);
    assert_true(attribute(reader, "aria-labelledby", value, sizeof value));
    assert_string_equal(value, wanted);
    picture->width = number(reader, "width");
    picture->height = number(reader, "height");
    snprintf(wanted, sizeof wanted, "0 0 %g %g", picture->width, picture->height);
    assert_true(attribute(reader, "viewBox", value, sizeof value));
    assert_string_equal(value, wanted);
}

static void check_id(const xml_reader *reader, const char *name) {
    char id[256];
    if (!attribute(reader, "id", id, sizeof id))
        return;
    assert_int_equal(strncmp(id, name, strlen(name)), 0);
    assert_true(id[strlen(name)] == '-');
}

// Copies text without entities.
static void unescape(char *to, size_t size, const char *from, size_t bytes) {
    static const char *const entities[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    size_t length = strlen(to);
    for (size_t i = 0; i < bytes; i++) {
        assert_true(length + 1 < size);
        to[length] = from[i];
        for (size_t j = 0; j < 4; j++)
            if (strncmp(from + i, entities[j][0], strlen(entities[j][0])) == 0) {
                to[length] = *entities[j][1];
                i += strlen(entities[j][0]) - 1;
            }
        to[++length] = '\0';
    }
}

static drawn_text start_text(const xml_reader *reader, double *size) {
    char anchor[16], direction[8] = "";
    assert_true(attribute(reader, "text-anchor", anchor, sizeof anchor));
    attribute(reader, "direction", direction, sizeof direction);
    *size = number(reader, "font-size");
    const double x = number(reader, "x"), y = number(reader, "y");
    const bool backward = strcmp(direction, "rtl") == 0;
    const double share = strcmp(anchor, "middle") == 0 ? 0.5 : (strcmp(anchor, "end") == 0) ? 1 : 0;
    // left holds the anchor, right the share of the text that is left of it, until the width is
    // known.
    return (drawn_text){"", x, y - VRO_TEXT_ASCENT * *size, backward ? 1 - share : share,
                        y + VRO_TEXT_DESCENT * *size};
}

static void end_text(drawn_text *text, double size) {
    const double width = vro_text_metrics_width(text->text, strlen(text->text), size);
    text->left -= text->right * width;
    text->right = text->left + width;
}

drawn_picture drawn_picture_read(const char *svg, const char *name) {
    drawn_picture picture = {.texts = test_calloc(TEXTS_MAX, sizeof *picture.texts)};
    xml_reader reader = {.at = svg};
    double size = 0;
    while (*reader.at != '\0') {
        const size_t bytes = strcspn(reader.at, "<");
        check_characters(reader.at, bytes);
        const char *open = reader.depth > 0 ? reader.open[reader.depth - 1] : "";
        if (strcmp(open, "text") == 0)
            unescape(picture.texts[picture.count].text, sizeof picture.texts->text, reader.at,
                     bytes);
        reader.at += bytes;
        if (*reader.at == '\0')
            break;
        const char kind = next_tag(&reader);
        const char *element = reader.open[reader.depth - (kind == '<')];
        if (kind == '<' && reader.depth == 1)
            check_root(&reader, name, &picture);
        if (kind != '/')
            check_id(&reader, name);
        if (strcmp(element, "text") == 0 && kind == '<')
            picture.texts[picture.count] = start_text(&reader, &size);
        if (strcmp(element, "text") == 0 && kind == '/')
            end_text(&picture.texts[picture.count++], size);
        assert_true(picture.count < TEXTS_MAX);
    }
    assert_int_equal(reader.depth, 0);
    return picture;
}

void drawn_picture_free(drawn_picture *self) {
    test_free(self->texts);
}

size_t drawn_picture_count(const drawn_picture *self, const char *text) {
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++)
        count += strcmp(self->texts[i].text, text) == 0;
    return count;
}

size_t drawn_picture_count_beginning(const drawn_picture *self, const char *text) {
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++)
        count += strncmp(self->texts[i].text, text, strlen(text)) == 0;
    return count;
}

// Boxes of lines below each other touch within what letters leave free.
static bool overlap(const drawn_text *a, const drawn_text *b) {
    const double slack = 0.5;
    return a->left + slack < b->right && b->left + slack < a->right && a->top + slack < b->bottom &&
           b->top + slack < a->bottom;
}

void drawn_picture_assert_tidy(const drawn_picture *self, const char *what) {
    const double slack = 0.05;
    for (size_t i = 0; i < self->count; i++) {
        const drawn_text *text = &self->texts[i];
        if (text->left < -slack || text->top < -slack || text->right > self->width + slack ||
            text->bottom > self->height + slack)
            fail_msg("%s: \"%s\" at (%g, %g, %g, %g) leaves the picture, %g x %g", what, text->text,
                     text->left, text->top, text->right, text->bottom, self->width, self->height);
        for (size_t j = 0; j < i; j++)
            if (overlap(text, &self->texts[j]))
                fail_msg("%s: \"%s\" at (%g, %g) overlaps \"%s\" at (%g, %g)", what, text->text,
                         text->left, text->top, self->texts[j].text, self->texts[j].left,
                         self->texts[j].top);
    }
}
