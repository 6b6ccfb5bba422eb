// Net benefit, cost per QALY and number needed to treat of the same children under two scenarios,
// against the same from single children.
#include "vrosim/study/paired_means.h"

#include "near.h"

#include <string.h>

enum { CHILDREN = 1000, LOW = 0, HIGH = 1 };

// Differences of a child between two strategies under both scenarios, in steps.
typedef struct children {
    int32_t effect[2][CHILDREN];
    int32_t cost[2][CHILDREN];
} children;

// Numbers that have nothing to do with each other, from -500 to 499.
static int32_t number(size_t i, uint32_t salt) {
    uint32_t x = (uint32_t)i * 2654435761u + salt * 40503u;
    x ^= x >> 15;
    x *= 2246822519u;
    x ^= x >> 13;
    return (int32_t)(x % 1000) - 500;
}

// About 0.3 QALYs for 17 thousand; more of both under the high scenario. Effect and cost depend on
// each other, and what a child has under one scenario on what it has under the other.
static void fill(children *self, uint32_t salt) {
    for (size_t i = 0; i < CHILDREN; i++) {
        const int32_t a = number(i, salt), b = number(i, salt + 1), c = number(i, salt + 2);
        self->effect[LOW][i] = 40000 + 200 * a;
        self->effect[HIGH][i] = 50000 + 150 * a + 50 * c;
        self->cost[LOW][i] = 70000 + 50 * a + 40 * b;
        self->cost[HIGH][i] = 90000 + 40 * a + 60 * b + 20 * c;
    }
}

static vro_paired_means means_of(const children *self, bool cost) {
    const int32_t *const effects[2] = {self->effect[LOW], self->effect[HIGH]};
    const int32_t *const costs[2] = {self->cost[LOW], self->cost[HIGH]};
    const int32_t *const none[2] = {NULL, NULL};
    vro_paired_means sums = {0};
    vro_paired_means_add(&sums, effects, cost ? costs : none, CHILDREN);
    return sums;
}

static vro_measure measure_of(vro_measured_kind kind, double threshold) {
    return (vro_measure){
        .strategy = 1,
        .outcome = kind == VRO_MEASURED_NUMBER_NEEDED_TO_TREAT ? VRO_FAILED : VRO_MEASURED_EFFECT,
        .kind = kind,
        .threshold = threshold};
}

