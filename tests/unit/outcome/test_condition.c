// Conditions: what is read, what is refused, and which courses meet them.
#include "vrosim/outcome/condition.h"

#include "faults.h"
#include "small_model.h"

#include <math.h>

static int open_model(void **state) {
    static small_model self;
    small_model_open(&self, "soft_tissue,vro", "");
    *state = &self;
    return 0;
}

static int close_model(void **state) {
    small_model_close(*state);
    return 0;
}

// A girl of 6.449 years and level III, with an infection under vro and no revision.
static vro_record record_of_girl(void) {
    vro_record record = {.strategy = 1,
                         .level = 2,
                         .female = true,
                         .age = 6.449f,
                         .revision_time = INFINITY,
                         .cause = VRO_CAUSE_NONE,
                         .death_time = 2.5f};
    record.outcome[VRO_INFECTION] = 1;
    record.outcome[VRO_LLD_MM] = -12 * VRO_STEPS_PER_UNIT;
    record.outcome[VRO_HEALING_WEEKS] = VRO_NO_VALUE;
    return record;
}

static bool holds(const small_model *model, const char *text) {
    const vro_record record = record_of_girl();
    vro_condition_list list;
    vro_errors errors = {0};
    if (vro_condition_list_read(&list, &model->scenario, text, &errors) != VRO_OK)
        fail_msg("'%s' is refused: %s", text, errors.faults[0].text);
    const bool fits = vro_condition_list_holds(&list, &record);
    vro_condition_list_free(&list);
    return fits;
}

static void assert_each(const small_model *model, const char *const *texts, bool expected) {
    for (; *texts; texts++)
        if (holds(model, *texts) != expected)
            fail_msg("'%s' holds: %d", *texts, !expected);
}

static void every_comparison_holds_where_it_should(void **state) {
    static const char *const hold[] = {
        "lld=-12", "lld!=12",  "lld<=-12", "lld<=-11",  "lld>=-12",     "lld>-13",    "lld<-11",
        "gmfcs=3", "sex=girl", "level<IV", "failed=no", "strategy=vro", "cause=none", NULL};
    static const char *const fail[] = {"lld=12",   "lld!=-12",    "lld<=-13",      "lld>=-11",
                                       "lld>-12",  "lld<-12",     "level<III",     "sex=boy",
                                       "failed=1", "cause!=none", "strategy!=vro", NULL};
    assert_each(*state, hold, true);
    assert_each(*state, fail, false);
}

static void numbers_are_equal_to_the_decimals_that_are_written(void **state) {
    static const char *const hold[] = {"age=6",      "age=6.4",     "age=6.45",
                                       "age=6.449",  "age!=6.44",   "age!=6.5",
                                       "age=6.4490", "age=6449e-3", NULL};
    static const char *const fail[] = {"age=6.44", "age!=6.4", "age=6.448", "age=6e0", NULL};
    assert_each(*state, hold, true);
    assert_each(*state, fail, false);
}

static void less_and_more_are_exact(void **state) {
    static const char *const hold[] = {"age<=6.449", "age>=6.449", "age>6.4", "age<6.45", NULL};
    static const char *const fail[] = {"age<6.449", "age>6.449", "age<=6.4", "age>=6.45", NULL};
    assert_each(*state, hold, true);
    assert_each(*state, fail, false);
}

static void nothing_holds_of_an_empty_field(void **state) {
    static const char *const fail[] = {"revision_time<5",
                                       "revision_time>=0",
                                       "revision_time=1",
                                       "revision_time!=1",
                                       "healing>0",
                                       "healing!=9",
                                       NULL};
    assert_each(*state, fail, false);
}

static void all_conditions_must_hold(void **state) {
    assert_true(holds(*state, "infection>0,age>6,age<7,death_time=2.5"));
    assert_false(holds(*state, "infection>0,age>6,age<7,death_time=2.6"));
    assert_false(holds(*state, "infection>1,age>6,age<7,death_time=2.5"));
}

static void blanks_round_a_condition_and_its_parts_do_no_harm(void **state) {
    assert_true(holds(*state, " infection > 0 , age\t>=  6 "));
}

static void every_condition_at_fault_is_told_once(void **state) {
    static const char text[] =
        "infecton=1,lld,age=>6,age==6,gmfcs=VI,,cause<loss,infection=,=3,age=6";
    static const char *const sentences[] = {"'infecton' is unknown; the nearest is 'infection'",
                                            "'lld' compares nothing; write NAME=VALUE",
                                            "'age=>6': '=>' is no comparison; write one of",
                                            "'age==6': '==' is no comparison",
                                            "gmfcs: 'VI' is not one of its values",
                                            "'' compares nothing",
                                            "cause: one name is not less than another",
                                            "infection: '' is not a number",
                                            "'' is unknown"};
    const small_model *model = *state;
    vro_condition_list list;
    vro_errors errors = {0};
    assert_int_equal(vro_condition_list_read(&list, &model->scenario, text, &errors),
                     VRO_BAD_USAGE);
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
        assert_fault(&errors, sentences[i], "");
    assert_int_equal(errors.count, sizeof sentences / sizeof sentences[0]);
    vro_condition_list_free(&list);
    vro_errors_free(&errors);
}

int test_condition(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_comparison_holds_where_it_should),
        cmocka_unit_test(numbers_are_equal_to_the_decimals_that_are_written),
        cmocka_unit_test(less_and_more_are_exact),
        cmocka_unit_test(nothing_holds_of_an_empty_field),
        cmocka_unit_test(all_conditions_must_hold),
        cmocka_unit_test(blanks_round_a_condition_and_its_parts_do_no_harm),
        cmocka_unit_test(every_condition_at_fault_is_told_once),
    };
    return cmocka_run_group_tests_name("condition", tests, open_model, close_model);
}
