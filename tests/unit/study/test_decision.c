// Net benefit, acceptability, loss and the value of perfect information, worked out by hand.
#include "vrosim/study/decision.h"

#include "sigma.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include <stdlib.h>

enum { SAMPLES = 20000, STRATEGIES = 4 };

// At a threshold of 10 the net benefits are
//   10 15 -2 | 10  5 18 | 20 25  8 | 20  5 18, on average 15, 12.5 and 10.5.
static const double effects[] = {1, 2, 1, 1, 1, 3, 2, 3, 2, 2, 1, 3};
static const double costs[] = {0, 5, 12, 0, 5, 12, 0, 5, 12, 0, 5, 12};
static const vro_consequences small = {effects, costs, 4, 3};

static void the_best_has_the_greatest_expected_net_benefit(void **state) {
    (void)state;
    vro_strategy_evaluation evaluations[3];
    assert_int_equal(vro_decision_evaluate(&small, 10, evaluations).best, 0);
    assert_near(evaluations[0].net_benefit.value, 15, 0);
    assert_near(evaluations[1].net_benefit.value, 12.5, 0);
    assert_near(evaluations[2].net_benefit.value, 10.5, 0);
    assert_near(evaluations[0].net_benefit.se, sqrt(100.0 / 3 / 4), 1e-15);
    assert_int_equal(vro_decision_evaluate(&small, 1000, evaluations).best, 2);
}

// The greatest net benefits are 15, 18, 25 and 20, 19.5 on average; the first strategy misses
// 5, 8, 5 and 0 of them, with a variance of 33 / 3.
static void perfect_information_is_worth_the_loss_of_the_best(void **state) {
    (void)state;
    vro_strategy_evaluation evaluations[3];
    const vro_decision decision = vro_decision_evaluate(&small, 10, evaluations);
    assert_near(decision.perfect_information.value, 19.5 - 15, 0);
    assert_near(decision.perfect_information.se, sqrt(11.0 / 4), 1e-15);
    assert_near(evaluations[0].loss.value, 4.5, 0);
    assert_near(evaluations[1].loss.value, 7, 0);
    assert_near(evaluations[2].loss.value, 9, 0);
}

static void acceptability_is_the_share_of_samples_won(void **state) {
    (void)state;
    vro_strategy_evaluation evaluations[3];
    const vro_decision decision = vro_decision_evaluate(&small, 10, evaluations);
    assert_near(evaluations[0].probability_best.value, 0.25, 0);
    assert_near(evaluations[1].probability_best.value, 0.5, 0);
    assert_near(evaluations[2].probability_best.value, 0.25, 0);
    assert_near(evaluations[1].probability_best.se, 0.25, 1e-15); // sqrt(0.5 * 0.5 / 4)
    assert_near(decision.probability_right.value, 0.25, 0);
}

static void identical_strategies_share_and_leave_nothing_to_learn(void **state) {
    (void)state;
    const double effect[] = {0.1, 0.1, 0.1, 0.7, 0.7, 0.7}, cost[] = {3, 3, 3, 1, 1, 1};
    vro_strategy_evaluation evaluations[3];
    const vro_decision decision =
        vro_decision_evaluate(&(vro_consequences){effect, cost, 2, 3}, 0.3, evaluations);
    assert_int_equal(decision.best, 0);
    assert_true(decision.perfect_information.value == 0 && isnan(decision.perfect_information.se));
    for (size_t strategy = 0; strategy < 3; strategy++) {
        assert_true(evaluations[strategy].loss.value == 0);
        assert_near(evaluations[strategy].probability_best.value, 1.0 / 3, 1e-15);
    }
}

static void one_sample_has_no_standard_error(void **state) {
    (void)state;
    vro_strategy_evaluation evaluations[3];
    const vro_consequences one = {effects, costs, 1, 3};
    const vro_decision decision = vro_decision_evaluate(&one, 10, evaluations);
    assert_int_equal(decision.best, 1);
    assert_true(decision.perfect_information.value == 0);
    assert_true(isnan(decision.perfect_information.se));
}

