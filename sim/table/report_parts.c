#include "vrosim/table/report_parts.h"

#include "vrosim/input/table_writer.h"
#include "vrosim/table/html.h"
#include "vrosim/table/report_comparison.h"
#include "vrosim/table/report_names.h"

#include <stdbool.h>
#include <stdlib.h>

static const char *text_of(const vro_report *report, vro_report_text_id id) {
    return vro_report_text(report->request.language, id);
}

bool vro_report_write_sentence(const vro_report *report, const vro_report_text_id *sentences,
                               size_t count, FILE *to) {
    bool written = false;
    for (size_t i = 0; i < count && !written; i++) {
        vro_byte_buffer made = {0};
        written = vro_named_texts_fill(&report->facts, text_of(report, sentences[i]), &made);
        char *sentence = vro_byte_buffer_release_text(&made);
        if (written && sentence)
            vro_html_text(to, sentence);
        free(sentence);
    }
    return written;
}

static bool has_facts(const vro_report *report) {
    return report->facts.count > 0;
}

static bool always(const vro_report *report) {
    (void)report;
    return true;
}

// A term and its fact, where the study has it.
static void write_fact(const vro_report *report, vro_report_text_id term,
                       vro_report_text_id sentence, FILE *to) {
    vro_byte_buffer made = {0};
    const bool has = vro_named_texts_fill(&report->facts, text_of(report, sentence), &made);
    char *fact = vro_byte_buffer_release_text(&made);
    if (has && fact) {
        vro_html_element(to, "dt", text_of(report, term));
        fputs("<dd dir=\"auto\">", to);
        vro_html_text(to, fact);
        fputs("</dd>\n", to);
    }
    free(fact);
}

static vro_status write_question(const vro_report *report, FILE *to, vro_errors *errors) {
    static const vro_report_text_id facts[][2] = {
        {VRO_TEXT_QUESTION_SCENARIO, VRO_TEXT_FACT_SCENARIO},
        {VRO_TEXT_CHILDREN, VRO_TEXT_FACT_CHILDREN},
        {VRO_TEXT_QUESTION_STRATEGIES, VRO_TEXT_FACT_STRATEGIES},
        {VRO_TEXT_QUESTION_FOLLOW_UP, VRO_TEXT_FACT_FOLLOW_UP},
        {VRO_TEXT_QUESTION_SAMPLES, VRO_TEXT_FACT_SAMPLES},
        {VRO_TEXT_QUESTION_STUDIES, VRO_TEXT_FACT_STUDIES},
    };
    (void)errors;
    fputs("<dl>\n", to);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        write_fact(report, facts[i][0], facts[i][1], to);
    fputs("</dl>\n", to);
    return VRO_OK;
}

static bool has_figures(const vro_report *report) {
    return report->count > 0;
}

static const char *words_for_error(const vro_report *report, vro_shown_error error) {
    static const vro_report_text_id texts[] = {
        [VRO_SHOWS_NO_ERROR] = VRO_TEXT_ERROR_NONE,
        [VRO_SHOWS_SIMULATION] = VRO_TEXT_ERROR_SIMULATION,
        [VRO_SHOWS_PARAMETERS] = VRO_TEXT_ERROR_PARAMETERS,
        [VRO_SHOWS_BOTH] = VRO_TEXT_ERROR_BOTH,
    };
    return text_of(report, texts[error]);
}

static void write_picture(const vro_byte_buffer *svg, const char *class, FILE *to) {
    fprintf(to, "<div class=\"%s\">\n", class);
    fwrite(svg->at, 1, svg->size, to);
    fputs("</div>\n", to);
}

static void write_data(const vro_report *report, const vro_report_figure *figure, FILE *to) {
    const vro_drawing *drawing = &figure->wide;
    if (vro_drawing_rows(drawing) == 0)
        return;
    fputs("<details><summary>", to);
    vro_html_text(to, text_of(report, VRO_TEXT_DATA));
    fputs("</summary>\n", to);
    vro_html_table_write(to, &(vro_html_table){.name = text_of(report, figure->figure->heading),
                                               .cells = (const char *const *)drawing->cells,
                                               .cell_count = drawing->cell_count,
                                               .columns = drawing->columns});
    fputs("</details>\n", to);
}

static void write_figure(const vro_report *report, const vro_report_figure *figure, FILE *to) {
    const vro_drawing *drawing = &figure->wide;
    fprintf(to, "<figure id=\"figure-%s\">\n", figure->figure->name);
    vro_html_element(to, "h3", text_of(report, figure->figure->heading));
    if (drawing->left_out) {
        fputs("<p class=\"left-out\">", to);
        vro_html_text(to, text_of(report, VRO_TEXT_LEFT_OUT));
        putc(' ', to);
        vro_html_text(to, drawing->left_out);
        fputs("</p>\n</figure>\n", to);
        return;
    }
    fputs("<p class=\"finding\" dir=\"auto\">", to);
    vro_html_text(to, drawing->title ? drawing->title : "");
    fputs("</p>\n", to);
    write_picture(&drawing->svg, "wide", to);
    write_picture(&figure->narrow.svg, "narrow", to);
    fputs("<figcaption>", to);
    vro_html_text(to, words_for_error(report, drawing->error));
    fprintf(to,
            " <a href=\"" VRO_FIGURES_FOLDER "/%s" VRO_FIGURE_ENDING "\">%s" VRO_FIGURE_ENDING
            "</a></figcaption>\n",
            figure->figure->name, figure->figure->name);
    write_data(report, figure, to);
    fputs("</figure>\n", to);
}

