#include "vrosim/verb/parameters.h"

#include "vrosim/input/dictionary.h"

#include <string.h>

static const char *distributions_text(vro_distributions_allowed distributions) {
    static const char *const texts[] = {[VRO_ONLY_FIXED] = "fixed",
                                        [VRO_ANY_DISTRIBUTION] = "any",
                                        [VRO_ONLY_TEXT] = VRO_TEXT_WORD};
    return texts[distributions];
}

static const char *scope_text(vro_scope scope) {
    return scope == VRO_SHARED ? "shared" : "by strategy";
}

static const char *support_text(vro_support support) {
    static const char *const texts[] = {[VRO_ANYWHERE] = "anywhere",
                                        [VRO_NOT_NEGATIVE] = "not negative",
                                        [VRO_PERCENTAGE] = "0 to 100"};
    return texts[support];
}

// A field of CSV, quoted where it has to be.
static void print_field(const char *text, char end, FILE *output) {
    if (text[strcspn(text, ",\"\n")] == '\0') {
        fprintf(output, "%s%c", text, end);
        return;
    }
    fputc('"', output);
    for (; *text != '\0'; text++)
        fputs(*text == '"' ? "\"\"" : (char[]){*text, '\0'}, output);
    fprintf(output, "\"%c", end);
}

static void print_row(const vro_parameter *row, FILE *output) {
    print_field(row->name, ',', output);
    print_field(row->unit, ',', output);
    print_field(distributions_text(row->distributions), ',', output);
    print_field(scope_text(row->scope), ',', output);
    print_field(support_text(row->support), ',', output);
    fprintf(output, "%.17g,%.17g,", row->lower, row->upper);
    print_field(vro_family_name(row->family), ',', output);
    print_field(row->meaning, '\n', output);
}

static void print_csv(FILE *output) {
    fputs("name,unit,distributions,scope,support,lower,upper,family,meaning\n", output);
    for (int id = 0; id < VRO_PARAMETERS; id++)
        print_row(vro_dictionary_row((vro_parameter_id)id), output);
}

static void print_range(const vro_parameter *row, FILE *output) {
    if (row->distributions == VRO_ONLY_TEXT) {
        fprintf(output, "      a text of %g to %g characters", row->lower, row->upper);
        return;
    }
    fprintf(output, "      %s, %g to %g; ", row->unit, row->lower, row->upper);
    fputs(row->distributions == VRO_ONLY_FIXED ? "one fixed number" : "any distribution", output);
    if (row->distributions == VRO_ANY_DISTRIBUTION && row->support != VRO_ANYWHERE)
        fprintf(output, " (%s)", support_text(row->support));
    fprintf(output, "; uncertainty %s", vro_family_name(row->family));
}

static void print_entry(const vro_parameter *row, FILE *output) {
    fprintf(output, "  %s\n      %s\n", row->name, row->meaning);
    print_range(row, output);
    fputs(row->scope == VRO_SHARED ? "; the same for all strategies\n" : "\n", output);
}

// The part of a name before its point.
static size_t family(const char *name) {
    return strcspn(name, ".");
}

static void print_entries(FILE *output) {
    const char *previous = "";
    for (int id = 0; id < VRO_PARAMETERS; id++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)id);
        size_t length = family(row->name);
        if (length != family(previous) || strncmp(row->name, previous, length) != 0)
            fprintf(output, "%s%.*s\n", id == 0 ? "" : "\n", (int)length, row->name);
        print_entry(row, output);
        previous = row->name;
    }
}

vro_status vro_parameters_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    (void)errors;
    if (options->csv)
        print_csv(output);
    else
        print_entries(output);
    return VRO_OK;
}
