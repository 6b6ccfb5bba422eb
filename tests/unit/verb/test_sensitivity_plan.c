// What a sensitivity analysis is to do, from the command line and from the order that holds it.
#include "vrosim/verb/sensitivity_plan.h"

#include "vrosim/file/json.h"
#include "vrosim/verb/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

typedef struct bench {
    vro_errors errors;
    vro_options options;
    vro_sensitivity_plan plan;
} bench;

static int open_bench(void **state) {
    static bench self;
    static char *words[] = {"vrosim",      "sensitivity",
                            "--grid",      "loss.hazard=0.01:0.05:3,healing.delayed=0:0.1:2",
                            "--seed",      "5",
                            "--outcome",   "failed",
                            "--threshold", "loss.hazard=0.01:0.1",
                            NULL};
    size_t count;
    const vro_verb *verbs = vro_verb_table(&count);
    self = (bench){0};
    assert_int_equal(vro_options_parse(&self.options, verbs, count,
                                       (int)(sizeof words / sizeof *words) - 1, words,
                                       &self.errors),
                     VRO_OK);
    assert_int_equal(vro_sensitivity_plan_read(&self.plan, &self.options, &self.errors), VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_sensitivity_plan_free(&self->plan);
    vro_sensitivity_plan_free(&self->plan);
    vro_options_free(&self->options);
    vro_errors_free(&self->errors);
    return 0;
}

static void assert_planned(const vro_sensitivity_plan *plan) {
    assert_int_equal(plan->specification.random.seed, 5);
    assert_int_equal(plan->results.patients, 100000);
    assert_int_equal(plan->results.ranges.count, 0);
    assert_int_equal(plan->results.grid.count, 2);
    assert_int_equal(plan->results.grid.items[1].steps, 2);
    assert_int_equal(plan->results.searches.count, 1);
    assert_int_equal(plan->measures.outcome_count, 1);
    assert_int_equal(plan->measures.outcomes[0], VRO_FAILED);
    assert_ptr_equal(plan->results.measures, &plan->measures);
    assert_ptr_equal(plan->results.uncertainty, &plan->uncertainty);
}

static void the_command_line_is_followed(void **state) {
    assert_planned(&((const bench *)*state)->plan);
}

static vro_status take_copy(bench *self, vro_sensitivity_plan *plan) {
    vro_specification specification;
    assert_int_equal(
        vro_specification_copy(&specification, &self->plan.specification, &self->errors), VRO_OK);
    const vro_status status = vro_sensitivity_plan_take(plan, &specification, &self->errors);
    assert_null(specification.parameters); // given away
    return status;
}

static void the_specification_holds_all_of_it(void **state) {
    bench *self = *state;
    vro_sensitivity_plan again;
    assert_int_equal(take_copy(self, &again), VRO_OK);
    assert_planned(&again);
    vro_sensitivity_plan_free(&again);
}

static void an_specification_whose_spans_do_not_fit_is_refused(void **state) {
    bench *self = *state;
    vro_sensitivity_plan again;
    json_object_set_new(self->plan.specification.analysis, "range", json_string("loss.hazzard"));
    assert_int_equal(take_copy(self, &again), VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 1);
    assert_non_null(strstr(self->errors.faults[0].text, "'loss.hazzard' is unknown"));
    vro_sensitivity_plan_free(&again);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_sensitivity_plan(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(the_command_line_is_followed),
        WITH_BENCH(the_specification_holds_all_of_it),
        WITH_BENCH(an_specification_whose_spans_do_not_fit_is_refused),
    };
    return cmocka_run_group_tests_name("sensitivity_plan", tests, NULL, NULL);
}
