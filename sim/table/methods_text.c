#include "vrosim/table/methods_text.h"

#include <stdlib.h>
#include <string.h>

typedef struct part_row {
    const char *name; // as a fact
    const char *headings[VRO_LANGUAGES];
} part_row;

typedef struct sentence_row {
    vro_methods_part part;
    const char *verbs; // of the studies that have it; "": all
    const char *texts[VRO_LANGUAGES];
} sentence_row;

#define VRO_METHODS_PART(part, name, english, german) [part] = {name, {english, german}},
#define VRO_METHODS_SENTENCE(part, verbs, english, german)
static const part_row parts[VRO_METHODS_PARTS] = {
#include "vrosim/table/methods_sentences.def"
};
#undef VRO_METHODS_PART
#undef VRO_METHODS_SENTENCE

#define VRO_METHODS_PART(part, name, english, german)
#define VRO_METHODS_SENTENCE(part, verbs, english, german) {part, verbs, {english, german}},
static const sentence_row sentences[] = {
#include "vrosim/table/methods_sentences.def"
};
#undef VRO_METHODS_PART
#undef VRO_METHODS_SENTENCE

// Whether a word is in a list separated by blanks.
static bool is_in(const char *word, const char *list) {
    const size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

// The sentences of a part; NULL without memory.
static char *make_part(vro_methods_part part, const vro_named_texts *facts, vro_language language) {
    const char *verb = vro_named_texts_find(facts, "verb");
    vro_byte_buffer text = {0};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        const sentence_row *row = &sentences[i];
        const size_t start = text.size;
        if (row->part != part || (*row->verbs && !is_in(verb ? verb : "run", row->verbs)))
            continue;
        if (start > 0)
            vro_byte_buffer_append(&text, " ", 1);
        const size_t blank = text.size;
        if (!vro_named_texts_fill(facts, row->texts[language], &text) || text.size == blank)
            text.size = start;
    }
    return vro_byte_buffer_release_text(&text);
}

vro_status vro_methods_text_init(vro_methods_text *self, const vro_named_texts *facts,
                                 vro_language language, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_methods_text){0};
    for (int part = 0; part < VRO_METHODS_PARTS; part++) {
        self->parts[part] = make_part((vro_methods_part)part, facts, language);
        if (!self->parts[part])
            status = VRO_NO_MEMORY;
    }
    if (status == VRO_OK)
        return VRO_OK;
    vro_methods_text_free(self);
    return vro_errors_add(errors, status, NULL, "not enough memory for the methods");
}

const char *vro_methods_text_heading(vro_methods_part part, vro_language language) {
    return parts[part].headings[language];
}

void vro_methods_text_name(const vro_methods_text *self, vro_named_texts *facts) {
    for (int part = 0; part < VRO_METHODS_PARTS; part++)
        if (*self->parts[part])
            vro_named_texts_set(facts, parts[part].name, "%s", self->parts[part]);
}

void vro_methods_text_free(vro_methods_text *self) {
    for (int part = 0; part < VRO_METHODS_PARTS; part++)
        free(self->parts[part]);
    *self = (vro_methods_text){0};
}
