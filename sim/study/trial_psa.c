#include "vrosim/study/trial_psa.h"

#include "vrosim/study/psa_samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Takes away all standard errors but those of one parameter.
static void fix_others(vro_scenario *scenario, const char *only) {
    for (size_t i = 0; i < scenario->strategies * VRO_CELLS_OF_STRATEGY; i++)
        if (strcmp(vro_dictionary_row((vro_parameter_id)(i % VRO_PARAMETERS))->name, only) != 0)
            scenario->cells[i].se = NAN;
}

vro_status vro_trial_psa_make(vro_trial_psa *self, const vro_trial *trial, size_t samples,
                              const char *only, vro_errors *errors) {
    const vro_ranks alone = {.count = 1};
    vro_pool pool;
    vro_status status = VRO_OK;
    *self = (vro_trial_psa){0};
    vro_pool_init(&pool, vro_pool_default_threads(), NULL);
    TRY(vro_trial_run_open(&self->run, trial, errors));
    if (only)
        fix_others(&self->run.scenario, only);
    TRY(vro_uncertainty_init(&self->uncertainty, &self->run.scenario, VRO_UNCERTAIN_ESTIMATES,
                             errors));
    TRY(vro_ensemble_init(&self->ensemble, &self->uncertainty, samples, trial->children, errors));
    TRY(vro_psa_samples_run(&self->ensemble, &self->run.model, trial->random, &alone, &pool,
                            errors));
out:
    return status;
}

vro_status vro_trial_psa_digest(const vro_trial_psa *self, char digest[VRO_DIGEST_TEXT],
                                vro_errors *errors) {
    const size_t size = vro_ensemble_size(&self->ensemble);
    unsigned char *bytes = malloc(size * self->ensemble.samples + 1);
    if (!bytes)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a digest");
    for (size_t i = 0; i < self->ensemble.samples; i++)
        vro_ensemble_encode(&self->ensemble, i, &bytes[i * size]);
    vro_digest_text(bytes, size * self->ensemble.samples, digest);
    free(bytes);
    return VRO_OK;
}

void vro_trial_psa_close(vro_trial_psa *self) {
    vro_ensemble_free(&self->ensemble);
    vro_uncertainty_free(&self->uncertainty);
    vro_trial_run_close(&self->run);
}
