// What threads wait for: a change that another thread makes, or the end of a time.
#include "vrosim/simulate/monitor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { THREADS = 3, ADDITIONS = 1000 };

static void only_one_thread_is_inside(void **state) {
    (void)state;
    vro_monitor monitor;
    int sum = 0;
    vro_monitor_init(&monitor);
#pragma omp parallel num_threads(THREADS)
    for (int i = 0; i < ADDITIONS; i++) {
        vro_monitor_enter(&monitor);
        sum++;
        vro_monitor_leave(&monitor);
    }
    assert_int_equal(sum % ADDITIONS, 0);
    assert_true(sum >= ADDITIONS);
    vro_monitor_free(&monitor);
}

static void each_thread_waits_for_its_turn(void **state) {
    (void)state;
    vro_monitor monitor;
    int turn = 0;
    vro_monitor_init(&monitor);
#pragma omp parallel for num_threads(THREADS) schedule(static, 1)
    for (int i = 0; i < THREADS; i++) {
        vro_monitor_enter(&monitor);
        while (turn != i)
            vro_monitor_wait(&monitor, 0);
        turn++;
        vro_monitor_wake(&monitor);
        vro_monitor_leave(&monitor);
    }
    assert_int_equal(turn, THREADS);
    vro_monitor_free(&monitor);
}

static void waiting_ends_after_a_time(void **state) {
    (void)state;
    vro_monitor monitor;
    vro_monitor_init(&monitor);
    vro_monitor_enter(&monitor);
    vro_monitor_wait(&monitor, 1e-3);
    vro_monitor_wait(&monitor, 1.0 / 1024);
    vro_monitor_leave(&monitor);
    vro_monitor_free(&monitor);
}

int test_monitor(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_one_thread_is_inside),
        cmocka_unit_test(each_thread_waits_for_its_turn),
        cmocka_unit_test(waiting_ends_after_a_time),
    };
    return cmocka_run_group_tests_name("monitor", tests, NULL, NULL);
}
