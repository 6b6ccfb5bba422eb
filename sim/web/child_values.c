#include "vrosim/web/child_values.h"

#include "vrosim/library/call.h"

#include <stdlib.h>

static vrosim_status refuse(vrosim_errors *errors) {
    vro_call now;
    vro_call_begin(&now, errors);
    return vro_call_end(&now, vro_call_refuse(&now, "the lesson needs two strategies"));
}

static vrosim_status no_memory(vrosim_errors *errors) {
    vro_call now;
    vro_call_begin(&now, errors);
    return vro_call_end(&now, vro_call_no_memory(&now));
}

vrosim_status vro_child_values_init(vro_child_values *self, const vrosim_scenario *scenario,
                                    const char *const *columns, size_t count,
                                    const vrosim_options *options, vrosim_errors *errors) {
    *self = (vro_child_values){.children = options->children, .columns = count};
    if (!vrosim_scenario_strategy(scenario, VRO_OTHER) ||
        vrosim_scenario_strategy(scenario, VRO_TWO_STRATEGIES))
        return refuse(errors);
    self->values = calloc(self->children, VRO_TWO_STRATEGIES * count * sizeof *self->values);
    if (!self->values)
        return no_memory(errors);
    return vrosim_scenario_courses(self->values, scenario, columns, count, options, errors);
}

double vro_child_values_get(const vro_child_values *self, uint64_t child, size_t strategy,
                            size_t column) {
    return self->values[(child * VRO_TWO_STRATEGIES + strategy) * self->columns + column];
}

void vro_child_values_free(vro_child_values *self) {
    free(self->values);
    *self = (vro_child_values){0};
}
