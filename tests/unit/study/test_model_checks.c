// A check of the model fails where what it is told to want is wrong.
#include "vrosim/study/model_checks.h"

#include "near.h"

#include <string.h>

static vro_finding perform(vro_check *check, const void *context) {
    vro_finding finding = {0};
    vro_errors errors = {0};
    assert_int_equal(check(&finding, context, &errors), VRO_OK);
    return finding;
}

// Deaths by 10 years at a rate of 0.02 are 0.1813, with a standard error of 0.0009.
static void a_mean_off_by_ten_errors_is_found(void **state) {
    (void)state;
    vro_known_mean known = {"mortality.rate=0.02\nmortality.operation=0\n", "vro", "death",
                            0.18126924692201818, false};
    assert_false(perform(vro_check_known_mean, &known).failed);
    known.mean += 0.009;
    const vro_finding finding = perform(vro_check_known_mean, &known);
    assert_true(finding.failed);
    assert_int_equal(strncmp(finding.wanted, "death: 0.190269, within 0.004", 29), 0);
}

static void an_exact_mean_is_exact(void **state) {
    (void)state;
    const vro_known_mean known = {"mortality.rate=0.0005\n", "vro", "death", 0, true};
    assert_true(perform(vro_check_known_mean, &known).failed);
}

static void the_wrong_direction_and_no_direction_are_found(void **state) {
    (void)state;
    vro_known_direction known = {"mortality.rate", 0.001, 0.02, "death", false};
    assert_false(perform(vro_check_direction, &known).failed);
    known.falls = true;
    assert_true(perform(vro_check_direction, &known).failed);
    known = (vro_known_direction){"mortality.rate", 0.02, 0.02, "death", false};
    const vro_finding finding = perform(vro_check_direction, &known);
    assert_true(finding.failed);
    assert_non_null(strstr(finding.wanted, "greatest rise of death"));
}

static void threads_shards_and_twins_are_equal(void **state) {
    (void)state;
    assert_false(perform(vro_check_threads, NULL).failed);
    assert_false(perform(vro_check_shards, NULL).failed);
    assert_false(perform(vro_check_identical_strategies, NULL).failed);
}

int test_model_checks(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_off_by_ten_errors_is_found),
        cmocka_unit_test(an_exact_mean_is_exact),
        cmocka_unit_test(the_wrong_direction_and_no_direction_are_found),
        cmocka_unit_test(threads_shards_and_twins_are_equal),
    };
    return cmocka_run_group_tests_name("model_checks", tests, NULL, NULL);
}
