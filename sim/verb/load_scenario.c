#include "vrosim/verb/load_scenario.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/json.h"
#include "vrosim/input/child_list_reader.h"
#include "vrosim/table/results_folder.h"

void vro_inspect_folder(const vro_scenario_request *request, vro_errors *errors) {
    vro_results_folder folder;
    if (request->folder &&
        vro_results_folder_open(&folder, request->folder, request->force, errors) == VRO_OK)
        vro_results_folder_abandon(&folder);
}

bool vro_requests_children(const vro_scenario_request *request) {
    return request->child || request->children;
}

vro_status vro_load_children(vro_child_list *self, const vro_scenario_request *request,
                             vro_errors *errors) {
    *self = (vro_child_list){0};
    if (request->children)
        return vro_child_list_read(self, request->children, errors);
    if (!request->child)
        return VRO_OK;
    vro_errors_context(errors, "--child");
    const vro_status status = vro_child_list_read_child(self, request->child, errors);
    vro_errors_context(errors, NULL);
    return status;
}

vro_status vro_record_children(vro_specification *specification,
                               const vro_scenario_request *request, vro_errors *errors) {
    return request->children ? vro_json_append_digest(specification->inputs,
                                                      vro_atomic_file_name(request->children),
                                                      request->children, errors)
                             : VRO_OK;
}

// Both are read, so that all faults are told at once.
static vro_status load(vro_scenario *self, vro_layers *kept, const vro_scenario_request *request,
                       vro_errors *errors) {
    vro_child_list children;
    const vro_status tables = vro_scenario_load_and_keep(self, kept, &request->source, errors);
    const vro_status list = vro_load_children(&children, request, errors);
    vro_status status = vro_status_worse(tables, list);
    self->subgroups = request->subgroups;
    self->children = children;
    TRY(status);
    if (request->children)
        status = vro_scenario_name_file(self, request->children, errors);
    else if (request->child)
        status = vro_scenario_name_text(self, request->child, errors);
out:
    return status;
}

vro_status vro_load_scenario_and_keep(vro_scenario *self, vro_layers *kept,
                                      const vro_scenario_request *request, vro_errors *errors) {
    const vro_status status = load(self, kept, request, errors);
    if (status != VRO_OK)
        vro_scenario_free(self);
    if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
        vro_inspect_folder(request, errors);
    return status;
}

vro_status vro_load_scenario(vro_scenario *self, const vro_scenario_request *request,
                             vro_errors *errors) {
    return vro_load_scenario_and_keep(self, NULL, request, errors);
}

void vro_inspect_scenario(const vro_scenario_request *request, vro_errors *errors) {
    vro_scenario scenario = {0};
    if (vro_load_scenario(&scenario, request, errors) == VRO_OK)
        vro_inspect_folder(request, errors);
    vro_scenario_free(&scenario);
}
