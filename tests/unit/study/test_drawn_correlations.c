// Correlations of samples against those asked for. The random numbers are fixed; 5 standard errors:
// a check of a right program fails with probability 5.7e-7.
#include "vrosim/study/drawn_correlations.h"

#include "drawn_ensemble.h"

#include "vrosim/study/correlations.h"

#include <string.h>

enum { SAMPLES = 4000 };

typedef struct fixture {
    vro_scenario scenario;
    drawn_ensemble drawn;
    vro_drawn_correlations correlations;
} fixture;

static int open_fixture(void **state) {
    static fixture self;
    self = (fixture){0};
    uncertain_open(&self.scenario);
    uncertain_fix(&self.scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    uncertain_fix(&self.scenario, VRO_LOSS_FRAGILITY_LOG_HR, 0.4, 0.1);
    uncertain_fix(&self.scenario, VRO_LOSS_AGE_LOG_HR, 0, 0.1);
    *state = &self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_drawn_correlations_free(&self->correlations);
    drawn_ensemble_close(&self->drawn);
    vro_scenario_free(&self->scenario);
    return 0;
}

// rows: "parameter,other,correlation"; NULL: none are asked for.
static void measure(fixture *self, const char *rows, size_t samples) {
    char table[256];
    vro_errors errors = {0};
    self->drawn.uncertainty = uncertain_list(&self->scenario);
    snprintf(table, sizeof table, VRO_CORRELATION_COLUMNS "\n%s", rows ? rows : "");
    if (rows)
        assert_int_equal(vro_correlations_parse(&self->drawn.uncertainty, "table", table,
                                                strlen(table), &errors),
                         VRO_OK);
    drawn_ensemble_draw(&self->drawn, samples);
    assert_int_equal(
        vro_drawn_correlations_init(&self->correlations, &self->drawn.ensemble, &errors), VRO_OK);
}

static void samples_without_bounds_have_the_correlations_asked_for(void **state) {
    fixture *self = *state;
    measure(self, "loss.age_log_hr,loss.hazard,0.6\nloss.fragility_log_hr,loss.hazard,-0.3\n",
            SAMPLES);
    static const double asked[] = {-0.3, 0.6};
    assert_int_equal(self->correlations.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const vro_drawn_correlation *pair = &self->correlations.items[i];
        assert_true(pair->first < pair->second);
        assert_near(pair->asked, asked[i], 1e-12);
        assert_near(pair->drawn, asked[i], 5 * (1 - asked[i] * asked[i]) / sqrt(SAMPLES));
        assert_near(pair->drawn_se, (1 - pair->drawn * pair->drawn) / sqrt(SAMPLES), 1e-12);
        assert_false(pair->off);
    }
}

// Half of the values of the one lie on its bound of 0.5.
static void a_pile_on_a_bound_loses_correlation(void **state) {
    fixture *self = *state;
    uncertain_fix(&self->scenario, VRO_HEALING_AGE_LOG_RATIO, 0.5, 0.1);
    measure(self, "healing.age_log_ratio,loss.age_log_hr,0.9\n", SAMPLES);
    const vro_drawn_correlation *pair = &self->correlations.items[0];
    assert_true(pair->drawn > 0.5 && pair->drawn < 0.85);
    assert_true(pair->off);
}

// The ranks 0, 1, 2 and 0, 1.5, 1.5 have the scores -q, 0, q and -q, s, s, with the normal
// quantiles q at 5/6 and s at 2/3:
//   r = q (q + s) / sqrt(2 q^2 * 2/3 (q + s)^2) = sqrt(3) / 2
static void equal_values_share_their_rank(void **state) {
    static const double values[3][2] = {{0.1, -0.3}, {0.3, 0.2}, {0.7, 0.2}};
    fixture *self = *state;
    measure(self, "loss.age_log_hr,loss.fragility_log_hr,0.5\n", 3);
    vro_drawn_correlations_free(&self->correlations);
    for (size_t i = 0; i < 3; i++)
        memcpy(vro_ensemble_values(&self->drawn.ensemble, i) + 1, values[i], sizeof values[i]);
    vro_errors errors = {0};
    assert_int_equal(
        vro_drawn_correlations_init(&self->correlations, &self->drawn.ensemble, &errors), VRO_OK);
    assert_near(self->correlations.items[0].drawn, sqrt(3) / 2, 1e-12);
}

static void a_parameter_that_never_varies_has_no_correlation(void **state) {
    fixture *self = *state;
    uncertain_set(&self->scenario, VRO_ANATOMY_MIGRATION,
                  (vro_distribution){VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 0, 100}, 5);
    measure(self, "anatomy.migration,loss.hazard,0.5\n", 50);
    assert_true(isnan(self->correlations.items[0].drawn));
    assert_true(self->correlations.items[0].off);
}

static void without_a_table_nothing_is_correlated(void **state) {
    fixture *self = *state;
    measure(self, NULL, 10);
    assert_int_equal(self->correlations.count, 0);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int test_drawn_correlations(void) {
    static const struct CMUnitTest tests[] = {
        WITH_FIXTURE(samples_without_bounds_have_the_correlations_asked_for),
        WITH_FIXTURE(a_pile_on_a_bound_loses_correlation),
        WITH_FIXTURE(equal_values_share_their_rank),
        WITH_FIXTURE(a_parameter_that_never_varies_has_no_correlation),
        WITH_FIXTURE(without_a_table_nothing_is_correlated),
    };
    return cmocka_run_group_tests_name("drawn_correlations", tests, NULL, NULL);
}
