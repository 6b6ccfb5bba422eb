// The checks of errors pass for right errors and fail for wrong ones.
#include "vrosim/study/statistical_checks.h"

#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/study/trial_psa.h"

#include "near.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

enum { COUNT = 400 };

static const double TRUTH = 3;

// Normal estimates of TRUTH at a fixed seed: standard deviation 1, the error that they print, and
// how far they are off on average.
static void draw(vro_estimate *estimates, double printed, double off) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 3);
    for (size_t i = 0; i < COUNT; i++) {
        const double value = TRUTH + off + gsl_ran_gaussian(rng, 1);
        estimates[i] = (vro_estimate){.value = value,
                                      .se = printed,
                                      .lower = value - VRO_NORMAL_975 * printed,
                                      .upper = value + VRO_NORMAL_975 * printed};
    }
    gsl_rng_free(rng);
}

static double distance(const vro_estimate *estimates) {
    double room[COUNT];
    return sqrt(COUNT) * vro_p_value_distance(estimates, COUNT, TRUTH, room);
}

// 4 standard errors about 0.95 are 0.044; intervals of 0.75 of the width hold 86 %.
static void intervals_that_are_too_narrow_or_too_wide_are_found(void **state) {
    (void)state;
    vro_estimate estimates[COUNT];
    draw(estimates, 1, 0);
    assert_near(vro_coverage_of(estimates, COUNT, TRUTH), 0.95, 0.044);
    draw(estimates, 0.75, 0);
    assert_true(vro_coverage_of(estimates, COUNT, TRUTH) < 0.95 - 0.044);
    draw(estimates, 2, 0);
    assert_true(vro_coverage_of(estimates, COUNT, TRUTH) > 0.95 + 0.044);
}

// An interval that ends at the truth holds it.
static void an_interval_has_its_ends(void **state) {
    (void)state;
    const vro_estimate estimates[] = {{.lower = 3, .upper = 4},
                                      {.lower = 1, .upper = 3},
                                      {.lower = 3.5, .upper = 4},
                                      {.lower = 1, .upper = 2.5}};
    assert_near(vro_coverage_of(estimates, 4, 3), 0.5, 0);
}

// 1.95 is exceeded once in 1,000 where the errors are right.
static void errors_off_by_a_quarter_and_a_bias_are_found(void **state) {
    (void)state;
    vro_estimate estimates[COUNT];
    draw(estimates, 1, 0);
    assert_true(distance(estimates) < 1.95);
    draw(estimates, 0.75, 0);
    assert_true(distance(estimates) > 1.95);
    draw(estimates, 1.33, 0);
    assert_true(distance(estimates) > 1.95);
    draw(estimates, 1, 0.6);
    assert_true(distance(estimates) > 1.95);
}

// The p-values of z = 0 and 3 are 1 and 0.0027: half of them lie below 0.0027.
static void the_distance_is_that_of_two_p_values(void **state) {
    (void)state;
    const vro_estimate estimates[] = {{.value = 0, .se = 1}, {.value = -3, .se = 1}};
    double room[2];
    assert_near(vro_p_value_distance(estimates, 2, 0, room), 0.5, 1e-12);
    assert_near(vro_p_value_distance(estimates, 2, 3, room), 1 - 0.0026998, 1e-7);
}

// What the samples say is multiplied: their means, from which the variance by the parameter comes,
// and the Monte Carlo variance.
static void falsify(vro_ensemble *ensemble, float means, double monte_carlo) {
    const ptrdiff_t keys = vro_ensemble_observation(ensemble, 1, (vro_quantity_key){0}) -
                           vro_ensemble_observation(ensemble, 0, (vro_quantity_key){0});
    for (size_t i = 0; i < ensemble->samples * (size_t)keys; i++) {
        ensemble->observations[i].variance *= monte_carlo;
        for (int batch = 0; batch < VRO_BATCHES; batch++)
            ensemble->observations[i].batches[batch] *= means;
    }
}

// The same children stand for all samples: their luck moves the Monte Carlo variance, by 3 % with
// 4,000 of them.
static void open_psa(vro_trial_psa *psa) {
    static const char settings[] = "mortality.operation=0\nmortality.rate=fixed,0.02,,,,0.004\n";
    const vro_trial trial = {.settings = settings,
                             .strategies = "vro",
                             .random = {.seed = 1, .stream = 0},
                             .children = 4000};
    vro_errors errors = {0};
    assert_int_equal(vro_trial_psa_make(psa, &trial, 300, "mortality.rate", &errors), VRO_OK);
}

static void variances_that_are_not_the_known_ones_are_found(void **state) {
    (void)state;
    static const struct {
        float means;
        double monte_carlo;
        const char *found; // NULL: nothing
    } cases[] = {{1, 1, NULL},
                 {2, 1, "variance by the parameter"},
                 {0.5F, 1, "variance by the parameter"},
                 {1, 1.2, "Monte Carlo variance"},
                 {1, 0.8, "Monte Carlo variance"}};
    vro_trial_psa psa;
    open_psa(&psa);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_finding finding = {0};
        falsify(&psa.ensemble, cases[i].means, cases[i].monte_carlo);
        vro_judge_split(&finding, &psa.ensemble);
        falsify(&psa.ensemble, 1 / cases[i].means, 1 / cases[i].monte_carlo);
        assert_int_equal(finding.failed, cases[i].found ? 1 : 0);
        if (cases[i].found)
            assert_non_null(strstr(finding.wanted, cases[i].found));
    }
    vro_trial_psa_close(&psa);
}

// The program itself with few seeds and children.
static void the_errors_of_small_runs_are_right(void **state) {
    (void)state;
    static const vro_estimate_name names[] = {{"vro", NULL, "revisions", "mean"}};
    static const vro_checked_numbers numbers = {names, 1, 100, 500};
    static const vro_checked_split split = {.samples = 100, .children = 4000};
    vro_finding finding = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_check_coverage(&finding, &numbers, &errors), VRO_OK);
    assert_int_equal(vro_check_p_values(&finding, &numbers, &errors), VRO_OK);
    assert_int_equal(vro_check_variance_split(&finding, &split, &errors), VRO_OK);
    assert_false(finding.failed);
}

int test_statistical_checks(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_that_are_too_narrow_or_too_wide_are_found),
        cmocka_unit_test(an_interval_has_its_ends),
        cmocka_unit_test(errors_off_by_a_quarter_and_a_bias_are_found),
        cmocka_unit_test(the_distance_is_that_of_two_p_values),
        cmocka_unit_test(variances_that_are_not_the_known_ones_are_found),
        cmocka_unit_test(the_errors_of_small_runs_are_right),
    };
    return cmocka_run_group_tests_name("statistical_checks", tests, NULL, NULL);
}
