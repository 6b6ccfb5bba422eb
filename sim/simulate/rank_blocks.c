#include "vrosim/simulate/rank_blocks.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/simulate/clock.h"
#include "vrosim/simulate/rank_shares.h"

#include <math.h>
#include <stdlib.h>

static bool is_first(const vro_rank_blocks *self) {
    return self->options.ranks->rank == 0;
}

static vro_status clear_checkpoint(vro_checkpoint *checkpoint, const vro_model *model,
                                   vro_errors *errors) {
    vro_interval_set_free(&checkpoint->done);
    vro_tally_free(&checkpoint->tally);
    return vro_tally_init(&checkpoint->tally, model->strategies, model->outcomes, model->horizon,
                          &model->subgroups, errors);
}

static void plan_checkpoint(vro_rank_blocks *self) {
    const bool wanted = self->options.checkpoint_path && is_first(self);
    self->due = wanted ? vro_clock_now() + (double)self->options.every : INFINITY;
}

vro_status vro_rank_blocks_init(vro_rank_blocks *self, vro_checkpoint *checkpoint,
                                const vro_rank_blocks_options *options, vro_errors *errors) {
    const vro_specification *specification = &checkpoint->specification;
    vro_run_size size = specification->size;
    vro_status status = VRO_OK;
    *self = (vro_rank_blocks){.options = *options, .checkpoint = checkpoint};
    if (!options->courses)
        size.courses = 0; // no room is needed for their rows
    plan_checkpoint(self);
    TRY(vro_rank_round_init(&self->round, options->ranks, options->pool, errors));
    TRY(vro_interval_set_copy(&self->summed, &checkpoint->done, errors));
    if (!is_first(self))
        TRY(clear_checkpoint(checkpoint, options->model, errors));
    TRY(vro_blocks_init(&self->blocks, options->pool, options->model, specification->random, size,
                        errors));
out:
    return status;
}

// The end of the blocks whose courses are written.
static uint64_t recorded_end(const vro_rank_blocks *self) {
    const uint64_t courses = self->checkpoint->specification.size.courses;
    return self->options.recording ? vro_block_count(courses) : 0;
}

// The blocks of a range to simulate, for their sums or for their courses.
static vro_status find_blocks(const vro_rank_blocks *self, vro_interval range,
                              vro_interval_set *blocks, vro_errors *errors) {
    const uint64_t end = recorded_end(self);
    const vro_interval unrecorded = {
        self->unrecorded > range.first ? self->unrecorded : range.first,
        end < range.end ? end : range.end,
    };
    vro_status status = VRO_OK;
    TRY(vro_interval_set_missing(&self->summed, range, blocks, errors));
    TRY(vro_interval_set_add(blocks, unrecorded, errors));
out:
    return status;
}

static vro_status distribute(const vro_rank_blocks *self, vro_interval range,
                             vro_rank_shares *shares, vro_errors *errors) {
    vro_interval_set blocks = {0};
    vro_status status = VRO_OK;
    TRY(find_blocks(self, range, &blocks, errors));
    TRY(vro_rank_shares_init(shares, &blocks, self->options.ranks->count, recorded_end(self),
                             errors));
out:
    vro_interval_set_free(&blocks);
    return status;
}

// This rank's share of a round.
static vro_status run_share(vro_rank_blocks *self, const vro_interval_set *share,
                            vro_errors *errors) {
    const vro_block_task task = {.blocks = share,
                                 .summed = &self->summed,
                                 .courses = self->options.courses,
                                 .is_late = vro_rank_round_is_over,
                                 .context = &self->round};
    uint64_t done = 0; // blocks
    vro_rank_round_begin(&self->round, self->due);
    const vro_status status = vro_blocks_run(&self->blocks, &task, &done, errors);
    return vro_rank_round_end(&self->round, status, done, vro_clock_now() >= self->due);
}

static void show_progress(vro_rank_blocks *self, const vro_interval_set *done) {
    for (size_t i = 0; i < done->count; i++)
        vro_pool_count(
            self->options.pool,
            vro_specification_children(&self->checkpoint->specification, done->intervals[i]));
}

