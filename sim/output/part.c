#include "vrosim/output/part.h"

#include "vrosim/core/memory.h"
#include "vrosim/model/value.h"
#include "vrosim/output/digest.h"
#include "vrosim/output/file.h"
#include "vrosim/output/label.h"
#include "vrosim/output/tally_words.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A tally file: this line, the length of the header as 8 bytes, lowest first, the header
// (vro_label), the numbers of the tally (vro_packer), and the SHA-256 of all that, 32 bytes.
static const char MAGIC[] = "vrosim tally file, format 2\n";

enum {
    MAGIC_BYTES = sizeof MAGIC - 1,
    FORMAT_BYTES = MAGIC_BYTES - 2, // up to the number of the format
    LENGTH_BYTES = 8,
    BYTE_BITS = 8,
    LEAST_BYTES = MAGIC_BYTES + LENGTH_BYTES + VRO_DIGEST_BYTES
};

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a tally file");
}

static vro_status fault(const char *file, vro_status status, vro_errors *errors,
                        const char *sentence) {
    return vro_errors_add(errors, status, &(vro_place){.file = file}, "%s", sentence);
}

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

static void put_length(vro_packer *packer, size_t length) {
    unsigned char bytes[LENGTH_BYTES];
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        bytes[i] = (unsigned char)((uint64_t)length >> (BYTE_BITS * i));
    vro_packer_put_bytes(packer, bytes, sizeof bytes);
}

static uint64_t take_length(const unsigned char *bytes) {
    uint64_t length = 0;
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        length |= (uint64_t)bytes[i] << (BYTE_BITS * i);
    return length;
}

static void put_digest(vro_packer *packer) {
    unsigned char digest[VRO_DIGEST_BYTES];
    vro_packer_flush(packer);
    if (packer->bytes.failed)
        return;
    vro_digest_bytes(packer->bytes.at, packer->bytes.size, digest);
    vro_packer_put_bytes(packer, digest, sizeof digest);
}

vro_status vro_part_encode(const vro_part *self, unsigned char **bytes, size_t *size,
                           vro_errors *errors) {
    vro_packer packer = {0};
    *bytes = NULL;
    *size = 0;
    char *label = vro_label_write(self, errors);
    if (!label)
        return VRO_NO_MEMORY;
    vro_packer_put_bytes(&packer, MAGIC, MAGIC_BYTES);
    put_length(&packer, strlen(label));
    vro_packer_put_bytes(&packer, label, strlen(label));
    vro_tally_words_put(&self->tally, &packer);
    put_digest(&packer);
    free(label);
    if (packer.bytes.failed) {
        vro_packer_free(&packer);
        return no_memory(errors);
    }
    *bytes = packer.bytes.at;
    *size = packer.bytes.size;
    return VRO_OK;
}

// Whether bytes begin like a tally file of any format, as far as they go.
static bool begin_alike(const void *bytes, size_t size) {
    return size == 0 || memcmp(bytes, MAGIC, size < FORMAT_BYTES ? size : FORMAT_BYTES) == 0;
}

static vro_status check_bytes(const unsigned char *bytes, size_t size, const char *name,
                              vro_errors *errors) {
    unsigned char digest[VRO_DIGEST_BYTES];
    if (size < FORMAT_BYTES || !begin_alike(bytes, size))
        return fault(name, VRO_BAD_INPUT, errors, "is no tally file");
    if (size >= MAGIC_BYTES && memcmp(bytes, MAGIC, MAGIC_BYTES) != 0)
        return fault(name, VRO_BAD_INPUT, errors,
                     "is a tally file of another format than 2, the one that is read here");
    if (size >= LEAST_BYTES) {
        vro_digest_bytes(bytes, size - sizeof digest, digest);
        if (memcmp(digest, bytes + size - sizeof digest, sizeof digest) == 0)
            return VRO_OK;
    }
    return fault(name, VRO_BAD_INPUT, errors,
                 "is a tally file that was cut short or altered; its checksum does not fit");
}

// bytes[size] is all between header and checksum.
static vro_status take_tally(vro_part *self, const unsigned char *bytes, size_t size,
                             const char *name, vro_errors *errors) {
    vro_unpacker unpacker = {.at = bytes, .end = bytes + size};
    vro_tally_words_take(&self->tally, &unpacker);
    if (vro_unpacker_is_done(&unpacker) &&
        vro_tally_words_agree(&self->tally, vro_part_children(self)))
        return VRO_OK;
    return fault(name, VRO_BAD_INPUT, errors,
                 "is a damaged tally file: its sums are not those of its blocks");
}

