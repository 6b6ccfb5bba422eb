#include "vrosim/input/table_writer.h"

#include "vrosim/core/byte_buffer.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool strategies_agree(const vro_scenario *scenario, vro_parameter_id id) {
    for (size_t strategy = 1; strategy < scenario->strategies; strategy++) {
        for (size_t level = 0; level < VRO_LEVELS; level++)
            if (!vro_cell_equal(vro_scenario_cell(scenario, 0, level, id),
                                vro_scenario_cell(scenario, strategy, level, id)))
                return false;
    }
    return true;
}

// level: "" for all, or "1" .. "5".
static void write_row(vro_csv_writer *writer, const char *strategy, const char *level,
                      vro_parameter_id id, const vro_cell *cell) {
    const vro_parameter *parameter = vro_dictionary_row(id);
    vro_csv_writer_text(writer, strategy);
    vro_csv_writer_text(writer, level);
    vro_csv_writer_text(writer, parameter->name);
    const bool text = parameter->distributions == VRO_ONLY_TEXT;
    vro_csv_writer_text(writer,
                        text ? VRO_TEXT_WORD : vro_distribution_name(cell->distribution.kind));
    if (text)
        vro_csv_writer_text(writer, cell->text);
    else
        vro_csv_writer_exact(writer, cell->distribution.value);
    vro_csv_writer_exact(writer, cell->distribution.sd);
    vro_csv_writer_exact(writer, cell->distribution.min);
    vro_csv_writer_exact(writer, cell->distribution.max);
    vro_csv_writer_exact(writer, cell->se);
    vro_csv_writer_text(writer, parameter->unit);
    vro_csv_writer_text(writer, cell->source);
    vro_csv_writer_end(writer);
}

// name: of the strategy in the table, "" for all.
static void write_levels(vro_csv_writer *writer, const vro_scenario *scenario, size_t strategy,
                         const char *name, vro_parameter_id id) {
    static const char *const levels[VRO_LEVELS] = {"1", "2", "3", "4", "5"};
    if (vro_scenario_levels_agree(scenario, strategy, id)) {
        write_row(writer, name, "", id, vro_scenario_cell(scenario, strategy, 0, id));
        return;
    }
    for (size_t level = 0; level < VRO_LEVELS; level++)
        write_row(writer, name, levels[level], id,
                  vro_scenario_cell(scenario, strategy, level, id));
}

// The row of a text that says what one strategy is, where it has one. A row strategy.like stands
// below that of the strategy that it names. written: [strategies].
static void write_own_text(vro_csv_writer *writer, const vro_scenario *scenario, size_t strategy,
                           vro_parameter_id id, bool *written) {
    const vro_cell *cell = vro_scenario_cell(scenario, strategy, 0, id);
    if (written[strategy] || !cell->given)
        return;
    written[strategy] = true;
    const size_t like = vro_scenario_find(scenario, cell->text);
    if (id == VRO_STRATEGY_LIKE && like < scenario->strategies)
        write_own_text(writer, scenario, like, id, written);
    write_row(writer, scenario->strategy_names[strategy], "", id, cell);
}

static vro_status write_own_texts(vro_csv_writer *writer, const vro_scenario *scenario,
                                  vro_parameter_id id, vro_errors *errors) {
    bool *written = calloc(scenario->strategies, sizeof *written);
    if (!written)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for the table that is run");
    for (size_t strategy = 0; strategy < scenario->strategies; strategy++)
        write_own_text(writer, scenario, strategy, id, written);
    free(written);
    return VRO_OK;
}

// A parameter has a row for each strategy where strategies differ, and also where they differ in
// the default, because a strategy's own row there would beat one for all. The plans of the default
// differ, so every strategy is named.
vro_status vro_table_writer_write(vro_csv_writer *writer, const vro_scenario *scenario,
                                  vro_errors *errors) {
    vro_scenario standard;
    vro_status status = VRO_OK;
    TRY(vro_scenario_load(&standard, NULL, errors));
    for (vro_parameter_id id = 0; id < VRO_PARAMETERS; id++) {
        const bool given =
            (size_t)id < VRO_FIRST_OPTIONAL || vro_scenario_gives(scenario, id, id + 1);
        if (!given)
            continue;
        if (vro_dictionary_row(id)->scope == VRO_OF_STRATEGY) {
            TRY(write_own_texts(writer, scenario, id, errors));
            continue;
        }
        if (strategies_agree(scenario, id) && strategies_agree(&standard, id)) {
            write_levels(writer, scenario, 0, "", id);
            continue;
        }
        for (size_t strategy = 0; strategy < scenario->strategies; strategy++)
            write_levels(writer, scenario, strategy, scenario->strategy_names[strategy], id);
    }
out:
    vro_scenario_free(&standard);
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
