// An uncertainty analysis of which only the parameters are sampled: no child is simulated.
#ifndef VROSIM_TESTS_DRAWN_ENSEMBLE_H
#define VROSIM_TESTS_DRAWN_ENSEMBLE_H

#include "vrosim/study/ensemble.h"

#include "uncertain.h"

typedef struct drawn_ensemble {
    vro_uncertainty uncertainty;
    vro_ensemble ensemble;
} drawn_ensemble;

// Draws samples of the parameters of self->uncertainty.
static inline void drawn_ensemble_draw(drawn_ensemble *self, size_t samples) {
    static const vro_random_source source = {.seed = 11, .stream = 4};
    vro_errors errors = {0};
    assert_int_equal(vro_ensemble_init(&self->ensemble, &self->uncertainty, samples, 1, &errors),
                     VRO_OK);
    for (size_t i = 0; i < samples; i++)
        vro_parameter_sample_draw(&self->uncertainty, source, i,
                                  vro_ensemble_values(&self->ensemble, i));
}

// Draws the uncertain parameters of a scenario.
static inline void drawn_ensemble_open(drawn_ensemble *self, const vro_scenario *scenario,
                                       size_t samples) {
    self->uncertainty = uncertain_list(scenario);
    drawn_ensemble_draw(self, samples);
}

static inline void drawn_ensemble_close(drawn_ensemble *self) {
    vro_ensemble_free(&self->ensemble);
    vro_uncertainty_free(&self->uncertainty);
}

#endif
