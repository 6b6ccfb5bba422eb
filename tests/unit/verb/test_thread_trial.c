// Threads are tried before OpenMP needs them.
#include "vrosim/verb/thread_trial.h"

#include "faults.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void threads_that_the_system_grants_are_fine(void **state) {
    vro_errors errors = {0};
    (void)state;
    for (int threads = 1; threads < 9; threads++)
        assert_int_equal(vro_thread_trial(threads, &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
}

// In a process of its own, without room for another stack. AddressSanitizer needs room itself.
static void threads_that_the_system_refuses_are_reported(void **state) {
#ifdef __SANITIZE_ADDRESS__
    skip();
#endif
    const struct rlimit none = {0, 0};
    int how = 0;
    (void)state;
    const pid_t child = fork();
    if (child == 0) {
        vro_errors errors = {0};
        const bool refused = setrlimit(RLIMIT_AS, &none) == 0 &&
                             vro_thread_trial(1000, &errors) == VRO_NO_MEMORY && errors.count == 1;
        _exit(refused ? 7 : 1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 7);
}

int test_thread_trial(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_that_the_system_grants_are_fine),
        cmocka_unit_test(threads_that_the_system_refuses_are_reported),
    };
    return cmocka_run_group_tests_name("thread_trial", tests, NULL, NULL);
}