// One revision in ten avoided for three more millimetres: worth it from 30 mm a revision.
static void a_trade_off_needs_no_money(void **state) {
    (void)state;
    const double avoided[] = {-0.2, -0.1}, millimetres[] = {5, 8};
    const vro_consequences one = {avoided, millimetres, 1, 2};
    vro_strategy_evaluation evaluations[2];
    assert_int_equal(vro_decision_evaluate(&one, 29, evaluations).best, 0);
    assert_int_equal(vro_decision_evaluate(&one, 31, evaluations).best, 1);
}

// Strategies whose effects and costs are normal and rounded, so that some samples are tied.
static void draw(double *effect, double *cost) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 1);
    for (size_t i = 0; i < SAMPLES * STRATEGIES; i++) {
        effect[i] = rint(4 * gsl_ran_ugaussian(rng));
        cost[i] = rint(4 * gsl_ran_ugaussian(rng));
    }
    gsl_rng_free(rng);
}

static void check_sums(const vro_consequences *drawn, double threshold) {
    vro_strategy_evaluation evaluations[STRATEGIES];
    const vro_decision decision = vro_decision_evaluate(drawn, threshold, evaluations);
    const vro_strategy_evaluation *best = &evaluations[decision.best];
    double sum = 0;
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++) {
        const vro_strategy_evaluation *evaluation = &evaluations[strategy];
        sum += evaluation->probability_best.value;
        assert_true(evaluation->loss.value >= decision.perfect_information.value);
        assert_near(evaluation->loss.value - best->loss.value,
                    best->net_benefit.value - evaluation->net_benefit.value, 1e-9);
    }
    assert_near(sum, 1, 1e-12);
}

static void acceptability_sums_to_1_and_losses_differ_as_net_benefits_do(void **state) {
    (void)state;
    double *effect = malloc(SAMPLES * STRATEGIES * sizeof *effect);
    double *cost = malloc(SAMPLES * STRATEGIES * sizeof *cost);
    assert_true(effect && cost);
    draw(effect, cost);
    for (double threshold = 0; threshold <= 5; threshold += 0.5)
        check_sums(&(vro_consequences){effect, cost, SAMPLES, STRATEGIES}, threshold);
    free(effect);
    free(cost);
}

// Of a difference with mean m > 0 and standard deviation s, EVPI = s phi(m / s) - m Q(m / s) (unit
// normal loss). One check at five standard errors.
static void perfect_information_of_a_normal_difference_has_a_closed_form(void **state) {
    (void)state;
    double *effect = malloc(SAMPLES * 2 * sizeof *effect);
    double *cost = calloc(SAMPLES * 2, sizeof *cost);
    assert_true(effect && cost);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2);
    for (size_t sample = 0; sample < SAMPLES; sample++) {
        effect[2 * sample] = 0;
        effect[2 * sample + 1] = 1 + gsl_ran_gaussian(rng, 2);
    }
    vro_strategy_evaluation evaluations[2];
    const vro_consequences drawn = {effect, cost, SAMPLES, 2};
    const vro_expectation found = vro_decision_evaluate(&drawn, 1, evaluations).perfect_information;
    const double expected = 2 * gsl_ran_ugaussian_pdf(0.5) - gsl_cdf_ugaussian_Q(0.5);
    sigma_assert_distance("EVPI", found.value - expected, found.se);
    gsl_rng_free(rng);
    free(effect);
    free(cost);
}

int test_decision(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_has_the_greatest_expected_net_benefit),
        cmocka_unit_test(perfect_information_is_worth_the_loss_of_the_best),
        cmocka_unit_test(acceptability_is_the_share_of_samples_won),
        cmocka_unit_test(identical_strategies_share_and_leave_nothing_to_learn),
        cmocka_unit_test(one_sample_has_no_standard_error),
        cmocka_unit_test(a_trade_off_needs_no_money),
        cmocka_unit_test(acceptability_sums_to_1_and_losses_differ_as_net_benefits_do),
        cmocka_unit_test(perfect_information_of_a_normal_difference_has_a_closed_form),
    };
    return cmocka_run_group_tests_name("decision", tests, NULL, NULL);
}
