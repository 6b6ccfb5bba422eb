// Comparisons of a strategy with the reference, worked out by hand.
#include "vrosim/outcome/contrast.h"

#include "near.h"
#include "usual_landmarks.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// Ten children. Revised under both: 1; under the reference only: 4; under the strategy only: 1;
// under neither: 4. Shares 0.2 and 0.5.
static const vro_contrast revision = {
    .outcome = VRO_REVISION_BY_5Y,
    .strategy = {.count = 10, .sum = 2, .square = 2},
    .reference = {.count = 10, .sum = 5, .square = 5},
    .pair = {.count = 10, .difference = -3, .square = 5, .better = 4}};

// Variances of means over n - 1: strategy 1.6/9/10, reference 2.5/9/10, difference 4.1/9/10.
static const double variance_strategy = 1.6 / 90;
static const double variance_reference = 2.5 / 90;
static const double variance_difference = 4.1 / 90;

static void a_risk_difference_has_the_error_of_the_pairs(void **state) {
    (void)state;
    const vro_compared risk = vro_contrast_estimate(&revision, VRO_RISK_DIFFERENCE);
    assert_near(risk.paired.value, -0.3, 1e-15);
    assert_near(risk.paired.se, sqrt(variance_difference), 1e-15);
    // Garwood: 1 event 0.0253 to 5.5716, 4 events 1.0899 to 10.2416; shrunk by sqrt(4.1 / 4.5).
    const double shrunk = sqrt(4.1 / 4.5) / 10;
    assert_near(risk.paired.upper, -0.3 + hypot(4.57164, 2.91013) * shrunk, 1e-5);
    assert_near(risk.paired.lower, -0.3 - hypot(0.974682, 6.24159) * shrunk, 1e-5);
    assert_near(risk.se_unpaired, sqrt(variance_strategy + variance_reference), 1e-15);
    assert_int_equal(risk.paired.n, 10);
}

// r = 0.4, cov = (1.6 + 2.5 - 4.1)/2 = 0, so here the two errors agree.
static void a_relative_risk_has_the_error_of_the_delta_method(void **state) {
    (void)state;
    const double covariance = (variance_strategy + variance_reference - variance_difference) / 2;
    const double variance =
        (variance_strategy + 0.16 * variance_reference - 0.8 * covariance) / 0.25;
    const vro_compared risk = vro_contrast_estimate(&revision, VRO_RELATIVE_RISK);
    assert_near(risk.paired.value, 0.4, 1e-15);
    assert_near(risk.paired.se, sqrt(variance), 1e-15);
    assert_near(risk.se_unpaired, sqrt(variance_strategy + 0.16 * variance_reference) / 0.5, 1e-15);
    // Wilson: 2 of 10 0.056682 to 0.509838, 5 of 10 0.236593 to 0.763407; no correlation.
    assert_near(log(risk.paired.upper / 0.4), hypot(log(0.509838 / 0.2), log(0.5 / 0.236593)),
                1e-5);
    assert_near(log(0.4 / risk.paired.lower), hypot(log(0.2 / 0.056682), log(0.763407 / 0.5)),
                1e-5);
}

// All four of the strategy's revisions are also the reference's: the pairs pay.
static void pairs_that_go_together_lessen_the_error(void **state) {
    (void)state;
    const vro_contrast nested = {.outcome = VRO_REVISION_BY_5Y,
                                 .strategy = {.count = 10, .sum = 4, .square = 4},
                                 .reference = {.count = 10, .sum = 5, .square = 5},
                                 .pair = {.count = 10, .difference = -1, .square = 1, .better = 1}};
    const vro_compared risk = vro_contrast_estimate(&nested, VRO_RISK_DIFFERENCE);
    const vro_compared ratio = vro_contrast_estimate(&nested, VRO_RELATIVE_RISK);
    const double a = 2.4 / 90, b = 2.5 / 90, d = 0.9 / 90;
    assert_near(risk.paired.se, sqrt(d), 1e-15);
    assert_near(ratio.paired.se, sqrt(a + 0.64 * b - 1.6 * (a + b - d) / 2) / 0.5, 1e-15);
    assert_true(ratio.paired.se < 0.6 * ratio.se_unpaired);
}

// The risk difference is -0.3, -0.72 to 0.12: the number may be infinite, and the error of its
// inverse says nothing about it.
static void a_number_needed_to_treat_that_may_be_infinite_has_no_error(void **state) {
    (void)state;
    const vro_compared number = vro_contrast_estimate(&revision, VRO_NUMBER_NEEDED_TO_TREAT);
    assert_near(number.paired.value, 1 / 0.3, 1e-14);
    assert_true(isnan(number.paired.se) && isnan(number.se_unpaired));
    assert_true(isnan(number.paired.lower) && isnan(number.paired.upper));
}

