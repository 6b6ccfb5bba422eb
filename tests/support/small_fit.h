// The checkpoint of a calibration of two parameters to one figure that is their sum, for tests.
#ifndef TESTS_SMALL_FIT_H
#define TESTS_SMALL_FIT_H

#include "vrosim/file/json.h"
#include "vrosim/study/calibration_checkpoint.h"

#include "known_model.h"

typedef struct small_fit {
    known_model model;
    vro_scenario scenario;
    vro_calibration_checkpoint checkpoint; // without points
    vro_errors errors;
} small_fit;

static inline vro_status small_fit_sum(const vro_calibration_problem *self, size_t points,
                                       const double *scores, vro_figure_value *values) {
    for (size_t i = 0; i < points; i++)
        values[i] = (vro_figure_value){
            scores[i * self->parameter_count] + scores[i * self->parameter_count + 1], 0, 1, 0};
    return VRO_OK;
}

static inline void small_fit_open(small_fit *self) {
    static const double observed[] = {1};
    const vro_scenario_source source = {0};
    vro_specification specification;
    *self = (small_fit){0};
    known_model_open(&self->model, 2, 1, observed, small_fit_sum);
    assert_int_equal(vro_scenario_load(&self->scenario, &source, &self->errors), VRO_OK);
    assert_int_equal(
        vro_specification_init(&specification, &self->scenario, NULL, 0, &self->errors), VRO_OK);
    specification.size.patients = 1;
    specification.analysis = json_pack("{s:s}", "verb", "calibrate");
    assert_int_equal(vro_calibration_checkpoint_init(&self->checkpoint, &specification,
                                                     &self->model.problem, &self->errors),
                     VRO_OK);
    vro_specification_free(&specification);
}

static inline void small_fit_close(small_fit *self) {
    vro_calibration_checkpoint_free(&self->checkpoint);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
}

#endif
