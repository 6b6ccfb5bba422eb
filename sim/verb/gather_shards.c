#include "vrosim/verb/gather_shards.h"

typedef struct gathering {
    vro_shard_inputs *files;
    vro_shard_reader *read;
    void *merged;
    vro_shards shards;
    uint64_t pieces; // of the whole study; 0: no file has been taken
    vro_errors *errors;
} gathering;

static vro_status read_file(gathering *self, size_t number) {
    vro_checksummed_bytes bytes = {0};
    vro_status status = VRO_OK;
    TRY(vro_shard_inputs_take(self->files, number, &bytes, self->errors));
    TRY(self->read(self->merged, self->files->files[number].name, &bytes, &self->shards,
                   &self->pieces, self->errors));
out:
    vro_checksummed_bytes_free(&bytes);
    return status;
}

vro_status vro_gather_shards(vro_shard_inputs *files, const char *unit, vro_shard_reader *read,
                             void *merged, vro_errors *errors) {
    gathering self = {.files = files, .read = read, .merged = merged, .errors = errors};
    vro_status first = vro_shards_init(&self.shards, unit, files->count, errors);
    for (size_t i = 0; i < files->count && first != VRO_NO_MEMORY; i++) {
        const vro_status status = read_file(&self, i);
        first = first == VRO_OK ? status : first;
    }
    if (self.pieces > 0 && first != VRO_NO_MEMORY) {
        const vro_status status = vro_shards_check(&self.shards, self.pieces, errors);
        first = first == VRO_OK ? status : first;
    }
    vro_shards_free(&self.shards);
    return first;
}
