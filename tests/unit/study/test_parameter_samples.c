// Draws of uncertain parameters against the distribution they should follow. 5 standard errors:
// each check of a right program fails with probability 5.7e-7, about 40 of them with 2.3e-5.
#include "vrosim/study/parameter_samples.h"

#include "sigma.h"
#include "uncertain.h"

#include "vrosim/core/pcg.h"
#include "vrosim/study/correlations.h"

#include <stdlib.h>
#include <string.h>

enum { SEED = 11, STREAM = 4, SAMPLES = 40000 };
static const vro_random_source SOURCE = {.seed = SEED, .stream = STREAM};

static int open_scenario(void **state) {
    static vro_scenario scenario;
    uncertain_open(&scenario);
    *state = &scenario;
    return 0;
}

static int close_scenario(void **state) {
    vro_scenario_free(*state);
    return 0;
}

// values[SAMPLES][count], to be freed.
static double *draw_all(const vro_uncertainty *self) {
    double *values = malloc(SAMPLES * self->count * sizeof *values);
    assert_non_null(values);
    for (size_t i = 0; i < SAMPLES; i++)
        vro_parameter_sample_draw(self, SOURCE, i, values + i * self->count);
    return values;
}

static void families_have_the_mean_and_the_standard_error(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_POPULATION_AGE, 8, 0.5);                 // lognormal
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION, 50, 8);               // beta of 0..100
    uncertain_fix(scenario, VRO_SURGERY_WEDGE_SHARE, 0.25, 0.08);        // lognormal
    uncertain_fix(scenario, VRO_LOSS_AGE_LOG_HR, -0.1, 0.2);             // normal
    uncertain_fix(scenario, VRO_COMPLICATION_AVN, 0.022, 0.005);         // beta of 0..1
    uncertain_fix(scenario, VRO_COMPLICATION_INFECTION, 0.02, 0.000002); // beta beyond GSL's reach
    uncertain_fix(scenario, VRO_IMPLANT_REFRACTURE, 0.001, 0.0004);
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 7);
    double *values = draw_all(&self);
    for (size_t i = 0; i < self.count; i++) {
        const vro_uncertain_parameter *parameter = &self.parameters[i];
        sigma_sample sample = {.name = parameter->name, .mean = parameter->value};
        for (size_t s = 0; s < SAMPLES; s++)
            sigma_add(&sample, values[s * self.count + i]);
        sigma_assert(&sample, parameter->se);
    }
    free(values);
    vro_uncertainty_free(&self);
}

static void shares_of_the_case_mix_add_up_to_1_with_the_standard_errors(void **state) {
    vro_scenario *scenario = *state;
    const double shares[VRO_LEVELS] = {0, 0.1, 0.15, 0.35, 0.4};
    enum { SIZE = 60 };
    for (size_t i = 0; i < scenario->strategies * VRO_LEVELS; i++) {
        const double share = shares[i % VRO_LEVELS];
        scenario->cells[i * VRO_PARAMETERS + VRO_POPULATION_GMFCS].distribution.value = share;
        scenario->cells[i * VRO_PARAMETERS + VRO_POPULATION_GMFCS].se =
            sqrt(share * (1 - share) / (SIZE + 1));
    }
    vro_uncertainty self = uncertain_list(scenario);
    double *values = draw_all(&self);
    assert_near(self.mix_size, SIZE, 1e-9);
    sigma_sample samples[VRO_LEVELS];
    for (size_t level = 0; level < VRO_LEVELS; level++)
        samples[level] = (sigma_sample){.name = self.parameters[level].name, .mean = shares[level]};
    for (size_t s = 0; s < SAMPLES; s++) {
        double sum = 0;
        for (size_t level = 0; level < VRO_LEVELS; level++) {
            sum += values[s * VRO_LEVELS + level];
            sigma_add(&samples[level], values[s * VRO_LEVELS + level]);
        }
        assert_near(sum, 1, 1e-12);
        assert_near(values[s * VRO_LEVELS], 0, 0);
    }
    for (size_t level = 1; level < VRO_LEVELS; level++)
        sigma_assert(&samples[level], self.parameters[level].se);
    free(values);
    vro_uncertainty_free(&self);
}

