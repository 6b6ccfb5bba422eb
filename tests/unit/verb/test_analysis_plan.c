// What plans of all kinds have in common, with a kind of two questions.
#include "vrosim/verb/analysis_plan.h"

#include "small_plans.h"
#include "vrosim/file/json.h"

#include <string.h>

typedef struct plan {
    vro_analysis_plan analysis;
    uint64_t number;
    const char *text;
    size_t prepared; // times
} plan;

static vro_status check(vro_analysis_plan *analysis, vro_errors *errors) {
    const plan *self = (const plan *)analysis;
    return self->number > 0 ? VRO_OK
                            : vro_errors_add(errors, VRO_BAD_INPUT, NULL, "there is no number");
}

static vro_status inspect(vro_analysis_plan *analysis, vro_errors *errors) {
    (void)analysis;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "inspected");
}

static vro_status prepare(vro_analysis_plan *analysis, vro_errors *errors) {
    plan *self = (plan *)analysis;
    (void)errors;
    assert_true(analysis->scenario.strategies > 0);
    self->prepared++;
    return VRO_OK;
}

static const vro_analysis_question QUESTIONS[] = {
    {"number", "number of things", offsetof(plan, number), true},
    {"text", "kind of things", offsetof(plan, text), false},
};

static const vro_analysis_kind KIND = {.verb = "count",
                                       .questions = QUESTIONS,
                                       .question_count = 2,
                                       .check = check,
                                       .inspect = inspect,
                                       .prepare = prepare};

typedef struct bench {
    vro_errors errors;
    plan plan;
} bench;

static int open_bench(void **state) {
    static bench self;
    self = (bench){.plan = {.number = 3, .text = "hips"}};
    assert_int_equal(vro_analysis_plan_read(&self.plan.analysis, &KIND, &SMALL_PLAN, &self.errors),
                     VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_analysis_plan_free(&self->plan.analysis);
    vro_errors_free(&self->errors);
    return 0;
}

static void the_specification_has_the_verb_and_the_questions(void **state) {
    const bench *self = *state;
    const vro_specification *specification = &self->plan.analysis.specification;
    char *text = json_dumps(specification->analysis, JSON_COMPACT);
    assert_string_equal(text, "{\"verb\":\"count\",\"number\":3,\"text\":\"hips\"}");
    free(text);
    assert_int_equal(specification->random.seed, SMALL_PLAN_SEED);
    assert_int_equal(specification->size.patients, SMALL_PLAN_CHILDREN);
    assert_int_equal(self->plan.prepared, 1);
}

static void a_plan_taken_from_its_specification_asks_the_same(void **state) {
    bench *self = *state;
    vro_specification copy = small_plan_copy(&self->plan.analysis, &self->errors);
    plan again = {0};
    assert_int_equal(vro_analysis_plan_take(&again.analysis, &KIND, &copy, &self->errors), VRO_OK);
    assert_int_equal(again.number, 3);
    assert_string_equal(again.text, "hips");
    assert_int_equal(again.prepared, 1);
    vro_analysis_plan_free(&again.analysis);
}

static void questions_of_a_specification_are_checked_before_anything_is_prepared(void **state) {
    bench *self = *state;
    vro_specification copy = small_plan_copy(&self->plan.analysis, &self->errors);
    plan again = {0};
    json_object_del(copy.analysis, "number");
    assert_int_equal(vro_analysis_plan_take(&again.analysis, &KIND, &copy, &self->errors),
                     VRO_BAD_INPUT);
    assert_int_equal(again.prepared, 0);
    vro_analysis_plan_free(&again.analysis);
}

static void what_needs_no_scenario_is_inspected_where_there_is_none(void **state) {
    bench *self = *state;
    vro_analysis_request request = SMALL_PLAN;
    plan again = {0};
    request.scenario.source.strategies = "nobody";
    assert_int_equal(vro_analysis_plan_read(&again.analysis, &KIND, &request, &self->errors),
                     VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 2);
    assert_string_equal(self->errors.faults[1].text, "inspected");
    assert_int_equal(again.prepared, 0);
    vro_analysis_plan_free(&again.analysis);
}

static void a_process_alone_shares_with_nobody(void **state) {
    bench *self = *state;
    const vro_ranks alone = {.count = 1};
    plan own = {.number = 3, .text = "hips"};
    assert_int_equal(
        vro_analysis_plan_share(&own.analysis, &KIND, &SMALL_PLAN, &alone, &self->errors), VRO_OK);
    assert_int_equal(vro_analysis_plan_compare(&own.analysis, &KIND,
                                               &self->plan.analysis.specification, "again",
                                               &self->errors),
                     VRO_OK);
    vro_analysis_plan_free(&own.analysis);
}

static void each_difference_is_named_by_the_words_of_its_question(void **state) {
    bench *self = *state;
    vro_specification other = small_plan_copy(&self->plan.analysis, &self->errors);
    json_object_set_new(other.analysis, "number", json_integer(4));
    json_object_del(other.analysis, "text");
    assert_int_equal(
        vro_analysis_plan_compare(&self->plan.analysis, &KIND, &other, "one", &self->errors),
        VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 2);
    assert_string_equal(self->errors.faults[0].text, "one: its number of things is 4, not 3");
    assert_string_equal(self->errors.faults[1].text, "one: its kind of things is none, not hips");
    vro_specification_free(&other);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_analysis_plan(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(the_specification_has_the_verb_and_the_questions),
        WITH_BENCH(a_plan_taken_from_its_specification_asks_the_same),
        WITH_BENCH(questions_of_a_specification_are_checked_before_anything_is_prepared),
        WITH_BENCH(what_needs_no_scenario_is_inspected_where_there_is_none),
        WITH_BENCH(a_process_alone_shares_with_nobody),
        WITH_BENCH(each_difference_is_named_by_the_words_of_its_question),
    };
    return cmocka_run_group_tests_name("analysis_plan", tests, NULL, NULL);
}
