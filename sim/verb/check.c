#include "vrosim/verb/check.h"

#include "vrosim/study/uncertainty.h"
#include "vrosim/table/check_report.h"
#include "vrosim/table/child_words.h"
#include "vrosim/table/strategy_list.h"
#include "vrosim/verb/check_evidence.h"
#include "vrosim/verb/requests.h"

#include <stdlib.h>

// What each table, and the settings after them, are called.
static vro_status name_tables(const vro_scenario_source *source, const char ***names, size_t *count,
                              vro_errors *errors) {
    *count = source->path_count + (source->setting_count > 0);
    *names = calloc(*count + 1, sizeof **names);
    if (!*names)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to compare tables");
    for (size_t i = 0; i < source->path_count; i++)
        (*names)[i] = source->paths[i];
    if (source->setting_count > 0)
        (*names)[source->path_count] = "--set";
    return VRO_OK;
}

static vro_status report(const vro_scenario *scenario, const vro_layers *layers,
                         const vro_scenario_source *source, FILE *output, vro_errors *errors) {
    vro_check_report made = {.scenario = scenario, .layers = layers};
    const char **names = NULL;
    vro_status status = VRO_OK;
    TRY(name_tables(source, &names, &made.count, errors));
    made.names = names;
    TRY(vro_check_report_print(&made, output, errors));
out:
    free(names);
    return status;
}

vro_status vro_check_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_scenario scenario = {0};
    vro_layers layers = {0};
    vro_uncertainty uncertainty = {0};
    const vro_scenario_request request = vro_request_scenario(options);
    vro_status status = VRO_OK;
    if (options->table_count > 0 && vro_check_is_evidence(options->tables[0]))
        return vro_check_evidence(options->tables, options->table_count, output, errors);
    TRY(vro_load_scenario_and_keep(&scenario, &layers, &request, errors));
    TRY(vro_uncertainty_init(&uncertainty, &scenario, VRO_UNCERTAIN_ESTIMATES, errors));
    fprintf(output, "%s: no faults. %zu strateg%s:\n", scenario.name, scenario.strategies,
            scenario.strategies == 1 ? "y" : "ies");
    vro_strategy_list_print(output, &scenario);
    vro_child_words_print(output, &scenario.children);
    TRY(report(&scenario, &layers, &request.source, output, errors));
out:
    vro_uncertainty_free(&uncertainty);
    vro_layers_free(&layers);
    vro_scenario_free(&scenario);
    return status;
}
