#include "vrosim/verb/sensitivity_plan.h"

#include "vrosim/file/json.h"
#include "vrosim/study/parameter_range_text.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/requests.h"

enum { CHILDREN = 100000 }; // of a point, where nothing else was asked for

// What is asked for, in the words of the command line; NULL: nothing.
typedef struct request {
    const char *outcome;
    const char *between;
    const char *range;
    const char *grid;
    const char *threshold;
} request;

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

static const char *text_of(const request *self, const text_row *row) {
    return *(const char *const *)((const char *)self + row->field);
}

static request request_of(const vro_options *options) {
    request asked = {.outcome = options->outcome,
                     .between = options->between,
                     .range = options->range,
                     .grid = options->grid,
                     .threshold = options->threshold};
    if (!asked.range && !asked.grid && !asked.threshold)
        asked.range = "all";
    return asked;
}

// The texts are borrowed from held.
static request request_in(const json_t *held) {
    request asked = {0};
    for (size_t i = 0; i < TEXTS; i++)
        (void)vro_json_read_text(held, texts[i].key,
                                 (const char **)((char *)&asked + texts[i].field));
    return asked;
}

// What the manifest keeps beyond the order of a run.
static vro_status describe(vro_specification *specification, const request *asked,
                           vro_errors *errors) {
    const vro_json_entry verb = {"verb", json_string(VRO_SENSITIVITY_VERB)};
    specification->analysis = json_object();
    vro_status status = vro_json_set_all(specification->analysis, &verb, 1, errors);
    for (size_t i = 0; i < TEXTS && status == VRO_OK; i++)
        status = vro_json_set_text(specification->analysis, texts[i].key, text_of(asked, &texts[i]),
                                   errors);
    return status;
}

// Every part of the request, also after one at fault. all NULL: what can be said without a
// scenario.
static vro_status read_spans(vro_sensitivity *results, const request *asked,
                             const vro_uncertainty *all, vro_errors *errors) {
    const struct {
        vro_parameter_ranges *spans;
        const char *text;
        vro_parameter_range_form form;
        const char *option;
    } parts[] = {{&results->ranges, asked->range, VRO_PARAMETER_RANGE_ENDS, "range"},
                 {&results->grid, asked->grid, VRO_PARAMETER_RANGE_GRID, "grid"},
                 {&results->searches, asked->threshold, VRO_PARAMETER_RANGE_SEARCH, "threshold"}};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status != VRO_NO_MEMORY; i++)
        if (parts[i].text)
            status = vro_status_worse(
                status, vro_parameter_ranges_read(parts[i].spans, all, parts[i].form,
                                                  parts[i].option, parts[i].text, errors));
    return status;
}

static vro_status check_strategies(const vro_scenario *scenario, const request *asked,
                                   vro_errors *errors) {
    if (!asked->threshold || scenario->strategies > 1)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "--threshold: there is only one strategy, and a difference needs two");
}

// From the scenario and the request to what is simulated.
static vro_status prepare(vro_sensitivity_plan *self, const request *asked, vro_errors *errors) {
    vro_sensitivity *results = &self->results;
    vro_status status = vro_uncertainty_init_all(&self->uncertainty, &self->scenario, errors);
    if (status != VRO_OK)
        return vro_status_worse(status, read_spans(results, asked, NULL, errors));
    status = read_spans(results, asked, &self->uncertainty, errors);
    if (status != VRO_NO_MEMORY)
        status =
            vro_status_worse(status, vro_measures_init(&self->measures, &self->scenario,
                                                       asked->outcome, asked->between, errors));
    status = vro_status_worse(status, check_strategies(&self->scenario, asked, errors));
    results->uncertainty = &self->uncertainty;
    results->measures = &self->measures;
    return status;
}

static vro_status understand(vro_sensitivity_plan *self, const vro_options *options,
                             const request *asked, vro_errors *errors) {
    vro_status status = vro_load_scenario(options, &self->scenario, errors);
    if (status == VRO_OK) {
        status = prepare(self, asked, errors);
        if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
            vro_load_inspect_folder(options, errors);
        return status;
    }
    if (status != VRO_NO_MEMORY) {
        status = vro_status_worse(status, read_spans(&self->results, asked, NULL, errors));
        status = vro_status_worse(status, vro_measures_check(asked->outcome, errors));
    }
    return status;
}

vro_status vro_sensitivity_plan_read(vro_sensitivity_plan *self, const vro_options *options,
                                     vro_errors *errors) {
    const request asked = request_of(options);
    const vro_run_size size = vro_request_size(options, CHILDREN);
    *self = (vro_sensitivity_plan){.results = {.patients = size.patients}};
    vro_status status = understand(self, options, &asked, errors);
    if (status == VRO_OK)
        status = vro_specification_init(&self->specification, &self->scenario, options->tables,
                                        options->table_count, errors);
    self->specification.random = options->random;
    self->specification.size = size;
    return status == VRO_OK ? describe(&self->specification, &asked, errors) : status;
}

vro_status vro_sensitivity_plan_take(vro_sensitivity_plan *self, vro_specification *specification,
                                     vro_errors *errors) {
    *self = (vro_sensitivity_plan){.specification = *specification,
                                   .results = {.patients = specification->size.patients}};
    *specification = (vro_specification){0};
    const request asked = request_in(self->specification.analysis);
    const vro_status status =
        vro_specification_scenario(&self->specification, &self->scenario, errors);
    return status == VRO_OK ? prepare(self, &asked, errors) : status;
}

void vro_sensitivity_plan_free(vro_sensitivity_plan *self) {
    vro_sensitivity_free(&self->results);
    vro_measures_free(&self->measures);
    vro_uncertainty_free(&self->uncertainty);
    vro_specification_free(&self->specification);
    vro_scenario_free(&self->scenario);
    *self = (vro_sensitivity_plan){0};
}
