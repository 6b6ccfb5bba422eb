#include "vrosim/simulate/rank_rounds.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/clock.h"
#include "vrosim/simulate/interrupt.h"
#include "vrosim/simulate/rank_shares.h"
#include "vrosim/simulate/rank_threads.h"

#include <math.h>
#include <stdlib.h>

// Several ranks tell each other this often how far they are, in seconds.
static const double ROUND_OF_RANKS = 1;

// What a rank tells the others after a round.
typedef struct vro_word {
    uint64_t done;   // blocks of its piece
    vro_status stop; // vro_stop_asked
    bool due;        // a checkpoint, by the clock of rank 0
} vro_word;

static bool is_first(const vro_work *self) {
    return self->terms.ranks->rank == 0;
}

int vro_work_threads(const vro_part *part, const vro_ranks *ranks, int asked) {
    return vro_job_threads(ranks, asked, part->planned.end - part->planned.first);
}

static vro_status clear_part(vro_part *part, const vro_model *model, vro_errors *errors) {
    vro_ranges_free(&part->done);
    vro_tally_free(&part->tally);
    return vro_tally_init(&part->tally, model->strategies, model->outcomes, model->horizon,
                          &model->subgroups, errors);
}

static void plan_checkpoint(vro_work *self) {
    const bool wanted = self->terms.checkpoint != NULL && is_first(self);
    self->due = wanted ? vro_clock_now() + (double)self->terms.every : INFINITY;
}

vro_status vro_work_init(vro_work *self, vro_part *part, const vro_terms *terms,
                         vro_errors *errors) {
    vro_numbers numbers = part->order.numbers;
    *self = (vro_work){.terms = *terms, .part = part};
    self->all = calloc((size_t)terms->ranks->count, sizeof *self->all);
    if (self->all == NULL)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d ranks",
                              terms->ranks->count);
    vro_status status = vro_ranges_copy(&self->summed, &part->done, errors);
    if (status == VRO_OK && !is_first(self))
        status = clear_part(part, terms->model, errors);
    if (terms->courses == NULL)
        numbers.courses = 0; // no room is needed for their rows
    if (status == VRO_OK)
        status = vro_threads_init(&self->threads, terms->model, &numbers, terms->threads, errors);
    plan_checkpoint(self);
    return status;
}

// The end of the blocks whose courses are written.
static uint64_t recorded_end(const vro_work *self) {
    const uint64_t courses = self->part->order.numbers.courses;
    return self->terms.recording ? vro_block_count(courses) : 0;
}

// The blocks of a range that must be run, because of their sums or because of their courses.
static vro_status find_blocks(const vro_work *self, vro_range range, vro_ranges *blocks,
                              vro_errors *errors) {
    const uint64_t end = recorded_end(self);
    const vro_range unrecorded = {
        self->unrecorded > range.first ? self->unrecorded : range.first,
        end < range.end ? end : range.end,
    };
    const vro_status status = vro_ranges_missing(&self->summed, range, blocks, errors);
    return status == VRO_OK ? vro_ranges_add(blocks, unrecorded, errors) : status;
}

static vro_status deal(const vro_work *self, vro_range range, vro_pieces *pieces,
                       vro_errors *errors) {
    vro_ranges blocks = {0};
    vro_status status = find_blocks(self, range, &blocks, errors);
    if (status == VRO_OK)
        status =
            vro_pieces_init(pieces, &blocks, self->terms.ranks->count, recorded_end(self), errors);
    vro_ranges_free(&blocks);
    return status;
}

// This rank's part of a round.
static vro_status do_piece(vro_work *self, const vro_ranges *piece, vro_word *own,
                           vro_errors *errors) {
    const bool alone = self->terms.ranks->count == 1;
    const vro_duty duty = {.blocks = piece,
                           .summed = &self->summed,
                           .courses = self->terms.courses,
                           .progress = self->terms.progress,
                           .until = alone ? self->due : vro_clock_now() + ROUND_OF_RANKS};
    const vro_status status = vro_threads_run(&self->threads, &duty, &own->done, errors);
    own->stop = vro_stop_asked();
    own->due = vro_clock_now() >= self->due;
    return status;
}