// 1,000 children, 300 fewer revised, 320 of them differing: the interval is away from 0.
static void a_number_needed_to_treat_inverts_a_clear_difference(void **state) {
    (void)state;
    const vro_contrast clear = {
        .outcome = VRO_REVISION_BY_5Y,
        .strategy = {.count = 1000, .sum = 200, .square = 200},
        .reference = {.count = 1000, .sum = 500, .square = 500},
        .pair = {.count = 1000, .difference = -300, .square = 320, .better = 310}};
    const vro_estimate risk = vro_contrast_estimate(&clear, VRO_RISK_DIFFERENCE).paired;
    const vro_estimate number = vro_contrast_estimate(&clear, VRO_NUMBER_NEEDED_TO_TREAT).paired;
    assert_near(number.value, 1 / 0.3, 1e-14);
    assert_near(number.se, risk.se / 0.09, 1e-14);
    assert_near(number.lower, -1 / risk.lower, 0);
    assert_near(number.upper, -1 / risk.upper, 0);
    assert_true(number.lower < number.value && number.value < number.upper);
}

static void a_number_needed_to_harm_is_negative(void **state) {
    (void)state;
    const vro_contrast harm = {
        .outcome = VRO_REVISION_BY_5Y,
        .strategy = {.count = 1000, .sum = 500, .square = 500},
        .reference = {.count = 1000, .sum = 200, .square = 200},
        .pair = {.count = 1000, .difference = 300, .square = 320, .better = 10}};
    const vro_estimate number = vro_contrast_estimate(&harm, VRO_NUMBER_NEEDED_TO_TREAT).paired;
    assert_near(number.value, -1 / 0.3, 1e-14);
    assert_true(number.lower < number.value && number.value < number.upper && number.upper < 0);
}

static void the_share_better_off_needs_pairs(void **state) {
    (void)state;
    const vro_compared better = vro_contrast_estimate(&revision, VRO_SHARE_BETTER);
    assert_near(better.paired.value, 0.4, 0);
    assert_near(better.paired.se, sqrt(0.024), 1e-15);
    assert_true(isnan(better.se_unpaired));
}

// Four children, 2, 4, 6, 8 mm against 1, 2, 3, 4: in steps of 1/1024 mm.
static void a_measurement_is_compared_in_its_unit(void **state) {
    (void)state;
    const vro_wide one = (vro_wide)VRO_STEPS_PER_UNIT * VRO_STEPS_PER_UNIT;
    const vro_contrast legs = {
        .outcome = VRO_LLD_ABS_MM,
        .strategy = {.count = 4, .sum = 20 * 1024, .square = 120 * one},
        .reference = {.count = 4, .sum = 10 * 1024, .square = 30 * one},
        .pair = {.count = 4, .difference = 10 * 1024, .square = 30 * one, .better = 0}};
    const vro_compared difference = vro_contrast_estimate(&legs, VRO_MEAN_DIFFERENCE);
    const vro_compared ratio = vro_contrast_estimate(&legs, VRO_MEAN_RATIO);
    assert_near(difference.paired.value, 2.5, 0);
    assert_near(difference.paired.se, sqrt(5.0 / 12), 1e-15);
    assert_near(difference.se_unpaired, sqrt(20.0 / 12 + 5.0 / 12), 1e-15);
    assert_near(ratio.paired.value, 2, 0);
    assert_near(ratio.paired.se, 0, 1e-7); // twice as much in every child
}

static void strategies_equal_in_few_children_may_differ_in_others(void **state) {
    (void)state;
    const vro_contrast same = {.outcome = VRO_REVISION_BY_5Y,
                               .strategy = {.count = 7, .sum = 3, .square = 3},
                               .reference = {.count = 7, .sum = 3, .square = 3},
                               .pair = {.count = 7, .difference = 0, .square = 0, .better = 0}};
    const vro_estimate risk = vro_contrast_estimate(&same, VRO_RISK_DIFFERENCE).paired;
    const vro_estimate ratio = vro_contrast_estimate(&same, VRO_RELATIVE_RISK).paired;
    const vro_estimate number = vro_contrast_estimate(&same, VRO_NUMBER_NEEDED_TO_TREAT).paired;
    assert_true(risk.value == 0 && risk.se > 0);
    assert_near(risk.lower, -3.68888 / 7, 1e-5);
    assert_near(risk.upper, 3.68888 / 7, 1e-5);
    assert_true(ratio.value == 1 && ratio.se > 0 && ratio.lower < 1 && ratio.upper > 1);
    assert_true(isnan(number.value) && isnan(number.se));
}

