// The Kaplan-Meier estimate against figures worked out by hand.
#include "vrosim/outcome/kaplan_meier.h"

#include "vrosim/outcome/estimate.h"

#include "near.h"

#include <math.h>

typedef struct month {
    uint64_t at_risk;
    uint64_t events;
} month;

static vro_kaplan_meier after(const month *months, size_t count) {
    vro_kaplan_meier self = vro_kaplan_meier_begin();
    for (size_t i = 0; i < count; i++)
        vro_kaplan_meier_add(&self, months[i].at_risk, months[i].events);
    return self;
}

static void nothing_has_happened_before_the_first_month(void **state) {
    (void)state;
    const vro_kaplan_meier self = vro_kaplan_meier_begin();
    assert_true(self.event_free == 1);
    assert_true(isnan(vro_kaplan_meier_se(&self)));
}

static void without_an_event_it_has_the_error_of_a_share_of_none(void **state) {
    (void)state;
    const month months[] = {{40, 0}, {30, 0}};
    const vro_kaplan_meier self = after(months, 2);
    assert_true(self.event_free == 1);
    assert_near(vro_kaplan_meier_se(&self), vro_estimate_share(0, 30).se, 0);
}

// Of 10 children 2 have the event, 3 die; of the 5 left 1 has the event, 2 die; of 2 left 1 has it.
// S = 8/10 * 4/5 * 1/2 = 0.32; Greenwood's sum 2/(10*8) + 1/(5*4) + 1/(2*1) = 0.575.
static void the_censored_leave_the_risk_set_and_do_not_count_as_events(void **state) {
    (void)state;
    const month months[] = {{10, 2}, {5, 1}, {2, 1}};
    const vro_kaplan_meier self = after(months, 3);
    assert_near(self.event_free, 0.32, 1e-15);
    assert_near(vro_kaplan_meier_se(&self), 0.32 * sqrt(0.575), 1e-15);
}

// The 6-mercaptopurine arm of Freireich 1963 as grouped by Kaplan and Meier's method in textbooks:
// S(23) = 0.4482, standard error 0.1346.
static void remissions_of_freireich_are_those_of_the_textbooks(void **state) {
    (void)state;
    const month weeks[] = {{21, 3}, {17, 1}, {15, 1}, {12, 1}, {11, 1}, {7, 1}, {6, 1}};
    const vro_kaplan_meier self = after(weeks, 7);
    assert_near(self.event_free, 0.4482, 5e-5);
    assert_near(vro_kaplan_meier_se(&self), 0.1346, 5e-5);
}

// Then it is the share of all children, and Greenwood's error is that of a share.
static void without_censoring_it_is_the_share(void **state) {
    (void)state;
    const month months[] = {{40, 3}, {37, 0}, {37, 7}, {30, 5}};
    const vro_kaplan_meier self = after(months, 4);
    const vro_estimate share = vro_estimate_share(15, 40);
    assert_near(1 - self.event_free, share.value, 1e-15);
    assert_near(vro_kaplan_meier_se(&self), share.se, 1e-15);
}

static void all_with_the_event_stay_so_when_nobody_is_at_risk(void **state) {
    (void)state;
    const month months[] = {{4, 1}, {3, 3}, {0, 0}, {0, 0}};
    for (size_t count = 2; count <= 4; count++) {
        const vro_kaplan_meier self = after(months, count);
        assert_true(self.event_free == 0);
        assert_near(vro_kaplan_meier_se(&self), vro_estimate_share(3, 3).se, 1e-15);
    }
}

static void it_is_undefined_once_nobody_is_at_risk_and_some_were_censored(void **state) {
    (void)state;
    const month months[] = {{4, 1}, {0, 0}, {0, 0}};
    for (size_t count = 2; count <= 3; count++) {
        const vro_kaplan_meier self = after(months, count);
        assert_true(isnan(self.event_free));
        assert_true(isnan(vro_kaplan_meier_se(&self)));
    }
}

static void the_most_children_of_a_run_keep_their_error(void **state) {
    (void)state;
    const uint64_t n = UINT64_C(1) << 40;
    const month months[] = {{n, n / 2}};
    const vro_kaplan_meier self = after(months, 1);
    assert_true(self.event_free == 0.5);
    assert_near(vro_kaplan_meier_se(&self), 0.5 / (1 << 20), 1e-18);
}

int test_kaplan_meier(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_has_happened_before_the_first_month),
        cmocka_unit_test(without_an_event_it_has_the_error_of_a_share_of_none),
        cmocka_unit_test(the_censored_leave_the_risk_set_and_do_not_count_as_events),
        cmocka_unit_test(remissions_of_freireich_are_those_of_the_textbooks),
        cmocka_unit_test(without_censoring_it_is_the_share),
        cmocka_unit_test(all_with_the_event_stay_so_when_nobody_is_at_risk),
        cmocka_unit_test(it_is_undefined_once_nobody_is_at_risk_and_some_were_censored),
        cmocka_unit_test(the_most_children_of_a_run_keep_their_error),
    };
    return cmocka_run_group_tests_name("kaplan_meier", tests, NULL, NULL);
}
