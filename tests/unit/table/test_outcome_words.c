// What people call outcomes.
#include "vrosim/table/outcome_words.h"

#include "near.h"

#include <math.h>
#include <stdlib.h>

static void assert_words(vro_language language, const char *outcome, const char *expected) {
    char *words = vro_outcome_words(language, outcome);
    assert_string_equal(words, expected);
    free(words);
}

static void outcomes_have_words_and_others_their_name(void **state) {
    (void)state;
    assert_words(VRO_ENGLISH, "revision_by_10y", "later surgery of the index hip within 10 years");
    assert_words(VRO_GERMAN, "revision_by_0.5y",
                 "spätere Operation der Indexhüfte innerhalb von 0,5 Jahren");
    assert_words(VRO_ENGLISH, "displaced", "migration over 30 % at the end");
    assert_words(VRO_ENGLISH, "spica_weeks", "spica weeks");
}

static void a_landmark_is_read_from_the_name_of_its_outcome(void **state) {
    (void)state;
    assert_true(vro_outcome_landmark("revision_by_2.5y", "revision") == 2.5);
    assert_true(isnan(vro_outcome_landmark("revision_by_2.5y", "failure")));
    assert_true(isnan(vro_outcome_landmark("revision_by_y", "revision")));
    assert_true(isnan(vro_outcome_landmark("revisions", "revision")));
}

int test_outcome_words(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_have_words_and_others_their_name),
        cmocka_unit_test(a_landmark_is_read_from_the_name_of_its_outcome),
    };
    return cmocka_run_group_tests_name("outcome_words", tests, NULL, NULL);
}
