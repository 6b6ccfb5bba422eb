// What an uncertainty analysis is to do, from the command line and from the order that holds it.
#include "vrosim/verb/psa_plan.h"

#include "vrosim/file/json.h"
#include "vrosim/verb/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

typedef struct bench {
    vro_errors errors;
    vro_options options;
    vro_psa_plan plan;
} bench;

static int open_bench(void **state) {
    static bench self;
    static char *words[] = {"vrosim",       "psa",    "--samples", "7",        "--effect",
                            "failed",       "--seed", "5",         "--groups", "loss.*+remodel.*",
                            "--thresholds", "0:4:2",  NULL};
    size_t count;
    const vro_verb *verbs = vro_verb_table(&count);
    self = (bench){0};
    assert_int_equal(vro_options_parse(&self.options, verbs, count,
                                       (int)(sizeof words / sizeof *words) - 1, words,
                                       &self.errors),
                     VRO_OK);
    assert_int_equal(vro_psa_plan_read(&self.plan, &self.options, &self.errors), VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_psa_plan_free(&self->plan);
    vro_psa_plan_free(&self->plan);
    vro_options_free(&self->options);
    vro_errors_free(&self->errors);
    return 0;
}

static void the_command_line_is_followed(void **state) {
    const vro_psa_plan *plan = &((const bench *)*state)->plan;
    assert_int_equal(plan->samples, 7);
    assert_int_equal(plan->effect, VRO_FAILED);
    assert_int_equal(plan->specification.random.seed, 5);
    assert_int_equal(plan->specification.size.patients, 10000);
    assert_string_equal(plan->thresholds, "0:4:2");
    assert_string_equal(plan->groups, "loss.*+remodel.*");
    assert_true(plan->uncertainty.count > 0);
    assert_true(plan->sets.count > plan->uncertainty.count);
}

static vro_status take_copy(bench *self, vro_psa_plan *plan) {
    vro_specification specification;
    assert_int_equal(
        vro_specification_copy(&specification, &self->plan.specification, &self->errors), VRO_OK);
    const vro_status status = vro_psa_plan_take(plan, &specification, &self->errors);
    assert_null(specification.parameters); // given away
    return status;
}

static void the_specification_holds_all_of_it(void **state) {
    bench *self = *state;
    vro_psa_plan again;
    assert_int_equal(take_copy(self, &again), VRO_OK);
    assert_int_equal(again.samples, self->plan.samples);
    assert_int_equal(again.effect, self->plan.effect);
    assert_string_equal(again.thresholds, self->plan.thresholds);
    assert_string_equal(again.groups, self->plan.groups);
    assert_int_equal(again.uncertainty.count, self->plan.uncertainty.count);
    assert_int_equal(again.sets.count, self->plan.sets.count);
    assert_int_equal(vro_specification_compare(&self->plan.specification, &again.specification,
                                               "again", &self->errors),
                     VRO_OK);
    vro_psa_plan_free(&again);
}

static void assert_refused(bench *self, const char *key, json_t *value, const char *sentence) {
    vro_psa_plan again;
    json_object_set_new(self->plan.specification.analysis, key, value);
    assert_int_equal(take_copy(self, &again), VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_non_null(strstr(self->errors.faults[0].text, sentence));
    vro_psa_plan_free(&again);
}

static void an_specification_without_samples_is_refused(void **state) {
    assert_refused(*state, "samples", json_integer(0), "has no number of samples");
}

static void an_specification_with_bad_thresholds_is_refused(void **state) {
    assert_refused(*state, "thresholds", json_string("5:1:1"), "thresholds");
}

static void assert_differs(bench *self, const char *key, json_t *value, const char *sentence) {
    vro_specification other;
    assert_int_equal(vro_specification_copy(&other, &self->plan.specification, &self->errors),
                     VRO_OK);
    assert_int_equal(vro_psa_plan_compare(&self->plan, &other, "one", &self->errors), VRO_OK);
    assert_int_equal(value ? json_object_set_new(other.analysis, key, value)
                           : json_object_del(other.analysis, key),
                     0);
    assert_int_equal(vro_psa_plan_compare(&self->plan, &other, "one", &self->errors),
                     VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_string_equal(self->errors.faults[0].text, sentence);
    vro_errors_free(&self->errors);
    vro_specification_free(&other);
}

static void each_difference_between_analyses_is_named(void **state) {
    bench *self = *state;
    assert_differs(self, "samples", json_integer(8), "one: its number of samples is 8, not 7");
    assert_differs(self, "effect", json_string("death"),
                   "one: its outcome (--effect) is death, not failed");
    assert_differs(self, "groups", NULL,
                   "one: its list of groups (--groups) is none, not loss.*+remodel.*");
    assert_differs(self, "thresholds", json_string("1"),
                   "one: its list of thresholds (--thresholds) is 1, not 0:4:2");
    assert_differs(self, "correlations", json_string("a"),
                   "one: its table of correlations (--correlations) is a, not none");
}

static void another_run_is_another_analysis(void **state) {
    bench *self = *state;
    vro_specification other;
    assert_int_equal(vro_specification_copy(&other, &self->plan.specification, &self->errors),
                     VRO_OK);
    other.random.seed = 6;
    assert_int_equal(vro_psa_plan_compare(&self->plan, &other, "one", &self->errors),
                     VRO_BAD_INPUT);
    assert_string_equal(self->errors.faults[0].text, "one: its seed is 6, not 5");
    vro_specification_free(&other);
}

static void a_process_alone_shares_with_nobody(void **state) {
    bench *self = *state;
    const vro_ranks alone = {.count = 1};
    vro_psa_plan plan;
    assert_int_equal(vro_psa_plan_share(&plan, &self->options, &alone, &self->errors), VRO_OK);
    assert_int_equal(vro_specification_compare(&self->plan.specification, &plan.specification,
                                               "again", &self->errors),
                     VRO_OK);
    vro_psa_plan_free(&plan);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_psa_plan(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(the_command_line_is_followed),
        WITH_BENCH(the_specification_holds_all_of_it),
        WITH_BENCH(an_specification_without_samples_is_refused),
        WITH_BENCH(an_specification_with_bad_thresholds_is_refused),
        WITH_BENCH(each_difference_between_analyses_is_named),
        WITH_BENCH(another_run_is_another_analysis),
        WITH_BENCH(a_process_alone_shares_with_nobody),
    };
    return cmocka_run_group_tests_name("psa_plan", tests, NULL, NULL);
}
