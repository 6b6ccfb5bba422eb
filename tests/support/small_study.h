// A study of a few children whose outcomes a test sets one by one: strategies of the default
// scenario, ten years.
#ifndef VROSIM_TESTS_SMALL_STUDY_H
#define VROSIM_TESTS_SMALL_STUDY_H

#include "vrosim/outcome/results_view.h"

#include "near.h"
#include "small_scenario.h"
#include "usual_landmarks.h"

#include <stdlib.h>

enum { SMALL_STRATEGIES = 5 }; // of the default scenario

typedef struct small_study {
    vro_errors errors;
    vro_scenario scenario;
    vro_tally tally;
    vro_model model; // where small_study_model made it
    vro_results_view view;
    vro_results *results[SMALL_STRATEGIES]; // of the children to be added next
} small_study;

// n children, alive, without revision or osteotomy, every other outcome 0.
static inline void small_study_begin(small_study *self, size_t n) {
    for (size_t s = 0; s < self->scenario.strategies; s++) {
        vro_results *results = self->results[s];
        results->children = n;
        results->before = NULL;
        results->chances = NULL;
        for (size_t i = 0; i < n; i++) {
            for (int outcome = 0; outcome < VRO_OUTCOMES; outcome++)
                results->outcome[outcome][i] = 0;
            results->outcome[VRO_HEALING_WEEKS][i] = VRO_NO_VALUE;
            results->outcome[VRO_NSA_DEG][i] = 130 * VRO_STEPS_PER_UNIT;
            results->cause[i] = VRO_CAUSE_NONE;
            results->revision_time[i] = INFINITY;
            results->death_time[i] = INFINITY;
        }
    }
}

// Adds the children to the tally as of one GMFCS level (0-based).
static inline void small_study_add(small_study *self, size_t level) {
    for (size_t s = 0; s < self->scenario.strategies; s++)
        vro_tally_add(&self->tally, s, level, self->results[s], s == 0 ? NULL : self->results[0]);
}

// Adds n children of a level; revisions[strategy][child], lld[strategy][child] in mm.
static inline void small_study_trade_off(small_study *self, size_t level, size_t n,
                                         const int *revisions, const double *lld) {
    small_study_begin(self, n);
    for (size_t s = 0; s < self->scenario.strategies; s++)
        for (size_t i = 0; i < n; i++) {
            self->results[s]->outcome[VRO_REVISIONS][i] = revisions[s * n + i];
            self->results[s]->outcome[VRO_LLD_ABS_MM][i] =
                (int32_t)(lld[s * n + i] * VRO_STEPS_PER_UNIT);
        }
    small_study_add(self, level);
}

// strategies as of small_scenario_open.
static inline void small_study_open(small_study *self, const char *strategies) {
    *self = (small_study){0};
    small_scenario_open(&self->scenario, strategies);
    assert_true(self->scenario.strategies <= SMALL_STRATEGIES);
    assert_int_equal(vro_tally_init(&self->tally, self->scenario.strategies, usual_outcomes(false),
                                    10, NULL, &self->errors),
                     VRO_OK);
    self->view = (vro_results_view){.scenario = &self->scenario, .tally = &self->tally};
    for (size_t s = 0; s < self->scenario.strategies; s++) {
        self->results[s] = aligned_alloc(64, sizeof(vro_results));
        assert_non_null(self->results[s]);
    }
}

// Gives the view what children.csv is simulated with: not the children above, but others.
static inline void small_study_model(small_study *self) {
    assert_int_equal(vro_model_init(&self->model, &self->scenario, &self->errors), VRO_OK);
    self->view.model = &self->model;
    self->view.random = (vro_random_source){.seed = 1, .stream = 0};
}

static inline void small_study_close(small_study *self) {
    for (size_t s = 0; s < SMALL_STRATEGIES; s++)
        free(self->results[s]);
    vro_tally_free(&self->tally);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
}

#endif
