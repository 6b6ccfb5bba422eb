// What a sensitivity analysis is to do, from questions and from the specification that holds them.
#include "vrosim/verb/sensitivity_plan.h"

#include "small_plans.h"
#include "vrosim/file/json.h"

#include <string.h>

typedef struct bench {
    vro_errors errors;
    vro_sensitivity_plan plan;
} bench;

static const vro_sensitivity_questions QUESTIONS = {
    .grid = "loss.hazard=0.01:0.05:3,healing.delayed=0:0.1:2",
    .outcome = "failed",
    .threshold = "loss.hazard=0.01:0.1"};

static int open_bench(void **state) {
    static bench self;
    self = (bench){0};
    assert_int_equal(vro_sensitivity_plan_read(&self.plan, &SMALL_PLAN, &QUESTIONS, &self.errors),
                     VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_sensitivity_plan_free(&self->plan);
    vro_sensitivity_plan_free(&self->plan);
    vro_errors_free(&self->errors);
    return 0;
}

static void assert_planned(const vro_sensitivity_plan *plan) {
    assert_int_equal(plan->analysis.specification.random.seed, SMALL_PLAN_SEED);
    assert_int_equal(plan->results.patients, SMALL_PLAN_CHILDREN);
    assert_int_equal(plan->results.ranges.count, 0);
    assert_int_equal(plan->results.grid.count, 2);
    assert_int_equal(plan->results.grid.items[1].steps, 2);
    assert_int_equal(plan->results.searches.count, 1);
    assert_int_equal(plan->measures.outcomes.count, 1);
    assert_int_equal(plan->measures.outcomes.ids[0], VRO_FAILED);
    assert_ptr_equal(plan->results.measures, &plan->measures);
    assert_ptr_equal(plan->results.uncertainty, &plan->analysis.uncertainty);
}

static void the_questions_are_followed(void **state) {
    assert_planned(&((const bench *)*state)->plan);
}

static void without_questions_all_parameters_are_varied_alone(void **state) {
    bench *self = *state;
    const vro_sensitivity_questions questions = {0};
    vro_sensitivity_plan plan;
    assert_int_equal(vro_sensitivity_plan_read(&plan, &SMALL_PLAN, &questions, &self->errors),
                     VRO_OK);
    assert_string_equal(plan.questions.range, "all");
    assert_true(plan.results.ranges.count > 1);
    vro_sensitivity_plan_free(&plan);
}

static void questions_are_looked_at_where_the_scenario_cannot_be_loaded(void **state) {
    bench *self = *state;
    const vro_sensitivity_questions questions = {.outcome = "fialed", .threshold = "loss.hazard"};
    vro_analysis_request request = SMALL_PLAN;
    vro_sensitivity_plan plan;
    request.scenario.source.strategies = "nobody";
    assert_int_equal(vro_sensitivity_plan_read(&plan, &request, &questions, &self->errors),
                     VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 3);
    vro_sensitivity_plan_free(&plan);
}

static vro_status take_copy(bench *self, vro_sensitivity_plan *plan) {
    vro_specification copy = small_plan_copy(&self->plan.analysis, &self->errors);
    const vro_status status = vro_sensitivity_plan_take(plan, &copy, &self->errors);
    assert_null(copy.parameters); // given away
    return status;
}

static void the_specification_holds_all_of_it(void **state) {
    bench *self = *state;
    vro_sensitivity_plan again;
    assert_int_equal(take_copy(self, &again), VRO_OK);
    assert_planned(&again);
    vro_sensitivity_plan_free(&again);
}

static void a_specification_whose_ranges_do_not_fit_is_refused(void **state) {
    bench *self = *state;
    vro_sensitivity_plan again;
    json_object_set_new(self->plan.analysis.specification.analysis, "range",
                        json_string("loss.hazzard"));
    assert_int_equal(take_copy(self, &again), VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 1);
    assert_non_null(strstr(self->errors.faults[0].text, "'loss.hazzard' is unknown"));
    vro_sensitivity_plan_free(&again);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_sensitivity_plan(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(the_questions_are_followed),
        WITH_BENCH(without_questions_all_parameters_are_varied_alone),
        WITH_BENCH(questions_are_looked_at_where_the_scenario_cannot_be_loaded),
        WITH_BENCH(the_specification_holds_all_of_it),
        WITH_BENCH(a_specification_whose_ranges_do_not_fit_is_refused),
    };
    return cmocka_run_group_tests_name("sensitivity_plan", tests, NULL, NULL);
}
