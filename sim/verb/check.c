#include "vrosim/verb/check.h"

#include "vrosim/study/uncertainty.h"
#include "vrosim/verb/requests.h"

vro_status vro_check_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_scenario scenario = {0};
    vro_uncertainty uncertainty = {0};
    const vro_scenario_request request = vro_request_scenario(options);
    vro_status status = vro_load_scenario(&scenario, &request, errors);
    if (status == VRO_OK)
        status = vro_uncertainty_init(&uncertainty, &scenario, errors);
    vro_uncertainty_free(&uncertainty);
    if (status != VRO_OK) {
        vro_scenario_free(&scenario);
        return status;
    }
    fprintf(output, "%s: no faults. %zu strateg%s:\n", scenario.name, scenario.strategies,
            scenario.strategies == 1 ? "y" : "ies");
    for (size_t i = 0; i < scenario.strategies; i++) {
        fprintf(output, "  %s%s\n", scenario.strategy_names[i],
                i == 0 && scenario.strategies > 1 ? " (the reference)" : "");
    }
    vro_scenario_free(&scenario);
    return VRO_OK;
}