// Mean and its standard error from the numbers themselves.
static vro_expectation mean_of(const double *x) {
    double sum = 0, squares = 0;
    for (size_t i = 0; i < CHILDREN; i++)
        sum += x[i];
    const double mean = sum / CHILDREN;
    for (size_t i = 0; i < CHILDREN; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    return (vro_expectation){mean, sqrt(squares / (CHILDREN - 1) / CHILDREN)};
}

static double qalys(const children *self, int scenario, size_t i) {
    return self->effect[scenario][i] / (double)VRO_STEPS_PER_QALY;
}

static double thousands(const children *self, int scenario, size_t i) {
    return self->cost[scenario][i] / (double)VRO_STEPS_PER_COST;
}

static void assert_estimate(vro_estimate found, vro_expectation expected) {
    assert_near(found.value, expected.value, 1e-9 * fabs(expected.value));
    assert_near(found.se, expected.se, 1e-9 * expected.se);
    assert_int_equal(found.n, CHILDREN);
}

// Net benefit is a number of each child: 50 x QALYs - cost.
static void net_benefit_is_the_mean_of_that_of_each_child(void **state) {
    (void)state;
    static children self;
    double benefits[2][CHILDREN], changes[CHILDREN];
    const vro_measure measure = measure_of(VRO_MEASURED_NET_BENEFIT, 50);
    fill(&self, 1);
    for (size_t i = 0; i < CHILDREN; i++) {
        for (int end = LOW; end <= HIGH; end++)
            benefits[end][i] = 50 * qalys(&self, end, i) - thousands(&self, end, i);
        changes[i] = benefits[HIGH][i] - benefits[LOW][i];
    }
    const vro_paired_means sums = means_of(&self, true);
    assert_estimate(vro_paired_means_low(&sums, &measure), mean_of(benefits[LOW]));
    assert_estimate(vro_paired_means_high(&sums, &measure), mean_of(benefits[HIGH]));
    assert_estimate(vro_paired_means_change(&sums, &measure), mean_of(changes));
}

// To first order a child moves the ratio r = c / e of the means by (cost - r x effect) / e.
static void the_error_of_an_icer_is_that_of_what_each_child_moves_it_by(void **state) {
    (void)state;
    static children self;
    double moved[2][CHILDREN], changes[CHILDREN], ratios[2];
    const vro_measure measure = measure_of(VRO_MEASURED_ICER, 0);
    fill(&self, 1);
    for (int end = LOW; end <= HIGH; end++) {
        double effect = 0, cost = 0;
        for (size_t i = 0; i < CHILDREN; i++) {
            effect += qalys(&self, end, i) / CHILDREN;
            cost += thousands(&self, end, i) / CHILDREN;
        }
        ratios[end] = cost / effect;
        for (size_t i = 0; i < CHILDREN; i++)
            moved[end][i] =
                (thousands(&self, end, i) - ratios[end] * qalys(&self, end, i)) / effect;
    }
    for (size_t i = 0; i < CHILDREN; i++)
        changes[i] = moved[HIGH][i] - moved[LOW][i];
    const vro_paired_means sums = means_of(&self, true);
    assert_estimate(vro_paired_means_low(&sums, &measure),
                    (vro_expectation){ratios[LOW], mean_of(moved[LOW]).se});
    assert_estimate(vro_paired_means_high(&sums, &measure),
                    (vro_expectation){ratios[HIGH], mean_of(moved[HIGH]).se});
    assert_estimate(vro_paired_means_change(&sums, &measure),
                    (vro_expectation){ratios[HIGH] - ratios[LOW], mean_of(changes).se});
}

static void assert_same(vro_estimate a, vro_estimate b) {
    assert_near(a.value, b.value, 0);
    assert_near(a.se, b.se, 1e-7 * b.se);
    assert_int_equal(a.n, b.n);
    assert_int_equal(a.kind, VRO_ERROR_OF_REPLICATES);
    assert_int_equal(b.kind, VRO_ERROR_OF_CHILDREN);
}

// Of replicates of one child each the errors are those of independent children.
static void errors_of_replicates_are_by_the_same_formulas(void **state) {
    (void)state;
    static children self;
    vro_paired_means each = {0};
    vro_measure measures[] = {measure_of(VRO_MEASURED_NET_BENEFIT, 50),
                              measure_of(VRO_MEASURED_ICER, 0),
                              measure_of(VRO_MEASURED_OUTCOME, 0)};
    measures[2].outcome = VRO_QALY;
    fill(&self, 1);
    for (size_t i = 0; i < CHILDREN; i++) {
        const int32_t *const effects[2] = {&self.effect[LOW][i], &self.effect[HIGH][i]};
        const int32_t *const costs[2] = {&self.cost[LOW][i], &self.cost[HIGH][i]};
        vro_paired_means one = {0};
        vro_paired_means_add(&one, effects, costs, 1);
        vro_paired_means_end_replicate(&one);
        vro_paired_means_merge(&each, &one);
    }
    const vro_paired_means all = means_of(&self, true);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        assert_same(vro_paired_means_low(&each, &measures[i]),
                    vro_paired_means_low(&all, &measures[i]));
        assert_same(vro_paired_means_high(&each, &measures[i]),
                    vro_paired_means_high(&all, &measures[i]));
        assert_same(vro_paired_means_change(&each, &measures[i]),
                    vro_paired_means_change(&all, &measures[i]));
    }
}

static void few_replicates_leave_the_bound_of_children(void **state) {
    (void)state;
    static children self;
    const vro_measure measure = measure_of(VRO_MEASURED_NET_BENEFIT, 50);
    fill(&self, 1);
    vro_paired_means few = means_of(&self, true);
    const double of_children = vro_paired_means_change(&few, &measure).se;
    vro_paired_means_end_replicate(&few);
    const vro_estimate change = vro_paired_means_change(&few, &measure);
    assert_near(change.se, of_children, 0);
    assert_int_equal(change.kind, VRO_ERROR_AT_MOST);
}

