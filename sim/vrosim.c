// The door of the library: include/vrosim.h, over the rooms from core to table.
#include "vrosim.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/input/scenario_cells.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/named_estimate.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/simulate/simulation.h"
#include "vrosim/table/run_tables.h"
#include "vrosim/table/story.h"

#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct vrosim_errors {
    vro_errors list;
};

struct vrosim_scenario {
    vro_scenario content;
};

struct vrosim_results {
    vro_scenario scenario; // as it was simulated
    vro_tally tally;
};

enum { THREADS_MAX = 1024 };

// Errors.

static const vrosim_status public_status[VRO_STATUSES] = {
    [VRO_OK] = VROSIM_OK,
    [VRO_BAD_INPUT] = VROSIM_BAD_INPUT,
    [VRO_BAD_USAGE] = VROSIM_BAD_ARGUMENT,
    [VRO_NO_MEMORY] = VROSIM_NO_MEMORY,
    [VRO_BAD_OUTPUT] = VROSIM_BAD_ARGUMENT, // of files, which nothing here writes
    [VRO_INTERRUPTED] = VROSIM_INTERRUPTED,
    [VRO_TERMINATED] = VROSIM_INTERRUPTED,
};

vrosim_errors *vrosim_errors_new(void) {
    return calloc(1, sizeof(vrosim_errors));
}

size_t vrosim_errors_count(const vrosim_errors *errors) {
    return errors ? errors->list.count : 0;
}

vrosim_error vrosim_errors_get(const vrosim_errors *errors, size_t index) {
    if (index >= vrosim_errors_count(errors))
        return (vrosim_error){.text = ""};
    const vro_fault *fault = &errors->list.faults[index];
    return (vrosim_error){.status = public_status[fault->status],
                          .text = fault->text ? fault->text : vro_status_name(fault->status),
                          .file = fault->file,
                          .line = fault->line,
                          .column = fault->column};
}

void vrosim_errors_free(vrosim_errors *errors) {
    if (errors)
        vro_errors_free(&errors->list);
    free(errors);
}

// What a function does with its host's thread: it keeps its faults, and numbers are written and
// read in the C locale whatever the host has set.
typedef struct call {
    vro_errors *errors;
    vro_errors own; // where the host takes none
    locale_t plain;
    locale_t former;
} call;

static void begin(call *self, vrosim_errors *errors) {
    *self = (call){.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0)};
    self->former = self->plain ? uselocale(self->plain) : (locale_t)0;
    self->errors = errors ? &errors->list : &self->own;
    vro_errors_free(self->errors);
}

static vrosim_status end(call *self, vro_status status) {
    vro_errors_free(&self->own);
    if (self->plain) {
        uselocale(self->former);
        freelocale(self->plain);
    }
    return public_status[status];
}

static vro_status refuse(const call *self, const char *sentence) {
    return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "%s", sentence);
}

static vro_status no_memory(const call *self) {
    return vro_errors_add(self->errors, VRO_NO_MEMORY, NULL, "not enough memory");
}

// Scenarios.

static bool are_texts(const char *const *texts, size_t count) {
    bool all = texts || count == 0;
    for (size_t i = 0; i < count && all; i++)
        all = texts[i];
    return all;
}

static vro_status load(vrosim_scenario **scenario, const vro_scenario_source *source,
                       const call *now) {
    vro_status status = VRO_OK;
    vrosim_scenario *loaded = calloc(1, sizeof *loaded);
    if (!loaded)
        return no_memory(now);
    TRY(vro_scenario_load(&loaded->content, source, now->errors));
    *scenario = loaded;
    loaded = NULL;
out:
    free(loaded);
    return status;
}

vrosim_status vrosim_scenario_from_files(vrosim_scenario **scenario, const char *const *paths,
                                         size_t count, const char *strategies,
                                         vrosim_errors *errors) {
    const vro_scenario_source source = {
        .paths = paths, .path_count = count, .strategies = strategies};
    call now;
    begin(&now, errors);
    if (scenario)
        *scenario = NULL;
    const bool given = scenario && are_texts(paths, count);
    return end(&now,
               given ? load(scenario, &source, &now) : refuse(&now, "scenario or a path is NULL"));
}

