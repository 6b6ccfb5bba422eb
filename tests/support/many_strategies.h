// Children whose revisions and leg-length discrepancies a test sets under all five strategies of
// the default scenario: what a trade-off without costs is made of.
#ifndef VROSIM_TESTS_MANY_STRATEGIES_H
#define VROSIM_TESTS_MANY_STRATEGIES_H

#include "vrosim/outcome/results_view.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

enum { MANY = 5 };

typedef struct many_strategies {
    vro_scenario scenario;
    vro_tally tally;
    vro_results_view view;
    vro_results *results[MANY];
} many_strategies;

static inline void many_strategies_open(many_strategies *self) {
    vro_errors errors = {0};
    *self = (many_strategies){0};
    assert_int_equal(vro_scenario_load(&self->scenario, NULL, &errors), VRO_OK);
    assert_int_equal(self->scenario.strategies, MANY);
    assert_int_equal(vro_tally_init(&self->tally, MANY, VRO_FIRST_ECONOMIC, 10, NULL, &errors),
                     VRO_OK);
    self->view = (vro_results_view){.scenario = &self->scenario, .tally = &self->tally};
    for (size_t s = 0; s < MANY; s++) {
        self->results[s] = aligned_alloc(64, sizeof(vro_results));
        assert_non_null(self->results[s]);
        memset(self->results[s], 0, sizeof(vro_results));
    }
}

// Adds n children of a level; revisions[strategy][child], lld[strategy][child] in mm.
static inline void many_strategies_add(many_strategies *self, size_t level, size_t n,
                                       const int *revisions, const double *lld) {
    for (size_t s = 0; s < MANY; s++) {
        vro_results *results = self->results[s];
        results->children = n;
        for (size_t i = 0; i < n; i++) {
            results->outcome[VRO_REVISIONS][i] = revisions[s * n + i];
            results->outcome[VRO_LLD_ABS_MM][i] = (int32_t)(lld[s * n + i] * VRO_STEPS_PER_UNIT);
            results->cause[i] = VRO_CAUSE_NONE;
            results->revision_time[i] = results->death_time[i] = INFINITY;
        }
        vro_tally_add(&self->tally, s, level, results, s == 0 ? NULL : self->results[0]);
    }
}

static inline void many_strategies_close(many_strategies *self) {
    for (size_t s = 0; s < MANY; s++)
        free(self->results[s]);
    vro_tally_free(&self->tally);
    vro_scenario_free(&self->scenario);
}

#endif
