#include "vrosim/study/psa_samples.h"

#include "vrosim/simulate/clock.h"
#include "vrosim/study/parameter_samples.h"
#include "vrosim/study/sample_run.h"

#include <math.h>
#include <stdlib.h>

// Several ranks tell each other this often how far they are, in seconds.
static const double ROUND_OF_RANKS = 1;

// What a rank tells the others after a round.
typedef struct rank_report {
    uint64_t done;   // samples since the start
    vro_status stop; // of its host
} rank_report;

// What the threads of a rank share while they run.
typedef struct shared_state {
    vro_ensemble *ensemble;
    vro_random_source random;
    const vro_ranks *ranks;
    vro_pool *pool;
    vro_sample_run *runs; // [threads], owned
    int threads;
    uint64_t own;         // samples of this rank
    uint64_t done;        // of these, until this round
    double until;         // no sample begins after this time of vro_clock_now, but one
    rank_report *reports; // [ranks], owned
} shared_state;

static vro_status run_sample(void *context, int thread, uint64_t piece, vro_errors *errors) {
    const shared_state *self = context;
    const size_t number =
        (size_t)self->ranks->rank + (size_t)(self->done + piece) * (size_t)self->ranks->count;
    vro_sample_run *run = &self->runs[thread];
    double *values = vro_ensemble_values(self->ensemble, number);
    vro_status status = VRO_OK;
    vro_parameter_sample_draw(run->uncertainty, self->random.seed, self->random.stream,
                              self->ensemble->first + number, values);
    TRY(vro_sample_run_run(run, values, self->pool, errors));
    vro_ensemble_keep(self->ensemble, number, &run->whole, run->batches);
    vro_pool_count(self->pool, self->ensemble->patients);
out:
    return status;
}

static bool is_late(void *context) {
    const shared_state *self = context;
    return vro_clock_now() >= self->until;
}

// Until the samples of this rank are done, or the round is over. A host that wants to stop is no
// fault: the other ranks must hear of it.
static vro_status run_round(shared_state *self, vro_errors *errors) {
    const vro_pool_job job = {
        .pieces = self->own - self->done, .context = self, .run = run_sample, .is_late = is_late};
    uint64_t done = 0;
    self->until = self->ranks->count == 1 ? INFINITY : vro_clock_now() + ROUND_OF_RANKS;
    const vro_status status = vro_pool_run(self->pool, &job, &done, errors);
    const bool stopped = status == VRO_INTERRUPTED || status == VRO_TERMINATED;
    self->done += done;
    return stopped ? VRO_OK : status;
}

// Tells the other ranks how far this one is. Returns the samples that all have done, and in *stop
// what any host wants; of two requests the same at all ranks.
static uint64_t confer(const shared_state *self, vro_status *stop) {
    const rank_report own = {self->done, vro_pool_interrupted(self->pool)};
    uint64_t done = 0;
    *stop = VRO_OK;
    vro_ranks_share(self->ranks, &own, self->reports, sizeof own);
    for (int rank = 0; rank < self->ranks->count; rank++) {
        done += self->reports[rank].done;
        *stop = self->reports[rank].stop > *stop ? self->reports[rank].stop : *stop;
    }
    return done;
}

static vro_status run_rounds(shared_state *self, vro_errors *errors) {
    uint64_t done = 0, others = 0; // samples of all ranks; of the others
    vro_status stop = VRO_OK;
    vro_status status = VRO_OK;
    while (stop == VRO_OK && done < self->ensemble->samples) {
        TRY(run_round(self, errors));
        done = confer(self, &stop);
        vro_pool_count(self->pool, (done - self->done - others) * self->ensemble->patients);
        others = done - self->done;
    }
    status = done < self->ensemble->samples ? stop : VRO_OK;
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
    self->reports = calloc((size_t)self->ranks->count, sizeof *self->reports);
    self->runs = calloc((size_t)self->threads, sizeof *self->runs);
    if (!self->reports || !self->runs)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d ranks",
                              self->ranks->count);
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
    free(self->reports);
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
