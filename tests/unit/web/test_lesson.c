#include "lesson_table.h"

#include <vrosim.h>

static void assert_refused(vro_page *page, const char *name, const char *inputs) {
    if (vro_page_lesson(page, name, inputs))
        fail_msg("%s with '%s' is not refused", name, inputs);
    assert_string_not_equal(vro_page_faults(page), "");
}

static void unknown_lessons_and_inputs_are_refused(void **state) {
    vro_page *page = *state;
    assert_refused(page, "small_trials", ""); // no scenario
    load_rows(page, "", "soft_tissue,vro");
    assert_refused(page, "small_trial", "");
    for (const char *const *inputs =
             (const char *const[]){"arm", "arm=", "arm=x", "arm=1", "arm=2001", "arms=5", "=5",
                                   "seed=1,arm=1", "seed=00000000000000000000000000001", NULL};
         *inputs; inputs++)
        assert_refused(page, "small_trials", *inputs);
    assert_non_null(vro_page_lesson(page, "small_trials", "trials=2,arm=2"));
    assert_string_equal(vro_page_faults(page), "");
}

static void studies_of_two_arms_need_two_strategies(void **state) {
    vro_page *page = *state;
    for (const char *const *strategies =
             (const char *const[]){"vro", "vro,soft_tissue,observation", NULL};
         *strategies; strategies++) {
        load_rows(page, "", *strategies);
        for (const char *const *name =
                 (const char *const[]){"small_trials", "confounding", "false_alarms", NULL};
             *name; name++)
            assert_refused(page, *name, "");
    }
}

static void the_bytes_are_those_of_the_seed(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    char *first = strdup(vro_page_lesson(page, "confounding", "seed=5"));
    char *second = strdup(vro_page_lesson(page, "confounding", "seed=6"));
    assert_string_equal(first, vro_page_lesson(page, "confounding", "seed=5"));
    assert_string_not_equal(first, second);
    free(first);
    free(second);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_lesson(void) {
    static const struct CMUnitTest tests[] = {
        TEST(unknown_lessons_and_inputs_are_refused),
        TEST(studies_of_two_arms_need_two_strategies),
        TEST(the_bytes_are_those_of_the_seed),
    };
    return cmocka_run_group_tests_name("lesson", tests, NULL, NULL);
}
