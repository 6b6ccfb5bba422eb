#include "vrosim/simulate/checkpoint.h"

#include <inttypes.h>

vro_status vro_checkpoint_init(vro_checkpoint *self, const vro_specification *specification,
                               const vro_scenario *scenario, vro_interval planned,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    vro_outcome_set outcomes;
    vro_outcome_set_init(&outcomes, scenario);
    *self = (vro_checkpoint){.planned = planned};
    TRY(vro_specification_copy(&self->specification, specification, errors));
    TRY(vro_tally_init(&self->tally, scenario->strategies, &outcomes,
                       vro_scenario_horizon(scenario), &scenario->subgroups, errors));
out:
    if (status != VRO_OK)
        vro_checkpoint_free(self);
    return status;
}

void vro_checkpoint_free(vro_checkpoint *self) {
    vro_specification_free(&self->specification);
    vro_interval_set_free(&self->done);
    vro_tally_free(&self->tally);
    *self = (vro_checkpoint){0};
}

uint64_t vro_checkpoint_children(const vro_checkpoint *self) {
    uint64_t children = 0;
    for (size_t i = 0; i < self->done.count; i++)
        children += vro_specification_children(&self->specification, self->done.intervals[i]);
    return children;
}

// No block may be in both.
static vro_status check_distinct(const vro_checkpoint *self, const vro_checkpoint *other,
                                 const char *file, vro_errors *errors) {
    for (size_t i = 0; i < other->done.count; i++) {
        const vro_interval common = vro_interval_set_common(&self->done, other->done.intervals[i]);
        if (common.first < common.end)
            return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                  "holds blocks %" PRIu64 " to %" PRIu64
                                  ", which another file holds already; name each shard once",
                                  common.first + 1, common.end);
    }
    return VRO_OK;
}

vro_status vro_checkpoint_merge(vro_checkpoint *self, const vro_checkpoint *other, const char *file,
                                vro_errors *errors) {
    vro_interval_set done = {0};
    vro_status status = VRO_OK;
    TRY(vro_specification_compare(&self->specification, &other->specification, file, errors));
    TRY(check_distinct(self, other, file, errors));
    TRY(vro_interval_set_copy(&done, &self->done, errors));
    TRY(vro_interval_set_add_all(&done, &other->done, errors));
    vro_interval_set_free(&self->done);
    self->done = done;
    done = (vro_interval_set){0};
    vro_tally_merge(&self->tally, &other->tally);
    if (other->planned.first < self->planned.first)
        self->planned.first = other->planned.first;
    if (other->planned.end > self->planned.end)
        self->planned.end = other->planned.end;
out:
    vro_interval_set_free(&done);
    return status;
}
