// Blocks dealt out to ranks: all of them, none twice, evenly, and those with courses to the first.
#include "vrosim/simulate/rank_shares.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { RANKS = 4 };

// 10 + 1 + 29 blocks.
static vro_range some[] = {{5, 15}, {20, 21}, {30, 59}};
static const vro_ranges SOME = {.ranges = some, .count = 3};

static vro_pieces dealt(const vro_ranges *blocks, int count, uint64_t recorded) {
    vro_errors errors = {0};
    vro_pieces pieces;
    assert_int_equal(vro_pieces_init(&pieces, blocks, count, recorded, &errors), VRO_OK);
    return pieces;
}

static void take(vro_pieces *pieces, int rank, uint64_t done, vro_ranges *taken) {
    vro_errors errors = {0};
    assert_int_equal(vro_pieces_take(pieces, rank, done, taken, &errors), VRO_OK);
}

static void assert_same(const vro_ranges *a, const vro_ranges *b) {
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_true(a->ranges[i].first == b->ranges[i].first);
        assert_true(a->ranges[i].end == b->ranges[i].end);
    }
}

static void every_block_is_dealt_out_once_and_evenly(void **state) {
    (void)state;
    for (int count = 1; count <= 50; count++) {
        vro_pieces pieces = dealt(&SOME, count, 0);
        vro_ranges all = {0};
        uint64_t total = 0;
        for (int rank = 0; rank < count; rank++) {
            const uint64_t size = vro_ranges_total(&pieces.left[rank]);
            assert_true(size == 40 / (uint64_t)count || size == 40 / (uint64_t)count + 1);
            total += size;
            take(&pieces, rank, size, &all);
        }
        assert_true(total == 40);
        assert_same(&all, &SOME);
        assert_true(vro_pieces_empty(&pieces));
        vro_ranges_free(&all);
        vro_pieces_free(&pieces);
    }
}

static void pieces_follow_each_other(void **state) {
    (void)state;
    vro_pieces pieces = dealt(&SOME, 2, 0);
    vro_range first[] = {{5, 15}, {20, 21}, {30, 39}}, second = {39, 59};
    assert_same(&pieces.left[0], &(vro_ranges){.ranges = first, .count = 3});
    assert_same(&pieces.left[1], &(vro_ranges){.ranges = &second, .count = 1});
    vro_pieces_free(&pieces);
}

static void the_first_rank_gets_all_blocks_whose_courses_are_written(void **state) {
    (void)state;
    vro_pieces pieces = dealt(&SOME, RANKS, 50);
    assert_true(vro_ranges_total(&pieces.left[0]) == 31); // those below block 50
    for (int rank = 1; rank < RANKS; rank++)
        assert_true(vro_ranges_total(&pieces.left[rank]) == 3);
    vro_pieces_free(&pieces);
    pieces = dealt(&SOME, RANKS, 14); // 9 blocks are fewer than its share
    assert_true(vro_ranges_total(&pieces.left[0]) == 10);
    vro_pieces_free(&pieces);
}

static void what_is_done_is_the_beginning_of_a_piece(void **state) {
    (void)state;
    vro_pieces pieces = dealt(&SOME, 1, 0);
    vro_ranges taken = {0};
    vro_range done[] = {{5, 15}, {20, 21}, {30, 33}}, left = {33, 59};
    take(&pieces, 0, 4, &taken);
    take(&pieces, 0, 0, &taken);
    take(&pieces, 0, 10, &taken);
    assert_same(&taken, &(vro_ranges){.ranges = done, .count = 3});
    assert_same(&pieces.left[0], &(vro_ranges){.ranges = &left, .count = 1});
    vro_ranges_free(&taken);
    vro_pieces_free(&pieces);
}

static void a_rank_without_blocks_gets_some_of_the_others(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_pieces pieces = dealt(&SOME, RANKS, 0);
    vro_ranges taken = {0};
    take(&pieces, 1, 3, &taken);
    assert_int_equal(vro_pieces_balance(&pieces, &errors), VRO_OK);
    assert_true(vro_ranges_total(&pieces.left[1]) == 7); // nobody is without: nothing changes
    take(&pieces, 1, 7, &taken);
    assert_int_equal(vro_pieces_balance(&pieces, &errors), VRO_OK);
    for (int rank = 0; rank < RANKS; rank++) {
        const uint64_t size = vro_ranges_total(&pieces.left[rank]);
        assert_true(size == 7 || size == 8);
        take(&pieces, rank, size, &taken);
    }
    assert_same(&taken, &SOME);
    assert_int_equal(vro_pieces_balance(&pieces, &errors), VRO_OK);
    assert_true(vro_pieces_empty(&pieces));
    vro_ranges_free(&taken);
    vro_pieces_free(&pieces);
}

static void no_blocks_are_no_work(void **state) {
    (void)state;
    const vro_ranges none = {0};
    vro_pieces pieces = dealt(&none, RANKS, 5);
    assert_true(vro_pieces_empty(&pieces));
    vro_pieces_free(&pieces);
    vro_pieces_free(&pieces);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_is_dealt_out_once_and_evenly),
        cmocka_unit_test(pieces_follow_each_other),
        cmocka_unit_test(the_first_rank_gets_all_blocks_whose_courses_are_written),
        cmocka_unit_test(what_is_done_is_the_beginning_of_a_piece),
        cmocka_unit_test(a_rank_without_blocks_gets_some_of_the_others),
        cmocka_unit_test(no_blocks_are_no_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
