#define _GNU_SOURCE 1

#include "vrosim/core/named_texts.h"

#include "vrosim/core/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const vro_named_text *find(const vro_named_texts *self, const char *name, size_t length) {
    for (size_t i = 0; i < self->count; i++)
        if (strncmp(self->items[i].name, name, length) == 0 && self->items[i].name[length] == '\0')
            return &self->items[i];
    return NULL;
}

// The item of a name, a new one where it has none; NULL without memory.
static vro_named_text *item_of(vro_named_texts *self, const char *name) {
    vro_named_text *found = (vro_named_text *)find(self, name, strlen(name));
    if (found)
        return found;
    vro_named_text *items =
        vro_memory_grow(self->items, self->count, &self->capacity, sizeof *items);
    char *copy = strdup(name);
    self->items = items ? items : self->items;
    if (!items || !copy) {
        free(copy);
        return NULL;
    }
    items[self->count] = (vro_named_text){.name = copy};
    return &items[self->count++];
}

void vro_named_texts_set(vro_named_texts *self, const char *name, const char *format, ...) {
    va_list arguments;
    char *text = NULL;
    va_start(arguments, format);
    const int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    vro_named_text *item = length < 0 ? NULL : item_of(self, name);
    if (!item) {
        self->failed = true;
        if (length >= 0)
            free(text);
        return;
    }
    free(item->text);
    item->text = text;
}

const char *vro_named_texts_find(const vro_named_texts *self, const char *name) {
    const vro_named_text *found = find(self, name, strlen(name));
    return found ? found->text : NULL;
}

bool vro_named_texts_have(const vro_named_texts *self, const char *names) {
    while (*names) {
        const size_t length = strcspn(names, " ");
        if (length > 0 && !find(self, names, length))
            return false;
        names += length + (names[length] == ' ');
    }
    return true;
}

// Appends sentence[length], which has no brackets; false where a name has no text.
static bool fill_piece(const vro_named_texts *self, const char *sentence, size_t length,
                       vro_byte_buffer *text) {
    const char *end = sentence + length;
    while (sentence < end) {
        const char *brace = memchr(sentence, '{', (size_t)(end - sentence));
        const char *close = brace ? memchr(brace, '}', (size_t)(end - brace)) : NULL;
        if (!close)
            brace = end;
        vro_byte_buffer_append(text, sentence, (size_t)(brace - sentence));
        if (!close)
            break;
        const vro_named_text *named = find(self, brace + 1, (size_t)(close - brace - 1));
        if (!named)
            return false;
        vro_byte_buffer_append(text, named->text, strlen(named->text));
        sentence = close + 1;
    }
    return true;
}

bool vro_named_texts_fill(const vro_named_texts *self, const char *sentence,
                          vro_byte_buffer *text) {
    const size_t start = text->size;
    while (*sentence) {
        const bool optional = *sentence == '[';
        sentence += optional;
        const size_t before = text->size, length = strcspn(sentence, optional ? "]" : "[");
        if (!fill_piece(self, sentence, length, text)) {
            text->size = optional ? before : start;
            if (!optional)
                return false;
        }
        sentence += length + (optional && sentence[length] == ']');
    }
    return true;
}

const char *vro_named_texts_fault(const char *sentence) {
    bool brace = false, bracket = false;
    for (; *sentence; sentence++) {
        const char at = *sentence;
        if (brace && (at == '{' || at == '[' || at == ']'))
            return "has '{' without '}'";
        if ((at == '}' && !brace) || (at == ']' && !bracket))
            return "has '}' or ']' without its beginning";
        if (at == '[' && bracket)
            return "has '[' within brackets";
        brace = at == '{' || (brace && at != '}');
        bracket = at == '[' || (bracket && at != ']');
    }
    return brace ? "has '{' without '}'" : bracket ? "has '[' without ']'" : NULL;
}

void vro_named_texts_free(vro_named_texts *self) {
    for (size_t i = 0; i < self->count; i++) {
        free(self->items[i].name);
        free(self->items[i].text);
    }
    free(self->items);
    *self = (vro_named_texts){0};
}
