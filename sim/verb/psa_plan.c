#include "vrosim/verb/psa_plan.h"

#include "vrosim/model/outcome_set.h"
#include "vrosim/study/correlations.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/study/parameter_draws.h"
#include "vrosim/study/parameter_draws_table.h"

#include <string.h>

static vro_status choose_effect(vro_psa_plan *self, vro_errors *errors) {
    const vro_scenario *scenario = &self->analysis.scenario;
    vro_named_outcome *effect = &self->questions.effect;
    vro_outcome_set outcomes;
    if (!effect->name)
        effect->name =
            vro_outcome_row(vro_trade_off_row(vro_trade_off_first(scenario))->effect)->name;
    vro_outcome_set_init(&outcomes, scenario);
    vro_errors_context(errors, "--effect");
    const vro_status status = vro_outcome_set_find(&outcomes, effect->name, &effect->id, errors);
    vro_errors_context(errors, NULL);
    return status;
}

// Those of the questions are for the first trade-off of the scenario.
static void choose_thresholds(vro_psa_plan *self) {
    const vro_decision_thresholds *given = &self->questions.thresholds;
    // The usual thresholds of a trade-off are always well written.
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++)
        (void)vro_trade_off_thresholds(id, NULL, &self->thresholds[id]);
    if (given->text)
        self->thresholds[vro_trade_off_first(&self->analysis.scenario)] = given->values;
}

// From the file, or from the text that the specification holds.
static vro_status read_draws(vro_psa_plan *self, vro_errors *errors) {
    vro_uncertainty *uncertainty = &self->analysis.uncertainty;
    const char *text = self->questions.draws;
    if (!self->draws_path)
        return text ? vro_parameter_draws_table_parse(uncertainty, "draws", text, strlen(text),
                                                      errors)
                    : VRO_OK;
    const vro_status status = vro_parameter_draws_table_read(uncertainty, self->draws_path, errors);
    self->questions.draws = uncertainty->draw_table;
    return status;
}

// As those.
static vro_status read_correlations(vro_psa_plan *self, vro_errors *errors) {
    vro_uncertainty *uncertainty = &self->analysis.uncertainty;
    const char *text = self->questions.correlations;
    if (!self->correlations_path)
        return text
                   ? vro_correlations_parse(uncertainty, "correlations", text, strlen(text), errors)
                   : VRO_OK;
    const vro_status status = vro_correlations_read(uncertainty, self->correlations_path, errors);
    self->questions.correlations = uncertainty->correlations;
    return status;
}

static vro_status list_parameters(vro_psa_plan *self, vro_errors *errors) {
    vro_uncertainty *uncertainty = &self->analysis.uncertainty;
    vro_status status = vro_uncertainty_init(uncertainty, &self->analysis.scenario,
                                             VRO_UNCERTAIN_ESTIMATES, errors);
    if (status != VRO_OK)
        return status;
    status = read_draws(self, errors);
    if (status != VRO_NO_MEMORY)
        status = vro_status_worse(status, read_correlations(self, errors));
    if (status == VRO_NO_MEMORY)
        return status;
    vro_errors_context(errors, "--groups");
    status = vro_status_worse(
        status, vro_parameter_sets_init(&self->sets, uncertainty, self->questions.groups, errors));
    vro_errors_context(errors, NULL);
    return status;
}

static vro_status read_study(vro_psa_plan *self, vro_errors *errors) {
    vro_errors_context(errors, "--study");
    const vro_status status = vro_proposed_study_read(&self->study, self->questions.study,
                                                      &self->analysis.scenario, errors);
    vro_errors_context(errors, NULL);
    return status;
}

static vro_status prepare(vro_analysis_plan *plan, vro_errors *errors) {
    vro_psa_plan *self = (vro_psa_plan *)plan;
    vro_status status = choose_effect(self, errors);
    choose_thresholds(self);
    status = vro_status_worse(status, list_parameters(self, errors));
    return vro_status_worse(status, read_study(self, errors));
}

// Reads what the questions of a specification say.
static vro_status check(vro_analysis_plan *plan, vro_errors *errors) {
    vro_psa_questions *questions = &((vro_psa_plan *)plan)->questions;
    vro_named_outcome *effect = &questions->effect;
    vro_decision_thresholds *thresholds = &questions->thresholds;
    if (questions->samples < 1 || questions->samples > VRO_SAMPLES_MAX || !effect->name ||
        !vro_outcome_set_knows(effect->name, &effect->id))
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "the manifest's analysis has no number of samples or no outcome for "
                              "its effect");
    if (thresholds->text && vro_trade_off_thresholds(0, thresholds->text, &thresholds->values))
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "the manifest's analysis has thresholds that cannot be read");
    return VRO_OK;
}

#define FIELD(name) offsetof(vro_psa_plan, questions.name)

static const vro_analysis_question QUESTIONS[] = {
    {"samples", "number of samples", FIELD(samples), true},
    {"effect", "outcome (--effect)", FIELD(effect.name), false},
    {"correlations", "table of correlations (--correlations)", FIELD(correlations), false},
    {"draws", "table of given samples (--draws)", FIELD(draws), false},
    {"thresholds", "list of thresholds (--thresholds)", FIELD(thresholds.text), false},
    {"groups", "list of groups (--groups)", FIELD(groups), false},
    {"study", "proposed study (--study)", FIELD(study), false},
};

static const vro_analysis_kind KIND = {.verb = VRO_PSA_VERB,
                                       .questions = QUESTIONS,
                                       .question_count = sizeof QUESTIONS / sizeof *QUESTIONS,
                                       .check = check,
                                       .prepare = prepare};

vro_status vro_psa_plan_share(vro_psa_plan *self, const vro_analysis_request *request,
                              const vro_psa_questions *questions, const vro_ranks *ranks,
                              vro_errors *errors) {
    *self = (vro_psa_plan){0};
    if (ranks->rank == 0) {
        self->questions = *questions;
        self->correlations_path = request->inputs.correlations;
        self->draws_path = request->inputs.draws;
    }
    return vro_analysis_plan_share(&self->analysis, &KIND, request, ranks, errors);
}

vro_status vro_psa_plan_take(vro_psa_plan *self, vro_specification *specification,
                             vro_errors *errors) {
    *self = (vro_psa_plan){0};
    return vro_analysis_plan_take(&self->analysis, &KIND, specification, errors);
}

vro_status vro_psa_plan_compare(const vro_psa_plan *self, const vro_specification *other,
                                const char *file, vro_errors *errors) {
    return vro_analysis_plan_compare(&self->analysis, &KIND, other, file, errors);
}

void vro_psa_plan_free(vro_psa_plan *self) {
    vro_parameter_sets_free(&self->sets);
    vro_analysis_plan_free(&self->analysis);
    *self = (vro_psa_plan){0};
}
