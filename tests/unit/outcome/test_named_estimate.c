#include "vrosim/outcome/named_estimate.h"

#include "faults.h"
#include "small_study.h"
#include "vrosim/outcome/outcome_statistics.h"

// Ten children, of whom three failed under the second strategy and none under the first.
static int open_study(void **state) {
    static small_study self;
    small_study_open(&self, "soft_tissue,vro");
    small_study_begin(&self, 10);
    for (size_t i = 0; i < 3; i++)
        self.results[1]->outcome[VRO_FAILED][i] = 1;
    small_study_add(&self, 2);
    *state = &self;
    return 0;
}

static int close_study(void **state) {
    small_study_close(*state);
    return 0;
}

static vro_compared find(const small_study *study, const char *subgroup, const char *outcome,
                         const char *statistic) {
    vro_compared found;
    vro_errors errors = {0};
    const vro_estimate_name name = {"vro", subgroup, outcome, statistic};
    assert_int_equal(vro_named_estimate(&study->view, &name, &found, &errors), VRO_OK);
    return found;
}

static void a_statistic_is_that_of_the_summary(void **state) {
    const vro_compared found = find(*state, NULL, "failed", "mean");
    assert_true(found.paired.value == 0.3);
    assert_int_equal(found.paired.n, 10);
    assert_true(isnan(found.se_unpaired));
    assert_true(find(*state, "all", "nsa_deg", "p50").paired.value == 130);
    assert_true(find(*state, "gmfcs_3", "failed", "mean").paired.value == 0.3);
}

static void an_expected_number_is_that_of_rare_events_alone(void **state) {
    const small_study *study = *state;
    vro_compared found;
    vro_errors errors = {0};
    const vro_estimate_name name = {"vro", NULL, "failed", "expected"};
    assert_true(find(study, NULL, "death", "expected").paired.value == 0);
    assert_int_equal(vro_named_estimate(&study->view, &name, &found, &errors), VRO_BAD_USAGE);
    assert_fault(&errors, "", "outcome 'failed' has no 'expected'");
    vro_errors_free(&errors);
}

static void a_comparison_is_that_of_the_contrasts(void **state) {
    const vro_compared found = find(*state, NULL, "failed", "risk_difference");
    assert_true(found.paired.value == 0.3);
    assert_true(found.se_unpaired > 0);
}

static void what_no_child_has_is_unknown(void **state) {
    const vro_compared empty = find(*state, "gmfcs_1", "nsa_deg", "sd");
    assert_true(empty.paired.n == 0 && isnan(empty.paired.value));
    assert_true(isnan(find(*state, NULL, "healing_weeks", "p50").paired.value));
    assert_true(isnan(find(*state, NULL, "healing_weeks", "mean_difference").paired.value));
}

static void every_unknown_name_is_told_with_the_nearest(void **state) {
    const small_study *study = *state;
    vro_compared found;
    vro_errors errors = {0};
    const vro_estimate_name name = {"vor", "gmfcs_9", "faild", "maen"};
    assert_int_equal(vro_named_estimate(&study->view, &name, &found, &errors), VRO_BAD_USAGE);
    assert_int_equal(errors.count, 4);
    assert_fault(&errors, "strategy 'vor'", "'vro'");
    assert_fault(&errors, "subgroup 'gmfcs_9'", "'gmfcs_1'");
    assert_fault(&errors, "outcome 'faild'", "'failed'");
    assert_fault(&errors, "statistic 'maen'", "'mean'");
    vro_errors_free(&errors);
}

static void assert_refused(const small_study *study, const vro_estimate_name *name,
                           const char *piece) {
    vro_compared found;
    vro_errors errors = {0};
    assert_int_equal(vro_named_estimate(&study->view, name, &found, &errors), VRO_BAD_USAGE);
    assert_fault(&errors, "", piece);
    vro_errors_free(&errors);
}

static void an_outcome_that_the_scenario_lacks_is_refused(void **state) {
    assert_refused(*state, &(vro_estimate_name){"vro", NULL, "cost", "mean"},
                   "a table must give a cost");
    assert_refused(*state, &(vro_estimate_name){"vro", NULL, "revision_by_7y", "mean"},
                   "a table must give 7");
}

static void what_an_outcome_does_not_have_is_refused(void **state) {
    assert_refused(*state, &(vro_estimate_name){"vro", NULL, "failed", "sd"}, "has no 'sd'");
    assert_refused(*state, &(vro_estimate_name){"vro", NULL, "failed", "mean_ratio"},
                   "has no 'mean_ratio'");
    assert_refused(*state, &(vro_estimate_name){"soft_tissue", NULL, "failed", "risk_difference"},
                   "is the reference itself");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_study, close_study)

int test_named_estimate(void) {
    static const struct CMUnitTest tests[] = {
        TEST(a_statistic_is_that_of_the_summary),
        TEST(an_expected_number_is_that_of_rare_events_alone),
        TEST(a_comparison_is_that_of_the_contrasts),
        TEST(what_no_child_has_is_unknown),
        TEST(every_unknown_name_is_told_with_the_nearest),
        TEST(an_outcome_that_the_scenario_lacks_is_refused),
        TEST(what_an_outcome_does_not_have_is_refused),
    };
    return cmocka_run_group_tests_name("named_estimate", tests, NULL, NULL);
}
