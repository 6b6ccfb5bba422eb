#include "vrosim/simulate/checkpoint.h"

#include "vrosim/file/checksummed_file.h"
#include "vrosim/model/economics.h"
#include "vrosim/outcome/tally_codec.h"
#include "vrosim/simulate/checkpoint_header.h"

#include <inttypes.h>
#include <stdlib.h>

// The header of a tally file is a vro_label, its body the numbers of the tally (vro_packer).
static const vro_seal seal = {"vrosim tally file, format 3\n", "a", "tally file"};

vro_status vro_part_init(vro_part *self, const vro_order *order, const vro_scenario *scenario,
                         vro_range planned, vro_errors *errors) {
    *self = (vro_part){.planned = planned};
    vro_status status = vro_order_copy(&self->order, order, errors);
    if (status == VRO_OK)
        status = vro_tally_init(&self->tally, scenario->strategies, vro_value_outcomes(scenario),
                                vro_scenario_horizon(scenario), &scenario->subgroups, errors);
    if (status != VRO_OK)
        vro_part_free(self);
    return status;
}

void vro_part_free(vro_part *self) {
    vro_order_free(&self->order);
    vro_ranges_free(&self->done);
    vro_tally_free(&self->tally);
    *self = (vro_part){0};
}

uint64_t vro_part_children(const vro_part *self) {
    uint64_t children = 0;
    for (size_t i = 0; i < self->done.count; i++)
        children += vro_order_children(&self->order, self->done.ranges[i]);
    return children;
}

vro_status vro_part_encode(const vro_part *self, unsigned char **bytes, size_t *size,
                           vro_errors *errors) {
    vro_packer packer = {0};
    *bytes = NULL;
    *size = 0;
    char *label = vro_label_write(self, errors);
    if (!label)
        return VRO_NO_MEMORY;
    vro_seal_begin(&seal, label, &packer.bytes);
    free(label);
    vro_tally_words_put(&self->tally, &packer);
    vro_packer_flush(&packer);
    vro_seal_end(&packer.bytes);
    if (packer.bytes.failed) {
        vro_packer_free(&packer);
        return vro_seal_no_memory(&seal, errors);
    }
    *bytes = packer.bytes.at;
    *size = packer.bytes.size;
    return VRO_OK;
}

static vro_status take_tally(vro_part *self, const vro_sealed *contents, const char *name,
                             vro_errors *errors) {
    vro_unpacker unpacker = {.at = contents->body, .end = contents->body + contents->body_size};
    vro_tally_words_take(&self->tally, &unpacker);
    if (vro_unpacker_is_done(&unpacker) &&
        vro_tally_words_agree(&self->tally, vro_part_children(self)))
        return VRO_OK;
    return vro_seal_unfit(&seal, name, "its sums are not those of its blocks", errors);
}

vro_status vro_part_decode(vro_part *self, const unsigned char *bytes, size_t size,
                           const char *name, vro_errors *errors) {
    vro_sealed contents;
    *self = (vro_part){0};
    vro_status status = vro_seal_open(&seal, bytes, size, name, &contents, errors);
    if (status == VRO_OK)
        status = vro_label_read(self, contents.header, contents.header_size, name, errors);
    if (status == VRO_OK)
        status = take_tally(self, &contents, name, errors);
    if (status != VRO_OK)
        vro_part_free(self);
    return status;
}

bool vro_part_is_on(const char *path) {
    return vro_seal_is_on(&seal, path);
}

vro_status vro_part_check_path(const char *path, vro_errors *errors) {
    return vro_seal_check_path(&seal, path, errors);
}

vro_status vro_part_write(const vro_part *self, const char *path, vro_errors *errors) {
    vro_bytes bytes = {0};
    vro_status status = vro_part_encode(self, &bytes.at, &bytes.size, errors);
    if (status == VRO_OK)
        status = vro_seal_write(&seal, &bytes, path, errors);
    vro_bytes_free(&bytes);
    return status;
}

vro_status vro_part_read(vro_part *self, const char *path, vro_errors *errors) {
    unsigned char *bytes;
    size_t size;
    *self = (vro_part){0};
    vro_status status = vro_seal_read(&seal, path, &bytes, &size, errors);
    if (status == VRO_OK)
        status = vro_part_decode(self, bytes, size, path, errors);
    free(bytes);
    return status;
}

static vro_status check_doubled(const vro_part *self, const vro_part *other, const char *file,
                                vro_errors *errors) {
    for (size_t i = 0; i < other->done.count; i++) {
        const vro_range common = vro_ranges_common(&self->done, other->done.ranges[i]);
        if (common.first < common.end)
            return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                  "holds blocks %" PRIu64 " to %" PRIu64
                                  ", which were there already; name each shard once",
                                  common.first + 1, common.end);
    }
    return VRO_OK;
}

vro_status vro_part_merge(vro_part *self, const vro_part *other, const char *file,
                          vro_errors *errors) {
    vro_ranges done = {0};
    vro_status status = vro_order_compare(&self->order, &other->order, file, errors);
    if (status == VRO_OK)
        status = check_doubled(self, other, file, errors);
    if (status == VRO_OK)
        status = vro_ranges_copy(&done, &self->done, errors);
    if (status == VRO_OK)
        status = vro_ranges_add_all(&done, &other->done, errors);
    if (status != VRO_OK) {
        vro_ranges_free(&done);
        return status;
    }
    vro_ranges_free(&self->done);
    self->done = done;
    vro_tally_merge(&self->tally, &other->tally);
    if (other->planned.first < self->planned.first)
        self->planned.first = other->planned.first;
    if (other->planned.end > self->planned.end)
        self->planned.end = other->planned.end;
    return VRO_OK;
}
