#include "vrosim/input/table_writer.h"

#include "vrosim/core/byte_buffer.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool strategies_agree(const vro_scenario *scenario, vro_parameter_id id) {
    for (size_t strategy = 1; strategy < scenario->strategies; strategy++) {
        for (size_t level = 0; level < VRO_LEVELS; level++) {
            if (!vro_cell_equal(vro_scenario_cell(scenario, 0, level, id),
                                vro_scenario_cell(scenario, strategy, level, id)))
                return false;
        }
    }
    return true;
}

// Whether a parameter needs a row for each strategy: where the strategies differ, and where they do
// in the default, because there a strategy's own row would beat one for all. The default's plans
// differ, so every strategy is named.
static bool needs_strategies(const vro_scenario *scenario, const vro_scenario *standard,
                             vro_parameter_id id) {
    return !strategies_agree(scenario, id) || !strategies_agree(standard, id);
}

// Whether the table is without a parameter.
static bool is_left_out(const vro_scenario *scenario, size_t id) {
    return id >= VRO_FIRST_OPTIONAL && !vro_scenario_gives(scenario, id, id + 1);
}

// level: "" for all, or "1" .. "5".
static void write_row(vro_sheet *sheet, const char *strategy, const char *level,
                      vro_parameter_id id, const vro_cell *cell) {
    const vro_parameter *parameter = vro_dictionary_row(id);
    vro_sheet_text(sheet, strategy);
    vro_sheet_text(sheet, level);
    vro_sheet_text(sheet, parameter->name);
    const bool text = parameter->laws == VRO_ONLY_TEXT;
    vro_sheet_text(sheet, text ? VRO_TEXT_WORD : vro_law_name(cell->law.kind));
    if (text)
        vro_sheet_text(sheet, cell->text);
    else
        vro_sheet_exact(sheet, cell->law.value);
    vro_sheet_exact(sheet, cell->law.sd);
    vro_sheet_exact(sheet, cell->law.min);
    vro_sheet_exact(sheet, cell->law.max);
    vro_sheet_exact(sheet, cell->se);
    vro_sheet_text(sheet, parameter->unit);
    vro_sheet_text(sheet, cell->source);
    vro_sheet_end(sheet);
}

// name: what stands for the strategy in the table, "" for all.
static void write_levels(vro_sheet *sheet, const vro_scenario *scenario, size_t strategy,
                         const char *name, vro_parameter_id id) {
    static const char *const levels[VRO_LEVELS] = {"1", "2", "3", "4", "5"};
    if (vro_scenario_levels_agree(scenario, strategy, id)) {
        write_row(sheet, name, "", id, vro_scenario_cell(scenario, strategy, 0, id));
        return;
    }
    for (size_t level = 0; level < VRO_LEVELS; level++)
        write_row(sheet, name, levels[level], id, vro_scenario_cell(scenario, strategy, level, id));
}

vro_status vro_effective_write(vro_sheet *sheet, const vro_scenario *scenario, vro_errors *errors) {
    vro_scenario standard;
    const vro_status status = vro_scenario_load(&standard, NULL, 0, errors);
    if (status != VRO_OK)
        return status;
    for (vro_parameter_id id = 0; id < VRO_PARAMETERS; id++) {
        if (is_left_out(scenario, id))
            continue;
        if (!needs_strategies(scenario, &standard, id)) {
            write_levels(sheet, scenario, 0, "", id);
            continue;
        }
        for (size_t strategy = 0; strategy < scenario->strategies; strategy++)
            write_levels(sheet, scenario, strategy, scenario->strategy_names[strategy], id);
    }
    vro_scenario_free(&standard);
    return VRO_OK;
}

char *vro_effective_text(const vro_scenario *scenario, vro_errors *errors) {
    vro_bytes bytes = {0};
    vro_status status = VRO_OK;
    vro_sheet sheet = {.file = vro_bytes_stream(&bytes)};
    if (sheet.file) {
        fprintf(sheet.file, "%s\n", VRO_EFFECTIVE_COLUMNS);
        status = vro_effective_write(&sheet, scenario, errors);
        fclose(sheet.file);
    }
    if (status != VRO_OK) {
        vro_bytes_free(&bytes);
        return NULL;
    }
    char *text = vro_bytes_release_text(&bytes);
    if (!text)
        (void)vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                             "not enough memory for the table that is run");
    return text;
}