// Standard errors so large that many draws would lie beyond: they stand at the limit.
static void draws_stay_where_the_parameter_and_its_distribution_allow(void **state) {
    vro_scenario *scenario = *state;
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    uncertain_set(scenario, VRO_SURGERY_REDUCTION_PELVIC,
                  (vro_distribution){VRO_DISTRIBUTION_BETA, 0.6, 0.2, NAN, NAN}, 0.5);
    uncertain_set(scenario, VRO_HEALING_TIME,
                  (vro_distribution){VRO_DISTRIBUTION_PERT, 10, NAN, 7, 16}, 8);
    uncertain_fix(scenario, VRO_REMODEL_NSA_SHARE, 0.9, 2);
    uncertain_fix(scenario, VRO_PLAN_TARGET_NSA, 170, 40);
    vro_uncertainty self = uncertain_list(scenario);
    double values[4];
    size_t moved = 0;
    assert_int_equal(self.count, 4);
    for (size_t s = 0; s < 2000; s++) {
        vro_parameter_sample_draw(&self, SOURCE, s, values);
        vro_parameter_sample_apply(&self, values, scenario->cells);
        for (size_t i = 0; i < self.count; i++) {
            const vro_uncertain_parameter *parameter = &self.parameters[i];
            const vro_parameter *row = vro_dictionary_row(parameter->id);
            const vro_distribution *distribution =
                &uncertain_cell(scenario, 0, 0, parameter->id)->distribution;
            assert_near(distribution->value, values[i], 0);
            assert_int_equal(vro_distribution_check(distribution, faults), 0);
            assert_true(values[i] >= row->lower && values[i] <= row->upper);
            moved += values[i] == parameter->lower || values[i] == parameter->upper;
        }
    }
    assert_true(moved > 100);
    vro_uncertainty_free(&self);
}

// model.md 3.2: the squares add up to 1 at most.
static void the_two_correlations_of_migration_hold_together(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, 0.7, 0.2);
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, 0.6, 0.2);
    for (int known = 0; known < 2; known++) {
        if (known)
            uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, 0.6, 0);
        vro_uncertainty self = uncertain_list(scenario);
        double values[2], largest = 0;
        for (size_t s = 0; s < 500; s++) {
            vro_parameter_sample_draw(&self, SOURCE, s, values);
            const double neck = known ? 0.6 : values[1];
            largest = fmax(largest, values[0] * values[0] + neck * neck);
        }
        assert_near(largest, 1, 1e-12);
        vro_uncertainty_free(&self);
    }
}

// The bounds of loss.angle are 0 and 180, those of the correlations that their squares sum to 1.
static void values_on_a_bound_or_close_to_one_are_told(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, 0.7, 0.1);
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, 0.6, 0.1);
    uncertain_fix(scenario, VRO_LOSS_ANGLE, 12, 1);
    vro_uncertainty self = uncertain_list(scenario);
    const struct {
        double values[3];
        bool on_bound[3];
    } cases[] = {
        {{0.7, 0.6, 12}, {false, false, false}},    {{0.8, 0.6, 12}, {true, true, false}},
        {{0.6, 0.7999, 0}, {false, false, true}},   {{0.5, 0.5, 180}, {false, false, true}},
        {{0.5, 0.5, 0.0009}, {false, false, true}}, {{0.5, 0.5, 0.0011}, {false, false, false}},
        {{1, 0, 12}, {true, true, false}},          {{0.5, 0, 12}, {false, true, false}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t number = 0; number < 3; number++)
            assert_int_equal(vro_parameter_sample_is_on_bound(&self, cases[i].values, number),
                             cases[i].on_bound[number]);
    vro_uncertainty_free(&self);
}

static void a_sample_can_be_drawn_without_the_others(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    uncertain_fix(scenario, VRO_COMPLICATION_AVN, 0.022, 0.005);
    vro_uncertainty self = uncertain_list(scenario);
    double forwards[50][2], values[2];
    for (size_t s = 0; s < 50; s++)
        vro_parameter_sample_draw(&self, SOURCE, s, forwards[s]);
    for (size_t s = 50; s-- > 0;) {
        vro_parameter_sample_draw(&self, SOURCE, s, values);
        assert_memory_equal(values, forwards[s], sizeof values);
    }
    vro_uncertainty_free(&self);
}

// Another parameter moves no draw of those that were there.
static void a_parameter_is_drawn_as_if_it_were_alone(void **state) {
    vro_scenario *scenario = *state;
    double alone, both[2];
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    vro_uncertainty self = uncertain_list(scenario);
    vro_parameter_sample_draw(&self, SOURCE, 7, &alone);
    vro_uncertainty_free(&self);
    uncertain_fix(scenario, VRO_ANATOMY_FEMUR_WIDTH, 20, 1);
    self = uncertain_list(scenario);
    vro_parameter_sample_draw(&self, SOURCE, 7, both);
    assert_near(both[1], alone, 0);
    vro_uncertainty_free(&self);
}

typedef struct moments {
    double x, y, xx, yy, xy, n;
} moments;

static void count_pair(moments *self, double x, double y) {
    self->x += x;
    self->y += y;
    self->xx += x * x;
    self->yy += y * y;
    self->xy += x * y;
    self->n += 1;
}

static double correlation(const moments *self) {
    const double xy = self->xy - self->x * self->y / self->n;
    const double xx = self->xx - self->x * self->x / self->n;
    const double yy = self->yy - self->y * self->y / self->n;
    return xy / sqrt(xx * yy);
}

