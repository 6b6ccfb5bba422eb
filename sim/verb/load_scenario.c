#include "vrosim/verb/load_scenario.h"

#include "vrosim/table/results_folder.h"
#include "vrosim/verb/verb.h"

#define OPTION(name) (1u << VRO_OPTION_##name)

void vro_load_inspect_folder(const vro_options *options, vro_errors *errors) {
    const bool wanted = options->verb && (options->verb->options & OPTION(OUT));
    const bool file = options->shard.count > 0 || options->resume;
    if (!wanted || file || (options->refused & OPTION(OUT)))
        return;
    const bool force = options->force || (options->refused & OPTION(FORCE));
    vro_results_folder folder;
    if (vro_results_folder_open(&folder, options->out, force, errors) == VRO_OK)
        vro_results_folder_abandon(&folder);
}

vro_status vro_load_scenario(const vro_options *options, vro_scenario *self, vro_errors *errors) {
    const vro_scenario_source source = {.paths = options->tables,
                                        .path_count = options->table_count,
                                        .strategies = options->strategies};
    vro_status status = vro_scenario_load(self, &source, errors);
    if (status == VRO_OK)
        self->subgroups = options->subgroups;
    else
        vro_scenario_free(self);
    if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
        vro_load_inspect_folder(options, errors);
    return status;
}

void vro_load_inspect(const vro_options *options, vro_errors *errors) {
    vro_scenario scenario = {0};
    if (vro_load_scenario(options, &scenario, errors) == VRO_OK)
        vro_load_inspect_folder(options, errors);
    vro_scenario_free(&scenario);
}
