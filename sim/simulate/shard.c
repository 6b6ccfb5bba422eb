#define _GNU_SOURCE 1

#include "vrosim/simulate/shard.h"

#include "vrosim/core/whole_number.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Room for the digits of any number up to VRO_SHARDS_MAX.
enum { NUMBER_TEXT = 24 };

bool vro_shard_read(vro_shard *self, const char *text) {
    char number[NUMBER_TEXT];
    const char *slash = strchr(text, '/');
    vro_shard read;
    if (!slash || slash - text >= NUMBER_TEXT)
        return false;
    memcpy(number, text, (size_t)(slash - text));
    number[slash - text] = '\0';
    if (vro_whole_number_read(number, &read.number) != VRO_WHOLE_NUMBER_FINE ||
        vro_whole_number_read(slash + 1, &read.count) != VRO_WHOLE_NUMBER_FINE || read.number < 1 ||
        read.number > read.count || read.count > VRO_SHARDS_MAX)
        return false;
    *self = read;
    return true;
}

vro_interval vro_shard_interval(const vro_shard *self, uint64_t blocks) {
    if (self->count == 0)
        return (vro_interval){0, blocks};
    return (vro_interval){blocks * (self->number - 1) / self->count,
                          blocks * self->number / self->count};
}

char *vro_shard_file(const vro_shard *self, vro_errors *errors) {
    char *file = NULL;
    if (asprintf(&file, "shard-%" PRIu64 "-of-%" PRIu64 ".tally", self->number, self->count) >= 0)
        return file;
    (void)vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the name of a file");
    return NULL;
}

// Whether an interval is one of `count` shards, count <= blocks: only one shard I can begin where
// it begins, I = ceil(first * count / blocks) + 1.
static bool is_shard(vro_interval interval, uint64_t count, uint64_t blocks) {
    const vro_shard shard = {(interval.first * count + blocks - 1) / blocks + 1, count};
    const vro_interval own = vro_shard_interval(&shard, blocks);
    return own.first == interval.first && own.end == interval.end;
}

uint64_t vro_shard_count_of(const vro_interval *intervals, size_t count, uint64_t blocks) {
    uint64_t found = 0;
    for (uint64_t shards = 1; shards <= VRO_SHARDS_MAX && shards <= blocks; shards++) {
        size_t fitting = 0;
        while (fitting < count && is_shard(intervals[fitting], shards, blocks))
            fitting++;
        if (fitting == count && found > 0)
            return 0;
        found = fitting == count ? shards : found;
    }
    return found;
}
