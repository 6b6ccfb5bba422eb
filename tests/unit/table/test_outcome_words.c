// What people call outcomes.
#include "vrosim/table/outcome_words.h"

#include "near.h"
#include "vrosim/model/outcome_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    assert_words(VRO_ENGLISH, "no_outcome", "no outcome");
}

// The name of an outcome with blanks would be words that nobody has chosen.
static void every_outcome_has_words_of_its_own_in_each_language(void **state) {
    (void)state;
    vro_outcome_set set;
    vro_outcome_set_init(&set, NULL);
    for (size_t i = 0; i < set.count; i++)
        for (int language = 0; language < VRO_LANGUAGES; language++) {
            const char *name = set.names[set.ids[i]];
            char *words = vro_outcome_words((vro_language)language, name);
            assert_non_null(strchr(words, ' '));
            for (char *at = words; *at; at++)
                *at = *at == ' ' ? '_' : *at;
            assert_string_not_equal(words, name);
            free(words);
        }
}

static void a_heading_begins_with_a_capital(void **state) {
    (void)state;
    char *words = vro_outcome_heading(VRO_GERMAN, "revisions");
    assert_string_equal(words, "Spätere Operationen der Indexhüfte je Kind");
    free(words);
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
        cmocka_unit_test(every_outcome_has_words_of_its_own_in_each_language),
        cmocka_unit_test(a_heading_begins_with_a_capital),
        cmocka_unit_test(a_landmark_is_read_from_the_name_of_its_outcome),
    };
    return cmocka_run_group_tests_name("outcome_words", tests, NULL, NULL);
}
