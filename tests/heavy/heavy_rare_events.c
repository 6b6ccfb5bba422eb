// Rare events by their probability against their numbers, in whole and by level, under tables in
// which they are rare, frequent, and simultaneous: the same means, and much smaller errors.
#include "vrosim/model/block.h"
#include "vrosim/outcome/outcome_statistics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    CHILDREN = 4000000,
    CHILDREN_OF_FREQUENT = 1000000,
    SEED = 2026,
    SUBGROUPS = 1 + VRO_LEVELS
};

typedef struct world {
    vro_scenario scenario;
    vro_model model;
    vro_tally tally;
} world;

static void add(void *tally, size_t strategy, size_t level, const vro_results *results,
                const vro_results *reference) {
    vro_tally_add(tally, strategy, level, results, reference);
}

static void simulate(world *self, const vro_scenario_source *source, uint64_t children) {
    vro_errors errors = {0};
    const vro_sink sink = {.self = &self->tally, .take = add};
    assert_int_equal(vro_scenario_load(&self->scenario, source, &errors), VRO_OK);
    assert_int_equal(vro_model_init(&self->model, &self->scenario, &errors), VRO_OK);
    assert_int_equal(vro_tally_init(&self->tally, self->model.strategies, self->model.outcomes,
                                    self->model.horizon, NULL, &errors),
                     VRO_OK);
    vro_block *block = vro_block_new(&self->model, (vro_random_source){.seed = SEED});
    assert_non_null(block);
    for (uint64_t first = 0; first < children; first += VRO_BLOCK)
        vro_block_run(block, first, children - first < VRO_BLOCK ? children - first : VRO_BLOCK,
                      &sink);
    free(block);
}

static void close_world(world *self) {
    vro_tally_free(&self->tally);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
}

typedef struct pair_of_estimates {
    vro_estimate mean;
    vro_estimate expected;
} pair_of_estimates;

static pair_of_estimates estimate(const world *self, size_t strategy, size_t subgroup,
                                  vro_rare_event event) {
    pair_of_estimates found;
    vro_outcome_statistics statistics;
    vro_errors errors = {0};
    assert_int_equal(vro_outcome_statistics_init(&statistics, &errors), VRO_OK);
    vro_outcome_statistics_load(&statistics, &self->tally, strategy, subgroup,
                                vro_rare_event_outcome(event));
    found.mean = vro_outcome_statistics_estimate(&statistics, VRO_MEAN);
    found.expected = vro_outcome_statistics_estimate(&statistics, VRO_EXPECTED);
    vro_outcome_statistics_free(&statistics);
    return found;
}

// The error of a mean that has the expected value: where an event never or always happens, that of
// the simulated children says less.
static double standard_distance(pair_of_estimates of) {
    const double known = isnan(of.expected.se) ? 0 : of.expected.se;
    return (of.mean.value - of.expected.value) / hypot(of.mean.se, known);
}

// Of 180 figures of five strategies, half of which hang together, one is beyond 5 standard errors
// in 10,000 tests.
static size_t compare(const world *self) {
    double squares = 0;
    size_t known = 0;
    for (size_t strategy = 0; strategy < self->model.strategies; strategy++)
        for (size_t subgroup = 0; subgroup < SUBGROUPS; subgroup++)
            for (vro_rare_event event = 0; event < VRO_RARE_EVENTS; event++) {
                const pair_of_estimates of = estimate(self, strategy, subgroup, event);
                if (isnan(of.expected.value) || (of.mean.value == 0 && of.expected.value == 0))
                    continue;
                const double z = standard_distance(of);
                if (fabs(z) > 4)
                    print_message("strategy %zu, subgroup %zu, event %d: %g, expected %g\n",
                                  strategy, subgroup, event, of.mean.value, of.expected.value);
                assert_true(fabs(z) < 5);
                squares += z * z;
                known++;
            }
    print_message("%zu figures, root mean square of z %.3f\n", known,
                  sqrt(squares / (double)known));
    return known;
}

// In the default of all children: 15 times at least, for loss of position 100.
static void assert_smaller_errors(const world *self) {
    for (size_t strategy = 0; strategy < self->model.strategies; strategy++)
        for (vro_rare_event event = 0; event < VRO_RARE_EVENTS; event++) {
            const pair_of_estimates of = estimate(self, strategy, 0, event);
            const double ratio = pow(of.mean.se / of.expected.se, 2);
            if (isnan(of.expected.se)) // nobody has an osteotomy to lose the position of
                continue;
            assert_true(ratio > (event == VRO_RARE_LOSS ? 100 : 15));
        }
}

static void rare_events_are_as_frequent_as_expected_with_less_noise(void **state) {
    (void)state;
    world self;
    simulate(&self, &(vro_scenario_source){0}, CHILDREN);
    assert_true(compare(&self) > 150);
    assert_smaller_errors(&self);
    close_world(&self);
}

static void compare_text(const char *text) {
    world self;
    const vro_scenario_text table = {"text", text, strlen(text)};
    simulate(&self, &(vro_scenario_source){.texts = &table, .text_count = 1}, CHILDREN_OF_FREQUENT);
    assert_true(compare(&self) > 100);
    close_world(&self);
}

// So many operations kill that several draws of a course matter, both hips are often operated at
// the same time, and many die before.
static void expected_deaths_hold_where_several_operations_may_kill(void **state) {
    (void)state;
    compare_text("parameter,distribution,value,min,max,unit,source\n"
                 "mortality.operation,fixed,0.2,,,probability,test\n"
                 "mortality.rate,fixed,0.05,,,per year,test\n"
                 "rescue.wait,fixed,8,,,weeks,test\n"
                 "rescue.bilateral,fixed,0.7,,,probability,test\n"
                 "loss.hazard,fixed,0.05,,,per week,test\n"
                 "complication.time,fixed,0,,,months,test\n"
                 "complication.infection,fixed,0.4,,,probability,test\n"
                 "complication.infection_reoperation,fixed,0.9,,,probability,test\n");
}

// The follow-up of some children ends before an operation could have killed them.
static void expected_deaths_hold_in_a_short_follow_up(void **state) {
    (void)state;
    compare_text("parameter,distribution,value,min,max,unit,source\n"
                 "followup.horizon,fixed,0.6,,,years,test\n"
                 "mortality.operation,fixed,0.3,,,probability,test\n"
                 "loss.hazard,fixed,0.2,,,per week,test\n"
                 "complication.infection,fixed,0.5,,,probability,test\n");
}

static void expected_numbers_hold_under_the_stress_table(void **state) {
    (void)state;
    world self;
    simulate(&self,
             &(vro_scenario_source){.paths = (const char *const[]){"tests/data/stress.csv"},
                                    .path_count = 1},
             CHILDREN_OF_FREQUENT);
    assert_true(compare(&self) > 100);
    close_world(&self);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rare_events_are_as_frequent_as_expected_with_less_noise),
        cmocka_unit_test(expected_deaths_hold_where_several_operations_may_kill),
        cmocka_unit_test(expected_deaths_hold_in_a_short_follow_up),
        cmocka_unit_test(expected_numbers_hold_under_the_stress_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
