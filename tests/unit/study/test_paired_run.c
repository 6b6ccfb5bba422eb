// The same children under one or two changed scenarios.
#include "small_paired_run.h"

#include "vrosim/study/sample_run.h"

#include <stdlib.h>
#include <string.h>

static void run(small_paired_run *self, const vro_parameter_change *low,
                const vro_parameter_change *high, size_t count) {
    assert_int_equal(vro_paired_run_run(&self->run, low, high, count, &self->model.errors), VRO_OK);
}

// The sums of a sample of an uncertainty analysis at the same values.
static vro_sample_run simulate_run(small_paired_run *self, const vro_parameter_change *change) {
    vro_sample_run run;
    double *values = calloc(self->all.count, sizeof *values);
    assert_non_null(values);
    for (size_t i = 0; i < self->all.count; i++)
        values[i] = self->all.parameters[i].value;
    if (change)
        values[change->parameter] = change->value;
    assert_int_equal(
        vro_sample_run_init(&run, &self->all, &self->model.model,
                            (vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM},
                            self->run.options.patients, &self->model.errors),
        VRO_OK);
    assert_int_equal(vro_sample_run_run(&run, values, NULL, &self->model.errors), VRO_OK);
    free(values);
    return run;
}

static void assert_same(vro_estimate a, vro_estimate b) {
    assert_int_equal(a.n, b.n);
    if (a.n == 0)
        return;
    assert_near(a.value, b.value, 0);
    if (b.se > 0)
        assert_near(a.se, b.se, 1e-15);
}

static void assert_same_as_variant(small_paired_run *self, const vro_parameter_change *change,
                                   bool high) {
    vro_sample_run run = simulate_run(self, change);
    size_t known = 0; // all but healing, which the first strategy lacks
    for (size_t i = 0; i < self->measures.count; i++) {
        const vro_measure *row = &self->measures.rows[i];
        const vro_estimate expected =
            (row->reference == VRO_NO_REFERENCE ? vro_sums_mean : vro_sums_difference)(
                &run.whole, row->strategy, row->subgroup, row->outcome);
        assert_same((high ? vro_paired_run_high : vro_paired_run_low)(&self->run, i), expected);
        known += expected.n > 0;
    }
    assert_true(known > self->measures.count * 3 / 4);
    vro_sample_run_free(&run);
}

// Shares, numbers, quantities, and one that not every child has.
static const char *const OUTCOMES = "failed,revisions,lld_abs_mm,healing_weeks";

// In every subgroup, also where children move from one to another.
static void means_and_differences_are_those_of_a_sample_at_the_same_values(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(
        &self,
        &(small_wish){.lines = "", .outcomes = OUTCOMES, .subgroups = "age,bilateral,migration"});
    const vro_parameter_change low = small_paired_run_change(&self, "loss.hazard", 0.001);
    const vro_parameter_change high = small_paired_run_change(&self, "loss.hazard", 0.1);
    run(&self, &low, &high, 1);
    assert_same_as_variant(&self, &low, false);
    assert_same_as_variant(&self, &high, true);
    run(&self, NULL, NULL, 0);
    assert_same_as_variant(&self, NULL, false);
    const vro_parameter_change young = small_paired_run_change(&self, "population.age", 6);
    run(&self, &young, NULL, 1);
    assert_same_as_variant(&self, &young, false);
    small_paired_run_close(&self);
}

static void the_estimates_themselves_change_nothing(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.strategies = "vro,observation",
                                               .lines = "",
                                               .outcomes = OUTCOMES,
                                               .patients = 500});
    for (size_t i = 0; i < self.all.count; i++) {
        const vro_parameter_change same = {.parameter = i, .value = self.all.parameters[i].value};
        run(&self, NULL, &same, 0);
        run(&self, &same, &same, 1);
        const vro_estimate of_same = vro_paired_run_low(&self.run, 0);
        assert_near(vro_paired_run_change(&self.run, 0).value, 0, 0);
        assert_true(vro_paired_run_change(&self.run, 0).se > 0);
        run(&self, NULL, NULL, 0);
        assert_same(vro_paired_run_low(&self.run, 0), of_same);
    }
    small_paired_run_close(&self);
}

static void the_change_is_of_the_same_children_also_where_their_levels_change(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self,
                          &(small_wish){.lines = "", .outcomes = "revisions", .patients = 12000});
    const vro_parameter_change low =
        small_paired_run_change(&self, "population.gmfcs.gmfcs_5", 0.39);
    const vro_parameter_change high =
        small_paired_run_change(&self, "population.gmfcs.gmfcs_5", 0.41);
    run(&self, &low, &high, 1);
    for (size_t i = 0; i < self.measures.count; i++) {
        const vro_estimate a = vro_paired_run_low(&self.run, i),
                           b = vro_paired_run_high(&self.run, i);
        const vro_estimate change = vro_paired_run_change(&self.run, i);
        assert_near(change.value, b.value - a.value, 1e-12);
        assert_true(change.se > 0 && change.se < hypot(a.se, b.se) / 3);
    }
    small_paired_run_close(&self);
}

