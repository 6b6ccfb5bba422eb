#include "vrosim/run/sensitivity.h"

#include "vrosim/input/span_text.h"
#include "vrosim/output/folder.h"
#include "vrosim/output/json.h"
#include "vrosim/output/sensitivity_tables.h"
#include "vrosim/output/tornado.h"
#include "vrosim/run/load.h"
#include "vrosim/run/scan.h"
#include "vrosim/run/stop.h"
#include "vrosim/run/threshold.h"

#include <inttypes.h>
#include <omp.h>
#include <string.h>

enum { CHILDREN = 100000 }; // of a point, where nothing else was asked for

// What is asked for, in the words of the command line; NULL: nothing.
typedef struct request {
    const char *outcome;
    const char *between;
    const char *range;
    const char *grid;
    const char *threshold;
} request;

// All that an analysis holds; every part may still be zero when it is closed.
typedef struct analysis {
    const vro_options *options;
    request request;
    vro_order order;
    vro_scenario scenario;
    vro_uncertainty uncertainty;
    vro_measures measures;
    vro_sensitivity results;
    vro_stop stop;
    const char *out; // folder of the results; NULL: they are not kept
    vro_folder folder;
    vro_model model;
    vro_trial trial;
    vro_progress progress;
    time_t started;
    double seconds; // of the simulation
} analysis;

// The texts of a request in the manifest.
typedef struct text_row {
    const char *key;
    size_t field; // of request
} text_row;

static const text_row texts[] = {
    {"outcome", offsetof(request, outcome)},     {"between", offsetof(request, between)},
    {"range", offsetof(request, range)},         {"grid", offsetof(request, grid)},
    {"threshold", offsetof(request, threshold)},
};

enum { TEXTS = sizeof texts / sizeof *texts };

static const char **text_of(request *self, const text_row *row) {
    return (const char **)((char *)self + row->field);
}

static request read_request(const vro_options *options) {
    request asked = {.outcome = options->outcome,
                     .between = options->between,
                     .range = options->range,
                     .grid = options->grid,
                     .threshold = options->threshold};
    if (asked.range == NULL && asked.grid == NULL && asked.threshold == NULL)
        asked.range = "all";
    return asked;
}

// What the manifest keeps beyond the order of a run.
static vro_status describe(analysis *self, vro_errors *errors) {
    const vro_json_entry verb = {"verb", json_string(VRO_SENSITIVITY_VERB)};
    self->order.analysis = json_object();
    vro_status status = vro_json_set_all(self->order.analysis, &verb, 1, errors);
    for (size_t i = 0; i < TEXTS && status == VRO_OK; i++) {
        const char *text = *text_of(&self->request, &texts[i]);
        const vro_json_entry entry = {texts[i].key, text != NULL ? json_string(text) : NULL};
        if (text != NULL)
            status = vro_json_set_all(self->order.analysis, &entry, 1, errors);
    }
    return status;
}

// Every part of the request, also after one at fault. all NULL: what can be said without a
// scenario.
static vro_status read_spans(analysis *self, const vro_uncertainty *all, vro_errors *errors) {
    const struct {
        vro_spans *spans;
        const char *text;
        vro_span_form form;
        const char *option;
    } parts[] = {{&self->results.ranges, self->request.range, VRO_SPAN_ENDS, "range"},
                 {&self->results.grid, self->request.grid, VRO_SPAN_GRID, "grid"},
                 {&self->results.searches, self->request.threshold, VRO_SPAN_SEARCH, "threshold"}};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status != VRO_NO_MEMORY; i++)
        if (parts[i].text != NULL)
            status =
                vro_status_worse(status, vro_spans_read(parts[i].spans, all, parts[i].form,
                                                        parts[i].option, parts[i].text, errors));
    return status;
}

static vro_status check_strategies(const analysis *self, vro_errors *errors) {
    if (self->request.threshold == NULL || self->scenario.strategies > 1)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "--threshold: there is only one strategy, which has none to change "
                          "places with");
}

// From the scenario and the request to what is simulated.
static vro_status prepare(analysis *self, vro_errors *errors) {
    const request *asked = &self->request;
    vro_status status = vro_uncertainty_init_all(&self->uncertainty, &self->scenario, errors);
    if (status != VRO_OK)
        return vro_status_worse(status, read_spans(self, NULL, errors));
    status = read_spans(self, &self->uncertainty, errors);
    if (status != VRO_NO_MEMORY)
        status =
            vro_status_worse(status, vro_measures_init(&self->measures, &self->scenario,
                                                       asked->outcome, asked->between, errors));
    status = vro_status_worse(status, check_strategies(self, errors));
    self->results.uncertainty = &self->uncertainty;
    self->results.measures = &self->measures;
    return status;
}

static vro_status understand(analysis *self, vro_errors *errors) {
    const vro_options *options = self->options;
    self->request = read_request(options);
    vro_status status = vro_load_scenario(options, &self->scenario, errors);
    if (status == VRO_OK) {
        status = prepare(self, errors);
        if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
            vro_load_inspect_folder(options, errors);
        return status;
    }
    if (status != VRO_NO_MEMORY) {
        status = vro_status_worse(status, read_spans(self, NULL, errors));
        status = vro_status_worse(status, vro_measures_check(self->request.outcome, errors));
    }
    return status;
}

static vro_status plan(analysis *self, vro_errors *errors) {
    const vro_options *options = self->options;
    const bool asked = vro_options_given(options, VRO_OPTION_PATIENTS);
    const vro_numbers numbers = {.seed = options->plan.seed,
                                 .stream = options->plan.stream,
                                 .patients = asked ? options->plan.patients : CHILDREN};
    vro_status status = understand(self, errors);
    if (status == VRO_OK)
        status = vro_order_init(&self->order, &numbers, &self->scenario, options->tables,
                                options->table_count, errors);
    return status == VRO_OK ? describe(self, errors) : status;
}

