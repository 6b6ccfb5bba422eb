#include "vrosim/verb/check.h"

#include "vrosim/study/uncertainty.h"
#include "vrosim/table/child_words.h"
#include "vrosim/table/strategy_list.h"
#include "vrosim/verb/check_evidence.h"
#include "vrosim/verb/requests.h"

vro_status vro_check_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_scenario scenario = {0};
    vro_uncertainty uncertainty = {0};
    const vro_scenario_request request = vro_request_scenario(options);
    vro_status status = VRO_OK;
    if (options->table_count > 0 && vro_check_is_evidence(options->tables[0]))
        return vro_check_evidence(options->tables, options->table_count, output, errors);
    TRY(vro_load_scenario(&scenario, &request, errors));
    TRY(vro_uncertainty_init(&uncertainty, &scenario, VRO_UNCERTAIN_ESTIMATES, errors));
    fprintf(output, "%s: no faults. %zu strateg%s:\n", scenario.name, scenario.strategies,
            scenario.strategies == 1 ? "y" : "ies");
    vro_strategy_list_print(output, &scenario);
    vro_child_words_print(output, &scenario.children);
out:
    vro_uncertainty_free(&uncertainty);
    vro_scenario_free(&scenario);
    return status;
}