vro_status vro_part_decode(vro_part *self, const unsigned char *bytes, size_t size,
                           const char *name, vro_errors *errors) {
    *self = (vro_part){0};
    vro_status status = check_bytes(bytes, size, name, errors);
    if (status != VRO_OK)
        return status;
    const unsigned char *at = bytes + MAGIC_BYTES + LENGTH_BYTES;
    const size_t left = size - LEAST_BYTES;
    const uint64_t length = take_length(bytes + MAGIC_BYTES);
    if (length > left)
        return fault(name, VRO_BAD_INPUT, errors,
                     "is a damaged tally file: its header is longer than all of it");
    status = vro_label_read(self, (const char *)at, (size_t)length, name, errors);
    if (status == VRO_OK)
        status = take_tally(self, at + length, left - (size_t)length, name, errors);
    if (status != VRO_OK)
        vro_part_free(self);
    return status;
}

// Refuses a file that is neither empty nor a tally file.
static vro_status check_contents(const char *target, const char *path, vro_errors *errors) {
    char bytes[FORMAT_BYTES];
    FILE *file = fopen(target, "re");
    if (!file)
        return fault(path, VRO_BAD_OUTPUT, errors, strerror(errno));
    const size_t size = fread(bytes, 1, sizeof bytes, file);
    const bool replaceable =
        !ferror(file) && (size == 0 || size == sizeof bytes) && begin_alike(bytes, size);
    fclose(file);
    if (replaceable)
        return VRO_OK;
    return fault(path, VRO_BAD_USAGE, errors,
                 "holds something other than a tally file; name another file, or remove it");
}

static vro_status check_folder(const char *target, const char *path, vro_errors *errors) {
    char *folder = vro_file_folder(target, errors);
    if (!folder)
        return VRO_NO_MEMORY;
    const bool writable = access(folder, W_OK | X_OK) == 0;
    const int reason = errno;
    free(folder);
    return writable ? VRO_OK : fault(path, VRO_BAD_OUTPUT, errors, strerror(reason));
}

static vro_status check_target(const char *target, const char *path, vro_errors *errors) {
    struct stat about;
    vro_status status = VRO_OK;
    if (stat(target, &about) == 0)
        status = S_ISREG(about.st_mode) ? check_contents(target, path, errors)
                                        : fault(path, VRO_BAD_USAGE, errors,
                                                "is not a file; name another for the tally");
    return status == VRO_OK ? check_folder(target, path, errors) : status;
}

static vro_status find_target(const char *path, char **target, vro_errors *errors) {
    vro_status status = vro_file_resolve(path, target, errors);
    if (status == VRO_OK)
        status = check_target(*target, path, errors);
    return status;
}

vro_status vro_part_check_path(const char *path, vro_errors *errors) {
    char *target;
    const vro_status status = find_target(path, &target, errors);
    free(target);
    return status;
}

vro_status vro_part_write(const vro_part *self, const char *path, vro_errors *errors) {
    unsigned char *bytes = NULL;
    size_t size;
    char *target;
    vro_status status = find_target(path, &target, errors);
    if (status == VRO_OK)
        status = vro_part_encode(self, &bytes, &size, errors);
    if (status == VRO_OK)
        status = vro_file_replace(target, bytes, size, errors);
    free(bytes);
    free(target);
    return status;
}

// All of a file, or so much of it as shows that it is no tally file; false without memory.
static bool read_bytes(FILE *file, unsigned char **bytes, size_t *size) {
    size_t capacity = 0, length = 1;
    *bytes = NULL;
    *size = 0;
    while (length > 0 && begin_alike(*bytes, *size)) {
        unsigned char *grown = vro_memory_grow(*bytes, *size, &capacity, 1);
        if (!grown)
            return false;
        *bytes = grown;
        length = fread(grown + *size, 1, capacity - *size, file);
        *size += length;
    }
    return true;
}

vro_status vro_part_read(vro_part *self, const char *path, vro_errors *errors) {
    unsigned char *bytes;
    size_t size;
    vro_status status;
    *self = (vro_part){0};
    FILE *file = fopen(path, "re");
    if (!file)
        return fault(path, VRO_BAD_INPUT, errors, strerror(errno));
    if (!read_bytes(file, &bytes, &size))
        status = no_memory(errors);
    else if (ferror(file))
        status = fault(path, VRO_BAD_INPUT, errors, strerror(errno));
    else
        status = vro_part_decode(self, bytes, size, path, errors);
    free(bytes);
    fclose(file);
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
