#include "vrosim/table/children_table.h"

#include "vrosim/model/block.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/outcome/results_view.h"

#include <stdlib.h>

static size_t count_children(const vro_results_view *view) {
    const uint64_t children = vro_tally_children(view->tally, 0);
    return children < VRO_CHILDREN_TABLE_MAX ? (size_t)children : VRO_CHILDREN_TABLE_MAX;
}

// The courses as records[count][strategies], to be freed.
static vro_status simulate(const vro_results_view *view, size_t count, vro_record **records,
                           vro_errors *errors) {
    vro_block *block = vro_block_new(view->model, view->random);
    vro_status status = VRO_OK;
    *records = calloc(count * view->model->strategies, sizeof **records);
    if (!block || !*records)
        TRY(vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for children.csv"));
    vro_block_run(block, 0, count, &(vro_sink){.records = *records, .recorded = count});
out:
    free(block);
    return status;
}

// The end of the header line.
static void write_outcomes(const vro_outcome_set *outcomes, vro_csv_writer *writer) {
    for (size_t i = 0; i < outcomes->count; i++)
        vro_csv_writer_text(writer, outcomes->names[outcomes->ids[i]]);
    vro_csv_writer_end(writer);
}

static void write_rows(const vro_results_view *view, const vro_record *records, size_t count,
                       vro_csv_writer *writer) {
    const vro_course_rows rows = {.scenario = view->scenario,
                                  .outcomes = &view->tally->outcomes,
                                  .decimal_commas = writer->decimal_commas};
    char row[VRO_COURSE_ROW_MAX];
    for (size_t i = 0; i < count; i++)
        fwrite(row, 1, vro_course_rows_format(&rows, &records[i], row), writer->stream);
}

vro_status vro_children_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_results_view *view = context;
    const size_t count = count_children(view);
    vro_record *records = NULL;
    vro_status status = VRO_OK;
    write_outcomes(&view->tally->outcomes, writer);
    TRY(simulate(view, count, &records, errors));
    write_rows(view, records, count * view->model->strategies, writer);
out:
    free(records);
    return status;
}
