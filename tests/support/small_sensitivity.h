// Results of a sensitivity analysis that a test makes up: two strategies, one outcome.
#ifndef VROSIM_TESTS_SMALL_SENSITIVITY_H
#define VROSIM_TESTS_SMALL_SENSITIVITY_H

#include "near.h"
#include "small_scenario.h"

#include "vrosim/study/sensitivity.h"

// The first measures are of all children: two means and the difference. As many follow of each
// level.
enum { SMALL_DIFFERENCE = 2, SMALL_MEASURES };

static const vro_outcome_list SMALL_OUTCOMES = {.ids = {VRO_REVISIONS},
                                                .count = 1,
                                                .measured = {{.outcome = VRO_REVISIONS}},
                                                .measured_count = 1};

typedef struct small_sensitivity {
    vro_scenario scenario;
    vro_uncertainty all;
    vro_measures measures;
    vro_sensitivity results;
} small_sensitivity;

static inline vro_estimate small_estimate(double value, double se) {
    return (vro_estimate){.value = value, .se = se, .n = 100};
}

static inline size_t small_parameter(const small_sensitivity *self, const char *name) {
    const size_t parameter = vro_uncertainty_find(&self->all, name);
    assert_true(parameter < self->all.count);
    return parameter;
}

static inline void small_range(small_sensitivity *self, const char *name) {
    vro_errors errors = {0};
    const vro_parameter_range range = {.parameter = small_parameter(self, name),
                                       .low = 0.125,
                                       .high = 0.5,
                                       .steps = 0,
                                       .given = true};
    assert_int_equal(vro_parameter_ranges_append(&self->results.ranges, &range, &errors), VRO_OK);
}

// Searches a parameter from 0 to 1.
static inline void small_search(small_sensitivity *self, const char *name) {
    vro_errors errors = {0};
    const vro_parameter_range range = {
        .parameter = small_parameter(self, name), .low = 0, .high = 1, .steps = 0, .given = true};
    assert_int_equal(vro_parameter_ranges_append(&self->results.searches, &range, &errors), VRO_OK);
}

// Adds an axis of the grid.
static inline void small_axis(small_sensitivity *self, const char *name, double low, double high,
                              size_t points) {
    vro_errors errors = {0};
    const vro_parameter_range range = {.parameter = small_parameter(self, name),
                                       .low = low,
                                       .high = high,
                                       .steps = points,
                                       .given = true};
    assert_int_equal(vro_parameter_ranges_append(&self->results.grid, &range, &errors), VRO_OK);
}

static inline void small_reserve(small_sensitivity *self) {
    vro_errors errors = {0};
    assert_int_equal(vro_sensitivity_reserve(&self->results, &errors), VRO_OK);
}

// The default with the strategies vro and observation, and nothing varied yet.
static inline void small_sensitivity_open(small_sensitivity *self) {
    vro_errors errors = {0};
    *self = (small_sensitivity){.results = {.patients = 100}};
    small_scenario_open(&self->scenario, "vro,observation");
    assert_int_equal(vro_uncertainty_init(&self->all, &self->scenario, VRO_ALL_ESTIMATES, &errors),
                     VRO_OK);
    assert_int_equal(
        vro_measures_init(&self->measures, &self->scenario, &SMALL_OUTCOMES, NULL, &errors),
        VRO_OK);
    self->results.uncertainty = &self->all;
    self->results.measures = &self->measures;
}

// Lists the measures again, with the subgroups of a list as well.
static inline void small_divide(small_sensitivity *self, const char *subgroups) {
    vro_errors errors = {0};
    assert_int_equal(vro_subgroups_read(&self->scenario.subgroups, subgroups, &errors), VRO_OK);
    vro_measures_free(&self->measures);
    assert_int_equal(
        vro_measures_init(&self->measures, &self->scenario, &SMALL_OUTCOMES, NULL, &errors),
        VRO_OK);
}

static inline void small_sensitivity_close(small_sensitivity *self) {
    vro_sensitivity_free(&self->results);
    vro_sensitivity_free(&self->results);
    vro_measures_free(&self->measures);
    vro_uncertainty_free(&self->all);
    vro_scenario_free(&self->scenario);
}

// The ends of a range for a measure.
static inline void small_set_bar(small_sensitivity *self, size_t range, size_t measure, double low,
                                 double high) {
    self->results.bars[range * self->measures.count + measure] = (vro_bar){
        small_estimate(low, 0.01), small_estimate(high, 0.02), small_estimate(high - low, 0.005)};
}

// Those for the measures of all children.
static inline void small_bar(small_sensitivity *self, size_t range, double low, double high) {
    for (size_t measure = 0; measure < SMALL_MEASURES; measure++)
        small_set_bar(self, range, measure, low, high);
}

// The results of all children at the estimates.
static inline void small_base(small_sensitivity *self, double value) {
    for (size_t measure = 0; measure < SMALL_MEASURES; measure++)
        self->results.base[measure] = small_estimate(value, 0.01);
}

// Setup and teardown of a test whose *state is a small_sensitivity.
static inline int small_sensitivity_setup(void **state) {
    small_sensitivity *self = test_malloc(sizeof *self);
    small_sensitivity_open(self);
    *state = self;
    return 0;
}

static inline int small_sensitivity_teardown(void **state) {
    small_sensitivity_close(*state);
    test_free(*state);
    return 0;
}

#define SENSITIVITY_TEST(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, small_sensitivity_setup, small_sensitivity_teardown)

#endif
