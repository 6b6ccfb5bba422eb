#include "vrosim/run/samples.h"

#include "vrosim/input/draws.h"
#include "vrosim/run/variant.h"

#include <stdatomic.h>

// What the threads share while they run.
typedef struct shift {
    vro_ensemble *ensemble;
    const vro_model *base;
    vro_origin origin;
    vro_progress *progress;
    vro_errors *errors;
    _Atomic size_t next; // sample to take
    atomic_bool over;    // something went wrong
    vro_status status;   // the first that did
} shift;

static bool take_sample(shift *self, size_t *sample) {
    if (atomic_load(&self->over)) {
        return false;
    }
    *sample = atomic_fetch_add(&self->next, 1);
    return *sample < self->ensemble->samples;
}

static vro_status run_sample(shift *self, vro_variant *variant, size_t sample, vro_errors *errors) {
    double *values = vro_ensemble_values(self->ensemble, sample);
    vro_draws_make(variant->uncertainty, self->origin.seed, self->origin.stream, sample, values);
    const vro_status status = vro_variant_run(variant, values, errors);
    if (status == VRO_OK) {
        vro_ensemble_keep(self->ensemble, sample, &variant->whole, variant->batches);
    }
    return status;
}

static void count_sample(shift *self) {
#pragma omp critical(vro_samples)
    vro_progress_add(self->progress, self->ensemble->patients);
}

// Keeps the first fault of all threads, with its sentences.
static void note(shift *self, vro_status status, vro_errors *errors) {
#pragma omp critical(vro_samples)
    if (status != VRO_OK && self->status == VRO_OK) {
        self->status = status;
        for (size_t i = 0; i < errors->count; i++) {
            vro_errors_add(self->errors, status, NULL, "%s", errors->faults[i].text);
        }
    }
    if (status != VRO_OK) {
        atomic_store(&self->over, true);
    }
}

static void work(shift *self) {
    vro_variant variant;
    vro_errors errors = {0};
    size_t sample;
    vro_status status = vro_variant_init(&variant, self->ensemble->uncertainty, self->base,
                                         self->origin, self->ensemble->patients, &errors);
    while (status == VRO_OK && take_sample(self, &sample)) {
        status = run_sample(self, &variant, sample, &errors);
        if (status == VRO_OK) {
            count_sample(self);
        }
    }
    note(self, status, &errors);
    vro_variant_free(&variant);
    vro_errors_free(&errors);
}

vro_status vro_samples_run(vro_ensemble *ensemble, const vro_model *base, vro_origin origin,
                           int threads, vro_progress *progress, vro_errors *errors) {
    shift now = {.ensemble = ensemble,
                 .base = base,
                 .origin = origin,
                 .progress = progress,
                 .errors = errors};
#pragma omp parallel num_threads(threads)
    work(&now);
    return now.status;
}
