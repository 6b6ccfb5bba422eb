#include "vrosim/verb/completion_fish.h"

#include "vrosim/verb/completion_text.h"

// A line for each verb, for each option and for each argument, with the verbs that it is of.

static const char beginning[] =
    "# Completion for fish, from `vrosim completion fish`.\n"
    "# Whether the verb is one of these, and with --at NUMBER whether its argument NUMBER is "
    "next.\n"
    "function __vrosim_verb\n"
    "    set -l words (commandline -opc)\n"
    "    if test \"$argv[1]\" = --at\n"
    "        test (count $words) -eq (math $argv[2] + 1); or return\n"
    "        set argv $argv[3..]\n"
    "    end\n"
    "    test (count $words) -gt 1; and contains -- $words[2] $argv\n"
    "end\n"
    "function __vrosim_no_verb\n"
    "    test (count (commandline -opc)) -eq 1\n"
    "end\n"
    "complete -c vrosim -f\n"
    "complete -c vrosim -n __vrosim_no_verb -l help -d 'Print the help of all verbs'\n"
    "complete -c vrosim -n __vrosim_no_verb -l version -d 'Print the version of the program'\n";

static const vro_completion_quotes quotes = {.escaped = "\\", .quote = "\\'"};

// Of a list the last item is completed.
static void write_action(FILE *output, const vro_completion *self) {
    static const char *const actions[] = {[VRO_COMPLETE_NOTHING] = " -x",
                                          [VRO_COMPLETE_FILES] = " -r -F",
                                          [VRO_COMPLETE_FOLDERS] =
                                              " -x -a '(__fish_complete_directories)'"};
    if (self->kind != VRO_COMPLETE_WORDS) {
        fputs(actions[self->kind], output);
        return;
    }
    fputs(" -x -a '(__fish_complete_list , \"string split \\\\  -- \\'", output);
    vro_completion_write_words(output, self);
    fputs("\\'\")'", output);
}

static void write_option(FILE *output, vro_option_id id, const vro_verb *verbs, size_t count) {
    const vro_option *row = vro_option_row(id);
    fputs("complete -c vrosim -n '__vrosim_verb", output);
    for (size_t i = 0; i < count; i++)
        if (vro_completion_options(&verbs[i]) & VRO_OPTION_BIT(id))
            fprintf(output, " %s", verbs[i].name);
    fprintf(output, "' -l %s", row->name);
    if (row->argument)
        write_action(output, vro_completion_of_option(row));
    fputs(" -d '", output);
    vro_completion_write_text(output, row->help, quotes);
    fputs("'\n", output);
}

static void write_verb(FILE *output, const vro_verb *verb) {
    vro_completion_place place = {.rest = verb->arguments};
    fprintf(output, "complete -c vrosim -n __vrosim_no_verb -a %s -d '", verb->name);
    vro_completion_write_text(output, verb->summary, quotes);
    fputs("'\n", output);
    while (vro_completion_place_next(&place)) {
        const vro_completion *completion = vro_completion_of("", place.name);
        if (completion->kind == VRO_COMPLETE_NOTHING)
            continue;
        fputs("complete -c vrosim -n '__vrosim_verb", output);
        if (!place.last)
            fprintf(output, " --at %d", place.number);
        fprintf(output, " %s'", verb->name);
        write_action(output, completion);
        fputc('\n', output);
    }
}

void vro_completion_fish(const vro_verb *verbs, size_t count, FILE *output) {
    fputs(beginning, output);
    for (size_t i = 0; i < count; i++)
        write_verb(output, &verbs[i]);
    for (int id = 0; id < VRO_OPTIONS; id++)
        if (id != VRO_OPTION_VERSION)
            write_option(output, (vro_option_id)id, verbs, count);
}
