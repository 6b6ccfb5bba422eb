// An uncertainty analysis whose samples a test sets one by one: means of revisions and of
// leg-length discrepancy under the first strategies of the default scenario, of all children or of
// one level, and the values of three uncertain parameters, loss.hazard, loss.no_spica_hr and
// complication.avn.
#ifndef VROSIM_TESTS_SMALL_ENSEMBLE_H
#define VROSIM_TESTS_SMALL_ENSEMBLE_H

#include "vrosim/study/decisions.h"

#include "small_scenario.h"
#include "uncertain.h"

typedef struct small_ensemble {
    vro_scenario scenario;
    vro_uncertainty uncertainty;
    vro_ensemble ensemble;
    vro_parameter_sets sets;
    vro_number_list thresholds[VRO_TRADE_OFFS]; // of the last small_ensemble_decide
} small_ensemble;

static inline void small_ensemble_put(small_ensemble *self, size_t sample, vro_quantity_key key,
                                      double mean) {
    const vro_observation *at = vro_ensemble_observation(&self->ensemble, sample, key);
    self->ensemble.observations[at - self->ensemble.observations].value = mean;
}

// The mean of an outcome in a sample, of all children.
static inline void small_ensemble_set(small_ensemble *self, size_t sample, size_t strategy,
                                      vro_outcome_id outcome, double mean) {
    const vro_quantity_key key = {.strategy = strategy, .outcome = outcome};
    small_ensemble_put(self, sample, key, mean);
}

// The same with the standard deviation between the children of the subgroup.
static inline void small_ensemble_observe(small_ensemble *self, size_t sample, vro_quantity_key key,
                                          double mean, double sd) {
    const vro_observation *at = vro_ensemble_observation(&self->ensemble, sample, key);
    const double n = (double)vro_ensemble_children(&self->ensemble, sample, key.subgroup);
    self->ensemble.observations[at - self->ensemble.observations] =
        (vro_observation){.value = mean, .variance = sd * sd / n};
}

static inline void small_ensemble_put_children(small_ensemble *self, size_t sample, size_t subgroup,
                                               uint64_t children) {
    const size_t subgroups = vro_subgroups_count(&self->scenario.subgroups);
    self->ensemble.children[sample * subgroups + subgroup] = children;
}

// Takes all children of a subgroup out of a sample.
static inline void small_ensemble_empty(small_ensemble *self, size_t sample, size_t subgroup) {
    for (size_t s = 0; s < self->scenario.strategies; s++)
        for (size_t i = 0; i < self->ensemble.outcomes.count; i++)
            small_ensemble_put(
                self, sample,
                (vro_quantity_key){s, subgroup, self->ensemble.outcomes.ids[i], false}, NAN);
}

// All means are 0, those of all children; the levels have none yet.
static inline void small_ensemble_open(small_ensemble *self, const char *strategies,
                                       size_t samples) {
    vro_errors errors = {0};
    *self = (small_ensemble){0};
    small_scenario_open(&self->scenario, strategies);
    for (size_t i = 0; i < self->scenario.strategies * VRO_LEVELS * VRO_PARAMETERS; i++)
        self->scenario.cells[i].se = NAN;
    uncertain_fix(&self->scenario, VRO_LOSS_HAZARD, 0.01, 0.001);
    uncertain_fix(&self->scenario, VRO_LOSS_NO_SPICA_HR, 2, 0.1);
    uncertain_fix(&self->scenario, VRO_COMPLICATION_AVN, 0.02, 0.01);
    self->uncertainty = uncertain_list(&self->scenario);
    assert_int_equal(vro_ensemble_init(&self->ensemble, &self->uncertainty, samples, 1000, &errors),
                     VRO_OK);
    assert_int_equal(vro_parameter_sets_init(&self->sets, &self->uncertainty, NULL, &errors),
                     VRO_OK);
    for (size_t sample = 0; sample < samples; sample++)
        small_ensemble_put_children(self, sample, 0, 1000);
    for (size_t sample = 0; sample < samples; sample++)
        for (size_t subgroup = 1; subgroup <= VRO_LEVELS; subgroup++)
            small_ensemble_empty(self, sample, subgroup);
}

static inline void small_ensemble_close(small_ensemble *self) {
    vro_parameter_sets_free(&self->sets);
    vro_ensemble_free(&self->ensemble);
    vro_uncertainty_free(&self->uncertainty);
    vro_scenario_free(&self->scenario);
}

// Of a subgroup: effects[samples][strategies] are minus the revisions, costs[samples][strategies]
// the discrepancy.
static inline void small_ensemble_fill_subgroup(small_ensemble *self, size_t subgroup,
                                                const double *effects, const double *costs) {
    const size_t strategies = self->scenario.strategies;
    for (size_t sample = 0; sample < self->ensemble.samples; sample++) {
        for (size_t s = 0; s < strategies; s++) {
            const size_t cell = sample * strategies + s;
            const vro_quantity_key effect = {s, subgroup, VRO_REVISIONS, false};
            const vro_quantity_key cost = {s, subgroup, VRO_LLD_ABS_MM, false};
            small_ensemble_put(self, sample, effect, -effects[cell]);
            small_ensemble_put(self, sample, cost, costs[cell]);
        }
    }
}

// Decides at thresholds as people write them; NULL: the usual ones. The caller frees decisions.
static inline void small_ensemble_decide(small_ensemble *self, const char *thresholds, int threads,
                                         vro_decisions *decisions) {
    vro_errors errors = {0};
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++)
        assert_null(vro_trade_off_thresholds(id, thresholds, &self->thresholds[id]));
    assert_int_equal(vro_decisions_init(decisions, &self->ensemble, &self->sets, self->thresholds,
                                        threads, &errors),
                     VRO_OK);
}

static inline void small_ensemble_fill(small_ensemble *self, const double *effects,
                                       const double *costs) {
    small_ensemble_fill_subgroup(self, 0, effects, costs);
}

#endif
