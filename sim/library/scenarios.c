#include "vrosim/library/scenarios.h"

#include "vrosim/input/child_list_reader.h"
#include "vrosim/input/scenario_cells.h"
#include "vrosim/library/call.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct vrosim_scenario {
    vro_scenario content;
};

const vro_scenario *vro_scenario_of_host(const vrosim_scenario *self) {
    return &self->content;
}

static bool are_texts(const char *const *texts, size_t count) {
    bool all = texts || count == 0;
    for (size_t i = 0; i < count && all; i++)
        all = texts[i];
    return all;
}

static vro_status load(vrosim_scenario **scenario, const vro_scenario_source *source,
                       const vro_call *now) {
    vro_status status = VRO_OK;
    vrosim_scenario *loaded = calloc(1, sizeof *loaded);
    if (!loaded)
        return vro_call_no_memory(now);
    TRY(vro_scenario_load(&loaded->content, source, now->errors));
    *scenario = loaded;
    loaded = NULL;
out:
    free(loaded);
    return status;
}

vrosim_status vrosim_scenario_from_files(vrosim_scenario **scenario, const char *const *paths,
                                         size_t count, const char *strategies,
                                         vrosim_errors *errors) {
    const vro_scenario_source source = {
        .paths = paths, .path_count = count, .strategies = strategies};
    vro_call now;
    vro_call_begin(&now, errors);
    if (scenario)
        *scenario = NULL;
    const bool given = scenario && are_texts(paths, count);
    return vro_call_end(&now, given ? load(scenario, &source, &now)
                                    : vro_call_refuse(&now, "scenario or a path is NULL"));
}

vrosim_status vrosim_scenario_from_texts(vrosim_scenario **scenario, const char *const *names,
                                         const char *const *texts, size_t count,
                                         const char *strategies, vrosim_errors *errors) {
    vro_call now;
    vro_scenario_text *tables = NULL;
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (scenario)
        *scenario = NULL;
    if (!scenario || !are_texts(names, count) || !are_texts(texts, count))
        return vro_call_end(&now, vro_call_refuse(&now, "scenario, a name or a text is NULL"));
    tables = calloc(count + 1, sizeof *tables);
    if (!tables)
        return vro_call_end(&now, vro_call_no_memory(&now));
    for (size_t i = 0; i < count; i++)
        tables[i] = (vro_scenario_text){names[i], texts[i], strlen(texts[i])};
    status =
        load(scenario,
             &(vro_scenario_source){.texts = tables, .text_count = count, .strategies = strategies},
             &now);
    free(tables);
    return vro_call_end(&now, status);
}

vrosim_cell vrosim_cell_fixed(const char *strategy, int level, const char *parameter,
                              double value) {
    return (vrosim_cell){.strategy = strategy,
                         .level = level,
                         .parameter = parameter,
                         .distribution = "fixed",
                         .value = value,
                         .sd = NAN,
                         .min = NAN,
                         .max = NAN,
                         .se = NAN};
}

vrosim_status vrosim_scenario_set(vrosim_scenario *scenario, const vrosim_cell *cell,
                                  vrosim_errors *errors) {
    vro_call now;
    vro_call_begin(&now, errors);
    if (!scenario || !cell)
        return vro_call_end(&now, vro_call_refuse(&now, "scenario or cell is NULL"));
    const vro_named_cell named = {
        cell->strategy, cell->level, cell->parameter, cell->distribution, cell->value,  cell->sd,
        cell->min,      cell->max,   cell->se,        cell->text,         cell->source,
    };
    return vro_call_end(&now, vro_scenario_set(&scenario->content, &named, now.errors));
}

vrosim_status vrosim_scenario_set_children(vrosim_scenario *scenario, const char *table,
                                           vrosim_errors *errors) {
    vro_call now;
    vro_child_list list = {0};
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    TRY(scenario ? VRO_OK : vro_call_refuse(&now, "scenario is NULL"));
    if (table)
        TRY(vro_child_list_parse(&list, "children", table, strlen(table), now.errors));
    vro_child_list_free(&scenario->content.children);
    scenario->content.children = list;
out:
    return vro_call_end(&now, status);
}

vrosim_status vrosim_scenario_set_reference(vrosim_scenario *scenario, const char *strategy,
                                            vrosim_errors *errors) {
    vro_call now;
    size_t number;
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    TRY(scenario && strategy ? VRO_OK : vro_call_refuse(&now, "scenario or strategy is NULL"));
    TRY(vro_scenario_find_strategy(&scenario->content, strategy, &number, now.errors));
    vro_scenario_put_first(&scenario->content, number);
out:
    return vro_call_end(&now, status);
}

const char *vrosim_scenario_strategy(const vrosim_scenario *scenario, size_t index) {
    return scenario && index < scenario->content.strategies
               ? scenario->content.strategy_names[index]
               : NULL;
}

const char *vrosim_scenario_label(const vrosim_scenario *scenario, size_t index) {
    return scenario && index < scenario->content.strategies
               ? vro_scenario_label(&scenario->content, index)
               : NULL;
}

void vrosim_scenario_free(vrosim_scenario *scenario) {
    if (scenario)
        vro_scenario_free(&scenario->content);
    free(scenario);
}
