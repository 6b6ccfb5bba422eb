#include "vrosim/verb/help.h"

#include "vrosim/simulate/ranks.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/verbs.h"

#include <argp.h>
#include <string.h>

static const char purpose[] =
    "Simulate the courses of children after surgery for hip displacement in cerebral palsy (varus "
    "rotational osteotomy of the femur, soft-tissue release and others), and write the "
    "distributions of later surgery and its causes, leg-length discrepancy, healing and the state "
    "of "
    "the hip. The same children are simulated under every strategy, so that differences between "
    "strategies are precise.";

static const char shortening[] =
    "An option may be shortened as long as no other option of the verb begins in the same way "
    "(--pat for --patients), but not to the name of another verb's option.";

static const char caution[] =
    "The built-in default is an illustration informed by published evidence, with assumptions "
    "where evidence is missing. It is not medical advice.";

// "caption" and the options of a set, laid out by argp.
static void print_options(const char *caption, vro_option_set set, FILE *stream) {
    struct argp_option rows[VRO_OPTIONS + 1];
    vro_option_argp(set, rows);
    const struct argp argp = {.options = rows};
    fprintf(stream, "\n%s\n", caption);
    argp_help(&argp, stream, ARGP_HELP_LONG, NULL);
}

// A paragraph in lines of at most 79 characters.
static void print_paragraph(const char *text, FILE *stream) {
    const struct argp argp = {.doc = text};
    argp_help(&argp, stream, ARGP_HELP_PRE_DOC, NULL);
}

void vro_help_program(FILE *stream) {
    size_t count;
    const vro_verb *verbs = vro_verbs(&count);
    fputs("Usage: vrosim VERB [OPTION...] [TABLE...]\n", stream);
    print_paragraph(purpose, stream);
    fputs("\nVerbs:\n", stream);
    for (size_t i = 0; i < count; i++)
        fprintf(stream, "  %-12s %s\n", verbs[i].name, verbs[i].summary);
    for (size_t i = 0; i < count; i++) {
        if (verbs[i].options) {
            char caption[64];
            snprintf(caption, sizeof caption, "Options of %s:", verbs[i].name);
            print_options(caption, verbs[i].options, stream);
        }
    }
    print_options("Other options:",
                  VRO_OPTION_BIT(VRO_OPTION_HELP) | VRO_OPTION_BIT(VRO_OPTION_VERSION), stream);
    fputc('\n', stream);
    print_paragraph(shortening, stream);
    fputc('\n', stream);
    print_paragraph(caution, stream);
}

void vro_help_verb(const vro_verb *verb, FILE *stream) {
    fprintf(stream, "Usage: vrosim %s [OPTION...]%s\n", verb->name, verb->arguments);
    print_paragraph(verb->description, stream);
    print_options("Options:", verb->options | VRO_OPTION_BIT(VRO_OPTION_HELP), stream);
}

void vro_help_version(FILE *stream) {
    const char *library = vro_ranks_library();
    fputs("vrosim " VRO_VERSION "\n", stream);
    fprintf(stream, "Built with OpenMP and %s\n", library ? library : "without MPI");
    fputs("\nCopyright (C) 2026 the authors of vrosim\n"
          "Licence GPL-3.0-or-later: GNU GPL version 3 or later "
          "<https://gnu.org/licenses/gpl.html>\n"
          "This is free software: you are free to change and redistribute it.\n"
          "There is no warranty, to the extent permitted by law.\n",
          stream);
}
