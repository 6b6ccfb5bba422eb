#include "vrosim/table/coverage_report.h"

#include "vrosim/core/wrapped_text.h"
#include "vrosim/file/number_format.h"
#include "vrosim/table/coverage_tables.h"

#include <math.h>
#include <string.h>

enum { NAME_WIDTH = 34, NUMBERS_WIDTH = 16, PERCENT = 100 };

enum { NUMBERS_MAX = 2 * VRO_NUMBER_FORMAT_MAX + 4, NAMES_MAX = 64 * (int)VRO_PARAMETERS };

// What is said of one row of a kind, and of more.
static const char *const words[VRO_COVERED_KINDS][2] = {
    [VRO_COVERED_UNCERTAIN] = {"is uncertain: it has a standard error",
                               "are uncertain: they have a standard error"},
    [VRO_COVERED_QUESTION] = {"defines the question: plan, follow-up, definition",
                              "define the question: plans, follow-up, definitions"},
    [VRO_COVERED_ASSUMPTION] = {"rests on an assumption and is treated as exact:",
                                "rest on an assumption and are treated as exact:"},
    [VRO_COVERED_SOURCE] = {"rests on a source and is treated as exact",
                            "rest on a source and are treated as exact"}};

// Each parameter once: its rows follow one another.
static void print_names(FILE *stream, const vro_coverage *coverage, vro_coverage_kind kind) {
    char names[NAMES_MAX] = "";
    size_t length = 0;
    int last = -1;
    for (size_t i = 0; i < coverage->count; i++) {
        const vro_covered_row *covered = &coverage->rows[i];
        if (covered->kind != kind || (int)covered->row.id == last)
            continue;
        last = (int)covered->row.id;
        const char *name = vro_dictionary_row(covered->row.id)->name;
        length += (size_t)snprintf(names + length, sizeof names - length, "%s%s",
                                   length > 0 ? ", " : "", name);
    }
    vro_wrapped_text_print(stream, "        ", names, VRO_TERMINAL_WIDTH);
}

static void print_counts(FILE *stream, const vro_coverage *coverage) {
    const size_t values = coverage->ensemble->uncertainty->count;
    fprintf(stream, "\nOf %zu rows of parameters (" VRO_COVERAGE_FILE "):\n", coverage->count);
    for (size_t kind = 0; kind < VRO_COVERED_KINDS; kind++) {
        const size_t count = coverage->counts[kind];
        if (count == 0)
            continue;
        fprintf(stream, "  %5zu %s", count, words[kind][count != 1]);
        if (kind == VRO_COVERED_UNCERTAIN)
            fprintf(stream, ", from %zu sampled value%s", values, values == 1 ? "" : "s");
        putc('\n', stream);
        if (kind == VRO_COVERED_ASSUMPTION)
            print_names(stream, coverage, kind);
    }
}

// "mean (spread)", to three digits of a standard error.
static void print_numbers(FILE *stream, double mean, double spread, double se) {
    char numbers[NUMBERS_MAX], digits[VRO_NUMBER_FORMAT_MAX], brackets[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print(digits, mean, se);
    vro_number_format_print(brackets, spread, se);
    snprintf(numbers, sizeof numbers, "%s (%s)", digits, brackets);
    fprintf(stream, " %*s", NUMBERS_WIDTH, numbers);
}

static void print_parameter(FILE *stream, const char *name, const vro_drawn_parameter *drawn) {
    fprintf(stream, "  %-*s", NAME_WIDTH, name);
    if (strlen(name) > NAME_WIDTH)
        fprintf(stream, "\n  %*s", NAME_WIDTH, "");
    print_numbers(stream, drawn->asked_mean, drawn->asked_se, drawn->asked_se);
    print_numbers(stream, drawn->mean, drawn->sd, drawn->asked_se);
    fprintf(stream, " %6.0f %%\n", PERCENT * drawn->on_bound);
}

static void print_warning(FILE *stream, const vro_coverage *coverage, vro_draw_warning warning) {
    static const char *const sentences[VRO_DRAW_WARNINGS] = {
        [VRO_DRAWN_ON_BOUND] = "samples pile on a bound of their parameter, so that mean or spread "
                               "are not what the table asks for.",
        [VRO_DRAWN_CASE_MIX] = "the case mix follows one Dirichlet distribution, which cannot have "
                               "the standard errors of all its levels."};
    const vro_uncertainty *uncertainty = coverage->ensemble->uncertainty;
    bool said = false;
    for (size_t i = 0; i < uncertainty->count; i++) {
        if (coverage->drawn[i].warning != warning)
            continue;
        if (!said) {
            putc('\n', stream);
            vro_wrapped_text_print(stream, "Warning: ", sentences[warning], VRO_TERMINAL_WIDTH);
            fprintf(stream, "  %*s %*s %*s on bound\n", NAME_WIDTH, "", NUMBERS_WIDTH,
                    "asked mean (se)", NUMBERS_WIDTH, "drawn mean (sd)");
        }
        said = true;
        print_parameter(stream, uncertainty->parameters[i].name, &coverage->drawn[i]);
    }
}

static void print_correlations(FILE *stream, const vro_coverage *coverage) {
    const vro_uncertain_parameter *parameters = coverage->ensemble->uncertainty->parameters;
    bool said = false;
    for (size_t i = 0; i < coverage->correlations.count; i++) {
        const vro_drawn_correlation *pair = &coverage->correlations.items[i];
        if (!pair->off)
            continue;
        if (!said)
            fputs("\nWarning: samples do not have the correlations that are asked for.\n", stream);
        said = true;
        fprintf(stream, "  %s with\n  %s: asked %.3g, drawn ", parameters[pair->first].name,
                parameters[pair->second].name, pair->asked);
        fprintf(stream, isnan(pair->drawn) ? "none\n" : "%.3g\n", pair->drawn);
    }
}

void vro_coverage_report_print(FILE *stream, const vro_coverage *coverage) {
    print_counts(stream, coverage);
    for (size_t warning = VRO_DRAWN_ON_BOUND; warning < VRO_DRAW_WARNINGS; warning++)
        print_warning(stream, coverage, (vro_draw_warning)warning);
    print_correlations(stream, coverage);
}
