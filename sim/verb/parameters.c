#include "vrosim/verb/parameters.h"

#include "vrosim/file/csv_writer.h"
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

static void write_bound(vro_csv_writer *writer, double bound) {
    char text[32];
    snprintf(text, sizeof text, "%.17g", bound);
    vro_csv_writer_text(writer, text);
}

static void print_csv(FILE *output) {
    vro_csv_writer writer;
    vro_csv_writer_begin(&writer, output,
                         "name,unit,distributions,scope,support,lower,upper,family,meaning");
    for (int id = 0; id < VRO_PARAMETERS; id++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)id);
        vro_csv_writer_text(&writer, row->name);
        vro_csv_writer_text(&writer, row->unit);
        vro_csv_writer_text(&writer, distributions_text(row->distributions));
        vro_csv_writer_text(&writer, scope_text(row->scope));
        vro_csv_writer_text(&writer, support_text(row->support));
        write_bound(&writer, row->lower);
        write_bound(&writer, row->upper);
        vro_csv_writer_text(&writer, vro_family_name(row->family));
        vro_csv_writer_text(&writer, row->meaning);
        vro_csv_writer_end(&writer);
    }
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

// Under a heading for each family of names, which is what stands before the first point.
static void print_entries(FILE *output) {
    const char *previous = "";
    for (int id = 0; id < VRO_PARAMETERS; id++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)id);
        const size_t length = strcspn(row->name, ".");
        if (strncmp(row->name, previous, length + 1) != 0)
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