vrosim_status vrosim_scenario_from_texts(vrosim_scenario **scenario, const char *const *names,
                                         const char *const *texts, size_t count,
                                         const char *strategies, vrosim_errors *errors) {
    call now;
    vro_scenario_text *tables = NULL;
    vro_status status = VRO_OK;
    begin(&now, errors);
    if (scenario)
        *scenario = NULL;
    if (!scenario || !are_texts(names, count) || !are_texts(texts, count))
        return end(&now, refuse(&now, "scenario, a name or a text is NULL"));
    tables = calloc(count + 1, sizeof *tables);
    if (!tables)
        return end(&now, no_memory(&now));
    for (size_t i = 0; i < count; i++)
        tables[i] = (vro_scenario_text){names[i], texts[i], strlen(texts[i])};
    status =
        load(scenario,
             &(vro_scenario_source){.texts = tables, .text_count = count, .strategies = strategies},
             &now);
    free(tables);
    return end(&now, status);
}

vrosim_cell vrosim_cell_fixed(const char *strategy, int level, const char *parameter,
                              double value) {
    return (vrosim_cell){.strategy = strategy,
                         .level = level,
                         .parameter = parameter,
                         .distribution = "fixed",
                         .value = value,
                         .sd = NAN,
                         .min = NAN,
                         .max = NAN,
                         .se = NAN};
}

vrosim_status vrosim_scenario_set(vrosim_scenario *scenario, const vrosim_cell *cell,
                                  vrosim_errors *errors) {
    call now;
    begin(&now, errors);
    if (!scenario || !cell)
        return end(&now, refuse(&now, "scenario or cell is NULL"));
    const vro_named_cell named = {
        cell->strategy, cell->level, cell->parameter, cell->distribution, cell->value,  cell->sd,
        cell->min,      cell->max,   cell->se,        cell->text,         cell->source,
    };
    return end(&now, vro_scenario_set(&scenario->content, &named, now.errors));
}

vrosim_status vrosim_scenario_set_reference(vrosim_scenario *scenario, const char *strategy,
                                            vrosim_errors *errors) {
    call now;
    size_t number;
    vro_status status = VRO_OK;
    begin(&now, errors);
    TRY(scenario && strategy ? VRO_OK : refuse(&now, "scenario or strategy is NULL"));
    TRY(vro_scenario_find_strategy(&scenario->content, strategy, &number, now.errors));
    vro_scenario_put_first(&scenario->content, number);
out:
    return end(&now, status);
}

const char *vrosim_scenario_strategy(const vrosim_scenario *scenario, size_t index) {
    return scenario && index < scenario->content.strategies
               ? scenario->content.strategy_names[index]
               : NULL;
}

const char *vrosim_scenario_label(const vrosim_scenario *scenario, size_t index) {
    return scenario && index < scenario->content.strategies
               ? vro_scenario_label(&scenario->content, index)
               : NULL;
}

void vrosim_scenario_free(vrosim_scenario *scenario) {
    if (scenario)
        vro_scenario_free(&scenario->content);
    free(scenario);
}

// Simulations.

vrosim_options vrosim_options_default(void) {
    return (vrosim_options){.children = 1000000, .seed = 1};
}

static vro_status check_options(const call *now, const vrosim_options *options) {
    if (options->children < 1 || options->children > VRO_PATIENTS_MAX)
        return refuse(now, "children is out of range; it is 1 to 10^16");
    if (options->threads < 0 || options->threads > THREADS_MAX)
        return refuse(now, "threads is out of range; it is 1 to 1024, or 0 for one a core");
    return VRO_OK;
}

static vro_status simulate(const call *now, const vrosim_options *options,
                           vrosim_results *results) {
    vro_model model = {0};
    vro_status status = VRO_OK;
    TRY(vro_model_init(&model, &results->scenario, now->errors));
    TRY(vro_tally_init(&results->tally, model.strategies, model.outcomes, model.horizon,
                       &model.subgroups, now->errors));
    const vro_simulation simulation = {.model = &model,
                                       .random = {options->seed, options->stream},
                                       .children = options->children,
                                       .threads = options->threads,
                                       .progress = options->progress,
                                       .interrupted = options->interrupted,
                                       .context = options->context};
    TRY(vro_simulation_run(&simulation, &results->tally, now->errors));
out:
    vro_model_free(&model);
    return status;
}

