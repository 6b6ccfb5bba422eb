#include "vrosim/study/decisions.h"

#include "vrosim/simulate/pool.h"
#include "vrosim/study/partial_information.h"

#include <math.h>
#include <stdlib.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for decisions");
}

static void fill(vro_choice *self, const vro_ensemble *ensemble) {
    const vro_trade_off *row = vro_trade_off_row(self->trade_off);
    const size_t strategies = self->consequences.strategies;
    for (size_t sample = 0; sample < self->consequences.samples; sample++) {
        for (size_t strategy = 0; strategy < strategies; strategy++) {
            const size_t cell = sample * strategies + strategy;
            const vro_quantity_key effect = {strategy, self->subgroup, row->effect, false};
            const vro_quantity_key cost = {strategy, self->subgroup, row->cost, false};
            self->effects[cell] = vro_ensemble_effect(ensemble, sample, effect);
            self->costs[cell] = vro_ensemble_cost(ensemble, sample, cost);
        }
    }
}

static vro_strategy_evaluation *evaluations_at(const vro_choice *self, size_t threshold) {
    return &self->strategy_evaluations[threshold * self->consequences.strategies];
}

vro_evaluation vro_choice_evaluation(const vro_choice *self, size_t threshold) {
    return (vro_evaluation){self->thresholds->values[threshold], self->decisions[threshold],
                            evaluations_at(self, threshold)};
}

size_t vro_choice_peak(const vro_choice *self) {
    size_t peak = 0;
    for (size_t i = 1; i < self->thresholds->count; i++)
        if (self->decisions[i].perfect_information.value >
            self->decisions[peak].perfect_information.value)
            peak = i;
    return peak;
}

static vro_status choice_init(vro_choice *self, const vro_ensemble *ensemble, size_t sets,
                              vro_errors *errors) {
    const size_t strategies = ensemble->uncertainty->scenario->strategies;
    const size_t samples = ensemble->samples, thresholds = self->thresholds->count;
    self->effects = calloc(samples, strategies * sizeof *self->effects);
    self->costs = calloc(samples, strategies * sizeof *self->costs);
    self->decisions = calloc(thresholds, sizeof *self->decisions);
    self->strategy_evaluations =
        calloc(thresholds, strategies * sizeof *self->strategy_evaluations);
    self->partial_information = calloc(thresholds, (sets + 1) * sizeof *self->partial_information);
    if (!self->effects || !self->costs || !self->decisions || !self->strategy_evaluations ||
        !self->partial_information)
        return no_memory(errors);
    self->consequences = (vro_consequences){self->effects, self->costs, samples, strategies};
    fill(self, ensemble);
    for (size_t i = 0; i < self->thresholds->count; i++)
        self->decisions[i] = vro_decision_evaluate(&self->consequences, self->thresholds->values[i],
                                                   evaluations_at(self, i));
    return VRO_OK;
}

// Whether a subgroup has children in every sample: all of them have the outcomes of a trade-off.
static bool has_children(const vro_ensemble *ensemble, vro_trade_off_id id, size_t subgroup) {
    const vro_quantity_key cost = {.subgroup = subgroup, .outcome = vro_trade_off_row(id)->cost};
    for (size_t sample = 0; sample < ensemble->samples; sample++)
        if (!isfinite(vro_ensemble_observation(ensemble, sample, cost)->value))
            return false;
    return true;
}

// The choices of a trade-off, one a subgroup.
static vro_status add_choices(vro_decisions *self, vro_trade_off_id id,
                              const vro_number_list *thresholds, vro_errors *errors) {
    const vro_scenario *scenario = self->ensemble->uncertainty->scenario;
    const size_t subgroups = vro_subgroups_count(&scenario->subgroups);
    vro_status status = VRO_OK;
    for (size_t subgroup = 0; subgroup < subgroups; subgroup++) {
        if (subgroup > 0 && !has_children(self->ensemble, id, subgroup))
            continue;
        vro_choice *choice = &self->choices[self->count++];
        *choice = (vro_choice){.trade_off = id, .subgroup = subgroup, .thresholds = thresholds};
        TRY(choice_init(choice, self->ensemble, self->sets->count, errors));
    }
out:
    return status;
}

