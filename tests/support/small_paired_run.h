// Paired runs on a small model: a sensitivity analysis without its command line and its files.
#ifndef VROSIM_TESTS_SMALL_PAIRED_RUN_H
#define VROSIM_TESTS_SMALL_PAIRED_RUN_H

#include "near.h"
#include "small_model.h"

#include "vrosim/study/measures_text.h"
#include "vrosim/study/paired_run.h"
#include "vrosim/study/parameter_range_text.h"
#include "vrosim/study/sensitivity.h"

enum { SMALL_CHILDREN = 4000 };

typedef struct small_paired_run {
    small_model model;
    vro_uncertainty all;
    vro_measures measures;
    vro_pool pool;
    vro_paired_run run;
    vro_sensitivity results; // of no ranges yet
} small_paired_run;

// lines as of small_model_open; outcomes and between as of measures_text.h.
typedef struct small_wish {
    const char *strategies;
    const char *lines;
    const char *outcomes;
    const char *between;
    const char *subgroups; // as of vro_subgroups_read; NULL: none beside the levels
    uint64_t patients;     // 0: SMALL_CHILDREN
    int threads;           // 0: 2
    uint64_t replicate;    // children of one of Sobol points; 0: none
} small_wish;

static inline void small_paired_run_open(small_paired_run *self, const small_wish *wish) {
    vro_errors *errors = &self->model.errors;
    const uint64_t patients = wish->patients > 0 ? wish->patients : SMALL_CHILDREN;
    memset(self, 0, sizeof *self);
    small_model_open(&self->model, wish->strategies, wish->lines);
    if (wish->subgroups)
        assert_int_equal(
            vro_subgroups_read(&self->model.scenario.subgroups, wish->subgroups, errors), VRO_OK);
    assert_int_equal(
        vro_uncertainty_init(&self->all, &self->model.scenario, VRO_ALL_ESTIMATES, errors), VRO_OK);
    vro_outcome_list outcomes;
    vro_strategy_pair pair;
    assert_int_equal(
        vro_outcome_list_read(&outcomes, &self->model.scenario, wish->outcomes, errors), VRO_OK);
    if (wish->between)
        assert_int_equal(
            vro_strategy_pair_read(&pair, &self->model.scenario, wish->between, errors), VRO_OK);
    assert_int_equal(vro_measures_init(&self->measures, &self->model.scenario, &outcomes,
                                       wish->between ? &pair : NULL, errors),
                     VRO_OK);
    vro_pool_init(&self->pool, wish->threads > 0 ? wish->threads : 2, NULL);
    const vro_paired_run_options options = {
        .uncertainty = &self->all,
        .measures = &self->measures,
        .base = &self->model.model,
        .random = {.seed = SMALL_SEED, .stream = SMALL_STREAM, .replicate = wish->replicate},
        .patients = patients,
        .pool = &self->pool};
    assert_int_equal(vro_paired_run_init(&self->run, &options, errors), VRO_OK);
    self->results = (vro_sensitivity){
        .uncertainty = &self->all, .measures = &self->measures, .patients = patients};
}

static inline void small_paired_run_close(small_paired_run *self) {
    vro_sensitivity_free(&self->results);
    vro_paired_run_free(&self->run);
    vro_paired_run_free(&self->run);
    vro_measures_free(&self->measures);
    vro_uncertainty_free(&self->all);
    small_model_close(&self->model);
}

static inline void small_paired_run_ranges(small_paired_run *self, vro_parameter_ranges *ranges,
                                           vro_parameter_range_form form, const char *text) {
    vro_parameter_ranges_free(ranges);
    const vro_status status =
        vro_parameter_ranges_read(ranges, &self->all, form, text, &self->model.errors);
    vro_errors_print(&self->model.errors, stdout);
    assert_int_equal(status, VRO_OK);
}

// The number of the measure of a strategy and a reference (VRO_NO_REFERENCE: the mean) in the first
// outcome, of all children.
static inline size_t small_paired_run_measure(const small_paired_run *self, size_t strategy,
                                              size_t reference) {
    size_t measure = 0;
    while (self->measures.rows[measure].strategy != strategy ||
           self->measures.rows[measure].reference != reference)
        assert_true(++measure < self->measures.count);
    return measure;
}

static inline vro_parameter_change small_paired_run_change(const small_paired_run *self,
                                                           const char *name, double value) {
    const vro_parameter_change change = {.parameter = vro_uncertainty_find(&self->all, name),
                                         .value = value};
    assert_true(change.parameter < self->all.count);
    return change;
}

#endif
