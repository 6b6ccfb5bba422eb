#include "vrosim/simulate/rank_round.h"

#include "vrosim/simulate/clock.h"

#include <stdlib.h>

static const double SECONDS_OF_A_ROUND = 1;

vro_status vro_rank_round_init(vro_rank_round *self, const vro_ranks *ranks, vro_pool *pool,
                               vro_errors *errors) {
    *self = (vro_rank_round){.ranks = ranks, .pool = pool};
    self->reports = calloc((size_t)ranks->count, sizeof *self->reports);
    if (!self->reports)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d ranks",
                              ranks->count);
    return VRO_OK;
}

void vro_rank_round_begin(vro_rank_round *self, double alone) {
    self->end = self->ranks->count == 1 ? alone : vro_clock_now() + SECONDS_OF_A_ROUND;
}

bool vro_rank_round_is_over(void *self) {
    return vro_clock_now() >= ((const vro_rank_round *)self)->end;
}

vro_status vro_rank_round_end(vro_rank_round *self, vro_status status, uint64_t done,
                              bool checkpoint_due) {
    const vro_rank_report own = {done, vro_pool_interrupted(self->pool), checkpoint_due};
    if (status != VRO_OK && !vro_status_is_signal(status))
        return status;
    vro_ranks_share(self->ranks, &own, self->reports, sizeof own);
    return VRO_OK;
}

uint64_t vro_rank_round_done(const vro_rank_round *self) {
    uint64_t done = 0;
    for (int rank = 0; rank < self->ranks->count; rank++)
        done += self->reports[rank].done;
    return done;
}

vro_status vro_rank_round_interrupted(const vro_rank_round *self) {
    vro_status interrupted = VRO_OK;
    for (int rank = 0; rank < self->ranks->count; rank++)
        if (self->reports[rank].interrupted > interrupted)
            interrupted = self->reports[rank].interrupted;
    return interrupted;
}

void vro_rank_round_free(vro_rank_round *self) {
    free(self->reports);
    *self = (vro_rank_round){0};
}
