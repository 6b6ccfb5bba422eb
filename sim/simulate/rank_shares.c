#include "vrosim/simulate/rank_shares.h"

#include <stdlib.h>

// Moves the first `number` blocks of a set to the end of another.
static vro_status move_first(vro_interval_set *from, uint64_t number, vro_interval_set *to,
                             vro_errors *errors) {
    vro_status status = VRO_OK;
    size_t used = 0; // intervals
    while (number > 0 && used < from->count && status == VRO_OK) {
        vro_interval *interval = &from->intervals[used];
        const uint64_t size = interval->end - interval->first;
        const uint64_t taken = number < size ? number : size;
        status = vro_interval_set_add(to, (vro_interval){interval->first, interval->first + taken},
                                      errors);
        interval->first += taken;
        number -= taken;
        used += interval->first == interval->end;
    }
    from->count -= used;
    for (size_t i = 0; i < from->count; i++)
        from->intervals[i] = from->intervals[i + used];
    return status;
}

// Blocks of a set below `end`.
static uint64_t count_below(const vro_interval_set *blocks, uint64_t end) {
    uint64_t below = 0;
    for (size_t i = 0; i < blocks->count && blocks->intervals[i].first < end; i++) {
        const vro_interval interval = blocks->intervals[i];
        below += (interval.end < end ? interval.end : end) - interval.first;
    }
    return below;
}

// Each rank gets an equal share of the blocks that the ranks before it left; rank 0 at least all
// recorded ones.
static vro_status distribute(vro_rank_shares *self, vro_interval_set *blocks, vro_errors *errors) {
    const uint64_t recorded = count_below(blocks, self->recorded);
    uint64_t left = vro_interval_set_total(blocks);
    vro_status status = VRO_OK;
    for (int rank = 0; rank < self->count; rank++) {
        const uint64_t ranks = (uint64_t)(self->count - rank);
        const uint64_t even = (left + ranks - 1) / ranks;
        const uint64_t share = rank == 0 && recorded > even ? recorded : even;
        TRY(move_first(blocks, share, &self->left[rank], errors));
        left -= share;
    }
out:
    return status;
}

vro_status vro_rank_shares_init(vro_rank_shares *self, const vro_interval_set *blocks, int count,
                                uint64_t recorded, vro_errors *errors) {
    vro_interval_set copy = {0};
    vro_status status = VRO_OK;
    *self = (vro_rank_shares){.count = count, .recorded = recorded};
    self->left = calloc((size_t)count, sizeof *self->left);
    if (!self->left)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d ranks", count);
    TRY(vro_interval_set_copy(&copy, blocks, errors));
    TRY(distribute(self, &copy, errors));
out:
    vro_interval_set_free(&copy);
    return status;
}

vro_status vro_rank_shares_take(vro_rank_shares *self, int rank, uint64_t done,
                                vro_interval_set *taken, vro_errors *errors) {
    return move_first(&self->left[rank], done, taken, errors);
}

static bool one_is_empty(const vro_rank_shares *self) {
    for (int rank = 0; rank < self->count; rank++)
        if (self->left[rank].count == 0)
            return true;
    return false;
}

vro_status vro_rank_shares_balance(vro_rank_shares *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    vro_interval_set blocks = {0};
    if (!one_is_empty(self) || vro_rank_shares_empty(self))
        return VRO_OK;
    for (int rank = 0; rank < self->count; rank++)
        TRY(move_first(&self->left[rank], UINT64_MAX, &blocks, errors));
    TRY(distribute(self, &blocks, errors));
out:
    vro_interval_set_free(&blocks);
    return status;
}

bool vro_rank_shares_empty(const vro_rank_shares *self) {
    for (int rank = 0; rank < self->count; rank++)
        if (self->left[rank].count > 0)
            return false;
    return true;
}

void vro_rank_shares_free(vro_rank_shares *self) {
    for (int rank = 0; self->left && rank < self->count; rank++)
        vro_interval_set_free(&self->left[rank]);
    free(self->left);
    *self = (vro_rank_shares){0};
}
