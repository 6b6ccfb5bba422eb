// Thresholds that are known in closed form.
#include "small_paired_run.h"

#include "vrosim/study/threshold.h"

// One operation a child and nothing after it: under vro an osteotomy with probability p for c,
// under soft_tissue a release for 4. The difference p c - 4 is 0 at c = 4 / p.
#define ONE_OPERATION                                                                              \
    SMALL_QUIET "plan.bilateral,fixed,0,,,,soft_tissue\n"                                          \
                "plan.bilateral,fixed,0,,,,vro\n"                                                  \
                "cost.soft_tissue,fixed,4\n"                                                       \
                "cost.osteotomy,fixed,1\n"
#define HALF "plan.osteotomy,fixed,0.5,,,,vro\n"

static const vro_threshold *search(small_paired_run *self, const char *text) {
    small_paired_run_ranges(self, &self->results.searches, VRO_PARAMETER_RANGE_SEARCH, text);
    assert_int_equal(vro_sensitivity_reserve(&self->results, &self->model.errors), VRO_OK);
    assert_int_equal(vro_threshold_run(&self->results, &self->run, &self->model.errors), VRO_OK);
    return self->results.thresholds;
}

static const small_wish half = {
    .strategies = "soft_tissue,vro", .lines = ONE_OPERATION HALF, .outcomes = "cost"};

// Costs are kept in 1/1024 thousands, so the mean is off by at most half of that.
static void without_noise_the_threshold_is_exact(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.strategies = "soft_tissue,vro",
                                               .lines = ONE_OPERATION,
                                               .outcomes = "cost",
                                               .patients = 100});
    const vro_threshold *found = search(&self, "cost.osteotomy=0:20") + 2;
    assert_int_equal(found->status, VRO_SEARCH_FOUND);
    assert_near(found->value, 4, 0.5 / VRO_STEPS_PER_COST + 20e-6);
    assert_true(isnan(found->se)); // the same cost in every child
    assert_near(found->slope, 1, 0.05);
    assert_near(found->low.value, -4, 1e-9);
    assert_near(found->high.value, 16, 1e-9);
    small_paired_run_close(&self);
}

// At c = 8: slope p, error of the difference 8 sqrt(p (1 - p) / n), of the threshold that over p:
// 0.13 for 4,000 children. |z| < 5: false alarm 6e-7.
static void with_noise_it_is_off_by_its_error(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &half);
    const vro_threshold *found = search(&self, "cost.osteotomy=0:20") + 2;
    assert_int_equal(found->status, VRO_SEARCH_FOUND);
    const double share = found->high.value / 20 + 0.2, n = SMALL_CHILDREN;
    assert_near(found->value, 4 / share, 0.5 / 1024 / share + 20e-6);
    assert_near(found->slope, share, 0.01);
    const double se = found->value * sqrt(share * (1 - share) / (n - 1)) / share;
    assert_near(found->se / se, 1, 0.02);
    print_message("threshold %g, error %g, z %.2f\n", found->value, found->se,
                  (found->value - 8) / se);
    assert_near((found->value - 8) / se, 0, 5);
    small_paired_run_close(&self);
}

// The errors that 40 independent analyses give are those that their thresholds have: the sum of z^2
// is chi-square of 40, outside 10 to 100 once in a million.
static void the_error_is_that_of_repeated_analyses(void **state) {
    (void)state;
    double squares = 0;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.strategies = "soft_tissue,vro",
                                               .lines = ONE_OPERATION HALF,
                                               .outcomes = "cost",
                                               .patients = 400});
    const vro_threshold *found = search(&self, "cost.osteotomy=0:20") + 2;
    for (uint64_t seed = 0; seed < 40; seed++) {
        vro_paired_run_options options = self.run.options;
        options.random.seed = 1000 + seed;
        vro_paired_run_free(&self.run);
        assert_int_equal(vro_paired_run_init(&self.run, &options, &self.model.errors), VRO_OK);
        assert_int_equal(vro_threshold_run(&self.results, &self.run, &self.model.errors), VRO_OK);
        squares += pow((found->value - 8) / found->se, 2);
    }
    print_message("sum of z^2 of 40: %.1f\n", squares);
    assert_true(squares > 10 && squares < 100);
    small_paired_run_close(&self);
}

static void where_one_is_ahead_at_both_ends_there_is_none(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &half);
    const vro_threshold *found = search(&self, "cost.osteotomy=10:20") + 2;
    assert_int_equal(found->status, VRO_SEARCH_NONE);
    assert_true(isnan(found->value) && isnan(found->se) && isnan(found->slope));
    small_paired_run_close(&self);
}

// After both ends of the range, and within the search.
static vro_status stop_in_the_search(void *pool) {
    return ((const vro_pool *)pool)->done > 3 * SMALL_CHILDREN ? VRO_INTERRUPTED : VRO_OK;
}

// GSL's error handler, which would end this program, is not called for the value that is missing.
static void a_search_that_is_interrupted_ends(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &half);
    self.pool.callbacks = (vro_callbacks){&self.pool, .interrupted = stop_in_the_search};
    small_paired_run_ranges(&self, &self.results.searches, VRO_PARAMETER_RANGE_SEARCH,
                            "cost.osteotomy=0:20");
    assert_int_equal(vro_sensitivity_reserve(&self.results, &self.model.errors), VRO_OK);
    assert_int_equal(vro_threshold_run(&self.results, &self.run, &self.model.errors),
                     VRO_INTERRUPTED);
    assert_true(self.pool.done > 2 * SMALL_CHILDREN);
    small_paired_run_close(&self);
}