static void a_ratio_to_nothing_is_undefined(void **state) {
    (void)state;
    vro_contrast none = revision;
    none.reference = (vro_moments){.count = 10, .sum = 0, .square = 0};
    assert_true(isnan(vro_contrast_estimate(&none, VRO_RELATIVE_RISK).paired.value));
    vro_contrast spared = revision;
    spared.strategy = (vro_moments){.count = 10, .sum = 0, .square = 0};
    const vro_estimate ratio = vro_contrast_estimate(&spared, VRO_RELATIVE_RISK).paired;
    assert_true(ratio.value == 0 && ratio.se > 0 && ratio.lower == 0);
    assert_true(ratio.upper > 0.3 && ratio.upper < 2); // 0 of 10 against 5 of 10
}

static void one_child_has_differences_without_errors(void **state) {
    (void)state;
    const vro_contrast one = {.outcome = VRO_REVISIONS,
                              .strategy = {.count = 1, .sum = 3, .square = 9},
                              .reference = {.count = 1, .sum = 2, .square = 4},
                              .pair = {.count = 1, .difference = 1, .square = 1, .better = 0}};
    assert_true(isnan(vro_contrast_estimate(&one, VRO_MEAN_DIFFERENCE).paired.se));
    assert_true(isnan(vro_contrast_estimate(&one, VRO_MEAN_RATIO).paired.se));
    assert_near(vro_contrast_estimate(&one, VRO_MEAN_RATIO).paired.value, 1.5, 0);
}

static void each_outcome_has_the_comparisons_that_make_sense(void **state) {
    (void)state;
    assert_true(vro_contrast_has(VRO_DEATH, VRO_RELATIVE_RISK));
    assert_false(vro_contrast_has(VRO_DEATH, VRO_MEAN_DIFFERENCE));
    assert_true(vro_contrast_has(VRO_REVISIONS, VRO_MEAN_RATIO));
    assert_false(vro_contrast_has(VRO_REVISIONS, VRO_RISK_DIFFERENCE));
    assert_true(vro_contrast_has(VRO_MIGRATION_PCT, VRO_MEAN_RATIO));
    assert_false(vro_contrast_has(VRO_LLD_MM, VRO_MEAN_RATIO));        // may be negative
    assert_false(vro_contrast_has(VRO_HEALING_WEEKS, VRO_MEAN_RATIO)); // not every child's
    assert_false(vro_contrast_has(VRO_NSA_DEG, VRO_SHARE_BETTER));     // no direction
    assert_true(vro_contrast_has(VRO_LLD_ABS_MM, VRO_SHARE_BETTER));
}

// Costs in thousands: a base, shared by both and normal, and rare events of about 10 beside it.
typedef struct cost_law {
    const char *name;
    double base, base_reference, sd; // of the base
    double own, own_reference;       // shares of children with an event under one alone
    double shared, kept;             // with one under the reference, and how many of these have it
} cost_law;

enum { SAMPLES = 2000, CHILDREN = 1000 };

// 2,000 samples leave the coverage a standard error of at most 0.0049 at 95 %; an interval that
// covers 95 % fails below 0.9256 with probability 3e-7.
static const double LEAST = 0.95 - 5 * 0.00487;

static double event(gsl_rng *random, double share) {
    return share > 0 && gsl_rng_uniform(random) < share ? 9.5 + gsl_rng_uniform(random) : 0;
}

static double add_cost(vro_moments *moments, double cost) {
    const int64_t steps = lrint(cost * vro_outcome_steps(VRO_COST));
    const vro_wide square = (vro_wide)steps * steps;
    moments->count++;
    moments->sum += steps;
    moments->square += square;
    moments->cube += square * steps;
    return (double)steps;
}

static vro_contrast sample_costs(const cost_law *of, gsl_rng *random) {
    vro_contrast self = {.outcome = VRO_COST, .skewed = true};
    for (size_t i = 0; i < CHILDREN; i++) {
        const double more = of->sd > 0 ? gsl_ran_gaussian(random, of->sd) : 0;
        const double both = event(random, of->shared);
        const double kept = both > 0 && gsl_rng_uniform(random) < of->kept ? both : 0;
        const double d = add_cost(&self.strategy, of->base + more + kept + event(random, of->own)) -
                         add_cost(&self.reference, of->base_reference + more + both +
                                                       event(random, of->own_reference));
        self.pair.count++;
        self.pair.difference += (vro_wide)d;
        self.pair.square += (vro_wide)(d * d);
        self.pair.better += d < 0;
        self.pair.worse += d > 0;
    }
    return self;
}

static bool covers(const vro_estimate *estimate, double truth) {
    return estimate->lower <= truth + 1e-9 && truth - 1e-9 <= estimate->upper;
}

