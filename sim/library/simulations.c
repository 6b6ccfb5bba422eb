// Simulations of a host (vrosim.h), their results, and stories.
#include "vrosim/core/byte_buffer.h"
#include "vrosim/input/scenario_cells.h"
#include "vrosim/library/call.h"
#include "vrosim/library/scenarios.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/named_estimate.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/simulate/simulation.h"
#include "vrosim/table/run_figure.h"
#include "vrosim/table/run_tables.h"
#include "vrosim/table/story.h"

#include <math.h>
#include <stdlib.h>

struct vrosim_results {
    vro_scenario scenario; // as it was simulated
    vro_model model;       // of the scenario
    vro_random_source random;
    vro_tally tally;
    uint64_t children; // in the tally: 0 .. children - 1
};

enum { THREADS_MAX = 1024 };

vrosim_options vrosim_options_default(void) {
    return (vrosim_options){.children = 1000000, .seed = 1};
}

static vro_status check_options(const vro_call *now, const vrosim_options *options) {
    if (options->children < 1 || options->children > VRO_PATIENTS_MAX)
        return vro_call_refuse(now, "children is out of range; it is 1 to 10^16");
    if (options->threads < 0 || options->threads > THREADS_MAX)
        return vro_call_refuse(now,
                               "threads is out of range; it is 1 to 1024, or 0 for one a core");
    return VRO_OK;
}

// No children yet.
static vro_status prepare(const vro_call *now, const vrosim_options *options,
                          vrosim_results *results) {
    const vro_model *model = &results->model;
    vro_status status = VRO_OK;
    results->random = (vro_random_source){options->seed, options->stream};
    TRY(vro_model_init(&results->model, &results->scenario, now->errors));
    TRY(vro_tally_init(&results->tally, model->strategies, model->outcomes, model->horizon,
                       &model->subgroups, now->errors));
out:
    return status;
}

// Adds the children that are missing.
static vro_status simulate(const vro_call *now, const vrosim_options *options,
                           vrosim_results *results) {
    const vro_simulation simulation = {.model = &results->model,
                                       .random = results->random,
                                       .children = options->children,
                                       .done = results->children,
                                       .threads = options->threads,
                                       .progress = options->progress,
                                       .interrupted = options->interrupted,
                                       .context = options->context};
    const vro_status status = vro_simulation_run(&simulation, &results->tally, now->errors);
    if (status == VRO_OK)
        results->children = options->children;
    return status;
}

static vro_results_view view_of(const vrosim_results *self) {
    return (vro_results_view){&self->scenario, &self->tally, &self->model, self->random};
}

vrosim_status vrosim_simulate(vrosim_results **results, const vrosim_scenario *scenario,
                              const vrosim_options *options, vrosim_errors *errors) {
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
    TRY(check_options(&now, options));
    made = calloc(1, sizeof *made);
    TRY(made ? VRO_OK : vro_call_no_memory(&now));
    TRY(vro_scenario_copy(&made->scenario, vro_scenario_of_host(scenario), now.errors));
    if (options->subgroups)
        TRY(vro_subgroups_read(&made->scenario.subgroups, options->subgroups, now.errors));
    TRY(prepare(&now, options, made));
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
    TRY(check_options(&now, options));
    if (options->children <= results->children)
        TRY(vro_call_refuse(&now, "children is out of range; the results have as many already"));
    if (results->children % VRO_BLOCK != 0)
        TRY(vro_call_refuse(&now, "the number of children of the results is not a multiple of "
                                  "8192, so none can be added"));
    TRY(simulate(&now, options, results));
out:
    return vro_call_end(&now, status);
}

// Closes a stream into bytes and hands them over as a text, where all went well.
static vro_status take_text(const vro_call *now, FILE *stream, vro_byte_buffer *bytes,
                            vro_status status, char **text) {
    if (stream)
        fclose(stream);
    if (status == VRO_OK)
        *text = vro_byte_buffer_release_text(bytes);
    vro_byte_buffer_free(bytes);
    return status == VRO_OK && !*text ? vro_call_no_memory(now) : status;
}

