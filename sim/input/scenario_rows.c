#include "vrosim/input/scenario_rows.h"

#include "vrosim/core/memory.h"

#include <stdlib.h>

static bool strategies_agree(const vro_scenario *scenario, vro_parameter_id id) {
    for (size_t strategy = 1; strategy < scenario->strategies; strategy++) {
        for (size_t level = 0; level < VRO_LEVELS; level++)
            if (!vro_cell_equal(vro_scenario_cell(scenario, 0, level, id),
                                vro_scenario_cell(scenario, strategy, level, id)))
                return false;
    }
    return true;
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the table that is run");
}

static vro_status append(vro_scenario_rows *self, const vro_scenario_row *row, vro_errors *errors) {
    vro_scenario_row *items =
        vro_memory_grow(self->items, self->count, &self->capacity, sizeof *items);
    if (!items)
        return no_memory(errors);
    self->items = items;
    items[self->count++] = *row;
    return VRO_OK;
}

// One row, or one a level where levels differ.
static vro_status append_levels(vro_scenario_rows *self, const vro_scenario *scenario,
                                vro_scenario_row row, vro_errors *errors) {
    vro_status status = VRO_OK;
    row.level = VRO_ALL_LEVELS;
    if (vro_scenario_levels_agree(scenario, row.strategy, row.id))
        return append(self, &row, errors);
    for (row.level = 0; row.level < VRO_LEVELS; row.level++)
        TRY(append(self, &row, errors));
out:
    return status;
}

// The row of a text that says what one strategy is, where it has one. A row strategy.like stands
// below that of the strategy that it names. written: [strategies].
static vro_status append_own_text(vro_scenario_rows *self, const vro_scenario *scenario,
                                  const vro_scenario_row *row, bool *written, vro_errors *errors) {
    const vro_cell *cell = vro_scenario_rows_cell(scenario, row);
    vro_status status = VRO_OK;
    if (written[row->strategy] || !cell->given)
        return VRO_OK;
    written[row->strategy] = true;
    vro_scenario_row like = *row;
    like.strategy = vro_scenario_find(scenario, cell->text);
    if (row->id == VRO_STRATEGY_LIKE && like.strategy < scenario->strategies)
        TRY(append_own_text(self, scenario, &like, written, errors));
    TRY(append(self, row, errors));
out:
    return status;
}

static vro_status append_own_texts(vro_scenario_rows *self, const vro_scenario *scenario,
                                   vro_parameter_id id, vro_errors *errors) {
    bool *written = calloc(scenario->strategies, sizeof *written);
    vro_scenario_row row = {.id = id, .level = VRO_ALL_LEVELS};
    vro_status status = VRO_OK;
    if (!written)
        return no_memory(errors);
    for (; row.strategy < scenario->strategies; row.strategy++)
        TRY(append_own_text(self, scenario, &row, written, errors));
out:
    free(written);
    return status;
}

// A parameter has a row for each strategy where strategies differ, and also where they differ in
// the default, because a strategy's own row there would beat one for all. The plans of the default
// differ, so every strategy is named.
static vro_status append_parameter(vro_scenario_rows *self, const vro_scenario *scenario,
                                   const vro_scenario *standard, vro_parameter_id id,
                                   vro_errors *errors) {
    vro_scenario_row row = {.id = id};
    vro_status status = VRO_OK;
    if ((size_t)id >= VRO_FIRST_OPTIONAL && !vro_scenario_gives(scenario, id, id + 1))
        return VRO_OK;
    if (vro_dictionary_row(id)->scope == VRO_OF_STRATEGY)
        return append_own_texts(self, scenario, id, errors);
    row.shared = strategies_agree(scenario, id) && strategies_agree(standard, id);
    const size_t count = row.shared ? 1 : scenario->strategies;
    for (; row.strategy < count; row.strategy++)
        TRY(append_levels(self, scenario, row, errors));
out:
    return status;
}

vro_status vro_scenario_rows_init(vro_scenario_rows *self, const vro_scenario *scenario,
                                  vro_errors *errors) {
    vro_scenario standard;
    vro_status status = VRO_OK;
    *self = (vro_scenario_rows){0};
    TRY(vro_scenario_load(&standard, NULL, errors));
    for (vro_parameter_id id = 0; id < VRO_PARAMETERS; id++)
        TRY(append_parameter(self, scenario, &standard, id, errors));
out:
    vro_scenario_free(&standard);
    if (status != VRO_OK)
        vro_scenario_rows_free(self);
    return status;
}

const vro_cell *vro_scenario_rows_cell(const vro_scenario *scenario, const vro_scenario_row *row) {
    const size_t level = row->level == VRO_ALL_LEVELS ? 0 : row->level;
    return vro_scenario_cell(scenario, row->strategy, level, row->id);
}

const char *vro_scenario_rows_strategy(const vro_scenario *scenario, const vro_scenario_row *row) {
    return row->shared ? "" : scenario->strategy_names[row->strategy];
}

const char *vro_scenario_rows_level(const vro_scenario_row *row) {
    static const char *const levels[] = {"1", "2", "3", "4", "5", [VRO_ALL_LEVELS] = ""};
    return levels[row->level];
}

void vro_scenario_rows_free(vro_scenario_rows *self) {
    free(self->items);
    *self = (vro_scenario_rows){0};
}
