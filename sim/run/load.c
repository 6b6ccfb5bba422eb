#include "vrosim/run/load.h"

vro_status vro_load_scenario(const vro_options *options, vro_scenario *self, vro_errors *errors) {
    vro_status status = vro_scenario_load(self, options->tables, options->table_count, errors);
    if (status == VRO_OK && options->strategies) {
        status = vro_scenario_select(self, options->strategies, errors);
    }
    if (status != VRO_OK) {
        vro_scenario_free(self);
    }
    return status;
}
