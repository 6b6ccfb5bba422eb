#include "vrosim/study/psa_samples.h"

#include "vrosim/simulate/rank_pieces.h"
#include "vrosim/study/parameter_samples.h"
#include "vrosim/study/sample_run.h"

#include <stdlib.h>

// What the threads of a rank share while they run.
typedef struct shared_state {
    vro_ensemble *ensemble;
    vro_random_source random;
    const vro_ranks *ranks;
    vro_pool *pool;
    vro_sample_run *runs; // [threads], owned
    int threads;
} shared_state;

static vro_status run_sample(void *context, int thread, uint64_t sample, vro_errors *errors) {
    const shared_state *self = context;
    const size_t number = (size_t)sample;
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
}

vro_status vro_psa_samples_run(vro_ensemble *ensemble, const vro_model *base,
                               vro_random_source random, const vro_ranks *ranks, vro_pool *pool,
                               vro_errors *errors) {
    shared_state shared = {.ensemble = ensemble, .random = random, .ranks = ranks, .pool = pool};
    const vro_rank_pieces samples = {.ranks = ranks,
                                     .pool = pool,
                                     .pieces = ensemble->samples,
                                     .units = ensemble->patients,
                                     .context = &shared,
                                     .run = run_sample};
    vro_status status = VRO_OK;
    ensemble->replicates = random.replicate > 0;
    shared.threads = vro_pool_threads(pool, vro_rank_pieces_own(&samples, ranks->rank));
    TRY(reserve(&shared, base, errors));
    TRY(vro_rank_pieces_run(&samples, errors));
    TRY(ranks->rank == 0 ? receive_samples(&shared, errors) : send_samples(&shared, errors));
out:
    release(&shared);
    return status;
}
