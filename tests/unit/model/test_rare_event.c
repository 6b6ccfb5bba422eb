#include "vrosim/model/rare_event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void each_event_is_that_of_one_outcome(void **state) {
    size_t found = 0;
    (void)state;
    for (vro_rare_event event = 0; event < VRO_RARE_EVENTS; event++)
        assert_int_equal(vro_rare_event_of(vro_rare_event_outcome(event)), event);
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
        found += vro_rare_event_of(id) != VRO_RARE_EVENTS;
    assert_int_equal(found, VRO_RARE_EVENTS);
}

static void outcomes_that_are_no_rare_events_have_none(void **state) {
    (void)state;
    assert_int_equal(vro_rare_event_of(VRO_REVISIONS), VRO_RARE_EVENTS);
    assert_int_equal(vro_rare_event_of(VRO_LLD_MM), VRO_RARE_EVENTS);
}

int test_rare_event(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_event_is_that_of_one_outcome),
        cmocka_unit_test(outcomes_that_are_no_rare_events_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