// Of 1,000 children `benefit` are spared the outcome and `harm` have it because of the strategy.
static void set_risks(children *self, int scenario, size_t benefit, size_t harm) {
    for (size_t i = 0; i < CHILDREN; i++)
        self->effect[scenario][i] = i < benefit ? -1 : i < benefit + harm ? 1 : 0;
}

// d is -0.2 and -0.25 in the same children: 5 and 4, each child moves them by difference / d^2.
static void a_number_needed_to_treat_has_the_error_of_its_pairs(void **state) {
    (void)state;
    static children self;
    double low[CHILDREN], changes[CHILDREN];
    const vro_measure measure = measure_of(VRO_MEASURED_NUMBER_NEEDED_TO_TREAT, 0);
    set_risks(&self, LOW, 230, 30);
    set_risks(&self, HIGH, 270, 20);
    for (size_t i = 0; i < CHILDREN; i++) {
        low[i] = self.effect[LOW][i] / (0.2 * 0.2);
        changes[i] = self.effect[HIGH][i] / (0.25 * 0.25) - low[i];
    }
    const vro_paired_means sums = means_of(&self, false);
    assert_estimate(vro_paired_means_low(&sums, &measure), (vro_expectation){5, mean_of(low).se});
    assert_near(vro_paired_means_high(&sums, &measure).value, 4, 1e-12);
    assert_estimate(vro_paired_means_change(&sums, &measure),
                    (vro_expectation){-1, mean_of(changes).se});
}

static void assert_unknown(vro_estimate estimate) {
    assert_true(isnan(estimate.value) && isnan(estimate.se));
}

// 52 spared and 48 harmed may be chance. From benefit to harm the number passes infinity.
static void a_number_needed_to_treat_that_may_be_infinite_has_no_error(void **state) {
    (void)state;
    static children self;
    const vro_measure measure = measure_of(VRO_MEASURED_NUMBER_NEEDED_TO_TREAT, 0);
    set_risks(&self, LOW, 52, 48);
    set_risks(&self, HIGH, 20, 120);
    vro_paired_means sums = means_of(&self, false);
    assert_near(vro_paired_means_low(&sums, &measure).value, 250, 1e-9);
    assert_true(isnan(vro_paired_means_low(&sums, &measure).se));
    assert_near(vro_paired_means_high(&sums, &measure).value, -10, 1e-12);
    assert_unknown(vro_paired_means_change(&sums, &measure));
    set_risks(&self, LOW, 120, 20);
    sums = means_of(&self, false);
    assert_near(vro_paired_means_low(&sums, &measure).value, 10, 1e-12);
    assert_unknown(vro_paired_means_change(&sums, &measure));
    set_risks(&self, LOW, 50, 50);
    sums = means_of(&self, false);
    assert_unknown(vro_paired_means_low(&sums, &measure));
}

// More QALYs at less cost, fewer QALYs, and a difference in QALYs that may be 0: no ratio, but a
// net benefit.
static void an_icer_is_only_told_of_more_health_for_more_money(void **state) {
    (void)state;
    const vro_measure icer = measure_of(VRO_MEASURED_ICER, 0);
    const vro_measure net_benefit = measure_of(VRO_MEASURED_NET_BENEFIT, 50);
    static children self;
    for (int kind = 0; kind < 4; kind++) {
        fill(&self, 1);
        for (size_t i = 0; i < CHILDREN; i++) {
            if (kind == 1 || kind == 2)
                self.cost[LOW][i] -= 140000;
            if (kind == 2)
                self.effect[LOW][i] -= 80000;
            if (kind == 3)
                self.effect[LOW][i] = 200 * number(i, 1);
        }
        const vro_paired_means sums = means_of(&self, true);
        assert_true(vro_paired_means_low(&sums, &net_benefit).se > 0);
        assert_true(vro_paired_means_high(&sums, &icer).value > 0);
        assert_int_equal(isnan(vro_paired_means_low(&sums, &icer).value), kind > 0);
        assert_int_equal(isnan(vro_paired_means_change(&sums, &icer).value), kind > 0);
    }
}

