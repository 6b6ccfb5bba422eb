#include "vrosim/core/interval_set.h"

#include "vrosim/core/memory.h"

#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of ranges");
}

// The first range that ends at number or after it; count where none does.
static size_t find_end_from(const vro_interval_set *self, uint64_t number) {
    size_t low = 0, high = self->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (self->ranges[middle].end < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The first range at or after `at` that begins after number; count where none does.
static size_t find_begin_after(const vro_interval_set *self, size_t at, uint64_t number) {
    while (at < self->count && self->ranges[at].first <= number)
        at++;
    return at;
}

// Puts one range in the place of the ranges at .. end - 1; there is room for one more.
static void replace(vro_interval_set *self, size_t at, size_t end, vro_interval range) {
    memmove(self->ranges + at + 1, self->ranges + end, (self->count - end) * sizeof *self->ranges);
    self->ranges[at] = range;
    self->count = self->count - (end - at) + 1;
}

vro_status vro_interval_set_add(vro_interval_set *self, vro_interval range, vro_errors *errors) {
    if (range.end <= range.first)
        return VRO_OK;
    vro_interval *ranges =
        vro_memory_grow(self->ranges, self->count, &self->capacity, sizeof *self->ranges);
    if (!ranges)
        return no_memory(errors);
    self->ranges = ranges;
    const size_t at = find_end_from(self, range.first);
    const size_t end = find_begin_after(self, at, range.end);
    if (at < end) {
        const vro_interval first = ranges[at], last = ranges[end - 1];
        range.first = first.first < range.first ? first.first : range.first;
        range.end = last.end > range.end ? last.end : range.end;
    }
    replace(self, at, end, range);
    return VRO_OK;
}

vro_status vro_interval_set_add_all(vro_interval_set *self, const vro_interval_set *other,
                                    vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < other->count && status == VRO_OK; i++)
        status = vro_interval_set_add(self, other->ranges[i], errors);
    return status;
}

vro_interval vro_interval_set_common(const vro_interval_set *self, vro_interval range) {
    for (size_t i = 0; i < self->count; i++) {
        const vro_interval held = self->ranges[i];
        const vro_interval common = {held.first > range.first ? held.first : range.first,
                                     held.end < range.end ? held.end : range.end};
        if (common.first < common.end)
            return common;
    }
    return (vro_interval){0};
}

uint64_t vro_interval_set_total(const vro_interval_set *self) {
    uint64_t total = 0;
    for (size_t i = 0; i < self->count; i++)
        total += self->ranges[i].end - self->ranges[i].first;
    return total;
}

vro_status vro_interval_set_missing(const vro_interval_set *self, vro_interval whole,
                                    vro_interval_set *missing, vro_errors *errors) {
    vro_status status = VRO_OK;
    uint64_t next = whole.first; // all before it has been looked at
    *missing = (vro_interval_set){0};
    for (size_t i = 0; i < self->count && status == VRO_OK && next < whole.end; i++) {
        const vro_interval held = self->ranges[i];
        const uint64_t end = held.first < whole.end ? held.first : whole.end;
        status = vro_interval_set_add(missing, (vro_interval){next, end}, errors);
        next = held.end > next ? held.end : next;
    }
    if (status == VRO_OK)
        status = vro_interval_set_add(missing, (vro_interval){next, whole.end}, errors);
    if (status != VRO_OK)
        vro_interval_set_free(missing);
    return status;
}

vro_status vro_interval_set_copy(vro_interval_set *self, const vro_interval_set *other,
                                 vro_errors *errors) {
    *self = (vro_interval_set){0};
    if (other->count == 0)
        return VRO_OK;
    self->ranges = malloc(other->count * sizeof *self->ranges);
    if (!self->ranges)
        return no_memory(errors);
    memcpy(self->ranges, other->ranges, other->count * sizeof *self->ranges);
    self->count = self->capacity = other->count;
    return VRO_OK;
}

void vro_interval_set_free(vro_interval_set *self) {
    free(self->ranges);
    *self = (vro_interval_set){0};
}
