// Decisions from samples: effects, costs, and the value of information.
#include "vrosim/study/decisions.h"

#include "faults.h"
#include "small_ensemble.h"

#include <stdlib.h>

enum { SAMPLES = 400, LOSS = 3 }; // the set loss.*, behind three of one parameter

// A number in -1..1 that looks random: an additive recurrence.
static double scattered(size_t i, double step) {
    const double x = (double)i * step;
    return 2 * (x - floor(x)) - 1;
}

// The first strategy brings nothing; the second as much as hazard and spica say, at no cost; avn is
// beside the point.
static void open_linear(small_ensemble *self) {
    small_ensemble_open(self, "soft_tissue,vro", SAMPLES);
    for (size_t i = 0; i < SAMPLES; i++) {
        double *values = vro_ensemble_values(&self->ensemble, i);
        values[0] = scattered(i, 0.618033988749895);
        values[1] = scattered(i, 0.414213562373095);
        values[2] = scattered(i, 0.732050807568877);
        small_ensemble_set(self, i, 1, VRO_REVISIONS, -(values[0] + 0.5 * values[1]));
    }
}

// Of the second strategy.
static vro_quantity_key mean_of(vro_outcome_id outcome) {
    return (vro_quantity_key){.strategy = 1, .outcome = outcome};
}

static void effects_are_turned_so_that_more_is_better(void **state) {
    (void)state;
    small_ensemble small;
    small_ensemble_open(&small, "soft_tissue,vro", 2);
    small_ensemble_set(&small, 1, 1, VRO_REVISIONS, 0.75);
    small_ensemble_set(&small, 1, 1, VRO_FAILED, 0.25);
    small_ensemble_set(&small, 1, 1, VRO_QALY, 3);
    small_ensemble_set(&small, 1, 1, VRO_LLD_ABS_MM, 12);
    assert_near(vro_ensemble_effect(&small.ensemble, 1, mean_of(VRO_REVISIONS)), -0.75, 0);
    assert_near(vro_ensemble_effect(&small.ensemble, 1, mean_of(VRO_FAILED)), 0.75, 0);
    assert_near(vro_ensemble_effect(&small.ensemble, 1, mean_of(VRO_QALY)), 3, 0);
    assert_near(vro_ensemble_cost(&small.ensemble, 1, mean_of(VRO_LLD_ABS_MM)), 12, 0);
    small_ensemble_close(&small);
}

static void there_is_a_choice_for_each_trade_off_of_the_scenario(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    open_linear(&small);
    small_ensemble_decide(&small, "1,2", 1, &decisions);
    assert_int_equal(decisions.count, 1);
    assert_int_equal(decisions.choices[0].trade_off, VRO_LLD_PER_REVISION);
    assert_int_equal(decisions.choices[0].thresholds->count, 2);
    assert_int_equal(decisions.choices[0].consequences.samples, SAMPLES);
    vro_decisions_free(&decisions);
    small_ensemble_decide(&small, NULL, 1, &decisions);
    assert_int_equal(decisions.choices[0].thresholds->count, 21);
    vro_decisions_free(&decisions);
    vro_decisions_free(&decisions);
    small_ensemble_close(&small);
}

// With h and s even in -1..1 the advantage is h + s / 2 times the threshold, whose positive part
// has the mean 13/48 (knowing h: 1/4; knowing s: 1/8). The points are spread more evenly than
// random ones; 0.01 is an error of 1/400 in each of the four edges of the area.
static void knowing_more_is_worth_more_and_what_does_not_matter_nothing(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    open_linear(&small);
    small_ensemble_decide(&small, "0,2", 1, &decisions);
    const vro_choice *choice = &decisions.choices[0];
    const double hazard = vro_decisions_partial_information(&decisions, choice, 1, 0).value;
    const double spica = vro_decisions_partial_information(&decisions, choice, 1, 1).value;
    const double avn = vro_decisions_partial_information(&decisions, choice, 1, 2).value;
    const double both = vro_decisions_partial_information(&decisions, choice, 1, LOSS).value;
    vro_strategy_evaluation evaluations[2];
    const double all =
        vro_decision_evaluate(&choice->consequences, 2, evaluations).perfect_information.value;
    assert_near(hazard, 2.0 / 4, 0.01);
    assert_near(spica, 2.0 / 8, 0.01);
    assert_near(avn, 0, 0.01);
    assert_near(both, 2 * 13.0 / 48, 0.01);
    assert_true(both >= hazard && hazard >= spica && both <= all);
    for (size_t set = 0; set < small.sets.count; set++) // nothing is at stake at a threshold of 0
        assert_true(vro_decisions_partial_information(&decisions, choice, 0, set).value == 0);
    vro_decisions_free(&decisions);
    small_ensemble_close(&small);
}