static void strategies_that_are_the_same_are_equal(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self,
                          &(small_wish){.strategies = "soft_tissue,vro",
                                        .lines = ONE_OPERATION "plan.osteotomy,fixed,0,,,,vro\n"
                                                               "plan.soft_tissue,fixed,1,,,,vro\n",
                                        .outcomes = "cost"});
    const vro_threshold *found = search(&self, "cost.soft_tissue=0:20") + 2;
    assert_int_equal(found->status, VRO_SEARCH_EQUAL);
    small_paired_run_close(&self);
}

static void an_end_at_which_they_are_equal_is_touched(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.strategies = "soft_tissue,vro",
                                               .lines = ONE_OPERATION,
                                               .outcomes = "cost",
                                               .patients = 100});
    const vro_threshold *found = search(&self, "cost.osteotomy=4:20") + 2;
    assert_int_equal(found->status, VRO_SEARCH_TOUCHING);
    assert_near(found->value, 4, 0);
    assert_true(isnan(found->slope));
    small_paired_run_close(&self);
}

static void any_two_strategies_are_compared_and_the_turn_is_the_same(void **state) {
    (void)state;
    small_paired_run self, turned;
    small_paired_run_open(&self, &half);
    small_wish wish = half;
    wish.between = "soft_tissue,vro";
    small_paired_run_open(&turned, &wish);
    const vro_threshold *found = search(&self, "cost.osteotomy=0:20") + 2;
    const vro_threshold *other =
        search(&turned, "cost.osteotomy=0:20") + small_paired_run_measure(&turned, 0, 1);
    assert_near(found->value, other->value, 20e-6);
    assert_near(found->slope, -other->slope, 1e-6);
    small_paired_run_close(&self);
    small_paired_run_close(&turned);
}

// Discrete outcomes move in steps of one child; the threshold lies at one of them.
static void the_root_lies_where_the_difference_crosses_0(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(
        &self,
        &(small_wish){.strategies = "soft_tissue,vro", .lines = "", .outcomes = "revisions"});
    const vro_threshold *found = search(&self, "loss.hazard=0.0001:0.3") + 2;
    assert_int_equal(found->status, VRO_SEARCH_FOUND);
    const vro_parameter_change below =
        small_paired_run_change(&self, "loss.hazard", found->value - 1e-6);
    const vro_parameter_change above =
        small_paired_run_change(&self, "loss.hazard", found->value + 1e-6);
    assert_int_equal(vro_paired_run_run(&self.run, &below, &above, 1, &self.model.errors), VRO_OK);
    assert_true(vro_paired_run_low(&self.run, 2).value <= 0);
    assert_true(vro_paired_run_high(&self.run, 2).value >= 0);
    assert_true(found->se > 0 && found->se < 0.05);
    small_paired_run_close(&self);
}

// Under vro the implant is taken out 12 months after the operation, for 8: where the follow-up
// lasts so long. With an osteotomy in a share p for 4 the difference in cost leaps from 4 p - 4 to
// 12 p - 4.
#define REMOVED_AT_A_YEAR                                                                          \
    ONE_OPERATION "implant.removal_probability,fixed,1\n"                                          \
                  "implant.removal_time,fixed,12\n"                                                \
                  "cost.removal,fixed,8\n"                                                         \
                  "cost.osteotomy,fixed,4\n"                                                       \
                  "plan.osteotomy,fixed,0.5,,,,vro\n"

static void assert_leap(const char *lines, uint64_t patients, vro_search_status status) {
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.strategies = "soft_tissue,vro",
                                               .lines = lines,
                                               .outcomes = "cost",
                                               .patients = patients});
    const vro_threshold *found = search(&self, "followup.horizon=0.5:3") + 2;
    assert_int_equal(found->status, status);
    assert_near(found->value, 1, 1e-5);
    assert_int_equal(isnan(found->se), status == VRO_SEARCH_JUMP);
    assert_int_equal(isnan(found->slope), status == VRO_SEARCH_JUMP);
    small_paired_run_close(&self);
}

// The leap is of 8 in a half of the children: sqrt(n - 1) of its errors, so clear in 1,000 of them
// and chance in 7. Without noise it is from -3 to 5.
static void a_leap_over_0_is_a_jump_where_it_is_clear(void **state) {
    (void)state;
    assert_leap(REMOVED_AT_A_YEAR, 1000, VRO_SEARCH_JUMP);
    assert_leap(REMOVED_AT_A_YEAR, 7, VRO_SEARCH_FOUND);
    assert_leap(REMOVED_AT_A_YEAR "plan.osteotomy,fixed,1,,,,vro\n"
                                  "cost.osteotomy,fixed,1\n",
                100, VRO_SEARCH_JUMP);
}

static int turn_off_gsl(void **state) {
    (void)state;
    return 0;
}

int test_threshold(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_noise_the_threshold_is_exact),
        cmocka_unit_test(with_noise_it_is_off_by_its_error),
        cmocka_unit_test(the_error_is_that_of_repeated_analyses),
        cmocka_unit_test(where_one_is_ahead_at_both_ends_there_is_none),
        cmocka_unit_test(a_search_that_is_interrupted_ends),
        cmocka_unit_test(strategies_that_are_the_same_are_equal),
        cmocka_unit_test(an_end_at_which_they_are_equal_is_touched),
        cmocka_unit_test(any_two_strategies_are_compared_and_the_turn_is_the_same),
        cmocka_unit_test(the_root_lies_where_the_difference_crosses_0),
        cmocka_unit_test(a_leap_over_0_is_a_jump_where_it_is_clear),
    };
    return cmocka_run_group_tests_name("threshold", tests, turn_off_gsl, NULL);
}