vrosim_status vrosim_results_estimate(vrosim_estimate *estimate, const vrosim_results *results,
                                      const vrosim_quantity *quantity, vrosim_errors *errors) {
    vro_call now;
    vro_call_begin(&now, errors);
    if (estimate)
        *estimate = (vrosim_estimate){NAN, NAN, NAN, NAN, NAN, 0};
    if (!estimate || !results || !quantity || !quantity->strategy || !quantity->outcome ||
        !quantity->statistic)
        return vro_call_end(
            &now, vro_call_refuse(&now, "estimate, results or a name of the quantity is NULL"));
    const vro_results_view view = view_of(results);
    const vro_estimate_name name = {quantity->strategy, quantity->subgroup, quantity->outcome,
                                    quantity->statistic};
    vro_compared compared = {{NAN, NAN, NAN, NAN, 0}, NAN};
    const vro_status status = vro_named_estimate(&view, &name, &compared, now.errors);
    const vro_estimate *plain = &compared.paired;
    *estimate = (vrosim_estimate){plain->value,         plain->se, plain->lower, plain->upper,
                                  compared.se_unpaired, plain->n};
    return vro_call_end(&now, status);
}

vrosim_status vrosim_results_table(char **text, const vrosim_results *results, const char *file,
                                   vrosim_errors *errors) {
    vro_call now;
    vro_byte_buffer bytes = {0};
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !results || !file)
        return vro_call_end(&now, vro_call_refuse(&now, "text, results or file is NULL"));
    const vro_results_view view = view_of(results);
    FILE *to = vro_byte_buffer_stream(&bytes);
    const vro_status status =
        to ? vro_run_table_write(&view, file, to, now.errors) : vro_call_no_memory(&now);
    return vro_call_end(&now, take_text(&now, to, &bytes, status, text));
}

vrosim_status vrosim_results_figure(char **text, const vrosim_results *results, const char *name,
                                    double width, const char *language, vrosim_errors *errors) {
    vro_call now;
    vro_figure_options options = {.width = width, .prefix = name};
    vro_drawing drawing = {0};
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !results || !name || !language)
        return vro_call_end(&now, vro_call_refuse(&now, "text, results, name or language is NULL"));
    if (!(width >= VRO_FIGURE_WIDTH_MIN && width <= VRO_FIGURE_WIDTH_MAX))
        return vro_call_end(&now,
                            vro_call_refuse(&now, "width is out of range; it is 280 to 2400"));
    const vro_results_view view = view_of(results);
    TRY(vro_language_read(&options.language, language, now.errors));
    TRY(vro_run_figure_draw(&view, name, &options, &drawing, now.errors));
    *text = vro_byte_buffer_release_text(&drawing.svg);
    TRY(*text ? VRO_OK : vro_call_no_memory(&now));
out:
    vro_drawing_free(&drawing);
    return vro_call_end(&now, status);
}

vrosim_status vrosim_scenario_story(char **text, const vrosim_scenario *scenario,
                                    const char *strategy, const vrosim_options *options,
                                    uint64_t child, vrosim_errors *errors) {
    const vrosim_options standard = vrosim_options_default();
    vro_call now;
    vro_byte_buffer bytes = {0};
    FILE *stream = NULL;
    size_t number = VRO_STORY_ALL_STRATEGIES;
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !scenario)
        return vro_call_end(&now, vro_call_refuse(&now, "text or scenario is NULL"));
    if (child >= VRO_PATIENTS_MAX)
        return vro_call_end(&now,
                            vro_call_refuse(&now, "child is out of range; it is below 10^16"));
    options = options ? options : &standard;
    if (strategy)
        TRY(vro_scenario_find_strategy(vro_scenario_of_host(scenario), strategy, &number,
                                       now.errors));
    stream = vro_byte_buffer_stream(&bytes);
    TRY(stream ? VRO_OK : vro_call_no_memory(&now));
    TRY(vro_story_write(stream, vro_scenario_of_host(scenario), number,
                        (vro_random_source){options->seed, options->stream}, child, now.errors));
out:
    return vro_call_end(&now, take_text(&now, stream, &bytes, status, text));
}

void vrosim_results_free(vrosim_results *results) {
    if (!results)
        return;
    vro_model_free(&results->model);
    vro_scenario_free(&results->scenario);
    vro_tally_free(&results->tally);
    free(results);
}

void vrosim_text_free(char *text) {
    free(text);
}
