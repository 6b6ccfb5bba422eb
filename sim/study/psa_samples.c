#include "vrosim/study/psa_samples.h"

#include "vrosim/simulate/clock.h"
#include "vrosim/simulate/interrupt.h"
#include "vrosim/study/parameter_samples.h"
#include "vrosim/study/sample_run.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

// Several ranks tell each other this often how far they are, in seconds.
static const double ROUND_OF_RANKS = 1;

// What the threads of a rank share while they run.
typedef struct shift {
    vro_ensemble *ensemble;
    const vro_model *base;
    vro_random_source origin;
    const vro_workers *crew;
    vro_errors *errors;
    double until;        // no sample is begun after this time of vro_clock_now, but one a thread
    _Atomic size_t next; // sample to take
    uint64_t done;       // samples
    atomic_bool over;    // something went wrong
    vro_status status;   // the first that did
} shift;

// What a rank tells the others after a round.
typedef struct word {
    uint64_t done;   // samples since the start
    vro_status stop; // vro_interrupt_requested
} word;

static bool take_sample(shift *self, size_t *sample) {
    if (atomic_load(&self->over))
        return false;
    *sample = atomic_fetch_add(&self->next, (size_t)self->crew->ranks->count);
    return *sample < self->ensemble->samples;
}

static vro_status run_sample(shift *self, vro_sample_run *variant, size_t sample,
                             vro_errors *errors) {
    double *values = vro_ensemble_values(self->ensemble, sample);
    vro_parameter_sample_draw(variant->uncertainty, self->origin.seed, self->origin.stream,
                              self->ensemble->first + sample, values);
    const vro_status status = vro_sample_run_run(variant, values, errors);
    if (status == VRO_OK)
        vro_ensemble_keep(self->ensemble, sample, &variant->whole, variant->batches);
    return status;
}

static void count_sample(shift *self) {
#pragma omp critical(vro_psa_samples)
    {
        self->done++;
        vro_progress_add(self->crew->progress, self->ensemble->patients);
    }
}

// Keeps the first fault of all threads, with its sentences.
static void note(shift *self, vro_status status, vro_errors *errors) {
#pragma omp critical(vro_psa_samples)
    if (status != VRO_OK && self->status == VRO_OK) {
        self->status = status;
        for (size_t i = 0; i < errors->count; i++)
            vro_errors_add(self->errors, status, NULL, "%s", errors->faults[i].text);
    }
    if (status != VRO_OK)
        atomic_store(&self->over, true);
}

static void work(shift *self) {
    vro_sample_run variant;
    vro_errors errors = {0};
    size_t sample;
    vro_status status = vro_sample_run_init(&variant, self->ensemble->uncertainty, self->base,
                                            self->origin, self->ensemble->patients, &errors);
    bool late = false;
    while (status == VRO_OK && !late && take_sample(self, &sample)) {
        status = run_sample(self, &variant, sample, &errors);
        if (status == VRO_OK)
            count_sample(self);
        late = vro_clock_now() >= self->until;
    }
    note(self, status, &errors);
    vro_sample_run_free(&variant);
    vro_errors_free(&errors);
}

// Until the samples of this rank are done, or the round is over. A signal is no fault: the other
// ranks must hear of it.
static vro_status run_round(shift *self) {
    const bool alone = self->crew->ranks->count == 1;
    self->until = alone ? INFINITY : vro_clock_now() + ROUND_OF_RANKS;
#pragma omp parallel num_threads(self->crew->threads)
    work(self);
    const bool stopped = self->status == VRO_INTERRUPTED || self->status == VRO_TERMINATED;
    return stopped ? VRO_OK : self->status;
}

// Tells the others how far this rank is; what all of them say goes to all[ranks]. Returns the
// samples done, and in *stop the request that reached any rank; of two, the same at all ranks.
static uint64_t confer(const shift *self, word *all, vro_status *stop) {
    const vro_ranks *ranks = self->crew->ranks;
    const word own = {self->done, vro_interrupt_requested()};
    uint64_t done = 0;
    *stop = VRO_OK;
    vro_ranks_share(ranks, &own, all, sizeof own);
    for (int rank = 0; rank < ranks->count; rank++) {
        done += all[rank].done;
        *stop = all[rank].stop > *stop ? all[rank].stop : *stop;
    }
    return done;
}

static vro_status run_rounds(shift *self, word *all) {
    uint64_t done = 0, others = 0;
    vro_status stop = VRO_OK;
    vro_status status = VRO_OK;
    while (status == VRO_OK && stop == VRO_OK && done < self->ensemble->samples) {
        status = run_round(self);
        if (status == VRO_OK) {
            done = confer(self, all, &stop);
            vro_progress_add(self->crew->progress,
                             (done - self->done - others) * self->ensemble->patients);
            others = done - self->done;
        }
    }
    return status == VRO_OK && done < self->ensemble->samples ? stop : status;
}

static vro_status send_samples(const shift *self) {
    const vro_ranks *ranks = self->crew->ranks;
    const size_t size = vro_ensemble_size(self->ensemble);
    unsigned char *bytes = malloc(size);
    if (!bytes)
        return vro_errors_add(self->errors, VRO_NO_MEMORY, NULL, "not enough memory for a sample");
    for (size_t i = (size_t)ranks->rank; i < self->ensemble->samples; i += (size_t)ranks->count) {
        vro_ensemble_encode(self->ensemble, i, bytes);
        vro_ranks_send(ranks, bytes, size);
    }
    free(bytes);
    return VRO_OK;
}

static vro_status receive_samples(const shift *self) {
    const vro_ranks *ranks = self->crew->ranks;
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->ensemble->samples && status == VRO_OK; i++) {
        const int from = (int)(i % (size_t)ranks->count);
        unsigned char *bytes = NULL;
        size_t size;
        if (from > 0)
            status = vro_ranks_receive(ranks, from, &bytes, &size, self->errors);
        if (bytes && status == VRO_OK)
            vro_ensemble_decode(self->ensemble, i, bytes);
        free(bytes);
    }
    return status;
}

vro_status vro_psa_samples_run(vro_ensemble *ensemble, const vro_model *base,
                               vro_random_source origin, const vro_workers *crew,
                               vro_errors *errors) {
    shift now = {.ensemble = ensemble,
                 .base = base,
                 .origin = origin,
                 .crew = crew,
                 .errors = errors,
                 .next = (size_t)crew->ranks->rank};
    word *all = calloc((size_t)crew->ranks->count, sizeof *all);
    if (!all) {
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d ranks",
                              crew->ranks->count);
    }
    vro_status status = run_rounds(&now, all);
    free(all);
    if (status == VRO_OK)
        status = crew->ranks->rank == 0 ? receive_samples(&now) : send_samples(&now);
    return status;
}
