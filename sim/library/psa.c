// Probabilistic sensitivity analyses of a host (vrosim.h).
#include "vrosim/input/scenario_cells.h"
#include "vrosim/library/call.h"
#include "vrosim/library/scenarios.h"
#include "vrosim/outcome/trade_off.h"
#include "vrosim/study/psa_samples.h"
#include "vrosim/table/psa_tables.h"

#include <stdlib.h>

struct vrosim_psa {
    vro_scenario scenario; // as it was simulated
    vro_model model;       // of the scenario
    vro_uncertainty uncertainty;
    vro_ensemble ensemble;
};

static vro_status simulate(vrosim_psa *self, const vrosim_options *options, vro_errors *errors) {
    const vro_random_source random = vro_call_random(options);
    const vro_ranks alone = {.count = 1};
    vro_pool pool;
    vro_pool_init(&pool, options->threads > 0 ? options->threads : vro_pool_default_threads(),
                  NULL);
    return vro_psa_samples_run(&self->ensemble, &self->model, random, &alone, &pool, errors);
}

vrosim_status vrosim_psa_run(vrosim_psa **psa, const vrosim_scenario *scenario, uint64_t samples,
                             const vrosim_options *options, vrosim_errors *errors) {
    const vrosim_options standard = vrosim_options_default();
    vro_call now;
    vrosim_psa *made = NULL;
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (psa)
        *psa = NULL;
    if (!psa || !scenario)
        return vro_call_end(&now, vro_call_refuse(&now, "psa or scenario is NULL"));
    options = options ? options : &standard;
    TRY(vro_call_check(&now, options));
    if (samples < 1 || samples > VRO_SAMPLES_MAX)
        TRY(vro_call_refuse(&now, "samples is out of range; it is 1 to 10^6"));
    made = calloc(1, sizeof *made);
    TRY(made ? VRO_OK : vro_call_no_memory(&now));
    TRY(vro_scenario_copy(&made->scenario, vro_scenario_of_host(scenario), now.errors));
    if (options->subgroups)
        TRY(vro_subgroups_read(&made->scenario.subgroups, options->subgroups, now.errors));
    TRY(vro_uncertainty_init(&made->uncertainty, &made->scenario, VRO_UNCERTAIN_ESTIMATES,
                             now.errors));
    TRY(vro_model_init(&made->model, &made->scenario, now.errors));
    TRY(vro_ensemble_init(&made->ensemble, &made->uncertainty, (size_t)samples, options->children,
                          now.errors));
    TRY(simulate(made, options, now.errors));
    *psa = made;
    made = NULL;
out:
    vrosim_psa_free(made);
    return vro_call_end(&now, status);
}

// The effect as of `vrosim psa`: that of the scenario's first trade-off.
static vro_psa_results results_of(vrosim_psa *self) {
    const vro_trade_off *first = vro_trade_off_row(vro_trade_off_first(&self->scenario));
    return (vro_psa_results){&self->ensemble, first->effect};
}

vrosim_status vrosim_psa_table(char **text, vrosim_psa *psa, const char *file,
                               vrosim_errors *errors) {
    vro_call now;
    vro_byte_buffer bytes = {0};
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !psa || !file)
        return vro_call_end(&now, vro_call_refuse(&now, "text, psa or file is NULL"));
    const vro_psa_results results = results_of(psa);
    FILE *to = vro_byte_buffer_stream(&bytes);
    const vro_status status =
        to ? vro_psa_table_write(&results, file, to, now.errors) : vro_call_no_memory(&now);
    return vro_call_end(&now, vro_call_take_text(&now, to, &bytes, status, text));
}

void vrosim_psa_free(vrosim_psa *psa) {
    if (!psa)
        return;
    vro_ensemble_free(&psa->ensemble);
    vro_uncertainty_free(&psa->uncertainty);
    vro_model_free(&psa->model);
    vro_scenario_free(&psa->scenario);
    free(psa);
}
