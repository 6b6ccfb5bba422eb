// What ranks agree on, as far as one process can tell. Jobs of several are in psa.bats and
// restart.bats.
#include "vrosim/simulate/rank_threads.h"

#include <omp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void an_specification_stays_with_a_process_alone(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1};
    vro_specification specification = {.size = {.patients = 5}};
    vro_errors errors = {0};
    assert_int_equal(vro_rank_threads_share_specification(&alone, &specification, &errors), VRO_OK);
    assert_int_equal(specification.size.patients, 5);
    assert_null(specification.parameters);
}

static void threads_are_no_more_than_the_pieces_of_a_rank(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1}, three = {.rank = 1, .count = 3, .threads = 2};
    assert_int_equal(vro_rank_threads_count(&alone, 8, 1000), 8);
    assert_int_equal(vro_rank_threads_count(&alone, 8, 5), 5);
    assert_int_equal(vro_rank_threads_count(&alone, 8, 0), 1);
    assert_int_equal(vro_rank_threads_count(&three, 8, 7), 3);
    assert_int_equal(vro_rank_threads_count(&three, 8, UINT64_MAX), 8);
}

static void without_a_number_threads_are_a_fair_share(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1}, three = {.rank = 1, .count = 3, .threads = 2};
    unsetenv("OMP_NUM_THREADS");
    omp_set_num_threads(6);
    assert_int_equal(vro_rank_threads_count(&alone, 0, 1000), 6);
    assert_int_equal(vro_rank_threads_count(&three, 0, 1000), 2);
    setenv("OMP_NUM_THREADS", "6", 1);
    assert_int_equal(vro_rank_threads_count(&three, 0, 1000), 6);
    unsetenv("OMP_NUM_THREADS");
}

static void only_a_rank_of_several_that_failed_is_named(void **state) {
    (void)state;
    const vro_ranks alone = {.count = 1}, three = {.rank = 1, .count = 3};
    vro_errors errors = {0};
    vro_rank_threads_name_failed(&alone, VRO_NO_MEMORY, &errors);
    vro_rank_threads_name_failed(&three, VRO_OK, &errors);
    vro_rank_threads_name_failed(&three, VRO_INTERRUPTED, &errors);
    vro_rank_threads_name_failed(&three, VRO_TERMINATED, &errors);
    assert_int_equal(errors.count, 0);
    vro_rank_threads_name_failed(&three, VRO_NO_MEMORY, &errors);
    assert_int_equal(errors.count, 1);
    assert_string_equal(errors.faults[0].text, "rank 1 of 3 ends the job");
    vro_errors_free(&errors);
}

int test_rank_threads(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_specification_stays_with_a_process_alone),
        cmocka_unit_test(threads_are_no_more_than_the_pieces_of_a_rank),
        cmocka_unit_test(without_a_number_threads_are_a_fair_share),
        cmocka_unit_test(only_a_rank_of_several_that_failed_is_named),
    };
    return cmocka_run_group_tests_name("rank_threads", tests, NULL, NULL);
}
