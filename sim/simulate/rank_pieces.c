#include "vrosim/simulate/rank_pieces.h"

#include "vrosim/simulate/rank_round.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// How far a rank is.
typedef struct progress {
    const vro_rank_pieces *work;
    vro_rank_round round;
    uint64_t done;   // own pieces, until this round
    uint64_t others; // pieces of other ranks that are counted
} progress;

uint64_t vro_rank_pieces_own(const vro_rank_pieces *self, int rank) {
    const uint64_t ranks = (uint64_t)self->ranks->count;
    return (self->pieces + ranks - 1 - (uint64_t)rank) / ranks;
}

static uint64_t piece_of(const vro_rank_pieces *self, int rank, uint64_t number) {
    return (uint64_t)rank + number * (uint64_t)self->ranks->count;
}

static vro_status run_piece(void *context, int thread, uint64_t number, vro_errors *errors) {
    const progress *self = context;
    const vro_rank_pieces *work = self->work;
    return work->run(work->context, thread, piece_of(work, work->ranks->rank, self->done + number),
                     errors);
}

static bool is_late(void *context) {
    return vro_rank_round_is_over(&((progress *)context)->round);
}

// Until the own pieces are done, or the round is over.
static vro_status run_round(progress *self, vro_errors *errors) {
    const vro_rank_pieces *work = self->work;
    const vro_pool_job job = {.pieces = vro_rank_pieces_own(work, work->ranks->rank) - self->done,
                              .context = self,
                              .run = run_piece,
                              .is_late = is_late};
    uint64_t done = 0;
    vro_rank_round_begin(&self->round, INFINITY);
    const vro_status status = vro_pool_run(work->pool, &job, &done, errors);
    self->done += done;
    return vro_rank_round_end(&self->round, status, self->done, false);
}

static vro_status run_rounds(progress *self, vro_errors *errors) {
    const vro_rank_pieces *work = self->work;
    uint64_t done = 0; // of all ranks
    vro_status interrupted = VRO_OK, status = VRO_OK;
    while (interrupted == VRO_OK && done < work->pieces) {
        TRY(run_round(self, errors));
        done = vro_rank_round_done(&self->round);
        interrupted = vro_rank_round_interrupted(&self->round);
        vro_pool_count(work->pool, (done - self->done - self->others) * work->units);
        self->others = done - self->done;
    }
    status = done < work->pieces ? interrupted : VRO_OK;
out:
    return status;
}

vro_status vro_rank_pieces_run(const vro_rank_pieces *self, vro_errors *errors) {
    progress of = {.work = self};
    vro_status status = VRO_OK;
    TRY(vro_rank_round_init(&of.round, self->ranks, self->pool, errors));
    TRY(run_rounds(&of, errors));
out:
    vro_rank_round_free(&of.round);
    return status;
}

static vro_status send(const vro_rank_pieces *self, const unsigned char *made, size_t size,
                       vro_errors *errors) {
    const int rank = self->ranks->rank;
    const uint64_t own = vro_rank_pieces_own(self, rank);
    unsigned char *message = malloc((size_t)own * size + 1);
    if (!message)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for rank 0");
    for (uint64_t i = 0; i < own; i++)
        memcpy(message + i * size, made + piece_of(self, rank, i) * size, size);
    vro_ranks_send(self->ranks, message, (size_t)own * size);
    free(message);
    return VRO_OK;
}

static vro_status receive(const vro_rank_pieces *self, int rank, unsigned char *made, size_t size,
                          vro_errors *errors) {
    unsigned char *message = NULL;
    size_t length = 0;
    const vro_status status = vro_ranks_receive(self->ranks, rank, &message, &length, errors);
    for (uint64_t i = 0; status == VRO_OK && (i + 1) * size <= length; i++)
        memcpy(made + piece_of(self, rank, i) * size, message + i * size, size);
    free(message);
    return status;
}

vro_status vro_rank_pieces_gather(const vro_rank_pieces *self, void *made, size_t size,
                                  vro_errors *errors) {
    vro_status status = VRO_OK;
    if (self->ranks->rank > 0)
        return send(self, made, size, errors);
    for (int rank = 1; rank < self->ranks->count; rank++)
        TRY(receive(self, rank, made, size, errors));
out:
    return status;
}
