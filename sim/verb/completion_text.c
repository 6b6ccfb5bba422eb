#include "vrosim/verb/completion_text.h"

#include <string.h>

// To the first of the marks after which a help text goes into detail.
static size_t first_words(const char *text) {
    static const char *const marks[] = {". ", "; ", ": ", " ("};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *mark = strstr(text, marks[i]);
        if (mark && (size_t)(mark - text) < length)
            length = (size_t)(mark - text);
    }
    return length;
}

void vro_completion_write_text(FILE *output, const char *text, vro_completion_quotes quotes) {
    const size_t length = first_words(text);
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\'')
            fputs(quotes.quote, output);
        else
            fprintf(output, "%s%c", strchr(quotes.escaped, text[i]) ? "\\" : "", text[i]);
}

void vro_completion_write_words(FILE *output, const vro_completion *self) {
    vro_completion_word word = self->word(0);
    for (size_t i = 1; word.text[0] != '\0'; i++) {
        fprintf(output, "%s%s", i > 1 ? " " : "", word.text);
        word = self->word(i);
    }
}

const vro_completion *vro_completion_of_option(const vro_option *row) {
    return vro_completion_of(row->name, row->argument);
}

vro_option_set vro_completion_options(const vro_verb *verb) {
    return verb->options | VRO_OPTION_BIT(VRO_OPTION_HELP);
}

// Finds the next word that is no option; its length.
static size_t find_word(const char **text) {
    static const char around[] = " [].";
    *text += strspn(*text, around);
    while (**text == '-') {
        *text += strcspn(*text, " ");
        *text += strspn(*text, around);
    }
    return strcspn(*text, around);
}

bool vro_completion_place_next(vro_completion_place *self) {
    const size_t length = self->last ? 0 : find_word(&self->rest);
    if (length == 0)
        return false;
    snprintf(self->name, sizeof self->name, "%.*s", (int)length, self->rest);
    self->rest += length;
    self->number++;
    const char *next = self->rest;
    const size_t next_length = find_word(&next);
    self->last =
        next_length == 0 || (next_length == length && strncmp(next, self->name, length) == 0);
    return true;
}
