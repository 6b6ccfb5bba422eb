#include "vrosim/verb/psa_plan.h"

#include "vrosim/core/text.h"
#include "vrosim/file/json.h"
#include "vrosim/model/economics.h"
#include "vrosim/outcome/trade_off.h"
#include "vrosim/simulate/rank_threads.h"
#include "vrosim/study/correlations.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/requests.h"

#include <stdio.h>
#include <string.h>

enum { CHILDREN = 10000 }; // of a sample, where nothing else was asked for

// What the manifest keeps beyond the order of a run.
static vro_status describe(vro_psa_plan *self, vro_errors *errors) {
    const vro_json_entry entries[] = {
        {"verb", json_string(VRO_PSA_VERB)},
        {"samples", vro_json_count(self->samples)},
        {"effect", json_string(vro_outcome_row(self->effect)->name)},
    };
    json_t *held = self->specification.analysis = json_object();
    vro_status status = vro_json_set_all(held, entries, sizeof entries / sizeof *entries, errors);
    if (status == VRO_OK)
        status = vro_json_set_text(held, "correlations", self->uncertainty.correlations, errors);
    if (status == VRO_OK)
        status = vro_json_set_text(held, "thresholds", self->thresholds, errors);
    return status == VRO_OK ? vro_json_set_text(held, "groups", self->groups, errors) : status;
}

static vro_status list_quantities(vro_psa_plan *self, const char *table, vro_errors *errors) {
    vro_status status = vro_uncertainty_init(&self->uncertainty, &self->scenario, errors);
    if (status != VRO_OK)
        return status;
    if (table)
        status = vro_correlations_read(&self->uncertainty, table, errors);
    return status == VRO_NO_MEMORY
               ? status
               : vro_status_worse(status, vro_parameter_sets_init(&self->sets, &self->uncertainty,
                                                                  self->groups, errors));
}

static vro_status choose_effect(vro_psa_plan *self, const vro_options *options,
                                vro_errors *errors) {
    self->effect = vro_options_given(options, VRO_OPTION_EFFECT)
                       ? options->effect
                       : vro_trade_off_row(vro_trade_off_first(&self->scenario))->effect;
    const char *missing = vro_economics_missing(&self->scenario, self->effect);
    return !missing ? VRO_OK
                    : vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                     "--effect: this scenario has no '%s'; a table must give %s",
                                     vro_outcome_row(self->effect)->name, missing);
}

// All that can be at fault but the order, which is made without asking for more.
static vro_status understand(vro_psa_plan *self, const vro_options *options, vro_errors *errors) {
    vro_status status = vro_load_scenario(options, &self->scenario, errors);
    if (status != VRO_OK)
        return status;
    status = choose_effect(self, options, errors);
    status = vro_status_worse(status, list_quantities(self, options->correlations, errors));
    if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
        vro_load_inspect_folder(options, errors);
    return status;
}

vro_status vro_psa_plan_read(vro_psa_plan *self, const vro_options *options, vro_errors *errors) {
    const char *correlations = options->correlations;
    *self = (vro_psa_plan){
        .samples = options->samples, .thresholds = options->thresholds, .groups = options->groups};
    vro_status status = understand(self, options, errors);
    if (status == VRO_OK) {
        status = vro_specification_init(&self->specification, &self->scenario, options->tables,
                                        options->table_count, errors);
    }
    self->specification.random = options->random;
    self->specification.size = vro_request_size(options, CHILDREN);
    if (status == VRO_OK && correlations) {
        status =
            vro_json_append_digest(self->specification.inputs, correlations, correlations, errors);
    }
    return status == VRO_OK ? describe(self, errors) : status;
}

static vro_status fault(vro_errors *errors, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_INPUT, NULL, "the manifest's analysis %s", sentence);
}

static vro_status read_questions(vro_psa_plan *self, const json_t *held, vro_errors *errors) {
    vro_number_list grid;
    if (vro_json_read_text(held, "thresholds", &self->thresholds) &&
        vro_trade_off_thresholds(0, self->thresholds, &grid))
        return fault(errors, "has thresholds that cannot be read");
    if (!vro_json_read_text(held, "groups", &self->groups))
        self->groups = NULL;
    return vro_parameter_sets_init(&self->sets, &self->uncertainty, self->groups, errors);
}

vro_status vro_psa_plan_take(vro_psa_plan *self, vro_specification *specification,
                             vro_errors *errors) {
    const char *effect, *correlations;
    *self = (vro_psa_plan){.specification = *specification};
    *specification = (vro_specification){0};
    const json_t *held = self->specification.analysis;
    if (!vro_json_read_count(held, "samples", &self->samples) || self->samples < 1 ||
        self->samples > VRO_SAMPLES_MAX || !vro_json_read_text(held, "effect", &effect) ||
        !vro_outcome_find(effect, &self->effect))
        return fault(errors, "has no number of samples or no outcome for its effect");
    vro_status status = vro_specification_scenario(&self->specification, &self->scenario, errors);
    if (status == VRO_OK)
        status = vro_uncertainty_init(&self->uncertainty, &self->scenario, errors);
    if (status == VRO_OK && vro_json_read_text(held, "correlations", &correlations)) {
        status = vro_correlations_parse(&self->uncertainty, "correlations", correlations,
                                        strlen(correlations), errors);
    }
    return status == VRO_OK ? read_questions(self, held, errors) : status;
}

// What an analysis holds beyond the order of a run.
static const struct question {
    const char *key;
    const char *words;
} questions[] = {
    {"verb", "verb"},
    {"samples", "number of samples"},
    {"effect", "outcome (--effect)"},
    {"correlations", "table of correlations (--correlations)"},
    {"thresholds", "list of thresholds (--thresholds)"},
    {"groups", "list of groups (--groups)"},
};

static vro_excerpt show(const json_t *value) {
    vro_excerpt shown = vro_text_excerpt(json_is_string(value) ? json_string_value(value) : "none");
    if (json_is_integer(value))
        snprintf(shown.text, sizeof shown.text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return shown;
}

vro_status vro_psa_plan_compare(const vro_psa_plan *self, const vro_specification *other,
                                const char *file, vro_errors *errors) {
    vro_status status = vro_specification_compare(&self->specification, other, file, errors);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const json_t *ours = json_object_get(self->specification.analysis, questions[i].key);
        const json_t *theirs = json_object_get(other->analysis, questions[i].key);
        if (ours != theirs && !json_equal(ours, theirs)) {
            status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                    "its %s is %s, not %s", questions[i].words, show(theirs).text,
                                    show(ours).text);
        }
    }
    return status;
}

vro_status vro_psa_plan_share(vro_psa_plan *self, const vro_options *options,
                              const vro_ranks *ranks, vro_errors *errors) {
    const bool first = ranks->rank == 0;
    vro_specification received = {0};
    vro_status status = first ? vro_psa_plan_read(self, options, errors) : VRO_OK;
    if (status == VRO_OK) {
        status = vro_rank_threads_share_specification(
            ranks, first ? &self->specification : &received, errors);
    }
    return status == VRO_OK && !first ? vro_psa_plan_take(self, &received, errors) : status;
}

void vro_psa_plan_free(vro_psa_plan *self) {
    vro_parameter_sets_free(&self->sets);
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
    vro_specification_free(&self->specification);
    *self = (vro_psa_plan){0};
}
