// See parameters.h.
#include "parameters.h"

#include <stdlib.h>

vro_twin_parameters *vro_twin_parameters_new(const vro_scenario *scenario) {
    size_t count = scenario->strategies * VRO_LEVELS;
    vro_twin_parameters *parameters = calloc(count, sizeof *parameters);
    for (size_t i = 0; parameters && i < count; i++) {
        for (int id = 0; id < VRO_PARAMETERS; id++) {
            const vro_cell *cell =
                vro_scenario_cell(scenario, i / VRO_LEVELS, i % VRO_LEVELS, (vro_parameter_id)id);
            parameters[i].value[id] = cell->distribution.value;
            parameters[i].distribution[id] = vro_twin_distribution_prepare(&cell->distribution);
        }
    }
    return parameters;
}

void vro_twin_parameters_levels(const vro_twin_parameters parameters[VRO_LEVELS],
                                double up_to[VRO_LEVELS]) {
    double sum = 0;
    for (int level = 0; level < VRO_LEVELS; level++) {
        sum += parameters[level].value[VRO_POPULATION_GMFCS];
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
