// The value of treating by subgroup, worked out by hand.
#include "vrosim/study/subgroup_decisions.h"

#include "small_ensemble.h"

enum { SAMPLES = 4 };

// Of the levels only the first, with a quarter of the children, and the second, with the rest, have
// any. The first strategy brings nothing. The second brings (1, 2, 1, 2) in the first level and
// -(1, 2, 1, 2) + shift in the second, at no cost.
static void open_small(small_ensemble *self, double shift) {
    small_ensemble_open(self, "soft_tissue,vro", SAMPLES);
    for (size_t i = 0; i < SAMPLES; i++) {
        const double gain = i % 2 == 0 ? 1 : 2;
        const double by_level[] = {gain, -gain + shift};
        for (size_t level = 0; level < 2; level++) {
            small_ensemble_put_children(self, i, 1 + level, level == 0 ? 250 : 750);
            for (size_t s = 0; s < 2; s++) {
                const vro_quantity_key effect = {s, 1 + level, VRO_REVISIONS, false};
                const vro_quantity_key cost = {s, 1 + level, VRO_LLD_ABS_MM, false};
                small_ensemble_observe(self, i, effect, s == 0 ? 0 : -by_level[level], 0);
                small_ensemble_observe(self, i, cost, 0, 0);
            }
        }
        small_ensemble_set(self, i, 1, VRO_REVISIONS, -(0.25 * by_level[0] + 0.75 * by_level[1]));
    }
}

// What a batch of the children of the first level has under the second strategy: x more or less.
static void spread_batches(small_ensemble *self, double x) {
    for (size_t i = 0; i < SAMPLES; i++) {
        const vro_quantity_key key = {1, 1, VRO_REVISIONS, false};
        const vro_observation *at = vro_ensemble_observation(&self->ensemble, i, key);
        vro_observation *own = &self->ensemble.observations[at - self->ensemble.observations];
        for (size_t batch = 0; batch < VRO_BATCHES; batch++)
            own->batches[batch] = (float)(own->value + (batch % 2 == 0 ? x : -x));
    }
}

static void evaluate(small_ensemble *small, vro_decisions *decisions,
                     vro_subgroup_decisions *found) {
    vro_errors errors = {0};
    small_ensemble_decide(small, "0,2", 1, decisions);
    assert_int_equal(vro_subgroup_decisions_init(found, decisions, &errors), VRO_OK);
}

static void close_small(small_ensemble *small, vro_decisions *decisions,
                        vro_subgroup_decisions *found) {
    vro_subgroup_decisions_free(found);
    vro_subgroup_decisions_free(found);
    vro_decisions_free(decisions);
    small_ensemble_close(small);
}

// At a threshold of 2 the first level gains 2 or 4, on average 3, and all children a quarter. The
// variance over the samples is 4/3, its error sqrt(4/3/4).
static void each_subgroup_has_its_own_best_strategy(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    vro_subgroup_decisions found;
    open_small(&small, 0);
    evaluate(&small, &decisions, &found);
    assert_int_equal(found.count, 1);
    const vro_subgroup_decision *by_level = &found.decisions[0];
    const vro_subgroup_choice *choices = vro_subgroup_decision_choices(by_level, 1);
    assert_string_equal(by_level->division, "gmfcs");
    assert_int_equal(by_level->first, 1);
    assert_int_equal(by_level->count, VRO_LEVELS);
    assert_near(by_level->shares[0], 0.25, 1e-12);
    assert_near(by_level->shares[2], 0, 0);
    assert_int_equal(by_level->overall->decisions[1].best, 0);
    assert_int_equal(choices[0].best, 1);
    assert_int_equal(choices[1].best, 0);
    assert_near(choices[0].value.value, 3, 1e-12);
    assert_near(choices[0].value.se, sqrt(1.0 / 3), 1e-12);
    assert_near(by_level->values[1].value, 0.75, 1e-12);
    assert_near(by_level->values[1].se, 0.25 * sqrt(1.0 / 3), 1e-12);
    assert_true(choices[1].value.value == 0 && isnan(choices[1].value.se));
    assert_true(by_level->values[0].value == 0 && isnan(by_level->values[0].se)); // at 0
    close_small(&small, &decisions, &found);
}

// With gains of 2 and 4 in turn, an eighth of the children in the samples of 2 and three eighths in
// those of 4: (2/8 + 12/8) / 2, where mean share times mean gain is 6/8.
static void a_gain_counts_with_the_share_in_its_sample(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    vro_subgroup_decisions found;
    open_small(&small, 0);
    for (size_t i = 0; i < SAMPLES; i++)
        small_ensemble_put_children(&small, i, 1, i % 2 == 0 ? 125 : 375);
    evaluate(&small, &decisions, &found);
    assert_near(found.decisions[0].shares[0], 0.25, 1e-12);
    assert_near(found.decisions[0].values[1].value, 7.0 / 8, 1e-12);
    close_small(&small, &decisions, &found);
}

// Batches of 2 x more or less at a threshold of 2: variance 8/7 (2 x)^2, an eighth of it for the
// mean.
static void the_error_has_a_part_of_the_children(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    vro_subgroup_decisions found;
    open_small(&small, 0);
    spread_batches(&small, 0.5);
    evaluate(&small, &decisions, &found);
    const vro_subgroup_decision *by_level = &found.decisions[0];
    const double error = sqrt(1.0 / 3 + 1.0 / 7);
    assert_near(vro_subgroup_decision_choices(by_level, 1)[0].value.se, error, 1e-6);
    assert_near(by_level->values[1].se, 0.25 * error, 1e-6);
    close_small(&small, &decisions, &found);
}

static void one_strategy_that_is_best_in_every_subgroup_gains_nothing(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    vro_subgroup_decisions found;
    open_small(&small, 3);
    evaluate(&small, &decisions, &found);
    const vro_subgroup_decision *by_level = &found.decisions[0];
    assert_int_equal(by_level->overall->decisions[1].best, 1);
    assert_int_equal(vro_subgroup_decision_choices(by_level, 1)[0].best, 1);
    assert_near(by_level->values[1].value, 0, 0);
    close_small(&small, &decisions, &found);
}

// The whole is not known better than its parts: a batch without children has no mean.
static void a_batch_without_children_leaves_the_error_unknown(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    vro_subgroup_decisions found;
    open_small(&small, 0);
    spread_batches(&small, NAN);
    evaluate(&small, &decisions, &found);
    const vro_expectation value = found.decisions[0].values[1];
    assert_near(value.value, 0.75, 1e-12);
    assert_true(isnan(value.se));
    close_small(&small, &decisions, &found);
}

int test_subgroup_decisions(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_subgroup_has_its_own_best_strategy),
        cmocka_unit_test(a_gain_counts_with_the_share_in_its_sample),
        cmocka_unit_test(the_error_has_a_part_of_the_children),
        cmocka_unit_test(one_strategy_that_is_best_in_every_subgroup_gains_nothing),
        cmocka_unit_test(a_batch_without_children_leaves_the_error_unknown),
    };
    return cmocka_run_group_tests_name("subgroup_decisions", tests, NULL, NULL);
}
