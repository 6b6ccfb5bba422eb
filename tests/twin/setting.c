// See setting.h.
#include "setting.h"

#include <stdlib.h>

vro_twin_setting *vro_twin_settings_new(const vro_scenario *scenario) {
    size_t count = scenario->strategies * VRO_LEVELS;
    vro_twin_setting *settings = calloc(count, sizeof *settings);
    for (size_t i = 0; settings && i < count; i++) {
        for (int id = 0; id < VRO_PARAMETERS; id++) {
            const vro_cell *cell =
                vro_scenario_cell(scenario, i / VRO_LEVELS, i % VRO_LEVELS, (vro_parameter_id)id);
            settings[i].value[id] = cell->distribution.value;
            settings[i].distribution[id] = vro_twin_distribution_prepare(&cell->distribution);
        }
    }
    return settings;
}

void vro_twin_settings_levels(const vro_twin_setting settings[VRO_LEVELS],
                              double up_to[VRO_LEVELS]) {
    double sum = 0;
    for (int level = 0; level < VRO_LEVELS; level++) {
        sum += settings[level].value[VRO_POPULATION_GMFCS];
        up_to[level] = sum;
    }
    for (int level = 0; level < VRO_LEVELS; level++)
        up_to[level] /= sum;
}

int vro_twin_level(const double up_to[VRO_LEVELS], double u) {
    int level = 0;
    while (level < VRO_LEVELS - 1 && up_to[level] <= u)
        level++;
    return level;
}
