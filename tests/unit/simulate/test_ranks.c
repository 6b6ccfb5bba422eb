// A process alone is a job of one rank. Jobs of several are in restart.bats.
#include "vrosim/simulate/ranks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_process_alone_is_the_first_and_only_rank(void **state) {
    (void)state;
    vro_ranks ranks;
    assert_true(vro_ranks_is_first());
    vro_ranks_join(&ranks);
    assert_int_equal(ranks.rank, 0);
    assert_int_equal(ranks.count, 1);
    assert_int_equal(ranks.threads, 0); // all that there are
}

static void what_it_shares_it_gets(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1};
    const int own[] = {3, 1, 4};
    int all[3] = {0};
    vro_ranks_share(&alone, own, all, sizeof own);
    assert_memory_equal(all, own, sizeof own);
}

static void what_it_spreads_it_keeps(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1};
    vro_errors errors = {0};
    unsigned char text[] = "bytes", *bytes = text;
    size_t size = sizeof text;
    assert_int_equal(vro_ranks_spread(&alone, &bytes, &size, &errors), VRO_OK);
    assert_ptr_equal(bytes, text);
    assert_int_equal(size, sizeof text);
}

int test_ranks(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_alone_is_the_first_and_only_rank),
        cmocka_unit_test(what_it_shares_it_gets),
        cmocka_unit_test(what_it_spreads_it_keeps),
    };
    return cmocka_run_group_tests_name("ranks", tests, NULL, NULL);
}
