#include "vrosim/verb/completion_zsh.h"

#include "vrosim/verb/completion_text.h"

#include <string.h>

// Verbs by _describe, options and arguments by _arguments.

static const char beginning[] = "#compdef vrosim\n"
                                "# Completion for zsh, from `vrosim completion zsh`.\n"
                                "local -a verbs arguments\n"
                                "verbs=(\n";

static const char after_verbs[] = "    '--help:Print the help of all verbs'\n"
                                  "    '--version:Print the version of the program'\n"
                                  ")\n"
                                  "if (( CURRENT == 2 )); then\n"
                                  "    _describe verb verbs\n"
                                  "    return\n"
                                  "fi\n"
                                  "case $words[2] in\n";

static const char ending[] = "*) return 1 ;;\n"
                             "esac\n"
                             "shift words\n"
                             "(( CURRENT-- ))\n"
                             "_arguments -S $arguments\n";

static const vro_completion_quotes quotes = {.escaped = "[]:\\", .quote = "'\\''"};

// ":NAME:action" of an argument; colons of the name are no end of it.
static void write_action(FILE *output, const char *name, const vro_completion *self) {
    static const char *const actions[] = {[VRO_COMPLETE_NOTHING] = " ",
                                          [VRO_COMPLETE_FILES] = "_files",
                                          [VRO_COMPLETE_FOLDERS] = "_files -/"};
    fputc(':', output);
    for (const char *at = name; *at != '\0'; at++)
        fprintf(output, "%s%c", *at == ':' ? "\\" : "", *at);
    fputc(':', output);
    if (self->kind != VRO_COMPLETE_WORDS) {
        fputs(actions[self->kind], output);
        return;
    }
    // Of a list the last item is completed. No blank after a word that ends with "=".
    const vro_completion_word first = self->word(0);
    fprintf(output, "{compset -P \"*,\"; compadd%s - ", strchr(first.text, '=') ? " -S \"\"" : "");
    vro_completion_write_words(output, self);
    fputc('}', output);
}

static void write_options(FILE *output, const vro_verb *verb) {
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        if (!(vro_completion_options(verb) & VRO_OPTION_BIT(id)))
            continue;
        fprintf(output, "        '%s--%s%s[", vro_option_may_repeat((vro_option_id)id) ? "*" : "",
                row->name, row->argument ? "=" : "");
        vro_completion_write_text(output, row->help, quotes);
        fputc(']', output);
        if (row->argument)
            write_action(output, row->argument, vro_completion_of_option(row));
        fputs("'\n", output);
    }
}

static void write_verb(FILE *output, const vro_verb *verb) {
    vro_completion_place place = {.rest = verb->arguments};
    fprintf(output, "%s)\n    arguments=(\n", verb->name);
    write_options(output, verb);
    while (vro_completion_place_next(&place)) {
        if (place.last)
            fputs("        '*", output);
        else
            fprintf(output, "        '%d", place.number);
        write_action(output, place.name, vro_completion_of("", place.name));
        fputs("'\n", output);
    }
    fputs("    ) ;;\n", output);
}

void vro_completion_zsh(const vro_verb *verbs, size_t count, FILE *output) {
    fputs(beginning, output);
    for (size_t i = 0; i < count; i++) {
        fprintf(output, "    '%s:", verbs[i].name);
        vro_completion_write_text(output, verbs[i].summary, quotes);
        fputs("'\n", output);
    }
    fputs(after_verbs, output);
    for (size_t i = 0; i < count; i++)
        write_verb(output, &verbs[i]);
    fputs(ending, output);
}
