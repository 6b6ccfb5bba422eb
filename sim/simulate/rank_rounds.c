#include "vrosim/simulate/rank_rounds.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/simulate/clock.h"
#include "vrosim/simulate/rank_shares.h"
#include "vrosim/simulate/rank_threads.h"

#include <math.h>
#include <stdlib.h>

// Several ranks tell each other this often how far they are, in seconds.
static const double ROUND_OF_RANKS = 1;

// What a rank tells the others after a round.
typedef struct vro_rank_report {
    uint64_t done;   // blocks of its piece
    vro_status stop; // of its host
    bool due;        // a checkpoint, by the clock of rank 0
} vro_rank_report;

static bool is_first(const vro_rank_rounds *self) {
    return self->options.ranks->rank == 0;
}

int vro_rank_rounds_threads(const vro_checkpoint *checkpoint, const vro_ranks *ranks, int asked) {
    return vro_rank_threads_count(ranks, asked,
                                  checkpoint->planned.end - checkpoint->planned.first);
}

static vro_status clear_checkpoint(vro_checkpoint *checkpoint, const vro_model *model,
                                   vro_errors *errors) {
    vro_interval_set_free(&checkpoint->done);
    vro_tally_free(&checkpoint->tally);
    return vro_tally_init(&checkpoint->tally, model->strategies, model->outcomes, model->horizon,
                          &model->subgroups, errors);
}

static void plan_checkpoint(vro_rank_rounds *self) {
    const bool wanted = self->options.checkpoint_path && is_first(self);
    self->due = wanted ? vro_clock_now() + (double)self->options.every : INFINITY;
}

vro_status vro_rank_rounds_init(vro_rank_rounds *self, vro_checkpoint *checkpoint,
                                const vro_rank_rounds_options *options, vro_errors *errors) {
    const vro_specification *specification = &checkpoint->specification;
    vro_run_size size = specification->size;
    *self = (vro_rank_rounds){.options = *options, .checkpoint = checkpoint};
    self->all = calloc((size_t)options->ranks->count, sizeof *self->all);
    if (!self->all)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d ranks",
                              options->ranks->count);
    vro_status status = vro_interval_set_copy(&self->summed, &checkpoint->done, errors);
    if (status == VRO_OK && !is_first(self))
        status = clear_checkpoint(checkpoint, options->model, errors);
    if (!options->courses)
        size.courses = 0; // no room is needed for their rows
    if (status == VRO_OK)
        status = vro_blocks_init(&self->blocks, options->pool, options->model,
                                 specification->random, size, errors);
    plan_checkpoint(self);
    return status;
}

// The end of the blocks whose courses are written.
static uint64_t recorded_end(const vro_rank_rounds *self) {
    const uint64_t courses = self->checkpoint->specification.size.courses;
    return self->options.recording ? vro_block_count(courses) : 0;
}

// The blocks of a range that must be run, because of their sums or because of their courses.
static vro_status find_blocks(const vro_rank_rounds *self, vro_interval range,
                              vro_interval_set *blocks, vro_errors *errors) {
    const uint64_t end = recorded_end(self);
    const vro_interval unrecorded = {
        self->unrecorded > range.first ? self->unrecorded : range.first,
        end < range.end ? end : range.end,
    };
    const vro_status status = vro_interval_set_missing(&self->summed, range, blocks, errors);
    return status == VRO_OK ? vro_interval_set_add(blocks, unrecorded, errors) : status;
}

static vro_status deal(const vro_rank_rounds *self, vro_interval range, vro_rank_shares *pieces,
                       vro_errors *errors) {
    vro_interval_set blocks = {0};
    vro_status status = find_blocks(self, range, &blocks, errors);
    if (status == VRO_OK)
        status = vro_rank_shares_init(pieces, &blocks, self->options.ranks->count,
                                      recorded_end(self), errors);
    vro_interval_set_free(&blocks);
    return status;
}

static bool is_late(void *context) {
    return vro_clock_now() >= *(const double *)context;
}

// This rank's part of a round. A host that wants to stop is no fault: the other ranks must hear of
// it.
static vro_status do_piece(vro_rank_rounds *self, const vro_interval_set *piece,
                           vro_rank_report *own, vro_errors *errors) {
    const bool alone = self->options.ranks->count == 1;
    double end = alone ? self->due : vro_clock_now() + ROUND_OF_RANKS;
    const vro_block_task task = {.blocks = piece,
                                 .summed = &self->summed,
                                 .courses = self->options.courses,
                                 .is_late = is_late,
                                 .context = &end};
    const vro_status status = vro_blocks_run(&self->blocks, &task, &own->done, errors);
    own->stop = vro_pool_interrupted(self->options.pool);
    own->due = vro_clock_now() >= self->due;
    return status == VRO_INTERRUPTED || status == VRO_TERMINATED ? VRO_OK : status;
}

