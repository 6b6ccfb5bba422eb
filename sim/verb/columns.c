#include "vrosim/verb/columns.h"

#include "vrosim/core/wrapped_text.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/table/result_columns.h"

// For every column of a file, in the order of the dictionary.
typedef void column_printer(const vro_result_file *file, const vro_result_column *column,
                            FILE *output);

static void print_row(const vro_result_file *file, const vro_result_column *column, FILE *output) {
    vro_csv_writer writer = {.stream = output};
    vro_csv_writer_text(&writer, file->name);
    vro_csv_writer_text(&writer, column->name);
    vro_csv_writer_text(&writer, column->unit);
    vro_csv_writer_text(&writer, column->meaning);
    vro_csv_writer_end(&writer);
}

static void print_entry(const vro_result_file *file, const vro_result_column *column,
                        FILE *output) {
    (void)file;
    fprintf(output, "  %s [%s]\n", column->name, column->unit);
    vro_wrapped_text_print(output, "      ", column->meaning, VRO_TERMINAL_WIDTH);
}

static void print_columns(const vro_result_file *file, column_printer *print, FILE *output) {
    size_t count;
    const vro_result_column *columns = vro_result_columns_table(&count);
    for (size_t i = 0; i < count; i++)
        if (vro_result_column_is_in(&columns[i], file->name))
            print(file, &columns[i], output);
}

// Of a row of the table of outcomes; "_Xy" stands for the landmarks.
static void print_outcome(vro_outcome_id id, bool csv, FILE *output) {
    static const char *const better[] = {
        [VRO_NEITHER] = "neither", [VRO_LESS] = "less", [VRO_MORE] = "more"};
    const vro_outcome *row = vro_outcome_row(id);
    char name[VRO_OUTCOME_NAME_MAX];
    snprintf(name, sizeof name, "%s%s", row->name, vro_outcome_is_by_landmark(id) ? "_Xy" : "");
    const vro_result_file file = {.name = "(outcome)"};
    const vro_result_column column = {.name = name, .unit = row->unit, .meaning = row->meaning};
    if (csv) {
        print_row(&file, &column, output);
    } else {
        fprintf(output, "  %s [%s; better: %s]\n", name, row->unit, better[row->better]);
        vro_wrapped_text_print(output, "      ", row->meaning, VRO_TERMINAL_WIDTH);
    }
}

static void print_outcomes(bool csv, FILE *output) {
    static const char heading[] =
        "(outcome): a row is an outcome, in the column outcome of most files and a column of its "
        "own in courses.csv; X is a landmark in years (followup.landmarks), such as 5";
    if (!csv) {
        fputs("\n", output);
        vro_wrapped_text_print(output, "", heading, VRO_TERMINAL_WIDTH);
    }
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES;
         id += vro_outcome_is_by_landmark(id) ? VRO_LANDMARKS_MAX : 1)
        print_outcome(id, csv, output);
}

vro_status vro_result_columns_perform(const vro_options *options, FILE *output,
                                      vro_errors *errors) {
    size_t count;
    const vro_result_file *files = vro_result_columns_files(&count);
    char heading[512];
    (void)errors;
    if (options->csv)
        fputs("file,column,unit,meaning\n", output);
    for (size_t i = 0; i < count; i++) {
        if (!options->csv) {
            fputs(i == 0 ? "" : "\n", output);
            snprintf(heading, sizeof heading, "%s: a row is %s", files[i].name, files[i].rows);
            vro_wrapped_text_print(output, "", heading, VRO_TERMINAL_WIDTH);
        }
        print_columns(&files[i], options->csv ? print_row : print_entry, output);
    }
    print_outcomes(options->csv, output);
    return VRO_OK;
}
