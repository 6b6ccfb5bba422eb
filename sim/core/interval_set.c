#include "vrosim/core/interval_set.h"

#include "vrosim/core/memory.h"

#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of intervals");
}

// Index of the first interval that ends at number or after it; count where none does.
static size_t find_end_from(const vro_interval_set *self, uint64_t number) {
    size_t low = 0, high = self->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (self->intervals[middle].end < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Index of the first interval from `at` on that begins after number; count where none does.
static size_t find_begin_after(const vro_interval_set *self, size_t at, uint64_t number) {
    while (at < self->count && self->intervals[at].first <= number)
        at++;
    return at;
}

// Replaces the intervals at .. end - 1 by one; there is room for one more.
static void replace(vro_interval_set *self, size_t at, size_t end, vro_interval interval) {
    memmove(self->intervals + at + 1, self->intervals + end,
            (self->count - end) * sizeof *self->intervals);
    self->intervals[at] = interval;
    self->count = self->count - (end - at) + 1;
}

vro_status vro_interval_set_add(vro_interval_set *self, vro_interval interval, vro_errors *errors) {
    if (interval.end <= interval.first)
        return VRO_OK;
    vro_interval *intervals =
        vro_memory_grow(self->intervals, self->count, &self->capacity, sizeof *self->intervals);
    if (!intervals)
        return no_memory(errors);
    self->intervals = intervals;
    const size_t at = find_end_from(self, interval.first);
    const size_t end = find_begin_after(self, at, interval.end);
    if (at < end) {
        const vro_interval first = intervals[at], last = intervals[end - 1];
        interval.first = first.first < interval.first ? first.first : interval.first;
        interval.end = last.end > interval.end ? last.end : interval.end;
    }
    replace(self, at, end, interval);
    return VRO_OK;
}

vro_status vro_interval_set_add_all(vro_interval_set *self, const vro_interval_set *other,
                                    vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < other->count; i++)
        TRY(vro_interval_set_add(self, other->intervals[i], errors));
out:
    return status;
}

vro_interval vro_interval_set_common(const vro_interval_set *self, vro_interval interval) {
    for (size_t i = 0; i < self->count; i++) {
        const vro_interval held = self->intervals[i];
        const vro_interval common = {held.first > interval.first ? held.first : interval.first,
                                     held.end < interval.end ? held.end : interval.end};
        if (common.first < common.end)
            return common;
    }
    return (vro_interval){0};
}

uint64_t vro_interval_set_total(const vro_interval_set *self) {
    uint64_t total = 0;
    for (size_t i = 0; i < self->count; i++)
        total += self->intervals[i].end - self->intervals[i].first;
    return total;
}

vro_status vro_interval_set_missing(const vro_interval_set *self, vro_interval whole,
                                    vro_interval_set *missing, vro_errors *errors) {
    vro_status status = VRO_OK;
    uint64_t next = whole.first; // every missing number before it has been added
    *missing = (vro_interval_set){0};
    for (size_t i = 0; i < self->count && next < whole.end; i++) {
        const vro_interval held = self->intervals[i];
        const uint64_t end = held.first < whole.end ? held.first : whole.end;
        TRY(vro_interval_set_add(missing, (vro_interval){next, end}, errors));
        next = held.end > next ? held.end : next;
    }
    TRY(vro_interval_set_add(missing, (vro_interval){next, whole.end}, errors));
out:
    if (status != VRO_OK)
        vro_interval_set_free(missing);
    return status;
}

vro_status vro_interval_set_copy(vro_interval_set *self, const vro_interval_set *other,
                                 vro_errors *errors) {
    *self = (vro_interval_set){0};
    if (other->count == 0)
        return VRO_OK;
    self->intervals = malloc(other->count * sizeof *self->intervals);
    if (!self->intervals)
        return no_memory(errors);
    memcpy(self->intervals, other->intervals, other->count * sizeof *self->intervals);
    self->count = self->capacity = other->count;
    return VRO_OK;
}

void vro_interval_set_free(vro_interval_set *self) {
    free(self->intervals);
    *self = (vro_interval_set){0};
}
