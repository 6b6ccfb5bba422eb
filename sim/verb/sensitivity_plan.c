#include "vrosim/verb/sensitivity_plan.h"

#include "vrosim/study/measures_text.h"
#include "vrosim/study/parameter_range_text.h"

// Reads every list of ranges, also after one at fault. uncertainty NULL: adds only the faults that
// are faults under every scenario.
static vro_status read_ranges(vro_sensitivity_plan *self, const vro_uncertainty *uncertainty,
                              vro_errors *errors) {
    const vro_sensitivity_questions *questions = &self->questions;
    vro_sensitivity *results = &self->results;
    const struct {
        vro_parameter_ranges *ranges;
        const char *text;
        vro_parameter_range_form form;
        const char *option;
    } lists[] = {
        {&results->ranges, questions->range, VRO_PARAMETER_RANGE_ENDS, "--range"},
        {&results->grid, questions->grid, VRO_PARAMETER_RANGE_GRID, "--grid"},
        {&results->searches, questions->threshold, VRO_PARAMETER_RANGE_SEARCH, "--threshold"}};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < sizeof lists / sizeof *lists && status != VRO_NO_MEMORY; i++) {
        vro_errors_context(errors, lists[i].option);
        if (lists[i].text)
            status = vro_status_worse(status, vro_parameter_ranges_read(lists[i].ranges,
                                                                        uncertainty, lists[i].form,
                                                                        lists[i].text, errors));
    }
    vro_errors_context(errors, NULL);
    return status;
}

// The others can be had of any strategies: only differences, and what is made of them, need two.
static vro_status check_strategies(const vro_sensitivity_plan *self, vro_errors *errors) {
    const vro_outcome_list *list = &self->measures.outcomes;
    const bool one = self->analysis.scenario.strategies == 1;
    bool searched = list->measured_count == 0; // not read
    if (self->questions.threshold && one)
        return vro_errors_add(
            errors, VRO_BAD_USAGE, NULL,
            "--threshold: there is only one strategy, and a difference needs two");
    for (size_t i = 0; i < list->measured_count; i++) {
        const vro_measured_kind kind = list->measured[i].kind;
        searched = searched || vro_measured_has_sign(kind);
        if (one && !vro_measured_has_mean(kind))
            return vro_errors_add(
                errors, VRO_BAD_USAGE, NULL,
                "--outcome: there is only one strategy, and icer and nnt need two");
    }
    if (self->questions.threshold && !searched)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "--threshold: icer and nnt are never 0; name an outcome or "
                              "net_benefit:50 in --outcome, which are where strategies are equal");
    return VRO_OK;
}

// scenario NULL: adds only the faults that are faults under every scenario.
static vro_status read_outcomes(vro_outcome_list *outcomes, const vro_scenario *scenario,
                                const char *text, vro_errors *errors) {
    vro_errors_context(errors, "--outcome");
    const vro_status status = vro_outcome_list_read(outcomes, scenario, text, errors);
    vro_errors_context(errors, NULL);
    return status;
}

static vro_status inspect(vro_analysis_plan *plan, vro_errors *errors) {
    vro_sensitivity_plan *self = (vro_sensitivity_plan *)plan;
    vro_outcome_list outcomes;
    const vro_status status = read_ranges(self, NULL, errors);
    return vro_status_worse(status,
                            read_outcomes(&outcomes, NULL, self->questions.outcome, errors));
}

static vro_status list_measures(vro_sensitivity_plan *self, vro_errors *errors) {
    const vro_scenario *scenario = &self->analysis.scenario;
    const vro_sensitivity_questions *questions = &self->questions;
    vro_outcome_list outcomes;
    vro_strategy_pair pair;
    vro_status status = read_outcomes(&outcomes, scenario, questions->outcome, errors);
    vro_errors_context(errors, "--between");
    if (questions->between)
        status = vro_status_worse(
            status, vro_strategy_pair_read(&pair, scenario, questions->between, errors));
    vro_errors_context(errors, NULL);
    return status == VRO_OK ? vro_measures_init(&self->measures, scenario, &outcomes,
                                                questions->between ? &pair : NULL, errors)
                            : status;
}

static vro_status prepare(vro_analysis_plan *plan, vro_errors *errors) {
    vro_sensitivity_plan *self = (vro_sensitivity_plan *)plan;
    vro_status status =
        vro_uncertainty_init(&plan->uncertainty, &plan->scenario, VRO_ALL_ESTIMATES, errors);
    if (status != VRO_OK)
        return vro_status_worse(status, read_ranges(self, NULL, errors));
    status = read_ranges(self, &plan->uncertainty, errors);
    if (status != VRO_NO_MEMORY)
        status = vro_status_worse(status, list_measures(self, errors));
    status = vro_status_worse(status, check_strategies(self, errors));
    self->results.uncertainty = &plan->uncertainty;
    self->results.measures = &self->measures;
    return status;
}

#define FIELD(name) offsetof(vro_sensitivity_plan, questions.name)

static const vro_analysis_question QUESTIONS[] = {
    {"outcome", "list of outcomes (--outcome)", FIELD(outcome), false},
    {"between", "pair of strategies (--between)", FIELD(between), false},
    {"range", "list of ranges (--range)", FIELD(range), false},
    {"grid", "grid (--grid)", FIELD(grid), false},
    {"threshold", "list of searches (--threshold)", FIELD(threshold), false},
};

static const vro_analysis_kind KIND = {.verb = VRO_SENSITIVITY_VERB,
                                       .questions = QUESTIONS,
                                       .question_count = sizeof QUESTIONS / sizeof *QUESTIONS,
                                       .inspect = inspect,
                                       .prepare = prepare};

vro_status vro_sensitivity_plan_read(vro_sensitivity_plan *self,
                                     const vro_analysis_request *request,
                                     const vro_sensitivity_questions *questions,
                                     vro_errors *errors) {
    *self = (vro_sensitivity_plan){.questions = *questions,
                                   .results = {.patients = request->size.patients}};
    if (!questions->range && !questions->grid && !questions->threshold)
        self->questions.range = "all";
    return vro_analysis_plan_read(&self->analysis, &KIND, request, errors);
}

vro_status vro_sensitivity_plan_take(vro_sensitivity_plan *self, vro_specification *specification,
                                     vro_errors *errors) {
    *self = (vro_sensitivity_plan){.results = {.patients = specification->size.patients}};
    return vro_analysis_plan_take(&self->analysis, &KIND, specification, errors);
}

void vro_sensitivity_plan_free(vro_sensitivity_plan *self) {
    vro_sensitivity_free(&self->results);
    vro_measures_free(&self->measures);
    vro_analysis_plan_free(&self->analysis);
    *self = (vro_sensitivity_plan){0};
}