vrosim_status vrosim_simulate(vrosim_results **results, const vrosim_scenario *scenario,
                              const vrosim_options *options, vrosim_errors *errors) {
    const vrosim_options standard = vrosim_options_default();
    call now;
    vrosim_results *made = NULL;
    vro_status status = VRO_OK;
    begin(&now, errors);
    if (results)
        *results = NULL;
    if (!results || !scenario)
        return end(&now, refuse(&now, "results or scenario is NULL"));
    options = options ? options : &standard;
    TRY(check_options(&now, options));
    made = calloc(1, sizeof *made);
    TRY(made ? VRO_OK : no_memory(&now));
    TRY(vro_scenario_copy(&made->scenario, &scenario->content, now.errors));
    if (options->subgroups)
        TRY(vro_subgroups_read(&made->scenario.subgroups, options->subgroups, now.errors));
    TRY(simulate(&now, options, made));
    *results = made;
    made = NULL;
out:
    vrosim_results_free(made);
    return end(&now, status);
}

// Results.

// Closes a stream into bytes and hands them over as a text, where all went well.
static vro_status take_text(const call *now, FILE *stream, vro_byte_buffer *bytes,
                            vro_status status, char **text) {
    if (stream)
        fclose(stream);
    if (status == VRO_OK)
        *text = vro_byte_buffer_release_text(bytes);
    vro_byte_buffer_free(bytes);
    return status == VRO_OK && !*text ? no_memory(now) : status;
}

vrosim_status vrosim_results_estimate(vrosim_estimate *estimate, const vrosim_results *results,
                                      const vrosim_quantity *quantity, vrosim_errors *errors) {
    call now;
    begin(&now, errors);
    if (estimate)
        *estimate = (vrosim_estimate){NAN, NAN, NAN, NAN, NAN, 0};
    if (!estimate || !results || !quantity || !quantity->strategy || !quantity->outcome ||
        !quantity->statistic)
        return end(&now, refuse(&now, "estimate, results or a name of the quantity is NULL"));
    const vro_results_view view = {&results->scenario, &results->tally};
    const vro_estimate_name name = {quantity->strategy, quantity->subgroup, quantity->outcome,
                                    quantity->statistic};
    vro_compared compared = {{NAN, NAN, NAN, NAN, 0}, NAN};
    const vro_status status = vro_named_estimate(&view, &name, &compared, now.errors);
    const vro_estimate *plain = &compared.paired;
    *estimate = (vrosim_estimate){plain->value,         plain->se, plain->lower, plain->upper,
                                  compared.se_unpaired, plain->n};
    return end(&now, status);
}

vrosim_status vrosim_results_table(char **text, const vrosim_results *results, const char *file,
                                   vrosim_errors *errors) {
    call now;
    vro_byte_buffer bytes = {0};
    begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !results || !file)
        return end(&now, refuse(&now, "text, results or file is NULL"));
    const vro_results_view view = {&results->scenario, &results->tally};
    FILE *to = vro_byte_buffer_stream(&bytes);
    const vro_status status =
        to ? vro_run_table_write(&view, file, to, now.errors) : no_memory(&now);
    return end(&now, take_text(&now, to, &bytes, status, text));
}

vrosim_status vrosim_scenario_story(char **text, const vrosim_scenario *scenario,
                                    const char *strategy, const vrosim_options *options,
                                    uint64_t child, vrosim_errors *errors) {
    const vrosim_options standard = vrosim_options_default();
    call now;
    vro_byte_buffer bytes = {0};
    FILE *stream = NULL;
    size_t number = VRO_STORY_ALL_STRATEGIES;
    vro_status status = VRO_OK;
    begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !scenario)
        return end(&now, refuse(&now, "text or scenario is NULL"));
    if (child >= VRO_PATIENTS_MAX)
        return end(&now, refuse(&now, "child is out of range; it is below 10^16"));
    options = options ? options : &standard;
    if (strategy)
        TRY(vro_scenario_find_strategy(&scenario->content, strategy, &number, now.errors));
    stream = vro_byte_buffer_stream(&bytes);
    TRY(stream ? VRO_OK : no_memory(&now));
    TRY(vro_story_write(stream, &scenario->content, number,
                        (vro_random_source){options->seed, options->stream}, child, now.errors));
out:
    return end(&now, take_text(&now, stream, &bytes, status, text));
}

void vrosim_results_free(vrosim_results *results) {
    if (!results)
        return;
    vro_scenario_free(&results->scenario);
    vro_tally_free(&results->tally);
    free(results);
}

void vrosim_text_free(char *text) {
    free(text);
}

const char *vrosim_version(void) {
    return VRO_VERSION;
}