// Notes the blocks that a rank has done in the last round.
static vro_status note(vro_rank_blocks *self, vro_rank_shares *shares, int rank,
                       vro_errors *errors) {
    const bool own = rank == self->options.ranks->rank;
    vro_interval_set done = {0};
    vro_status status = VRO_OK;
    TRY(vro_rank_shares_take(shares, rank, self->round.reports[rank].done, &done, errors));
    TRY(vro_interval_set_add_all(&self->summed, &done, errors));
    if (own)
        TRY(vro_interval_set_add_all(&self->checkpoint->done, &done, errors));
    else
        show_progress(self, &done);
    if (rank == 0 && done.count > 0 && done.intervals[0].first <= self->unrecorded &&
        self->unrecorded < done.intervals[0].end)
        self->unrecorded = done.intervals[0].end;
out:
    vro_interval_set_free(&done);
    return status;
}

static vro_status send_checkpoint(vro_rank_blocks *self, vro_errors *errors) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = VRO_OK;
    TRY(vro_checkpoint_file_encode(self->checkpoint, &bytes, &size, errors));
    vro_ranks_send(self->options.ranks, bytes, size);
    TRY(clear_checkpoint(self->checkpoint, self->options.model, errors));
out:
    free(bytes);
    return status;
}

static vro_status receive_checkpoint(vro_rank_blocks *self, int from, vro_errors *errors) {
    static const char name[] = "the sums of another rank";
    vro_checkpoint checkpoint = {0};
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = VRO_OK;
    TRY(vro_ranks_receive(self->options.ranks, from, &bytes, &size, errors));
    TRY(vro_checkpoint_file_decode(&checkpoint, bytes, size, name, errors));
    TRY(vro_checkpoint_merge(self->checkpoint, &checkpoint, name, errors));
out:
    vro_checkpoint_free(&checkpoint);
    free(bytes);
    return status;
}

// Brings the sums of all threads of all ranks to the checkpoint of rank 0, and to its file.
static vro_status gather(vro_rank_blocks *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_blocks_gather(&self->blocks, &self->checkpoint->tally, errors));
    if (!is_first(self))
        return send_checkpoint(self, errors);
    for (int rank = 1; rank < self->options.ranks->count; rank++)
        TRY(receive_checkpoint(self, rank, errors));
    if (self->options.checkpoint_path)
        TRY(vro_checkpoint_file_write(self->checkpoint, self->options.checkpoint_path, errors));
out:
    plan_checkpoint(self);
    return status;
}

static vro_status run_round(vro_rank_blocks *self, vro_rank_shares *shares, vro_errors *errors) {
    const vro_ranks *ranks = self->options.ranks;
    vro_status status = VRO_OK;
    TRY(run_share(self, &shares->left[ranks->rank], errors));
    for (int rank = 0; rank < ranks->count; rank++)
        TRY(note(self, shares, rank, errors));
    const vro_status interrupted = vro_rank_round_interrupted(&self->round);
    const bool finished = vro_rank_shares_empty(shares);
    if (finished || interrupted != VRO_OK || self->round.reports[0].checkpoint_due)
        TRY(gather(self, errors));
    if (!finished && interrupted != VRO_OK)
        return interrupted;
    TRY(vro_rank_shares_balance(shares, errors));
out:
    return status;
}

vro_status vro_rank_blocks_run(vro_rank_blocks *self, vro_interval blocks, vro_errors *errors) {
    vro_rank_shares shares = {0};
    vro_status status = VRO_OK;
    TRY(distribute(self, blocks, &shares, errors));
    while (!vro_rank_shares_empty(&shares))
        TRY(run_round(self, &shares, errors));
out:
    vro_rank_shares_free(&shares);
    return status;
}

void vro_rank_blocks_free(vro_rank_blocks *self) {
    vro_blocks_free(&self->blocks);
    vro_interval_set_free(&self->summed);
    vro_rank_round_free(&self->round);
    *self = (vro_rank_blocks){0};
}
