#include "vrosim/verb/parameters.h"

#include "vrosim/core/text.h"
#include "vrosim/core/wrapped_text.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/table/default_words.h"

#include <string.h>

// The built-in default, whose values are told beside the meanings.
typedef struct defaults {
    vro_scenario scenario;
    vro_scenario_rows rows;
} defaults;

// Whether every word of the command line is of the parameter; all are where there is none.
static bool is_chosen(const vro_options *options, vro_parameter_id id) {
    for (size_t i = 0; i < options->table_count; i++)
        if (!vro_dictionary_matches(options->tables[i], id))
            return false;
    return true;
}

// The faults of words that no parameter has; of the words together where each has some.
static vro_status check_words(const vro_options *options, vro_errors *errors) {
    bool any = false;
    vro_status status = VRO_OK;
    for (size_t i = 0; i < options->table_count; i++) {
        bool found = false;
        for (int id = 0; id < VRO_PARAMETERS && !found; id++)
            found = vro_dictionary_matches(options->tables[i], (vro_parameter_id)id);
        if (!found)
            status =
                vro_errors_add(errors, VRO_BAD_USAGE, NULL, "no parameter has to do with '%s'%s",
                               vro_text_excerpt(options->tables[i]).text,
                               vro_dictionary_suggest(options->tables[i]).text);
    }
    for (int id = 0; id < VRO_PARAMETERS && !any; id++)
        any = is_chosen(options, (vro_parameter_id)id);
    return status != VRO_OK || any
               ? status
               : vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                "no parameter has to do with all of these words; give fewer");
}

static const char *distributions_text(vro_distributions_allowed distributions) {
    static const char *const texts[] = {[VRO_ONLY_FIXED] = "fixed",
                                        [VRO_ANY_DISTRIBUTION] = "any",
                                        [VRO_ONLY_TEXT] = VRO_TEXT_WORD};
    return texts[distributions];
}

static const char *support_text(vro_support support) {
    static const char *const texts[] = {[VRO_ANYWHERE] = "anywhere",
                                        [VRO_NOT_NEGATIVE] = "not negative",
                                        [VRO_WITHIN_BOUNDS] = "within bounds"};
    return texts[support];
}

static const char *scope_text(vro_scope scope) {
    static const char *const texts[] = {[VRO_SHARED] = "shared",
                                        [VRO_BY_STRATEGY] = "by strategy",
                                        [VRO_OF_STRATEGY] = "of a strategy"};
    return texts[scope];
}

static void write_bound(vro_csv_writer *writer, double bound) {
    char text[32];
    snprintf(text, sizeof text, "%.17g", bound);
    vro_csv_writer_numeral(writer, text);
}

static void print_csv(const vro_options *options, const defaults *usual, FILE *output) {
    vro_csv_writer writer;
    vro_default_words words;
    const bool commas = options->decimal_commas;
    (commas ? vro_csv_writer_begin_commas : vro_csv_writer_begin)(
        &writer, output,
        "name,unit,distributions,scope,support,from,to,family,meaning,default,se,source");
    for (int id = 0; id < VRO_PARAMETERS; id++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)id);
        if (!is_chosen(options, (vro_parameter_id)id))
            continue;
        vro_csv_writer_text(&writer, row->name);
        vro_csv_writer_text(&writer, row->unit);
        vro_csv_writer_text(&writer, distributions_text(row->distributions));
        vro_csv_writer_text(&writer, scope_text(row->scope));
        vro_csv_writer_text(&writer, support_text(row->support));
        write_bound(&writer, row->lower);
        write_bound(&writer, row->upper);
        vro_csv_writer_text(&writer, vro_family_name(row->family));
        vro_csv_writer_text(&writer, row->meaning);
        vro_default_words_of(&words, &usual->scenario, &usual->rows, (vro_parameter_id)id);
        vro_csv_writer_numeral(&writer, words.value.text);
        vro_csv_writer_numeral(&writer, words.se.text);
        vro_csv_writer_text(&writer, words.source.text);
        vro_csv_writer_end(&writer);
    }
}

// Unit, bounds, distributions and uncertainty of a parameter.
static void describe(const vro_parameter *row, char *text, size_t size) {
    static const char *const scopes[] = {[VRO_SHARED] = "; the same for all strategies",
                                         [VRO_BY_STRATEGY] = "",
                                         [VRO_OF_STRATEGY] =
                                             "; of the strategy that the row names"};
    const char *scope = scopes[row->scope];
    if (row->distributions == VRO_ONLY_TEXT) {
        snprintf(text, size, "a text of %g to %g characters%s", row->lower, row->upper, scope);
        return;
    }
    const bool limited = row->distributions == VRO_ANY_DISTRIBUTION && row->support != VRO_ANYWHERE;
    snprintf(text, size, "%s, %g to %g; %s%s%s%s; uncertainty: %s%s", row->unit, row->lower,
             row->upper,
             row->distributions == VRO_ONLY_FIXED ? "one fixed number" : "any distribution",
             limited ? " (" : "", limited ? support_text(row->support) : "", limited ? ")" : "",
             vro_family_name(row->family), scope);
}

// What the default says of a parameter; nothing where it has no row.
static void print_default(const vro_default_words *words, FILE *output) {
    const bool error = *words->se.text != '\0';
    vro_paragraph line = {0};
    if (*words->value.text == '\0')
        return;
    vro_paragraph_add(&line, "default: %s%s%s%s", words->value.text, error ? " (se " : "",
                      words->se.text, error ? ")" : "");
    vro_wrapped_text_print(output, "      ", line.text, VRO_TERMINAL_WIDTH);
    if (*words->source.text != '\0')
        vro_wrapped_text_print(output, "      source: ", words->source.text, VRO_TERMINAL_WIDTH);
}

static void print_entry(vro_parameter_id id, const defaults *usual, FILE *output) {
    const vro_parameter *row = vro_dictionary_row(id);
    vro_default_words words;
    char description[256];
    describe(row, description, sizeof description);
    fprintf(output, "  %s\n", row->name);
    vro_wrapped_text_print(output, "      ", row->meaning, VRO_TERMINAL_WIDTH);
    vro_wrapped_text_print(output, "      ", description, VRO_TERMINAL_WIDTH);
    vro_default_words_of(&words, &usual->scenario, &usual->rows, id);
    print_default(&words, output);
}

// Under a heading for each family of names, which is what stands before the first point.
static void print_entries(const vro_options *options, const defaults *usual, FILE *output) {
    const char *previous = "";
    for (int id = 0; id < VRO_PARAMETERS; id++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)id);
        const size_t length = strcspn(row->name, ".");
        if (!is_chosen(options, (vro_parameter_id)id))
            continue;
        if (strncmp(row->name, previous, length + 1) != 0)
            fprintf(output, "%s%.*s\n", *previous == '\0' ? "" : "\n", (int)length, row->name);
        print_entry((vro_parameter_id)id, usual, output);
        previous = row->name;
    }
}

vro_status vro_parameters_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    defaults usual = {0};
    vro_status status = VRO_OK;
    TRY(check_words(options, errors));
    TRY(vro_scenario_load(&usual.scenario, NULL, errors));
    TRY(vro_scenario_rows_init(&usual.rows, &usual.scenario, errors));
    if (options->csv)
        print_csv(options, &usual, output);
    else
        print_entries(options, &usual, output);
out:
    vro_scenario_rows_free(&usual.rows);
    vro_scenario_free(&usual.scenario);
    return status;
}
