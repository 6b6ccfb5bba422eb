// A precision target: reading it, and the number of children that it needs.
#include "vrosim/simulate/precision_target.h"

#include "near.h"
#include "small_study.h"
#include "usual_landmarks.h"

#include "vrosim/model/block.h"

#include <string.h>

static void a_list_of_goals_is_read(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_precision_target target;
    assert_int_equal(vro_precision_target_read(&target, usual_outcomes(true),
                                               "revision_by_5y=0.001,difference:lld_mm=5%",
                                               &errors),
                     VRO_OK);
    assert_int_equal(target.count, 2);
    assert_int_equal(target.goals[0].outcome, VRO_REVISION_BY_5Y);
    assert_false(target.goals[0].relative || target.goals[0].difference);
    assert_near(target.goals[0].se, 0.001, 0);
    assert_int_equal(target.goals[1].outcome, VRO_LLD_MM);
    assert_true(target.goals[1].relative && target.goals[1].difference);
    assert_near(target.goals[1].se, 0.05, 1e-17);
}

static void every_fault_is_named(void **state) {
    (void)state;
    static const char *const wrong[] = {"",         "lld_mm",     "lld_mm=",      "lld_mm=0",
                                        "lld_mm=%", "lld_mm=-1%", "lld_mm=nan",   "lld=1",
                                        "=1",       "lld_mm=1,",  "diff:lld_mm=1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        vro_errors errors = {0};
        vro_precision_target target;
        assert_int_equal(vro_precision_target_read(&target, i % 2 ? usual_outcomes(true) : NULL,
                                                   wrong[i], &errors),
                         VRO_BAD_USAGE);
        assert_int_equal(errors.count, 1);
        assert_int_equal(target.count, 0);
        vro_errors_free(&errors);
    }
    vro_errors errors = {0};
    vro_precision_target target;
    assert_int_equal(vro_precision_target_read(&target, NULL, "lld=x,death=0.1,deaths=1", &errors),
                     VRO_BAD_USAGE);
    assert_int_equal(errors.count, 3);
    vro_errors_free(&errors);
}

// Which landmarks there are is not known before the scenario.
static void a_landmark_is_a_fault_only_where_the_scenario_has_none(void **state) {
    (void)state;
    static const char text[] = "revision_by_7.1y=0.001";
    vro_errors errors = {0};
    vro_precision_target target;
    assert_int_equal(vro_precision_target_read(&target, NULL, text, &errors), VRO_OK);
    assert_int_equal(vro_precision_target_read(&target, usual_outcomes(true), text, &errors),
                     VRO_BAD_USAGE);
    assert_int_equal(errors.count, 1);
    assert_non_null(strstr(errors.faults[0].text, "followup.landmarks"));
    vro_errors_free(&errors);
}

// 1000 children, of whom `events` die under the first strategy and none under the second.
static void make_study(small_study *self, size_t events) {
    small_study_open(self, "soft_tissue,vro");
    small_study_begin(self, 1000);
    for (size_t i = 0; i < events; i++)
        self->results[0]->outcome[VRO_DEATH][i] = 1;
    small_study_add(self, 3);
}

static double children_for(const small_study *study, const char *text) {
    vro_errors errors = {0};
    vro_precision_target target;
    assert_int_equal(
        vro_precision_target_read(&target, &study->view.tally->outcomes, text, &errors), VRO_OK);
    return vro_precision_target_children(&target, &study->view);
}

// With 250 of 1000 the variance is 0.1875, that of the difference 1000 / 999 times as much; the
// second strategy has the error of a share of none.
static void children_needed_grow_with_the_square_of_the_precision(void **state) {
    (void)state;
    small_study study;
    make_study(&study, 250);
    const double variance = 0.1875, paired = variance * 1000 / 999;
    assert_near(children_for(&study, "death=0.01"), variance / 1e-4, 1e-6);
    assert_near(children_for(&study, "death=0.001"), variance / 1e-6, 1e-4);
    assert_near(children_for(&study, "difference:death=10%"), paired / (0.025 * 0.025), 1e-6);
    small_study_close(&study);
}

static void an_outcome_that_never_or_always_occurs_has_the_error_of_its_interval(void **state) {
    (void)state;
    small_study study;
    make_study(&study, 1000);
    const double excess = vro_estimate_share(0, 1000).se / 0.0001;
    assert_near(children_for(&study, "death=0.0001"), 1000 * excess * excess, 1e-6);
    small_study_close(&study);
}

static void a_relative_target_of_nothing_is_never_met(void **state) {
    (void)state;
    small_study study;
    make_study(&study, 10);
    assert_near(children_for(&study, "death=50%"), 1e18, 0);
    small_study_close(&study);
}

static void strategies_without_a_difference_need_no_more(void **state) {
    (void)state;
    small_study study;
    make_study(&study, 10);
    assert_near(children_for(&study, "difference:nsa_deg=1%"), 0, 0);
    small_study_close(&study);
}

static void looks_are_fixed_and_at_most_twice_the_one_before(void **state) {
    (void)state;
    static const uint64_t blocks[] = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32};
    uint64_t look = 0;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        assert_int_equal(vro_precision_target_next_look(look + (i > 0 ? VRO_BLOCK / 2 : 0)),
                         blocks[i] * VRO_BLOCK);
        look = vro_precision_target_next_look(look);
        assert_int_equal(look, blocks[i] * VRO_BLOCK);
    }
}

int test_precision_target(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_of_goals_is_read),
        cmocka_unit_test(every_fault_is_named),
        cmocka_unit_test(a_landmark_is_a_fault_only_where_the_scenario_has_none),
        cmocka_unit_test(children_needed_grow_with_the_square_of_the_precision),
        cmocka_unit_test(an_outcome_that_never_or_always_occurs_has_the_error_of_its_interval),
        cmocka_unit_test(a_relative_target_of_nothing_is_never_met),
        cmocka_unit_test(strategies_without_a_difference_need_no_more),
        cmocka_unit_test(looks_are_fixed_and_at_most_twice_the_one_before),
    };
    return cmocka_run_group_tests_name("precision_target", tests, NULL, NULL);
}
