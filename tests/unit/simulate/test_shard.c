// Shards: how they are written, which blocks they have, and how many there were.
#include "vrosim/simulate/shard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_shard_is_two_numbers(void **state) {
    (void)state;
    vro_shard shard = {0};
    assert_true(vro_shard_read(&shard, "2/8"));
    assert_true(shard.number == 2 && shard.count == 8);
    assert_true(vro_shard_read(&shard, "1/1"));
    assert_true(vro_shard_read(&shard, "1000000/1M"));
    assert_true(shard.number == VRO_SHARDS_MAX && shard.count == VRO_SHARDS_MAX);
}

static void anything_else_is_refused_and_changes_nothing(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "/",
        "2",
        "2/",
        "/8",
        "0/8",
        "9/8",
        "-1/8",
        "2/-8",
        "2/8/9",
        " 2/8",
        "2 /8",
        "a/b",
        "0/0",
        "1/1000001",
        "0.5/2",
        "000000000000000000000000000001/8",
    };
    vro_shard shard = {3, 5};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (vro_shard_read(&shard, wrong[i]))
            fail_msg("\"%s\" was taken for a shard", wrong[i]);
        assert_true(shard.number == 3 && shard.count == 5);
    }
}

static void no_shard_is_all_of_it(void **state) {
    (void)state;
    const vro_interval shard = vro_shard_interval(&(vro_shard){0}, 7);
    assert_true(shard.first == 0 && shard.end == 7);
}

static void shards_follow_each_other_and_are_all(void **state) {
    (void)state;
    for (uint64_t blocks = 1; blocks <= 40; blocks++)
        for (uint64_t count = 1; count <= 50; count++) {
            uint64_t next = 0;
            for (uint64_t number = 1; number <= count; number++) {
                const vro_interval shard = vro_shard_interval(&(vro_shard){number, count}, blocks);
                assert_true(shard.first == next);
                assert_true(shard.end - shard.first <= (blocks + count - 1) / count);
                next = shard.end;
            }
            assert_true(next == blocks);
        }
}

// The most blocks that a study can have, in the most shards.
static void the_greatest_study_can_be_cut(void **state) {
    (void)state;
    const uint64_t blocks = UINT64_C(1220703125000);
    const vro_interval last =
        vro_shard_interval(&(vro_shard){VRO_SHARDS_MAX, VRO_SHARDS_MAX}, blocks);
    assert_true(last.end == blocks);
    assert_true(last.end - last.first == 1220703 || last.end - last.first == 1220704);
}

static void the_number_of_shards_is_found_from_some_of_them(void **state) {
    (void)state;
    const uint64_t blocks = 123;
    for (uint64_t count = 1; count <= 8; count++)
        for (uint64_t number = 1; number < count; number++) {
            const vro_interval two[] = {
                vro_shard_interval(&(vro_shard){number, count}, blocks),
                vro_shard_interval(&(vro_shard){number + 1, count}, blocks)};
            assert_true(vro_shard_count_of(two, 2, blocks) == count);
            assert_true(vro_shard_count_of(two, 1, blocks) == count);
        }
}

static void a_number_of_shards_that_is_not_unique_is_not_guessed(void **state) {
    (void)state;
    const vro_interval second = {1, 2}, odd[] = {{0, 10}, {90, 100}, {11, 13}};
    assert_true(vro_shard_count_of(&second, 1, 4) == 0); // 2 of 3 or 2 of 4
    assert_true(vro_shard_count_of(odd, 2, 100) == 10);
    assert_true(vro_shard_count_of(odd, 3, 100) == 0);
}

static void the_file_is_named_after_the_shard(void **state) {
    (void)state;
    vro_errors errors = {0};
    char *file = vro_shard_file(&(vro_shard){12, 345}, &errors);
    assert_string_equal(file, "shard-12-of-345.tally");
    free(file);
}

int test_shard(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shard_is_two_numbers),
        cmocka_unit_test(anything_else_is_refused_and_changes_nothing),
        cmocka_unit_test(no_shard_is_all_of_it),
        cmocka_unit_test(shards_follow_each_other_and_are_all),
        cmocka_unit_test(the_greatest_study_can_be_cut),
        cmocka_unit_test(the_number_of_shards_is_found_from_some_of_them),
        cmocka_unit_test(a_number_of_shards_that_is_not_unique_is_not_guessed),
        cmocka_unit_test(the_file_is_named_after_the_shard),
    };
    return cmocka_run_group_tests_name("shard", tests, NULL, NULL);
}