static vro_status add_trade_offs(vro_decisions *self,
                                 const vro_number_list thresholds[VRO_TRADE_OFFS],
                                 vro_errors *errors) {
    const vro_scenario *scenario = self->ensemble->uncertainty->scenario;
    vro_status status = VRO_OK;
    self->choices =
        calloc(VRO_TRADE_OFFS * vro_subgroups_count(&scenario->subgroups), sizeof *self->choices);
    if (!self->choices)
        return no_memory(errors);
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++)
        if (vro_trade_off_is_in(id, scenario))
            TRY(add_choices(self, id, &thresholds[id], errors));
out:
    return status;
}

bool vro_decisions_lack(const vro_decisions *self, size_t set) {
    return self->ensemble->samples / VRO_SAMPLES_A_PARAMETER < self->sets->sets[set].count;
}

static vro_expectation *partial_information_at(const vro_decisions *self, const vro_choice *choice,
                                               size_t threshold) {
    return &choice->partial_information[threshold * self->sets->count];
}

vro_expectation vro_decisions_partial_information(const vro_decisions *self,
                                                  const vro_choice *choice, size_t threshold,
                                                  size_t set) {
    return partial_information_at(self, choice, threshold)[set];
}

static vro_status estimate_choice(const vro_decisions *self, const vro_choice *choice, size_t set,
                                  const vro_regressors *regressors, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < choice->thresholds->count; i++) {
        const vro_evaluation evaluation = vro_choice_evaluation(choice, i);
        TRY(vro_partial_information_estimate(regressors, &choice->consequences, &evaluation,
                                             &partial_information_at(self, choice, i)[set],
                                             errors));
    }
out:
    return status;
}

// Its regressors are made once for all choices and thresholds.
static vro_status estimate_set(const vro_decisions *self, size_t set, vro_errors *errors) {
    const vro_ensemble *ensemble = self->ensemble;
    const vro_sample_matrix draws = {ensemble->values, ensemble->samples,
                                     ensemble->uncertainty->count};
    vro_regressors regressors = {0};
    vro_status status = VRO_OK;
    TRY(vro_regressors_init(&regressors, &draws, &self->sets->sets[set], errors));
    for (size_t i = 0; i < self->count; i++)
        TRY(estimate_choice(self, &self->choices[i], set, &regressors, errors));
out:
    vro_regressors_free(&regressors);
    return status;
}

static vro_status estimate_piece(void *context, int thread, uint64_t piece, vro_errors *errors) {
    const vro_decisions *self = context;
    const size_t set = self->sets->count - 1 - (size_t)piece; // the longest first: groups come last
    (void)thread;
    if (!vro_decisions_lack(self, set))
        return estimate_set(self, set, errors);
    for (size_t i = 0; i < self->count; i++)
        for (size_t threshold = 0; threshold < self->choices[i].thresholds->count; threshold++)
            partial_information_at(self, &self->choices[i], threshold)[set] =
                (vro_expectation){NAN, NAN};
    return VRO_OK;
}

static vro_status estimate_all(vro_decisions *self, int threads, vro_errors *errors) {
    const vro_pool_job job = {.pieces = self->sets->count, .context = self, .run = estimate_piece};
    vro_pool pool;
    vro_pool_init(&pool, threads, NULL);
    return vro_pool_run(&pool, &job, NULL, errors);
}

static void nest_all(const vro_decisions *self) {
    for (size_t i = 0; i < self->count; i++)
        for (size_t threshold = 0; threshold < self->choices[i].thresholds->count; threshold++)
            vro_partial_information_nest(self->sets->sets,
                                         partial_information_at(self, &self->choices[i], threshold),
                                         self->sets->count);
}

vro_status vro_decisions_init(vro_decisions *self, const vro_ensemble *ensemble,
                              const vro_parameter_sets *sets,
                              const vro_number_list thresholds[VRO_TRADE_OFFS], int threads,
                              vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_decisions){.ensemble = ensemble, .sets = sets};
    TRY(add_trade_offs(self, thresholds, errors));
    TRY(estimate_all(self, threads, errors));
    nest_all(self);
out:
    if (status != VRO_OK)
        vro_decisions_free(self);
    return status;
}

void vro_decisions_free(vro_decisions *self) {
    for (size_t i = 0; i < self->count; i++) {
        free(self->choices[i].effects);
        free(self->choices[i].costs);
        free(self->choices[i].decisions);
        free(self->choices[i].strategy_evaluations);
        free(self->choices[i].partial_information);
    }
    free(self->choices);
    *self = (vro_decisions){0};
}
