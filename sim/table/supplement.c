#include "vrosim/table/supplement.h"

#include "vrosim/core/paragraph.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/model/outcome_set.h"

#include <string.h>

// What a table is written as, cell by cell.
typedef struct table_writer {
    FILE *stream;
    vro_csv_writer csv;
    bool markdown;
    size_t rows;  // ended
    size_t cells; // of the present row
} table_writer;

// Markdown takes a bar for the end of a cell.
static void write_markdown_cell(FILE *stream, const char *text) {
    fputs("| ", stream);
    for (; *text; text++) {
        if (*text == '|' || *text == '\\' || *text == '<' || *text == '*')
            putc('\\', stream);
        putc(*text == '\n' || *text == '\r' ? ' ' : *text, stream);
    }
    putc(' ', stream);
}

static void write_cell(table_writer *self, const char *text) {
    self->cells++;
    if (self->markdown)
        write_markdown_cell(self->stream, text);
    else
        vro_csv_writer_text(&self->csv, text);
}

// A line under the first row makes it the heading in Markdown.
static void end_row(table_writer *self) {
    if (!self->markdown) {
        vro_csv_writer_end(&self->csv);
        return;
    }
    fputs("|\n", self->stream);
    for (size_t i = 0; self->rows == 0 && i < self->cells; i++)
        fputs(i + 1 < self->cells ? "|---" : "|---|\n", self->stream);
    self->rows++;
    self->cells = 0;
}

static size_t count_conditions(const vro_supplement_table *self) {
    size_t count = 0;
    while (count < VRO_SUPPLEMENT_CONDITIONS && self->rows[count].column)
        count++;
    return count;
}

static size_t next_row(const vro_supplement_table *self, const vro_result_table *results,
                       size_t from) {
    return vro_result_table_find(results, from, self->rows, count_conditions(self));
}

// A column for each that the file has: an earlier version may have written fewer.
static void write_columns(const vro_supplement_table *self, const vro_result_table *results,
                          table_writer *writer) {
    size_t columns[VRO_SUPPLEMENT_COLUMNS], count = 0;
    for (size_t i = 0; i < VRO_SUPPLEMENT_COLUMNS && self->columns[i]; i++) {
        const size_t column = vro_result_table_column(results, self->columns[i]);
        if (column == VRO_NO_COLUMN)
            continue;
        columns[count++] = column;
        write_cell(writer, self->columns[i]);
    }
    end_row(writer);
    for (size_t row = next_row(self, results, 0); row < results->rows;
         row = next_row(self, results, row + 1)) {
        for (size_t i = 0; i < count; i++)
            write_cell(writer, vro_result_table_text(results, row, columns[i]));
        end_row(writer);
    }
}

// The row of an outcome under a strategy; results->rows: none.
static size_t row_of(const vro_supplement_table *self, const vro_result_table *results,
                     const char *strategy, const char *outcome) {
    vro_result_condition conditions[VRO_SUPPLEMENT_CONDITIONS + 2] = {{"strategy", strategy},
                                                                      {"outcome", outcome}};
    const size_t count = count_conditions(self);
    memcpy(&conditions[2], self->rows, count * sizeof *conditions);
    return vro_result_table_find(results, 0, conditions, count + 2);
}

// "0.1071 (0.1029 to 0.1115)".
static void write_estimate(const vro_result_table *results, size_t row, table_writer *writer) {
    vro_paragraph words = {0};
    const char *lower =
                   vro_result_table_text(results, row, vro_result_table_column(results, "lower")),
               *upper =
                   vro_result_table_text(results, row, vro_result_table_column(results, "upper"));
    vro_paragraph_add(
        &words, "%s",
        vro_result_table_text(results, row, vro_result_table_column(results, "value")));
    if (*lower && *upper)
        vro_paragraph_add(&words, " (%s to %s)", lower, upper);
    write_cell(writer, words.text);
}

// The strategies of the results; a row of each, of the first outcome, is the next that differs.
enum { STRATEGIES_MAX = 64 };

static size_t find_strategies(const vro_supplement_table *self, const vro_result_table *results,
                              const char *strategies[STRATEGIES_MAX]) {
    const size_t column = vro_result_table_column(results, "strategy");
    size_t count = 0;
    for (size_t row = next_row(self, results, 0); row < results->rows && count < STRATEGIES_MAX;
         row = next_row(self, results, row + 1)) {
        const char *strategy = vro_result_table_text(results, row, column);
        size_t i = 0;
        while (i < count && strcmp(strategies[i], strategy) != 0)
            i++;
        if (i == count)
            strategies[count++] = strategy;
    }
    return count;
}

static void write_by_strategy(const vro_supplement_table *self, const vro_result_table *results,
                              table_writer *writer) {
    const char *strategies[STRATEGIES_MAX];
    const size_t count = find_strategies(self, results, strategies),
                 outcomes = vro_result_table_column(results, "outcome"),
                 column = vro_result_table_column(results, "strategy");
    write_cell(writer, "outcome");
    write_cell(writer, "unit");
    for (size_t i = 0; i < count; i++)
        write_cell(writer, strategies[i]);
    end_row(writer);
    for (size_t row = next_row(self, results, 0);
         row < results->rows && vro_result_table_is(results, row, column, strategies[0]);
         row = next_row(self, results, row + 1)) {
        const char *outcome = vro_result_table_text(results, row, outcomes);
        vro_outcome_id id;
        write_cell(writer, outcome);
        write_cell(writer, vro_outcome_set_knows(outcome, &id) ? vro_outcome_row(id)->unit : "");
        for (size_t i = 0; i < count; i++) {
            const size_t at = row_of(self, results, strategies[i], outcome);
            if (at < results->rows)
                write_estimate(results, at, writer);
            else
                write_cell(writer, "");
        }
        end_row(writer);
    }
}

static void write_table(const vro_supplement_table *self, const vro_result_tables *tables,
                        table_writer *writer) {
    const vro_result_table *results = vro_result_tables_find(tables, self->file);
    (self->by_strategy ? write_by_strategy : write_columns)(self, results, writer);
}

bool vro_supplement_is_present(const vro_supplement_table *self, const vro_result_tables *tables) {
    const vro_result_table *results = vro_result_tables_find(tables, self->file);
    return results && next_row(self, results, 0) < results->rows;
}

void vro_supplement_write_markdown(const vro_supplement_table *self,
                                   const vro_result_tables *tables, FILE *stream) {
    table_writer writer = {.stream = stream, .markdown = true};
    write_table(self, tables, &writer);
}

void vro_supplement_write_csv(const vro_supplement_table *self, const vro_result_tables *tables,
                              FILE *stream) {
    table_writer writer = {.stream = stream};
    const vro_result_table *results = vro_result_tables_find(tables, self->file);
    (results->decimal_commas ? vro_csv_writer_begin_commas : vro_csv_writer_begin)(&writer.csv,
                                                                                   stream, NULL);
    write_table(self, tables, &writer);
}
