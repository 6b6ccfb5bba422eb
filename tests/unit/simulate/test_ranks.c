// A process alone is a job of one rank. Jobs of several are in restart.bats.
#include "vrosim/simulate/ranks.h"

#include <omp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

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

static void threads_are_no_more_than_the_pieces_of_a_rank(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1}, three = {.rank = 1, .count = 3, .threads = 2};
    assert_int_equal(vro_ranks_threads(&alone, 8, 1000), 8);
    assert_int_equal(vro_ranks_threads(&alone, 8, 5), 5);
    assert_int_equal(vro_ranks_threads(&alone, 8, 0), 1);
    assert_int_equal(vro_ranks_threads(&three, 8, 7), 3);
    assert_int_equal(vro_ranks_threads(&three, 8, UINT64_MAX), 8);
}

static void without_a_number_threads_are_a_fair_share(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1}, three = {.rank = 1, .count = 3, .threads = 2};
    unsetenv("OMP_NUM_THREADS");
    omp_set_num_threads(6);
    assert_int_equal(vro_ranks_threads(&alone, 0, 1000), 6);
    assert_int_equal(vro_ranks_threads(&three, 0, 1000), 2);
    setenv("OMP_NUM_THREADS", "6", 1);
    assert_int_equal(vro_ranks_threads(&three, 0, 1000), 6);
    unsetenv("OMP_NUM_THREADS");
}

static void only_a_rank_of_several_that_failed_is_named(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1}, three = {.rank = 1, .count = 3};
    vro_errors errors = {0};
    vro_ranks_name_failed(&alone, VRO_NO_MEMORY, &errors);
    vro_ranks_name_failed(&three, VRO_OK, &errors);
    vro_ranks_name_failed(&three, VRO_INTERRUPTED, &errors);
    vro_ranks_name_failed(&three, VRO_TERMINATED, &errors);
    assert_int_equal(errors.count, 0);
    vro_ranks_name_failed(&three, VRO_NO_MEMORY, &errors);
    assert_int_equal(errors.count, 1);
    assert_string_equal(errors.faults[0].text, "rank 1 of 3 ends the job");
    vro_errors_free(&errors);
}

int test_ranks(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_alone_is_the_first_and_only_rank),
        cmocka_unit_test(what_it_shares_it_gets),
        cmocka_unit_test(what_it_spreads_it_keeps),
        cmocka_unit_test(threads_are_no_more_than_the_pieces_of_a_rank),
        cmocka_unit_test(without_a_number_threads_are_a_fair_share),
        cmocka_unit_test(only_a_rank_of_several_that_failed_is_named),
    };
    return cmocka_run_group_tests_name("ranks", tests, NULL, NULL);
}
