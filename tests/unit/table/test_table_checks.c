// Digests, tables and stories are checked, and what is wrong is told.
#include "vrosim/table/table_checks.h"

#include "near.h"

#include <string.h>

static vro_finding perform(vro_check *check, const void *context) {
    vro_finding finding = {0};
    vro_errors errors = {0};
    assert_int_equal(check(&finding, context, &errors), VRO_OK);
    return finding;
}

static void a_wrong_digest_is_told_with_the_three_reasons(void **state) {
    (void)state;
    const vro_machine other = {"1.0", "0.9", "abacus"};
    const vro_recorded_run recorded = {
        {.strategies = "vro", .children = 100}, 0, "a digest that no run has", &other};
    const vro_finding finding = perform(vro_check_digest, &recorded);
    assert_true(finding.failed);
    assert_string_equal(finding.wanted, "a digest that no run has");
    assert_non_null(strstr(finding.seen, "GSL is "));
    assert_non_null(strstr(finding.seen, ", not 1.0; C library is "));
    assert_non_null(strstr(finding.seen, ", not 0.9; processor is "));
    assert_non_null(strstr(finding.seen, ", not abacus"));
}

// The digest that is seen, recorded, is right; of a run and of an uncertainty analysis.
static void the_digest_that_was_seen_is_the_right_one(void **state) {
    (void)state;
    const vro_machine now = vro_machine_of_now();
    for (size_t samples = 0; samples < 4; samples += 3) {
        char digest[VRO_DIGEST_TEXT];
        vro_recorded_run recorded = {{.strategies = "vro", .children = 100}, samples, "none", &now};
        const vro_finding wrong = perform(vro_check_digest, &recorded);
        assert_true(wrong.failed);
        memcpy(digest, wrong.seen, VRO_DIGEST_TEXT - 1);
        digest[VRO_DIGEST_TEXT - 1] = '\0';
        recorded.digest = digest;
        assert_false(perform(vro_check_digest, &recorded).failed);
        recorded.trial.random.seed = 99;
        assert_true(perform(vro_check_digest, &recorded).failed);
    }
}

static void tables_agree_and_stories_are_their_courses(void **state) {
    (void)state;
    const vro_finding tables = perform(vro_check_tables_agree, NULL);
    assert_false(tables.failed);
    assert_int_equal(strncmp(tables.wanted, "risk difference by 5 years: ", 28), 0);
    const vro_finding story = perform(vro_check_story, NULL);
    assert_false(story.failed);
    assert_int_equal(strncmp(story.wanted, "migration_pct of child 4, observation: ", 39), 0);
}

int test_table_checks(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_digest_is_told_with_the_three_reasons),
        cmocka_unit_test(the_digest_that_was_seen_is_the_right_one),
        cmocka_unit_test(tables_agree_and_stories_are_their_courses),
    };
    return cmocka_run_group_tests_name("table_checks", tests, NULL, NULL);
}