// Of the levels the second fares as all children do, the fourth in everything twice as much, the
// last likewise but for a sample without children; the others never have any. Twice the effect at a
// threshold is the effect at twice the threshold.
static void each_subgroup_with_children_in_every_sample_has_a_choice_of_its_own(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    open_linear(&small);
    for (size_t i = 0; i < SAMPLES; i++) {
        const double mean = vro_ensemble_cost(&small.ensemble, i, mean_of(VRO_REVISIONS));
        for (size_t level = 2; level <= VRO_LEVELS; level += level == 4 ? 1 : 2) {
            for (size_t s = 0; s < 2; s++) {
                const double own = s == 0 ? 0 : level == 2 ? mean : 2 * mean;
                small_ensemble_put(&small, i, (vro_quantity_key){s, level, VRO_REVISIONS, false},
                                   own);
                small_ensemble_put(&small, i, (vro_quantity_key){s, level, VRO_LLD_ABS_MM, false},
                                   0);
            }
        }
    }
    small_ensemble_empty(&small, 7, VRO_LEVELS);
    small_ensemble_decide(&small, "1,2", 1, &decisions);
    assert_int_equal(decisions.count, 3);
    const vro_choice *all = &decisions.choices[0], *same = all + 1, *twice = all + 2;
    assert_int_equal(all->subgroup, 0);
    assert_int_equal(same->subgroup, 2);
    assert_int_equal(twice->subgroup, 4);
    for (size_t set = 0; set < small.sets.count; set++) {
        const vro_expectation at_2 = vro_decisions_partial_information(&decisions, all, 1, set);
        assert_memory_equal(
            &(vro_expectation[]){vro_decisions_partial_information(&decisions, same, 1, set)},
            &at_2, sizeof at_2);
        assert_memory_equal(
            &(vro_expectation[]){vro_decisions_partial_information(&decisions, twice, 0, set)},
            &at_2, sizeof at_2);
    }
    assert_true(vro_decisions_partial_information(&decisions, twice, 1, LOSS).value >
                1.9 * vro_decisions_partial_information(&decisions, all, 1, LOSS).value);
    vro_decisions_free(&decisions);
    small_ensemble_close(&small);
}

static void threads_change_no_bit(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions one, other;
    open_linear(&small);
    small_ensemble_decide(&small, NULL, 1, &one);
    const size_t size = one.choices[0].thresholds->count * small.sets.count *
                        sizeof *one.choices[0].partial_information;
    for (int threads = 2; threads <= 3; threads++) {
        small_ensemble_decide(&small, NULL, threads, &other);
        assert_memory_equal(one.choices[0].partial_information,
                            other.choices[0].partial_information, size);
        vro_decisions_free(&other);
    }
    vro_decisions_free(&one);
    small_ensemble_close(&small);
}

static void sets_of_too_many_parameters_are_left_out(void **state) {
    (void)state;
    small_ensemble small;
    vro_decisions decisions;
    small_ensemble_open(&small, "soft_tissue,vro", 7);
    small_ensemble_decide(&small, "1", 1, &decisions);
    assert_int_equal(small.sets.count, 4);
    for (size_t set = 0; set < LOSS; set++)
        assert_false(vro_decisions_lack(&decisions, set));
    assert_true(vro_decisions_lack(&decisions, LOSS));
    assert_true(
        isnan(vro_decisions_partial_information(&decisions, &decisions.choices[0], 0, LOSS).value));
    assert_true(vro_decisions_partial_information(&decisions, &decisions.choices[0], 0, 0).value ==
                0);
    vro_decisions_free(&decisions);
    small_ensemble_close(&small);
}

int test_decisions(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effects_are_turned_so_that_more_is_better),
        cmocka_unit_test(there_is_a_choice_for_each_trade_off_of_the_scenario),
        cmocka_unit_test(knowing_more_is_worth_more_and_what_does_not_matter_nothing),
        cmocka_unit_test(each_subgroup_with_children_in_every_sample_has_a_choice_of_its_own),
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(sets_of_too_many_parameters_are_left_out),
    };
    return cmocka_run_group_tests_name("decisions", tests, NULL, NULL);
}
