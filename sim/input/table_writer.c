#include "vrosim/input/table_writer.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/input/scenario_rows.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

void vro_table_writer_row(vro_csv_writer *writer, const vro_scenario *scenario,
                          const vro_scenario_row *row) {
    const vro_parameter *parameter = vro_dictionary_row(row->id);
    const vro_cell *cell = vro_scenario_rows_cell(scenario, row);
    const bool text = parameter->distributions == VRO_ONLY_TEXT;
    vro_csv_writer_text(writer, vro_scenario_rows_strategy(scenario, row));
    vro_csv_writer_text(writer, vro_scenario_rows_level(row));
    vro_csv_writer_text(writer, parameter->name);
    vro_csv_writer_text(writer,
                        text ? VRO_TEXT_WORD : vro_distribution_name(cell->distribution.kind));
    vro_csv_writer_exact(writer, text ? NAN : cell->distribution.value);
    vro_csv_writer_exact(writer, cell->distribution.sd);
    vro_csv_writer_exact(writer, cell->distribution.min);
    vro_csv_writer_exact(writer, cell->distribution.max);
    vro_csv_writer_exact(writer, cell->se);
    vro_csv_writer_text(writer, parameter->unit);
    vro_csv_writer_text(writer, cell->source);
}

static void write_row(vro_csv_writer *writer, const vro_scenario *scenario,
                      const vro_scenario_row *row) {
    const bool text = vro_dictionary_row(row->id)->distributions == VRO_ONLY_TEXT;
    vro_table_writer_row(writer, scenario, row);
    vro_csv_writer_text(writer, text ? vro_scenario_rows_cell(scenario, row)->text : "");
    vro_csv_writer_end(writer);
}

vro_status vro_table_writer_write(vro_csv_writer *writer, const vro_scenario *scenario,
                                  vro_errors *errors) {
    vro_scenario_rows rows;
    vro_status status = VRO_OK;
    TRY(vro_scenario_rows_init(&rows, scenario, errors));
    for (size_t i = 0; i < rows.count; i++)
        write_row(writer, scenario, &rows.items[i]);
out:
    vro_scenario_rows_free(&rows);
    return status;
}

char *vro_table_writer_text(const vro_scenario *scenario, vro_errors *errors) {
    vro_byte_buffer buffer = {0};
    vro_status status = VRO_OK;
    FILE *stream = vro_byte_buffer_stream(&buffer);
    if (stream) {
        vro_csv_writer writer;
        vro_csv_writer_begin(&writer, stream, VRO_PARAMETERS_COLUMNS);
        status = vro_table_writer_write(&writer, scenario, errors);
        fclose(stream);
    }
    if (status != VRO_OK) {
        vro_byte_buffer_free(&buffer);
        return NULL;
    }
    char *text = vro_byte_buffer_release_text(&buffer);
    if (!text)
        (void)vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                             "not enough memory for the table that is run");
    return text;
}