// A larger share of the last level takes children of the fourth. Means of different children, whose
// change is as uncertain as 40 independent analyses show: the sum of squares over the mean of the
// squared errors is nearly chi-square of 39, outside 10 to 100 once in a million.
static void the_change_in_a_subgroup_that_children_leave_is_that_of_its_two_means(void **state) {
    (void)state;
    enum { REPEATS = 40, LEVEL_4 = 4 };
    double sum = 0, squares = 0, variance = 0;
    small_paired_run self;
    small_paired_run_open(
        &self,
        &(small_wish){.strategies = "vro", .lines = "", .outcomes = "revisions", .patients = 600});
    const vro_parameter_change low =
        small_paired_run_change(&self, "population.gmfcs.gmfcs_5", 0.3);
    const vro_parameter_change high =
        small_paired_run_change(&self, "population.gmfcs.gmfcs_5", 0.5);
    for (uint64_t seed = 0; seed < REPEATS; seed++) {
        vro_paired_run_options options = self.run.options;
        options.random.seed = 1000 + seed;
        vro_paired_run_free(&self.run);
        assert_int_equal(vro_paired_run_init(&self.run, &options, &self.model.errors), VRO_OK);
        run(&self, &low, &high, 1);
        const vro_estimate a = vro_paired_run_low(&self.run, LEVEL_4);
        const vro_estimate b = vro_paired_run_high(&self.run, LEVEL_4);
        const vro_estimate change = vro_paired_run_change(&self.run, LEVEL_4);
        assert_true(a.n > b.n + 20);
        assert_near(change.value, b.value - a.value, 1e-12);
        sum += change.value / REPEATS;
        squares += change.value * change.value;
        variance += change.se * change.se / REPEATS;
    }
    const double ratio = (squares - REPEATS * sum * sum) / variance;
    print_message("chi-square %.1f of %d\n", ratio, REPEATS - 1);
    assert_true(ratio > 10 && ratio < 100);
    small_paired_run_close(&self);
}

static void any_two_strategies_can_be_compared(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.lines = "",
                                               .outcomes = "revisions",
                                               .between = "vro_pelvic,vro_soft_tissue"});
    run(&self, NULL, NULL, 0);
    const vro_estimate difference =
        vro_paired_run_low(&self.run, small_paired_run_measure(&self, 3, 2));
    const double pelvic =
        vro_paired_run_low(&self.run, small_paired_run_measure(&self, 3, VRO_NO_REFERENCE)).value;
    const double soft =
        vro_paired_run_low(&self.run, small_paired_run_measure(&self, 2, VRO_NO_REFERENCE)).value;
    assert_near(difference.value, pelvic - soft, 1e-12);
    small_paired_run_close(&self);
}

static void check_threads(uint64_t replicate) {
    static const int threads[] = {1, 2, 3, 7};
    vro_paired_means *first = NULL;
    for (size_t i = 0; i < 4; i++) {
        small_paired_run self;
        small_paired_run_open(&self, &(small_wish){.lines = "",
                                                   .outcomes = OUTCOMES,
                                                   .patients = 9001,
                                                   .threads = threads[i],
                                                   .replicate = replicate});
        const size_t size = self.measures.count * sizeof *first;
        const vro_parameter_change low = small_paired_run_change(&self, "loss.hazard", 0.001);
        const vro_parameter_change high = small_paired_run_change(&self, "loss.hazard", 0.1);
        run(&self, &low, &high, 1);
        if (!first)
            first = memcpy(malloc(size), self.run.sums, size);
        assert_memory_equal(self.run.sums, first, size);
        assert_int_equal(first->replicates.count,
                         replicate > 0 ? (9001 + replicate - 1) / replicate : 0);
        small_paired_run_close(&self);
    }
    free(first);
}

static void threads_and_pieces_change_no_sum(void **state) {
    (void)state;
    check_threads(0);
    check_threads(1024);
    check_threads(VRO_BLOCK);
}

static void pieces_are_even_and_none_is_larger_than_a_block(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self,
                          &(small_wish){.lines = "", .outcomes = "revisions", .patients = 100000});
    assert_int_equal(self.run.piece, 7143); // 14 pieces for two threads
    small_paired_run_close(&self);
    small_paired_run_open(
        &self, &(small_wish){.lines = "", .outcomes = "revisions", .patients = 3, .threads = 5});
    assert_int_equal(self.run.threads, 1);
    run(&self, NULL, NULL, 0);
    assert_int_equal(vro_paired_run_low(&self.run, 0).n, 3);
    small_paired_run_close(&self);
}

static void the_progress_never_says_more_than_was_expected(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self,
                          &(small_wish){.strategies = "vro", .lines = "", .outcomes = "revisions"});
    vro_paired_run_expect(&self.run, 3);
    run(&self, NULL, NULL, 0);
    assert_int_equal(self.pool.done, SMALL_CHILDREN);
    vro_paired_run_expect(&self.run, 1);
    assert_int_equal(self.pool.done, 3 * SMALL_CHILDREN);
    run(&self, NULL, NULL, 0);
    run(&self, NULL, NULL, 0);
    assert_int_equal(self.pool.done, 4 * SMALL_CHILDREN);
    small_paired_run_close(&self);
}

int test_paired_run(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_differences_are_those_of_a_sample_at_the_same_values),
        cmocka_unit_test(the_estimates_themselves_change_nothing),
        cmocka_unit_test(the_change_is_of_the_same_children_also_where_their_levels_change),
        cmocka_unit_test(the_change_in_a_subgroup_that_children_leave_is_that_of_its_two_means),
        cmocka_unit_test(any_two_strategies_can_be_compared),
        cmocka_unit_test(threads_and_pieces_change_no_sum),
        cmocka_unit_test(pieces_are_even_and_none_is_larger_than_a_block),
        cmocka_unit_test(the_progress_never_says_more_than_was_expected),
    };
    return cmocka_run_group_tests_name("paired_run", tests, NULL, NULL);
}
