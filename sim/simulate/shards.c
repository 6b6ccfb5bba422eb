#include "vrosim/simulate/shards.h"

#include "vrosim/simulate/shard.h"

#include <inttypes.h>
#include <stdlib.h>

vro_status vro_shards_init(vro_shards *self, const char *pieces, size_t most, vro_errors *errors) {
    *self = (vro_shards){.pieces = pieces, .ranges = calloc(most + 1, sizeof *self->ranges)};
    if (!self->ranges)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a list of files");
    return VRO_OK;
}

vro_status vro_shards_add(vro_shards *self, vro_interval range, vro_errors *errors) {
    if (range.first >= range.end)
        return VRO_OK;
    self->ranges[self->count++] = range;
    return vro_interval_set_add(&self->held, range, errors);
}

static vro_status name_shards(const vro_interval_set *missing, uint64_t shards, uint64_t pieces,
                              vro_errors *errors) {
    vro_status status = VRO_OK;
    for (uint64_t number = 1; number <= shards; number++) {
        const vro_interval range = vro_shard_interval(&(vro_shard){number, shards}, pieces);
        if (vro_interval_set_common(missing, range).end > 0) {
            status = vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                                    "shard %" PRIu64 " of %" PRIu64 " is missing", number, shards);
        }
    }
    return status;
}

static vro_status name_pieces(const vro_shards *self, const vro_interval_set *missing,
                              uint64_t pieces, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < missing->count; i++) {
        status = vro_errors_add(
            errors, VRO_BAD_INPUT, NULL,
            "%s %" PRIu64 " to %" PRIu64 " of %" PRIu64 " are in none of the files", self->pieces,
            missing->intervals[i].first + 1, missing->intervals[i].end, pieces);
    }
    return status;
}

vro_status vro_shards_check(const vro_shards *self, uint64_t pieces, vro_errors *errors) {
    vro_interval_set missing;
    vro_status status =
        vro_interval_set_missing(&self->held, (vro_interval){0, pieces}, &missing, errors);
    if (status == VRO_OK && missing.count > 0) {
        const uint64_t shards = vro_shard_count_of(self->ranges, self->count, pieces);
        status = shards > 0 ? name_shards(&missing, shards, pieces, errors)
                            : name_pieces(self, &missing, pieces, errors);
    }
    vro_interval_set_free(&missing);
    return status;
}

void vro_shards_free(vro_shards *self) {
    vro_interval_set_free(&self->held);
    free(self->ranges);
    *self = (vro_shards){0};
}
