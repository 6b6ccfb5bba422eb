#include "vrosim/verb/columns.h"

#include "vrosim/core/wrapped_text.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/table/result_columns.h"

// The list that is printed: for people, or as CSV.
typedef struct list {
    FILE *output;
    bool csv;
    vro_csv_writer writer;
} list;

static void begin(list *self, const vro_options *options, FILE *output) {
    static const char header[] = "file,column,unit,meaning";
    *self = (list){.output = output, .csv = options->csv};
    if (options->csv)
        (options->decimal_commas ? vro_csv_writer_begin_commas
                                 : vro_csv_writer_begin)(&self->writer, output, header);
}

// What the rows of a file are, for people.
static void print_heading(list *self, const char *name, const char *rows, bool first) {
    char heading[512];
    if (self->csv)
        return;
    fputs(first ? "" : "\n", self->output);
    snprintf(heading, sizeof heading, "%s: a row is %s", name, rows);
    vro_wrapped_text_print(self->output, "", heading, VRO_TERMINAL_WIDTH);
}

// more: what people are told beside the unit.
static void print_column(list *self, const char *file, const vro_result_column *column,
                         const char *more) {
    if (!self->csv) {
        fprintf(self->output, "  %s [%s%s]\n", column->name, column->unit, more);
        vro_wrapped_text_print(self->output, "      ", column->meaning, VRO_TERMINAL_WIDTH);
        return;
    }
    vro_csv_writer_text(&self->writer, file);
    vro_csv_writer_text(&self->writer, column->name);
    vro_csv_writer_text(&self->writer, column->unit);
    vro_csv_writer_text(&self->writer, column->meaning);
    vro_csv_writer_end(&self->writer);
}

// In the order of the dictionary.
static void print_columns(list *self, const char *file) {
    size_t count;
    const vro_result_column *columns = vro_result_columns_table(&count);
    for (size_t i = 0; i < count; i++)
        if (vro_result_column_is_in(&columns[i], file))
            print_column(self, file, &columns[i], "");
}

// Of a row of the table of outcomes; "_Xy" stands for the landmarks.
static void print_outcome(list *self, const char *file, vro_outcome_id id) {
    static const char *const better[] = {[VRO_NEITHER] = "; better: neither",
                                         [VRO_LESS] = "; better: less",
                                         [VRO_MORE] = "; better: more"};
    const vro_outcome *row = vro_outcome_row(id);
    char name[VRO_OUTCOME_NAME_MAX];
    snprintf(name, sizeof name, "%s%s", row->name, vro_outcome_is_by_landmark(id) ? "_Xy" : "");
    const vro_result_column column = {.name = name, .unit = row->unit, .meaning = row->meaning};
    print_column(self, file, &column, better[row->better]);
}

static void print_outcomes(list *self) {
    static const char file[] = "(outcome)";
    print_heading(self, file,
                  "an outcome, in the column outcome of most files and a column of its own in "
                  "courses.csv; X is a landmark in years (followup.landmarks), such as 5",
                  false);
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES;
         id += vro_outcome_is_by_landmark(id) ? VRO_LANDMARKS_MAX : 1)
        print_outcome(self, file, id);
}

vro_status vro_result_columns_perform(const vro_options *options, FILE *output,
                                      vro_errors *errors) {
    size_t count;
    const vro_result_file *files = vro_result_columns_files(&count);
    list self;
    (void)errors;
    begin(&self, options, output);
    for (size_t i = 0; i < count; i++) {
        print_heading(&self, files[i].name, files[i].rows, i == 0);
        print_columns(&self, files[i].name);
    }
    print_outcomes(&self);
    return VRO_OK;
}
