#include "vrosim/simulate/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <time.h>

#include <cmocka.h>

static void time_passes_in_seconds_and_never_backwards(void **state) {
    (void)state;
    const struct timespec twenty_milliseconds = {.tv_nsec = 20000000};
    const double start = vro_clock_now();
    double last = start;
    for (int i = 0; i < 1000; i++) {
        const double now = vro_clock_now();
        assert_true(now >= last);
        last = now;
    }
    assert_int_equal(nanosleep(&twenty_milliseconds, NULL), 0);
    const double passed = vro_clock_now() - start;
    assert_true(passed >= 0.02 && passed < 20); // however busy the machine
}

int test_clock(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_passes_in_seconds_and_never_backwards),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