static uint64_t count_scenarios(const analysis *self) {
    return vro_scan_scenarios(&self->results) + vro_threshold_scenarios(&self->results);
}

static vro_status open_trial(analysis *self, vro_errors *errors) {
    const vro_options *options = self->options;
    const vro_numbers *numbers = &self->order.numbers;
    const vro_trial_plan plan = {.uncertainty = &self->uncertainty,
                                 .measures = &self->measures,
                                 .base = &self->model,
                                 .origin = {numbers->seed, numbers->stream},
                                 .patients = numbers->patients,
                                 .threads = options->threads > 0 ? (int)options->threads
                                                                 : omp_get_max_threads(),
                                 .progress = &self->progress};
    vro_progress_init(&self->progress, stderr, numbers->patients * count_scenarios(self),
                      options->quiet);
    self->results.patients = numbers->patients;
    const vro_status status = vro_sensitivity_reserve(&self->results, errors);
    return status == VRO_OK ? vro_trial_init(&self->trial, &plan, errors) : status;
}

// Everything that can be refused is refused before anything is simulated. The model comes first:
// where OpenMP has no memory for its threads it ends the program, which must not leave a folder.
static vro_status open_all(analysis *self, vro_errors *errors) {
    self->started = time(NULL);
    vro_stop_watch(&self->stop);
    vro_status status = vro_model_init(&self->model, &self->scenario, errors);
    if (status == VRO_OK)
        status = self->out == NULL
                     ? vro_folder_open_temporary(&self->folder, NULL, errors)
                     : vro_folder_open(&self->folder, self->out, self->options->force, errors);
    return status == VRO_OK ? open_trial(self, errors) : status;
}

static vro_status simulate(analysis *self, vro_errors *errors) {
    vro_status status = vro_scan_run(&self->results, &self->trial, errors);
    if (status == VRO_OK)
        status = vro_threshold_run(&self->results, &self->trial, errors);
    vro_progress_finish(&self->progress);
    self->seconds = vro_progress_seconds(&self->progress);
    if (status == VRO_INTERRUPTED || status == VRO_TERMINATED)
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal after %" PRIu64 " of %s%" PRIu64
                       " scenarios; nothing is kept",
                       self->progress.done / self->order.numbers.patients,
                       self->results.searches.count > 0 ? "about " : "", count_scenarios(self));
    return status;
}

static vro_status write_all(analysis *self, vro_errors *errors) {
    const vro_occasion occasion = {.command = self->options->command,
                                   .threads = self->trial.plan.threads,
                                   .ranks = 1,
                                   .started = self->started,
                                   .seconds = self->seconds};
    const char *folder = self->folder.temporary;
    const vro_status status = vro_sensitivity_tables_write(&self->results, folder, errors);
    return status == VRO_OK ? vro_manifest_write(&self->order, &occasion, folder, errors) : status;
}

// From a plan to all files in the temporary folder.
static vro_status run(analysis *self, vro_errors *errors) {
    vro_status status = open_all(self, errors);
    if (status == VRO_OK)
        status = simulate(self, errors);
    return status == VRO_OK ? write_all(self, errors) : status;
}

static void close_all(analysis *self) {
    vro_trial_free(&self->trial);
    vro_sensitivity_free(&self->results);
    vro_measures_free(&self->measures);
    vro_folder_abandon(&self->folder);
    vro_model_free(&self->model);
    vro_uncertainty_free(&self->uncertainty);
    vro_order_free(&self->order);
    vro_scenario_free(&self->scenario);
    vro_stop_end(&self->stop);
}

vro_status vro_sensitivity_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    analysis self = {.options = options, .out = options->out};
    vro_status status = plan(&self, errors);
    if (status == VRO_OK)
        status = run(&self, errors);
    if (status == VRO_OK)
        status = vro_folder_commit(&self.folder, errors);
    if (status == VRO_OK && !options->quiet)
        vro_tornado_print(output, &self.results, self.seconds);
    close_all(&self);
    return status;
}

// The plan that a manifest holds.
static vro_status plan_again(analysis *self, const vro_manifest *manifest, vro_errors *errors) {
    vro_status status = vro_order_copy(&self->order, &manifest->order, errors);
    if (status != VRO_OK)
        return status;
    for (size_t i = 0; i < TEXTS; i++)
        (void)vro_json_read_text(self->order.analysis, texts[i].key,
                                 text_of(&self->request, &texts[i]));
    status = vro_order_scenario(&self->order, &self->scenario, errors);
    return status == VRO_OK ? prepare(self, errors) : status;
}

vro_status vro_sensitivity_replay(const vro_options *options, const vro_manifest *manifest,
                                  bool keep, vro_errors *errors) {
    analysis self = {.options = options, .out = keep ? options->out : NULL};
    vro_status status = plan_again(&self, manifest, errors);
    if (status == VRO_OK)
        status = run(&self, errors);
    if (status == VRO_OK) {
        status = vro_manifest_compare(manifest, self.folder.temporary, errors);
        const vro_status placed = keep ? vro_folder_commit(&self.folder, errors) : VRO_OK;
        status = status == VRO_OK ? placed : status;
    }
    close_all(&self);
    return status;
}

void vro_sensitivity_inspect(const vro_options *options, vro_errors *errors) {
    analysis self = {.options = options};
    if (understand(&self, errors) == VRO_OK)
        vro_load_inspect_folder(options, errors);
    close_all(&self);
}
