// What a probabilistic sensitivity analysis is to do, from questions and from the specification
// that holds them.
#include "vrosim/verb/psa_plan.h"

#include "small_plans.h"
#include "vrosim/file/json.h"

#include <string.h>

typedef struct bench {
    vro_errors errors;
    vro_psa_plan plan;
} bench;

static const vro_psa_questions QUESTIONS = {
    .samples = 7,
    .effect = {"failed", VRO_FAILED},
    .thresholds = {.text = "0:4:2", .values = {{0, 2, 4}, 3}},
    .groups = "loss.*+remodel.*",
    .study = "n=50,outcomes=death"};
static const vro_ranks ALONE = {.count = 1};

static int open_bench(void **state) {
    static bench self;
    self = (bench){0};
    assert_int_equal(vro_psa_plan_share(&self.plan, &SMALL_PLAN, &QUESTIONS, &ALONE, &self.errors),
                     VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_psa_plan_free(&self->plan);
    vro_psa_plan_free(&self->plan);
    vro_errors_free(&self->errors);
    return 0;
}

static void the_questions_are_followed(void **state) {
    const vro_psa_plan *plan = &((const bench *)*state)->plan;
    const vro_analysis_plan *analysis = &plan->analysis;
    assert_int_equal(plan->questions.samples, 7);
    assert_int_equal(plan->questions.effect.id, VRO_FAILED);
    assert_int_equal(plan->thresholds[VRO_LLD_PER_REVISION].count, 3);
    assert_int_equal(plan->thresholds[VRO_COST_PER_QALY].count, 31); // the usual 0:150:5
    assert_int_equal(analysis->specification.random.seed, SMALL_PLAN_SEED);
    assert_int_equal(analysis->specification.size.patients, SMALL_PLAN_CHILDREN);
    assert_true(analysis->uncertainty.count > 0);
    assert_true(plan->sets.count > analysis->uncertainty.count);
    assert_int_equal(plan->study.size_count, 1);
    assert_int_equal(plan->study.outcomes[0], VRO_DEATH);
}

static void without_an_effect_it_is_that_of_the_first_trade_off(void **state) {
    bench *self = *state;
    const vro_psa_questions questions = {.samples = 2};
    vro_psa_plan plan;
    assert_int_equal(vro_psa_plan_share(&plan, &SMALL_PLAN, &questions, &ALONE, &self->errors),
                     VRO_OK);
    assert_int_equal(plan.questions.effect.id, VRO_REVISIONS);
    assert_string_equal(plan.questions.effect.name, "revisions");
    vro_psa_plan_free(&plan);
}

static vro_status take_copy(bench *self, vro_psa_plan *plan) {
    vro_specification copy = small_plan_copy(&self->plan.analysis, &self->errors);
    const vro_status status = vro_psa_plan_take(plan, &copy, &self->errors);
    assert_null(copy.parameters); // given away
    return status;
}

static void the_specification_holds_all_of_it(void **state) {
    bench *self = *state;
    vro_psa_plan again;
    assert_int_equal(take_copy(self, &again), VRO_OK);
    assert_int_equal(again.questions.samples, 7);
    assert_int_equal(again.questions.effect.id, VRO_FAILED);
    assert_string_equal(again.questions.thresholds.text, "0:4:2");
    assert_int_equal(again.thresholds[VRO_LLD_PER_REVISION].count, 3);
    assert_string_equal(again.questions.groups, "loss.*+remodel.*");
    assert_int_equal(again.analysis.uncertainty.count, self->plan.analysis.uncertainty.count);
    assert_int_equal(again.sets.count, self->plan.sets.count);
    assert_string_equal(again.questions.study, "n=50,outcomes=death");
    assert_int_equal(again.study.sizes[0], 50);
    assert_int_equal(
        vro_psa_plan_compare(&self->plan, &again.analysis.specification, "again", &self->errors),
        VRO_OK);
    vro_psa_plan_free(&again);
}

static void assert_refused(bench *self, const char *key, json_t *value, const char *sentence) {
    vro_psa_plan again;
    json_object_set_new(self->plan.analysis.specification.analysis, key, value);
    assert_int_equal(take_copy(self, &again), VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_non_null(strstr(self->errors.faults[0].text, sentence));
    vro_psa_plan_free(&again);
}

static void a_specification_without_samples_is_refused(void **state) {
    assert_refused(*state, "samples", json_integer(0), "has no number of samples");
}

static void a_specification_with_bad_thresholds_is_refused(void **state) {
    assert_refused(*state, "thresholds", json_string("5:1:1"), "thresholds");
}

static void a_specification_with_thresholds_that_do_not_ascend_is_refused(void **state) {
    assert_refused(*state, "thresholds", json_string("3,2"), "thresholds");
}

static void assert_differs(bench *self, const char *key, json_t *value, const char *sentence) {
    vro_specification other = small_plan_copy(&self->plan.analysis, &self->errors);
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
    assert_differs(self, "study", NULL,
                   "one: its proposed study (--study) is none, not n=50,outcomes=death");
    assert_differs(self, "draws", json_string("a"),
                   "one: its table of given samples (--draws) is a, not none");
    assert_differs(self, "correlations", json_string("a"),
                   "one: its table of correlations (--correlations) is a, not none");
}

static void another_run_is_another_analysis(void **state) {
    bench *self = *state;
    vro_specification other = small_plan_copy(&self->plan.analysis, &self->errors);
    other.random.seed = 6;
    assert_int_equal(vro_psa_plan_compare(&self->plan, &other, "one", &self->errors),
                     VRO_BAD_INPUT);
    assert_string_equal(self->errors.faults[0].text, "one: its seed is 6, not 5");
    vro_specification_free(&other);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_psa_plan(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(the_questions_are_followed),
        WITH_BENCH(without_an_effect_it_is_that_of_the_first_trade_off),
        WITH_BENCH(the_specification_holds_all_of_it),
        WITH_BENCH(a_specification_without_samples_is_refused),
        WITH_BENCH(a_specification_with_bad_thresholds_is_refused),
        WITH_BENCH(a_specification_with_thresholds_that_do_not_ascend_is_refused),
        WITH_BENCH(each_difference_between_analyses_is_named),
        WITH_BENCH(another_run_is_another_analysis),
    };
    return cmocka_run_group_tests_name("psa_plan", tests, NULL, NULL);
}