static void assert_costs_covered(const cost_law *of) {
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    const double mean = of->base + 10 * (of->own + of->shared * of->kept);
    const double reference = of->base_reference + 10 * (of->own_reference + of->shared);
    double differences = 0, ratios = 0, known = 0;
    gsl_rng_set(random, 20261129);
    for (int i = 0; i < SAMPLES; i++) {
        const vro_contrast self = sample_costs(of, random);
        const vro_estimate difference = vro_contrast_estimate(&self, VRO_MEAN_DIFFERENCE).paired;
        const vro_estimate ratio = vro_contrast_estimate(&self, VRO_MEAN_RATIO).paired;
        if (isnan(difference.lower)) // no child differs, or all by the same: nothing is claimed
            continue;
        assert_true(ratio.lower >= 0 && ratio.lower <= ratio.value && ratio.value <= ratio.upper);
        known++;
        differences += covers(&difference, mean - reference);
        ratios += covers(&ratio, mean / reference);
    }
    gsl_rng_free(random);
    print_message("%s: difference %.3f, ratio %.3f\n", of->name, differences / known,
                  ratios / known);
    if (differences < LEAST * known || ratios < LEAST * known)
        fail_msg("%s: covers %.4f and %.4f", of->name, differences / known, ratios / known);
}

static void costs_of_rare_events_on_a_base_are_covered(void **state) {
    (void)state;
    static const cost_law laws[] = {
        {"on the same base", 30, 30, 0, 1 / 300.0, 1 / 300.0, 0, 0},
        {"on two bases", 15, 30, 0, 1 / 300.0, 1 / 300.0, 0, 0},
        {"under the reference alone", 30, 30, 0, 0, 1 / 300.0, 0, 0},
        {"under the strategy alone, on two bases", 15, 30, 0, 1 / 300.0, 0, 0, 0},
        {"on a base that varies", 30, 30, 5, 1 / 300.0, 0, 0, 0},
        {"on bases that vary", 15, 30, 3, 1 / 300.0, 1 / 300.0, 0, 0},
        {"half of them prevented", 30, 30, 0, 0, 0, 1 / 50.0, 0.5},
        {"half of them prevented, on two bases", 15, 30, 0, 0, 0, 1 / 50.0, 0.5},
        {"some more than shared", 30, 30, 0, 1 / 500.0, 0, 1 / 50.0, 1},
        {"without a base", 0, 0, 0, 1 / 100.0, 1 / 100.0, 0, 0},
    };
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        assert_costs_covered(&laws[i]);
}

// The interval of a difference holds 0 where that of the ratio holds 1.
static void a_ratio_of_costs_says_what_their_difference_says(void **state) {
    (void)state;
    const vro_wide steps = vro_outcome_steps(VRO_COST), square = steps * steps;
    // 30 in all of 1,000 children, and 10 more in three of them under the strategy.
    const vro_contrast costs = {
        .outcome = VRO_COST,
        .strategy = {.count = 1000,
                     .sum = 30030 * steps,
                     .square = (997 * 900 + 3 * 1600) * square},
        .reference = {.count = 1000, .sum = 30000 * steps, .square = 900000 * square},
        .pair = {1000, 30 * steps, 300 * square, 0, 3}};
    const vro_estimate d = vro_contrast_estimate(&costs, VRO_MEAN_DIFFERENCE).paired;
    const vro_estimate ratio = vro_contrast_estimate(&costs, VRO_MEAN_RATIO).paired;
    assert_true(d.upper > 0.08); // 8.77 events, and more
    assert_near(ratio.lower, 1 + d.lower / 30, 1e-12);
    assert_near(ratio.upper, 1 + d.upper / 30, 1e-12);
    assert_near(ratio.se, d.se / 30, 1e-6);
}

int test_contrast(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_risk_difference_has_the_error_of_the_pairs),
        cmocka_unit_test(a_relative_risk_has_the_error_of_the_delta_method),
        cmocka_unit_test(pairs_that_go_together_lessen_the_error),
        cmocka_unit_test(a_number_needed_to_treat_that_may_be_infinite_has_no_error),
        cmocka_unit_test(a_number_needed_to_treat_inverts_a_clear_difference),
        cmocka_unit_test(a_number_needed_to_harm_is_negative),
        cmocka_unit_test(the_share_better_off_needs_pairs),
        cmocka_unit_test(a_measurement_is_compared_in_its_unit),
        cmocka_unit_test(strategies_equal_in_few_children_may_differ_in_others),
        cmocka_unit_test(a_ratio_to_nothing_is_undefined),
        cmocka_unit_test(one_child_has_differences_without_errors),
        cmocka_unit_test(each_outcome_has_the_comparisons_that_make_sense),
        cmocka_unit_test(costs_of_rare_events_on_a_base_are_covered),
        cmocka_unit_test(a_ratio_of_costs_says_what_their_difference_says),
    };
    return cmocka_run_group_tests_name("contrast", tests, NULL, NULL);
}
