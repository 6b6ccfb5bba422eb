// Requests to end early: signals wait while they are watched for, and are told apart.
#define _GNU_SOURCE 1

#include "vrosim/verb/interrupt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void no_signal_is_no_request(void **state) {
    (void)state;
    vro_interrupt stop = {0};
    assert_int_equal(vro_interrupt_requested(NULL), VRO_OK);
    vro_interrupt_watch(&stop);
    assert_int_equal(vro_interrupt_requested(NULL), VRO_OK);
    vro_interrupt_end(&stop);
}

static void each_signal_has_its_status_and_exit_code(void **state) {
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGUSR1, SIGUSR2};
    vro_interrupt stop = {0};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        signal(signals[i], SIG_DFL); // also where who called the test ignores it
        vro_interrupt_watch(&stop);
        raise(signals[i]);
        const vro_status status = vro_interrupt_requested(NULL);
        assert_true(vro_status_is_signal(status));
        assert_int_equal(vro_status_exit_code(status), 128 + signals[i]);
        vro_interrupt_end(&stop);
    }
}

static void a_request_stays_until_the_end(void **state) {
    (void)state;
    vro_interrupt stop = {0};
    vro_interrupt_watch(&stop);
    raise(SIGTERM);
    assert_int_equal(vro_interrupt_requested(NULL), VRO_TERMINATED);
    assert_int_equal(vro_interrupt_requested(NULL), VRO_TERMINATED);
    vro_interrupt_end(&stop);
    assert_int_equal(vro_interrupt_requested(NULL), VRO_OK);
}

// Signals for the whole process, several of some: the test would be ended by any that is left.
static void all_that_wait_are_forgotten_at_the_end(void **state) {
    (void)state;
    vro_interrupt stop = {0};
    vro_interrupt_watch(&stop);
    raise(SIGINT);
    raise(SIGTERM);
    kill(getpid(), SIGTERM);
    kill(getpid(), SIGINT);
    kill(getpid(), SIGHUP);
    raise(SIGUSR1);
    vro_interrupt_end(&stop);
    vro_interrupt_end(&stop);
    assert_int_equal(vro_interrupt_requested(NULL), VRO_OK);
}

static void signals_held_back_before_stay_so(void **state) {
    (void)state;
    vro_interrupt stop = {0};
    sigset_t both, former, now;
    sigemptyset(&both);
    sigaddset(&both, SIGINT);
    sigaddset(&both, SIGALRM);
    assert_int_equal(pthread_sigmask(SIG_BLOCK, &both, &former), 0);
    vro_interrupt_watch(&stop);
    vro_interrupt_end(&stop);
    assert_int_equal(pthread_sigmask(SIG_SETMASK, &former, &now), 0);
    assert_int_equal(sigismember(&now, SIGINT), 1);
    assert_int_equal(sigismember(&now, SIGALRM), 1);
    assert_int_equal(sigismember(&now, SIGTERM), 0);
}

static void a_signal_that_is_ignored_stays_ignored(void **state) {
    (void)state;
    vro_interrupt stop = {0};
    signal(SIGINT, SIG_IGN);
    vro_interrupt_watch(&stop);
    kill(getpid(), SIGINT);
    assert_int_equal(vro_interrupt_requested(NULL), VRO_OK);
    kill(getpid(), SIGTERM);
    assert_int_equal(vro_interrupt_requested(NULL), VRO_TERMINATED);
    vro_interrupt_end(&stop);
    signal(SIGINT, SIG_DFL);
}

static void signals_work_again_after_the_end(void **state) {
    (void)state;
    int how = 0;
    const pid_t child = fork();
    if (child == 0) {
        vro_interrupt stop = {0};
        vro_interrupt_watch(&stop);
        vro_interrupt_end(&stop);
        raise(SIGTERM);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    assert_int_equal(WTERMSIG(how), SIGTERM);
}

int test_interrupt(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_signal_is_no_request),
        cmocka_unit_test(each_signal_has_its_status_and_exit_code),
        cmocka_unit_test(a_request_stays_until_the_end),
        cmocka_unit_test(all_that_wait_are_forgotten_at_the_end),
        cmocka_unit_test(signals_held_back_before_stay_so),
        cmocka_unit_test(a_signal_that_is_ignored_stays_ignored),
        cmocka_unit_test(signals_work_again_after_the_end),
    };
    return cmocka_run_group_tests_name("interrupt", tests, NULL, NULL);
}
