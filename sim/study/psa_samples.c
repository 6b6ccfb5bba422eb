#include "vrosim/study/psa_samples.h"

#include "vrosim/simulate/rank_round.h"
#include "vrosim/study/parameter_samples.h"
#include "vrosim/study/sample_run.h"

#include <math.h>
#include <stdlib.h>

// What the threads of a rank share while they run.
typedef struct shared_state {
    vro_ensemble *ensemble;
    vro_random_source random;
    const vro_ranks *ranks;
    vro_pool *pool;
    vro_sample_run *runs; // [threads], owned
    int threads;
    uint64_t own;  // samples of this rank
    uint64_t done; // of these, until this round
    vro_rank_round round;
} shared_state;

static vro_status run_sample(void *context, int thread, uint64_t piece, vro_errors *errors) {
    const shared_state *self = context;
    const size_t number =
        (size_t)self->ranks->rank + (size_t)(self->done + piece) * (size_t)self->ranks->count;
    vro_sample_run *run = &self->runs[thread];
    double *values = vro_ensemble_values(self->ensemble, number);
    vro_status status = VRO_OK;
    vro_parameter_sample_draw(run->uncertainty, self->random, self->ensemble->first + number,
                              values);
    TRY(vro_sample_run_run(run, values, self->pool, errors));
    vro_ensemble_keep(self->ensemble, number, &run->whole, run->batches);
    vro_pool_count(self->pool, self->ensemble->patients);
out:
    return status;
}

static bool is_late(void *context) {
    return vro_rank_round_is_over(&((shared_state *)context)->round);
}

// Until the samples of this rank are done, or the round is over.
static vro_status run_round(shared_state *self, vro_errors *errors) {
    const vro_pool_job job = {
        .pieces = self->own - self->done, .context = self, .run = run_sample, .is_late = is_late};
    uint64_t done = 0;
    vro_rank_round_begin(&self->round, INFINITY);
    const vro_status status = vro_pool_run(self->pool, &job, &done, errors);
    self->done += done;
    return vro_rank_round_end(&self->round, status, self->done, false);
}

static vro_status run_rounds(shared_state *self, vro_errors *errors) {
    uint64_t done = 0, others = 0; // samples of all ranks; of the others
    vro_status interrupted = VRO_OK;
    vro_status status = VRO_OK;
    while (interrupted == VRO_OK && done < self->ensemble->samples) {
        TRY(run_round(self, errors));
        done = vro_rank_round_done(&self->round);
        interrupted = vro_rank_round_interrupted(&self->round);
        vro_pool_count(self->pool, (done - self->done - others) * self->ensemble->patients);
        others = done - self->done;
    }
    status = done < self->ensemble->samples ? interrupted : VRO_OK;
out:
    return status;
}

static vro_status send_samples(const shared_state *self, vro_errors *errors) {
    const size_t size = vro_ensemble_size(self->ensemble), count = (size_t)self->ranks->count;
    unsigned char *bytes = malloc(size);
    if (!bytes)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a sample");
    for (size_t i = (size_t)self->ranks->rank; i < self->ensemble->samples; i += count) {
        vro_ensemble_encode(self->ensemble, i, bytes);
        vro_ranks_send(self->ranks, bytes, size);
    }
    free(bytes);
    return VRO_OK;
}

static vro_status receive_samples(const shared_state *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->ensemble->samples && status == VRO_OK; i++) {
        const int from = (int)(i % (size_t)self->ranks->count);
        unsigned char *bytes = NULL;
        size_t size;
        if (from > 0)
            status = vro_ranks_receive(self->ranks, from, &bytes, &size, errors);
        if (bytes && status == VRO_OK)
            vro_ensemble_decode(self->ensemble, i, bytes);
        free(bytes);
    }
    return status;
}

static vro_status reserve(shared_state *self, const vro_model *base, vro_errors *errors) {
    const vro_ensemble *ensemble = self->ensemble;
    vro_status status = VRO_OK;
    TRY(vro_rank_round_init(&self->round, self->ranks, self->pool, errors));
    self->runs = calloc((size_t)self->threads, sizeof *self->runs);
    if (!self->runs)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              self->threads);
    for (int i = 0; i < self->threads; i++)
        TRY(vro_sample_run_init(&self->runs[i], ensemble->uncertainty, base, self->random,
                                ensemble->patients, errors));
out:
    return status;
}

static void release(shared_state *self) {
    for (int i = 0; self->runs && i < self->threads; i++)
        vro_sample_run_free(&self->runs[i]);
    free(self->runs);
    vro_rank_round_free(&self->round);
}

vro_status vro_psa_samples_run(vro_ensemble *ensemble, const vro_model *base,
                               vro_random_source random, const vro_ranks *ranks, vro_pool *pool,
                               vro_errors *errors) {
    const size_t rank = (size_t)ranks->rank, count = (size_t)ranks->count;
    shared_state shared = {.ensemble = ensemble, .random = random, .ranks = ranks, .pool = pool};
    vro_status status = VRO_OK;
    shared.own = ensemble->samples > rank ? (ensemble->samples - rank - 1) / count + 1 : 0;
    shared.threads = vro_pool_threads(pool, shared.own);
    TRY(reserve(&shared, base, errors));
    TRY(run_rounds(&shared, errors));
    TRY(rank == 0 ? receive_samples(&shared, errors) : send_samples(&shared, errors));
out:
    release(&shared);
    return status;
}
