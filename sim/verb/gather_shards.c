#include "vrosim/verb/gather_shards.h"

vro_status vro_gather_shards(vro_shard_inputs *files, const char *unit, vro_shard_reader *read,
                             void *merged, vro_errors *errors) {
    vro_shards shards;
    uint64_t pieces = 0;
    vro_status first = vro_shards_init(&shards, unit, files->count, errors);
    for (size_t i = 0; i < files->count && first != VRO_NO_MEMORY; i++) {
        vro_checksummed_bytes bytes = {0};
        vro_status status = vro_shard_inputs_take(files, i, &bytes, errors);
        if (status == VRO_OK)
            status = read(merged, files->files[i].name, &bytes, &shards, &pieces, errors);
        vro_checksummed_bytes_free(&bytes);
        first = first == VRO_OK ? status : first;
    }
    if (pieces > 0 && first != VRO_NO_MEMORY) {
        const vro_status status = vro_shards_check(&shards, pieces, errors);
        first = first == VRO_OK ? status : first;
    }
    vro_shards_free(&shards);
    return first;
}
