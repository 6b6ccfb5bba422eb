// A finding keeps the first thing that is not as wanted.
#include "vrosim/study/finding.h"

#include "near.h"

static void what_is_as_wanted_does_not_fail(void **state) {
    (void)state;
    vro_finding finding = {0};
    vro_finding_near(&finding, "share", 0.5, 0.51, 0.02);
    vro_finding_between(&finding, "share", 0, 1, 1);
    vro_finding_text(&finding, "same", "same");
    assert_false(finding.failed);
    assert_string_equal(finding.seen, "same");
}

static void the_first_that_is_not_stays(void **state) {
    (void)state;
    vro_finding finding = {0};
    vro_finding_near(&finding, "share", 0.5, 0.53, 0.02);
    vro_finding_text(&finding, "a", "b");
    vro_finding_text(&finding, "same", "same");
    assert_true(finding.failed);
    assert_string_equal(finding.wanted, "share: 0.5, within 0.02");
    assert_string_equal(finding.seen, "0.53");
}

static void what_is_no_number_is_not_as_wanted(void **state) {
    (void)state;
    vro_finding near = {0}, between = {0};
    vro_finding_near(&near, "share", 0.5, NAN, 1);
    vro_finding_between(&between, "share", 0, 1, NAN);
    assert_true(near.failed);
    assert_true(between.failed);
}

int test_finding(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_as_wanted_does_not_fail),
        cmocka_unit_test(the_first_that_is_not_stays),
        cmocka_unit_test(what_is_no_number_is_not_as_wanted),
    };
    return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