static vro_status write_figures(const vro_report *report, FILE *to, vro_errors *errors) {
    (void)errors;
    for (size_t i = 0; i < report->count; i++)
        write_figure(report, &report->figures[i], to);
    return VRO_OK;
}

static vro_status write_methods(const vro_report *report, FILE *to, vro_errors *errors) {
    (void)errors;
    for (int part = 0; part < VRO_METHODS_PARTS; part++) {
        const char *sentences = report->methods.parts[part];
        if (!sentences || !*sentences)
            continue;
        fputs("<p><strong>", to);
        vro_html_text(to,
                      vro_methods_text_heading((vro_methods_part)part, report->request.language));
        fputs(".</strong> ", to);
        vro_html_text(to, sentences);
        fputs("</p>\n", to);
    }
    return VRO_OK;
}

// The table of the manifest, or the file, which an older folder has without a manifest.
static const vro_result_table *parameters_of(const vro_report *report) {
    const vro_result_table *table =
        vro_result_tables_find(&report->manifest_tables, VRO_PARAMETERS_FILE);
    return table ? table : vro_result_tables_find(&report->tables, VRO_PARAMETERS_FILE);
}

static bool has_parameters(const vro_report *report) {
    return parameters_of(report);
}

// A row of parameters.csv; a value that is a text stands with the values.
static void list_parameter(const vro_result_table *table, size_t row, const char **cells) {
    static const char *const columns[] = {"parameter", "strategy", "gmfcs", "distribution",
                                          "value",     "sd",       "min",   "max",
                                          "se",        "unit",     "source"};
    const char *words = vro_result_table_text(table, row, vro_result_table_column(table, "text"));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        cells[i] = vro_result_table_text(table, row, vro_result_table_column(table, columns[i]));
    if (*words)
        cells[4] = words;
}

static vro_status write_parameters(const vro_report *report, FILE *to, vro_errors *errors) {
    static const vro_report_text_id heads[] = {
        VRO_TEXT_PARAMETER, VRO_TEXT_STRATEGY, VRO_TEXT_LEVEL, VRO_TEXT_DISTRIBUTION,
        VRO_TEXT_VALUE,     VRO_TEXT_SPREAD,   VRO_TEXT_LEAST, VRO_TEXT_MOST,
        VRO_TEXT_ERROR,     VRO_TEXT_UNIT,     VRO_TEXT_SOURCE};
    enum { COLUMNS = sizeof heads / sizeof *heads };
    const vro_result_table *table = parameters_of(report);
    const char **cells = calloc((table->rows + 1) * COLUMNS, sizeof *cells);
    if (!cells)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the report");
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = text_of(report, heads[i]);
    for (size_t row = 0; row < table->rows; row++)
        list_parameter(table, row, cells + (row + 1) * COLUMNS);
    vro_html_element(to, "p", text_of(report, VRO_TEXT_PARAMETERS_WORDS));
    fputs("<details><summary>", to);
    vro_html_text(to, text_of(report, VRO_TEXT_PARAMETERS_TABLE));
    fputs("</summary>\n", to);
    vro_html_table_write(to, &(vro_html_table){text_of(report, VRO_TEXT_PARAMETERS_TABLE), cells,
                                               (table->rows + 1) * COLUMNS, COLUMNS});
    fputs("</details>\n", to);
    free(cells);
    return VRO_OK;
}

static vro_status write_limits(const vro_report *report, FILE *to, vro_errors *errors) {
    static const vro_report_text_id limits[] = {VRO_TEXT_LIMITS_USE, VRO_TEXT_LIMITS_DATA,
                                                VRO_TEXT_LIMITS_MODEL, VRO_TEXT_LIMITS_ERRORS};
    (void)errors;
    fputs("<ul>\n", to);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        vro_html_element(to, "li", text_of(report, limits[i]));
    fputs("</ul>\n", to);
    return VRO_OK;
}

static vro_status write_again(const vro_report *report, FILE *to, vro_errors *errors) {
    static const vro_report_text_id version[] = {VRO_TEXT_AGAIN_VERSION},
                                    digest[] = {VRO_TEXT_AGAIN_DIGEST},
                                    command[] = {VRO_TEXT_AGAIN_COMMAND};
    (void)errors;
    fputs("<p>", to);
    vro_report_write_sentence(report, version, 1, to);
    putc(' ', to);
    vro_html_text(to, text_of(report, VRO_TEXT_AGAIN_REPLAY));
    fputs("</p>\n<pre><code>vrosim replay manifest.json</code></pre>\n<p>", to);
    vro_report_write_sentence(report, command, 1, to);
    fputs("</p>\n<p>", to);
    vro_report_write_sentence(report, digest, 1, to);
    fputs("</p>\n", to);
    return VRO_OK;
}

const vro_report_part *vro_report_parts(size_t *count) {
    static const vro_report_part parts[] = {
        {"question", VRO_TEXT_QUESTION, has_facts, write_question},
        {"figures", VRO_TEXT_FIGURES, has_figures, write_figures},
        {"comparison", VRO_TEXT_COMPARISON, vro_report_has_comparison, vro_report_comparison_write},
        {"methods", VRO_TEXT_METHODS, has_facts, write_methods},
        {"parameters", VRO_TEXT_PARAMETERS_HEADING, has_parameters, write_parameters},
        {"limits", VRO_TEXT_LIMITS, always, write_limits},
        {"again", VRO_TEXT_AGAIN, has_facts, write_again},
    };
    *count = sizeof parts / sizeof *parts;
    return parts;
}
