// Correlations of the outcomes of an arm.
#include "vrosim/study/outcome_correlations.h"

#include "near.h"
#include "small_scenario.h"

#include <math.h>

enum { ARMS = 2, OUTCOMES = 3 };

static const vro_random_source RANDOM = {.seed = 5, .stream = 0};

// Revision by the first three landmarks, of all children or of level V.
static void open_correlations(vro_outcome_correlations *self, size_t subgroup) {
    const vro_outcome_id first = VRO_REVISION_BY;
    const vro_proposed_study study = {.strategies = {1, 0},
                                      .arms = ARMS,
                                      .outcomes = {first, first + 1, first + 2},
                                      .outcome_count = OUTCOMES,
                                      .subgroup = subgroup};
    vro_scenario scenario;
    vro_errors errors = {0};
    small_scenario_open(&scenario, "soft_tissue,vro");
    assert_int_equal(vro_outcome_correlations_init(self, &scenario, &study, RANDOM, &errors),
                     VRO_OK);
    vro_scenario_free(&scenario);
}

// L L^T.
static double correlation(const vro_outcome_correlations *self, size_t arm, size_t i, size_t j) {
    const double *factor = &self->factors[arm * OUTCOMES * OUTCOMES];
    double sum = 0;
    for (size_t k = 0; k <= i && k <= j; k++)
        sum += factor[i * OUTCOMES + k] * factor[j * OUTCOMES + k];
    return sum;
}

// Who was revised by s was so by t: corr = sqrt(odds(s) / odds(t)), so corr(1, 3) = corr(1, 2)
// corr(2, 3), but for the millionth that is each one's own.
static void events_by_later_times_contain_the_earlier_ones(void **state) {
    (void)state;
    vro_outcome_correlations all, level;
    open_correlations(&all, 0);
    open_correlations(&level, VRO_LEVELS);
    for (size_t arm = 0; arm < ARMS; arm++) {
        const double ends = correlation(&all, arm, 0, 2);
        assert_true(ends > 0.2 && ends < 0.9);
        assert_near(ends, correlation(&all, arm, 0, 1) * correlation(&all, arm, 1, 2), 1e-5);
        assert_near(correlation(&all, arm, 1, 1), 1, 1e-12);
        assert_true(fabs(correlation(&level, arm, 0, 2) - ends) > 1e-3);
    }
    assert_true(fabs(correlation(&all, 0, 0, 1) - correlation(&all, 1, 0, 1)) > 0.01);
    vro_outcome_correlations_free(&all);
    vro_outcome_correlations_free(&level);
}

static void scores_are_made_those_of_the_arm(void **state) {
    (void)state;
    double factors[] = {1, 0, 0, 1, 1, 0, 0.6, 0.8}, scores[] = {2, -1};
    const vro_outcome_correlations self = {2, factors};
    vro_outcome_correlations_apply(&self, 0, scores);
    assert_true(scores[0] == 2 && scores[1] == -1);
    vro_outcome_correlations_apply(&self, 1, scores);
    assert_near(scores[0], 2, 1e-12);
    assert_near(scores[1], 0.4, 1e-12);
}

int test_outcome_correlations(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_by_later_times_contain_the_earlier_ones),
        cmocka_unit_test(scores_are_made_those_of_the_arm),
    };
    return cmocka_run_group_tests_name("outcome_correlations", tests, NULL, NULL);
}
