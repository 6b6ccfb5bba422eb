// Blocks distributed to ranks: each once, evenly, and those with courses to rank 0.
#include "vrosim/simulate/rank_shares.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { RANKS = 4 };

// 10 + 1 + 29 blocks.
static vro_interval some[] = {{5, 15}, {20, 21}, {30, 59}};
static const vro_interval_set SOME = {.intervals = some, .count = 3};

static vro_rank_shares distributed(const vro_interval_set *blocks, int count, uint64_t recorded) {
    vro_errors errors = {0};
    vro_rank_shares shares;
    assert_int_equal(vro_rank_shares_init(&shares, blocks, count, recorded, &errors), VRO_OK);
    return shares;
}

static void take(vro_rank_shares *shares, int rank, uint64_t done, vro_interval_set *taken) {
    vro_errors errors = {0};
    assert_int_equal(vro_rank_shares_take(shares, rank, done, taken, &errors), VRO_OK);
}

static void assert_same(const vro_interval_set *a, const vro_interval_set *b) {
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_true(a->intervals[i].first == b->intervals[i].first);
        assert_true(a->intervals[i].end == b->intervals[i].end);
    }
}

static void every_block_is_in_one_of_even_shares(void **state) {
    (void)state;
    for (int count = 1; count <= 50; count++) {
        vro_rank_shares shares = distributed(&SOME, count, 0);
        vro_interval_set all = {0};
        uint64_t total = 0;
        for (int rank = 0; rank < count; rank++) {
            const uint64_t size = vro_interval_set_total(&shares.left[rank]);
            assert_true(size == 40 / (uint64_t)count || size == 40 / (uint64_t)count + 1);
            total += size;
            take(&shares, rank, size, &all);
        }
        assert_true(total == 40);
        assert_same(&all, &SOME);
        assert_true(vro_rank_shares_empty(&shares));
        vro_interval_set_free(&all);
        vro_rank_shares_free(&shares);
    }
}

static void shares_follow_each_other(void **state) {
    (void)state;
    vro_rank_shares shares = distributed(&SOME, 2, 0);
    vro_interval first[] = {{5, 15}, {20, 21}, {30, 39}}, second = {39, 59};
    assert_same(&shares.left[0], &(vro_interval_set){.intervals = first, .count = 3});
    assert_same(&shares.left[1], &(vro_interval_set){.intervals = &second, .count = 1});
    vro_rank_shares_free(&shares);
}

static void the_first_rank_gets_all_blocks_whose_courses_are_written(void **state) {
    (void)state;
    vro_rank_shares shares = distributed(&SOME, RANKS, 50);
    assert_true(vro_interval_set_total(&shares.left[0]) == 31); // those below block 50
    for (int rank = 1; rank < RANKS; rank++)
        assert_true(vro_interval_set_total(&shares.left[rank]) == 3);
    vro_rank_shares_free(&shares);
    shares = distributed(&SOME, RANKS, 14); // 9 blocks are fewer than its share
    assert_true(vro_interval_set_total(&shares.left[0]) == 10);
    vro_rank_shares_free(&shares);
}

static void what_is_done_is_the_beginning_of_a_share(void **state) {
    (void)state;
    vro_rank_shares shares = distributed(&SOME, 1, 0);
    vro_interval_set taken = {0};
    vro_interval done[] = {{5, 15}, {20, 21}, {30, 33}}, left = {33, 59};
    take(&shares, 0, 4, &taken);
    take(&shares, 0, 0, &taken);
    take(&shares, 0, 10, &taken);
    assert_same(&taken, &(vro_interval_set){.intervals = done, .count = 3});
    assert_same(&shares.left[0], &(vro_interval_set){.intervals = &left, .count = 1});
    vro_interval_set_free(&taken);
    vro_rank_shares_free(&shares);
}

static void a_rank_without_blocks_gets_some_of_the_others(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_rank_shares shares = distributed(&SOME, RANKS, 0);
    vro_interval_set taken = {0};
    take(&shares, 1, 3, &taken);
    assert_int_equal(vro_rank_shares_balance(&shares, &errors), VRO_OK);
    assert_true(vro_interval_set_total(&shares.left[1]) == 7); // nobody is without: nothing changes
    take(&shares, 1, 7, &taken);
    assert_int_equal(vro_rank_shares_balance(&shares, &errors), VRO_OK);
    for (int rank = 0; rank < RANKS; rank++) {
        const uint64_t size = vro_interval_set_total(&shares.left[rank]);
        assert_true(size == 7 || size == 8);
        take(&shares, rank, size, &taken);
    }
    assert_same(&taken, &SOME);
    assert_int_equal(vro_rank_shares_balance(&shares, &errors), VRO_OK);
    assert_true(vro_rank_shares_empty(&shares));
    vro_interval_set_free(&taken);
    vro_rank_shares_free(&shares);
}

static void no_blocks_are_no_work(void **state) {
    (void)state;
    const vro_interval_set none = {0};
    vro_rank_shares shares = distributed(&none, RANKS, 5);
    assert_true(vro_rank_shares_empty(&shares));
    vro_rank_shares_free(&shares);
    vro_rank_shares_free(&shares);
}

int test_rank_shares(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_is_in_one_of_even_shares),
        cmocka_unit_test(shares_follow_each_other),
        cmocka_unit_test(the_first_rank_gets_all_blocks_whose_courses_are_written),
        cmocka_unit_test(what_is_done_is_the_beginning_of_a_share),
        cmocka_unit_test(a_rank_without_blocks_gets_some_of_the_others),
        cmocka_unit_test(no_blocks_are_no_work),
    };
    return cmocka_run_group_tests_name("rank_shares", tests, NULL, NULL);
}