static void show_progress(vro_rank_rounds *self, const vro_interval_set *done) {
    for (size_t i = 0; i < done->count; i++)
        vro_pool_count(
            self->options.pool,
            vro_specification_children(&self->checkpoint->specification, done->intervals[i]));
}

// Takes what a rank has done from its piece, and notes it.
static vro_status note(vro_rank_rounds *self, vro_rank_shares *pieces, int rank,
                       vro_errors *errors) {
    const bool own = rank == self->options.ranks->rank;
    vro_interval_set done = {0};
    vro_status status = vro_rank_shares_take(pieces, rank, self->all[rank].done, &done, errors);
    if (status == VRO_OK)
        status = vro_interval_set_add_all(&self->summed, &done, errors);
    if (status == VRO_OK && own)
        status = vro_interval_set_add_all(&self->checkpoint->done, &done, errors);
    if (!own)
        show_progress(self, &done);
    if (rank == 0 && done.count > 0 && done.intervals[0].first <= self->unrecorded &&
        self->unrecorded < done.intervals[0].end)
        self->unrecorded = done.intervals[0].end;
    vro_interval_set_free(&done);
    return status;
}

static vro_status send_checkpoint(vro_rank_rounds *self, vro_errors *errors) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    const vro_status status = vro_checkpoint_file_encode(self->checkpoint, &bytes, &size, errors);
    if (status != VRO_OK)
        return status;
    vro_ranks_send(self->options.ranks, bytes, size);
    free(bytes);
    return clear_checkpoint(self->checkpoint, self->options.model, errors);
}

static vro_status receive_checkpoint(vro_rank_rounds *self, int from, vro_errors *errors) {
    static const char name[] = "the sums of another rank";
    vro_checkpoint checkpoint = {0};
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = vro_ranks_receive(self->options.ranks, from, &bytes, &size, errors);
    if (status == VRO_OK)
        status = vro_checkpoint_file_decode(&checkpoint, bytes, size, name, errors);
    if (status == VRO_OK)
        status = vro_checkpoint_merge(self->checkpoint, &checkpoint, name, errors);
    vro_checkpoint_free(&checkpoint);
    free(bytes);
    return status;
}

// Brings the sums of all threads of all ranks to the part of rank 0, and to the checkpoint.
static vro_status gather(vro_rank_rounds *self, vro_errors *errors) {
    vro_status status = vro_blocks_gather(&self->blocks, &self->checkpoint->tally, errors);
    if (status == VRO_OK && !is_first(self))
        return send_checkpoint(self, errors);
    for (int rank = 1; rank < self->options.ranks->count && status == VRO_OK; rank++)
        status = receive_checkpoint(self, rank, errors);
    if (status == VRO_OK && self->options.checkpoint_path)
        status = vro_checkpoint_file_write(self->checkpoint, self->options.checkpoint_path, errors);
    plan_checkpoint(self);
    return status;
}

// The request that reached any rank; of two, the same at all ranks.
static vro_status find_stop(const vro_rank_rounds *self) {
    vro_status stop = VRO_OK;
    for (int rank = 0; rank < self->options.ranks->count; rank++)
        stop = self->all[rank].stop > stop ? self->all[rank].stop : stop;
    return stop;
}

static vro_status run_round(vro_rank_rounds *self, vro_rank_shares *pieces, vro_errors *errors) {
    const vro_ranks *ranks = self->options.ranks;
    vro_rank_report own = {0};
    vro_status status = do_piece(self, &pieces->left[ranks->rank], &own, errors);
    if (status != VRO_OK)
        return status;
    vro_ranks_share(ranks, &own, self->all, sizeof own);
    for (int rank = 0; rank < ranks->count && status == VRO_OK; rank++)
        status = note(self, pieces, rank, errors);
    const vro_status stop = find_stop(self);
    const bool finished = vro_rank_shares_empty(pieces);
    if (status == VRO_OK && (finished || stop != VRO_OK || self->all[0].due))
        status = gather(self, errors);
    if (status == VRO_OK && !finished && stop != VRO_OK)
        return stop;
    return status == VRO_OK ? vro_rank_shares_balance(pieces, errors) : status;
}

vro_status vro_rank_rounds_run(vro_rank_rounds *self, vro_interval blocks, vro_errors *errors) {
    vro_rank_shares pieces = {0};
    vro_status status = deal(self, blocks, &pieces, errors);
    while (status == VRO_OK && !vro_rank_shares_empty(&pieces))
        status = run_round(self, &pieces, errors);
    vro_rank_shares_free(&pieces);
    return status;
}

void vro_rank_rounds_free(vro_rank_rounds *self) {
    vro_blocks_free(&self->blocks);
    vro_interval_set_free(&self->summed);
    free(self->all);
    *self = (vro_rank_rounds){0};
}
