#include "vrosim/verb/gather_shards.h"

vro_status vro_gather_shards(const char *const *files, size_t count, const char *unit,
                             vro_shard_reader *read, void *merged, vro_errors *errors) {
    vro_shards shards;
    uint64_t pieces = 0;
    vro_status first = vro_shards_init(&shards, unit, count, errors);
    for (size_t i = 0; i < count && first != VRO_NO_MEMORY; i++) {
        const vro_status status = read(merged, files[i], &shards, &pieces, errors);
        first = first == VRO_OK ? status : first;
    }
    if (pieces > 0 && first != VRO_NO_MEMORY) {
        const vro_status status = vro_shards_check(&shards, pieces, errors);
        first = first == VRO_OK ? status : first;
    }
    vro_shards_free(&shards);
    return first;
}
