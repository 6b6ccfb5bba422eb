// Simulations of a host (vrosim.h).
#include "vrosim/input/scenario_cells.h"
#include "vrosim/library/call.h"
#include "vrosim/library/results.h"
#include "vrosim/library/scenarios.h"
#include "vrosim/simulate/simulation.h"

#include <stdlib.h>

vrosim_options vrosim_options_default(void) {
    return (vrosim_options){.children = 1000000, .seed = 1, .sampling = VROSIM_SOBOL};
}

static vro_status check_first(const vro_call *now, uint64_t first, uint64_t children) {
    return first % VRO_BLOCK == 0 && first < children
               ? VRO_OK
               : vro_call_refuse(now, "first is out of range; it is a multiple of 8192 below "
                                      "children");
}

// No children yet.
static vro_status open_tally(const vro_call *now, vrosim_results *results) {
    const vro_model *model = &results->model;
    results->end = results->first;
    return vro_tally_init(&results->tally, model->strategies, model->outcomes, model->horizon,
                          &model->subgroups, now->errors);
}

static vro_status prepare(const vro_call *now, const vrosim_options *options, const vro_model *near,
                          vrosim_results *results) {
    vro_status status = VRO_OK;
    results->random = vro_call_random(options);
    TRY(vro_model_init_near(&results->model, &results->scenario, near, now->errors));
    TRY(open_tally(now, results));
out:
    return status;
}

// Adds the children that are missing.
static vro_status simulate(const vro_call *now, const vrosim_options *options,
                           vrosim_results *results) {
    const vro_simulation simulation = {.model = &results->model,
                                       .random = results->random,
                                       .children = options->children,
                                       .done = results->end,
                                       .threads = options->threads,
                                       .progress = options->progress,
                                       .interrupted = options->interrupted,
                                       .context = options->context};
    const vro_status status = vro_simulation_run(&simulation, &results->tally, now->errors);
    if (status == VRO_OK)
        results->end = options->children;
    return status;
}

// Other children than those so far, which stay where it fails.
static vro_status simulate_anew(const vro_call *now, const vrosim_options *options,
                                vro_random_source random, vrosim_results *results) {
    vrosim_results made = *results;
    vro_status status = VRO_OK;
    made.random = random;
    TRY(open_tally(now, &made));
    status = simulate(now, options, &made);
    vro_tally_free(status == VRO_OK ? &results->tally : &made.tally);
    if (status == VRO_OK)
        *results = made;
out:
    return status;
}

vrosim_status vrosim_simulate(vrosim_results **results, const vrosim_scenario *scenario,
                              const vrosim_options *options, vrosim_errors *errors) {
    return vrosim_simulate_part(results, scenario, options, 0, errors);
}

vrosim_status vrosim_simulate_part(vrosim_results **results, const vrosim_scenario *scenario,
                                   const vrosim_options *options, uint64_t first,
                                   vrosim_errors *errors) {
    return vro_results_simulate_near(results, scenario, options, first, NULL, errors);
}

vrosim_status vro_results_simulate_near(vrosim_results **results, const vrosim_scenario *scenario,
                                        const vrosim_options *options, uint64_t first,
                                        const vro_model *near, vrosim_errors *errors) {
    const vrosim_options standard = vrosim_options_default();
    vro_call now;
    vrosim_results *made = NULL;
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (results)
        *results = NULL;
    if (!results || !scenario)
        return vro_call_end(&now, vro_call_refuse(&now, "results or scenario is NULL"));
    options = options ? options : &standard;
    TRY(vro_call_check(&now, options));
    TRY(check_first(&now, first, options->children));
    made = calloc(1, sizeof *made);
    TRY(made ? VRO_OK : vro_call_no_memory(&now));
    made->first = made->end = first;
    TRY(vro_scenario_copy(&made->scenario, vro_scenario_of_host(scenario), now.errors));
    if (options->subgroups)
        TRY(vro_subgroups_read(&made->scenario.subgroups, options->subgroups, now.errors));
    TRY(prepare(&now, options, near, made));
    TRY(simulate(&now, options, made));
    *results = made;
    made = NULL;
out:
    vrosim_results_free(made);
    return vro_call_end(&now, status);
}

vrosim_status vrosim_results_extend(vrosim_results *results, const vrosim_options *options,
                                    vrosim_errors *errors) {
    vro_call now;
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (!results || !options)
        return vro_call_end(&now, vro_call_refuse(&now, "results or options is NULL"));
    TRY(vro_call_check(&now, options));
    if (options->children <= results->end)
        TRY(vro_call_refuse(&now, "children is out of range; the results have as many already"));
    if (results->end % VRO_BLOCK != 0)
        TRY(vro_call_refuse(&now, "the number of children of the results is not a multiple of "
                                  "8192, so none can be added"));
    const vro_random_source random = vro_slot_draws_source(results->random, options->children);
    TRY(random.replicate == results->random.replicate
            ? simulate(&now, options, results)
            : simulate_anew(&now, options, random, results));
out:
    return vro_call_end(&now, status);
}

void vrosim_results_free(vrosim_results *results) {
    if (!results)
        return;
    vro_model_free(&results->model);
    vro_scenario_free(&results->scenario);
    vro_tally_free(&results->tally);
    free(results);
}
