// A calibration problem whose figures are known functions of its parameters, for tests.
#ifndef TESTS_KNOWN_MODEL_H
#define TESTS_KNOWN_MODEL_H

#include "vrosim/study/calibration_problem.h"

#include "near.h"

#include <math.h>
#include <string.h>

enum { KNOWN_PARAMETERS = 3, KNOWN_FIGURES = 4 };

typedef struct known_model {
    vro_uncertain_parameter parameters[KNOWN_PARAMETERS];
    size_t numbers[KNOWN_PARAMETERS];
    vro_target targets[KNOWN_FIGURES];
    vro_fitted_figure figures[KNOWN_FIGURES];
    vro_evidence evidence;
    vro_calibration_problem problem;
} known_model;

typedef vro_status known_function(const vro_calibration_problem *self, size_t points,
                                  const double *scores, vro_figure_value *values);

// Normal parameters with prior N(0, 1), and figures y_i with error 1, of one study each, whose
// value `known` gives.
static inline void known_model_open(known_model *self, size_t parameters, size_t figures,
                                    const double *observed, known_function *known) {
    static char *const names[] = {"a", "b", "c", "d"};
    *self = (known_model){0};
    for (size_t k = 0; k < parameters; k++) {
        self->parameters[k] = (vro_uncertain_parameter){.name = names[k],
                                                        .family = VRO_NORMAL,
                                                        .value = 0,
                                                        .se = 1,
                                                        .lower = -INFINITY,
                                                        .upper = INFINITY};
        self->numbers[k] = k;
    }
    for (size_t i = 0; i < figures; i++) {
        self->targets[i] = (vro_target){.study = names[i],
                                        .strategy = "vro",
                                        .subgroup = "all",
                                        .outcome = "nsa_deg",
                                        .statistic = "mean",
                                        .group = names[i],
                                        .value = observed[i],
                                        .se = 1,
                                        .lower = NAN,
                                        .upper = NAN,
                                        .events = NAN,
                                        .n = NAN,
                                        .likelihood = VRO_LIKELIHOOD_NORMAL};
        self->figures[i] = (vro_fitted_figure){.target = i, .cohort = i};
    }
    self->evidence.targets = (vro_targets){self->targets, figures, figures};
    self->problem = (vro_calibration_problem){
        .evidence = &self->evidence,
        .random = {.seed = 1, .stream = 0},
        .children = 1,
        .uncertainty = {.parameters = self->parameters, .count = parameters},
        .parameters = self->numbers,
        .parameter_count = parameters,
        .figures = self->figures,
        .figure_count = figures,
        .known = known};
}

#endif
