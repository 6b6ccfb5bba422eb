#include "vrosim/verb/load_scenario.h"

#include "vrosim/table/results_folder.h"

void vro_inspect_folder(const vro_scenario_request *request, vro_errors *errors) {
    vro_results_folder folder;
    if (request->folder &&
        vro_results_folder_open(&folder, request->folder, request->force, errors) == VRO_OK)
        vro_results_folder_abandon(&folder);
}

vro_status vro_load_scenario(vro_scenario *self, const vro_scenario_request *request,
                             vro_errors *errors) {
    const vro_status status = vro_scenario_load(self, &request->source, errors);
    if (status == VRO_OK)
        self->subgroups = request->subgroups;
    else
        vro_scenario_free(self);
    if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
        vro_inspect_folder(request, errors);
    return status;
}

void vro_inspect_scenario(const vro_scenario_request *request, vro_errors *errors) {
    vro_scenario scenario = {0};
    if (vro_load_scenario(&scenario, request, errors) == VRO_OK)
        vro_inspect_folder(request, errors);
    vro_scenario_free(&scenario);
}