// Standard error of a correlation r of normal scores: (1 - r^2) / sqrt(n).
static void assert_correlation(const char *name, const moments *pairs, double expected) {
    sigma_assert_distance(name, correlation(pairs) - expected,
                          (1 - expected * expected) / sqrt(pairs->n));
}

// Neighbouring samples, seeds, streams and parameters, and the children of the same seed and
// stream.
static void draws_are_independent_of_all_that_is_near(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_AGE_LOG_HR, 0, 0.1);
    uncertain_fix(scenario, VRO_LOSS_FRAGILITY_LOG_HR, 0, 0.1);
    vro_uncertainty self = uncertain_list(scenario);
    moments near[6] = {0};
    static const char *const names[] = {"parameter", "sample", "seed",
                                        "stream",    "2^62",   "children"};
    for (uint64_t s = 0; s < SAMPLES; s++) {
        double here[2], other[2];
        uint32_t child;
        vro_parameter_sample_draw(&self, SOURCE, s, here);
        count_pair(&near[0], here[0], here[1]);
        vro_parameter_sample_draw(&self, SOURCE, s + 1, other);
        count_pair(&near[1], here[0], other[0]);
        vro_parameter_sample_draw(&self, (vro_random_source){.seed = SEED + 1, .stream = STREAM}, s,
                                  other);
        count_pair(&near[2], here[0], other[0]);
        vro_parameter_sample_draw(&self, (vro_random_source){.seed = SEED, .stream = STREAM + 1}, s,
                                  other);
        count_pair(&near[3], here[0], other[0]);
        vro_parameter_sample_draw(
            &self, (vro_random_source){.seed = SEED, .stream = STREAM ^ UINT64_C(1) << 62}, s,
            other);
        count_pair(&near[4], here[0], other[0]);
        vro_random_source_outputs(SOURCE, s, 1, &child);
        count_pair(&near[5], here[0], child);
    }
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        assert_correlation(names[i], &near[i], 0);
    vro_uncertainty_free(&self);
}

// Lognormal and beta draws as the normal scores that they come from.
static void correlations_are_recovered_on_the_scale_of_normal_scores(void **state) {
    vro_scenario *scenario = *state;
    static const char table[] = "parameter,other,correlation\n"
                                "loss.age_log_hr,loss.hazard,0.6\n"
                                "loss.fragility_log_hr,loss.hazard,-0.3\n";
    vro_errors errors = {0};
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0.002);
    uncertain_fix(scenario, VRO_LOSS_FRAGILITY_LOG_HR, 0.4, 0.1);
    uncertain_fix(scenario, VRO_LOSS_AGE_LOG_HR, 0, 0.1);
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(vro_correlations_parse(&self, "table", table, sizeof table - 1, &errors),
                     VRO_OK);
    moments pairs[3] = {0};
    sigma_sample hazard = {.name = "loss.hazard", .mean = 0.0035};
    double *values = draw_all(&self);
    for (size_t s = 0; s < SAMPLES; s++) {
        const double *at = values + 3 * s;
        count_pair(&pairs[0], log(at[0]), at[2]);
        count_pair(&pairs[1], log(at[0]), at[1]);
        count_pair(&pairs[2], at[1], at[2]);
        sigma_add(&hazard, at[0]);
    }
    assert_correlation("hazard, age", &pairs[0], 0.6);
    assert_correlation("hazard, fragility", &pairs[1], -0.3);
    assert_correlation("fragility, age", &pairs[2], 0);
    sigma_assert(&hazard, 0.002);
    free(values);
    vro_uncertainty_free(&self);
}

#define WITH_SCENARIO(test) cmocka_unit_test_setup_teardown(test, open_scenario, close_scenario)

int test_parameter_samples(void) {
    static const struct CMUnitTest tests[] = {
        WITH_SCENARIO(families_have_the_mean_and_the_standard_error),
        WITH_SCENARIO(shares_of_the_case_mix_add_up_to_1_with_the_standard_errors),
        WITH_SCENARIO(draws_stay_where_the_parameter_and_its_distribution_allow),
        WITH_SCENARIO(the_two_correlations_of_migration_hold_together),
        WITH_SCENARIO(values_on_a_bound_or_close_to_one_are_told),
        WITH_SCENARIO(a_sample_can_be_drawn_without_the_others),
        WITH_SCENARIO(a_parameter_is_drawn_as_if_it_were_alone),
        WITH_SCENARIO(draws_are_independent_of_all_that_is_near),
        WITH_SCENARIO(correlations_are_recovered_on_the_scale_of_normal_scores),
    };
    return cmocka_run_group_tests_name("parameter_samples", tests, NULL, NULL);
}