static void show_progress(vro_work *self, const vro_ranges *done) {
    for (size_t i = 0; self->terms.progress != NULL && i < done->count; i++)
        vro_progress_add(self->terms.progress,
                         vro_order_children(&self->part->order, done->ranges[i]));
}

// Takes what a rank has done from its piece, and notes it.
static vro_status note(vro_work *self, vro_pieces *pieces, int rank, vro_errors *errors) {
    const bool own = rank == self->terms.ranks->rank;
    vro_ranges done = {0};
    vro_status status = vro_pieces_take(pieces, rank, self->all[rank].done, &done, errors);
    if (status == VRO_OK)
        status = vro_ranges_add_all(&self->summed, &done, errors);
    if (status == VRO_OK && own)
        status = vro_ranges_add_all(&self->part->done, &done, errors);
    if (!own)
        show_progress(self, &done);
    if (rank == 0 && done.count > 0 && done.ranges[0].first <= self->unrecorded &&
        self->unrecorded < done.ranges[0].end)
        self->unrecorded = done.ranges[0].end;
    vro_ranges_free(&done);
    return status;
}

static vro_status send_part(vro_work *self, vro_errors *errors) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    const vro_status status = vro_part_encode(self->part, &bytes, &size, errors);
    if (status != VRO_OK)
        return status;
    vro_ranks_send(self->terms.ranks, bytes, size);
    free(bytes);
    return clear_part(self->part, self->terms.model, errors);
}

static vro_status receive_part(vro_work *self, int from, vro_errors *errors) {
    static const char name[] = "the sums of another rank";
    vro_part part = {0};
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = vro_ranks_receive(self->terms.ranks, from, &bytes, &size, errors);
    if (status == VRO_OK)
        status = vro_part_decode(&part, bytes, size, name, errors);
    if (status == VRO_OK)
        status = vro_part_merge(self->part, &part, name, errors);
    vro_part_free(&part);
    free(bytes);
    return status;
}

// Brings the sums of all threads of all ranks to the part of rank 0, and to the checkpoint.
static vro_status gather(vro_work *self, vro_errors *errors) {
    vro_status status = vro_threads_gather(&self->threads, &self->part->tally, errors);
    if (status == VRO_OK && !is_first(self))
        return send_part(self, errors);
    for (int rank = 1; rank < self->terms.ranks->count && status == VRO_OK; rank++)
        status = receive_part(self, rank, errors);
    if (status == VRO_OK && self->terms.checkpoint != NULL)
        status = vro_part_write(self->part, self->terms.checkpoint, errors);
    plan_checkpoint(self);
    return status;
}

// The request that reached any rank; of two, the same at all ranks.
static vro_status find_stop(const vro_work *self) {
    vro_status stop = VRO_OK;
    for (int rank = 0; rank < self->terms.ranks->count; rank++)
        stop = self->all[rank].stop > stop ? self->all[rank].stop : stop;
    return stop;
}

static vro_status run_round(vro_work *self, vro_pieces *pieces, vro_errors *errors) {
    const vro_ranks *ranks = self->terms.ranks;
    vro_word own = {0};
    vro_status status = do_piece(self, &pieces->left[ranks->rank], &own, errors);
    if (status != VRO_OK)
        return status;
    vro_ranks_share(ranks, &own, self->all, sizeof own);
    for (int rank = 0; rank < ranks->count && status == VRO_OK; rank++)
        status = note(self, pieces, rank, errors);
    const vro_status stop = find_stop(self);
    const bool finished = vro_pieces_empty(pieces);
    if (status == VRO_OK && (finished || stop != VRO_OK || self->all[0].due))
        status = gather(self, errors);
    if (status == VRO_OK && !finished && stop != VRO_OK)
        return stop;
    return status == VRO_OK ? vro_pieces_balance(pieces, errors) : status;
}

vro_status vro_work_run(vro_work *self, vro_range blocks, vro_errors *errors) {
    vro_pieces pieces = {0};
    vro_status status = deal(self, blocks, &pieces, errors);
    while (status == VRO_OK && !vro_pieces_empty(&pieces))
        status = run_round(self, &pieces, errors);
    vro_pieces_free(&pieces);
    return status;
}

void vro_work_free(vro_work *self) {
    vro_threads_free(&self->threads);
    vro_ranges_free(&self->summed);
    free(self->all);
    *self = (vro_work){0};
}