static void what_does_not_change_has_no_known_error_of_its_change(void **state) {
    (void)state;
    static children self;
    fill(&self, 1);
    memcpy(self.effect[HIGH], self.effect[LOW], sizeof self.effect[LOW]);
    memcpy(self.cost[HIGH], self.cost[LOW], sizeof self.cost[LOW]);
    const vro_paired_means sums = means_of(&self, true);
    for (int i = 0; i < 2; i++) {
        const vro_measure measure =
            measure_of(i == 0 ? VRO_MEASURED_NET_BENEFIT : VRO_MEASURED_ICER, 50);
        const vro_estimate change = vro_paired_means_change(&sums, &measure);
        assert_near(change.value, 0, 0);
        assert_true(isnan(change.se));
    }
}

// Every fifth child is in the subgroup under one scenario only. The change of the ICER in 100
// independent samples is as uncertain as its errors say: the sum of squares over the mean squared
// error is nearly chi-square of 99, outside 50 to 170 once in 10,000.
static void the_error_holds_where_children_leave_the_subgroup(void **state) {
    (void)state;
    enum { REPEATS = 100 };
    static children self;
    double sum = 0, squares = 0, variance = 0;
    const vro_measure measure = measure_of(VRO_MEASURED_ICER, 0);
    for (uint32_t repeat = 0; repeat < REPEATS; repeat++) {
        fill(&self, 1000 + 3 * repeat);
        for (size_t i = 0; i < CHILDREN; i++) {
            const int chance = number(i, 7000 + repeat), end = chance < -400 ? LOW : HIGH;
            if (chance < -300)
                self.effect[end][i] = self.cost[end][i] = VRO_NO_VALUE;
        }
        const vro_paired_means sums = means_of(&self, true);
        const vro_estimate change = vro_paired_means_change(&sums, &measure);
        sum += change.value;
        squares += change.value * change.value;
        variance += change.se * change.se / REPEATS;
    }
    const double ratio = (squares - sum * sum / REPEATS) / variance;
    print_message("chi-square %.1f of %d\n", ratio, REPEATS - 1);
    assert_true(ratio > 50 && ratio < 170);
}

static void sums_of_parts_are_the_sums_of_the_whole(void **state) {
    (void)state;
    static children self;
    fill(&self, 1);
    const vro_paired_means whole = means_of(&self, true);
    vro_paired_means parts = {0}, rest = {0};
    const int32_t *const effects[2] = {self.effect[LOW], self.effect[HIGH]};
    const int32_t *const costs[2] = {self.cost[LOW], self.cost[HIGH]};
    const int32_t *const more_effects[2] = {effects[LOW] + 300, effects[HIGH] + 300};
    const int32_t *const more_costs[2] = {costs[LOW] + 300, costs[HIGH] + 300};
    vro_paired_means_add(&parts, effects, costs, 300);
    vro_paired_means_add(&rest, more_effects, more_costs, CHILDREN - 300);
    vro_paired_means_merge(&parts, &rest);
    assert_memory_equal(&parts, &whole, sizeof whole);
}

int test_paired_means(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_of_replicates_are_by_the_same_formulas),
        cmocka_unit_test(few_replicates_leave_the_bound_of_children),
        cmocka_unit_test(net_benefit_is_the_mean_of_that_of_each_child),
        cmocka_unit_test(the_error_of_an_icer_is_that_of_what_each_child_moves_it_by),
        cmocka_unit_test(a_number_needed_to_treat_has_the_error_of_its_pairs),
        cmocka_unit_test(a_number_needed_to_treat_that_may_be_infinite_has_no_error),
        cmocka_unit_test(an_icer_is_only_told_of_more_health_for_more_money),
        cmocka_unit_test(what_does_not_change_has_no_known_error_of_its_change),
        cmocka_unit_test(the_error_holds_where_children_leave_the_subgroup),
        cmocka_unit_test(sums_of_parts_are_the_sums_of_the_whole),
    };
    return cmocka_run_group_tests_name("paired_means", tests, NULL, NULL);
}
