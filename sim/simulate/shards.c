#include "vrosim/simulate/shards.h"

#include "vrosim/simulate/shard.h"

#include <inttypes.h>
#include <stdlib.h>

vro_status vro_shards_init(vro_shards *self, const char *unit, size_t most, vro_errors *errors) {
    *self = (vro_shards){.unit = unit, .intervals = calloc(most + 1, sizeof *self->intervals)};
    if (!self->intervals)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a list of files");
    return VRO_OK;
}

vro_status vro_shards_add(vro_shards *self, vro_interval shard, vro_errors *errors) {
    if (shard.first >= shard.end)
        return VRO_OK;
    self->intervals[self->count++] = shard;
    return vro_interval_set_add(&self->held, shard, errors);
}

static vro_status name_shards(const vro_interval_set *missing, uint64_t shards, uint64_t total,
                              vro_errors *errors) {
    vro_status status = VRO_OK;
    for (uint64_t number = 1; number <= shards; number++) {
        const vro_interval shard = vro_shard_interval(&(vro_shard){number, shards}, total);
        if (vro_interval_set_common(missing, shard).end > 0)
            status = vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                                    "shard %" PRIu64 " of %" PRIu64 " is missing", number, shards);
    }
    return status;
}

static vro_status name_intervals(const vro_shards *self, const vro_interval_set *missing,
                                 uint64_t total, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < missing->count; i++)
        status = vro_errors_add(
            errors, VRO_BAD_INPUT, NULL,
            "%s %" PRIu64 " to %" PRIu64 " of %" PRIu64 " are in none of the files", self->unit,
            missing->intervals[i].first + 1, missing->intervals[i].end, total);
    return status;
}

vro_status vro_shards_check(const vro_shards *self, uint64_t total, vro_errors *errors) {
    vro_interval_set missing = {0};
    vro_status status = VRO_OK;
    TRY(vro_interval_set_missing(&self->held, (vro_interval){0, total}, &missing, errors));
    if (missing.count > 0) {
        const uint64_t shards = vro_shard_count_of(self->intervals, self->count, total);
        status = shards > 0 ? name_shards(&missing, shards, total, errors)
                            : name_intervals(self, &missing, total, errors);
    }
out:
    vro_interval_set_free(&missing);
    return status;
}

void vro_shards_free(vro_shards *self) {
    vro_interval_set_free(&self->held);
    free(self->intervals);
    *self = (vro_shards){0};
}
