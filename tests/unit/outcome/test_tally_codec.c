// Tallies as lists of numbers: what is written comes back.
#define _GNU_SOURCE 1

#include "vrosim/outcome/tally_codec.h"
#include "vrosim/outcome/tally_consistency.h"

#include "small_checkpoint.h"
#include "usual_landmarks.h"

#include <math.h>

enum { THREE = 3 };

// Two children of level I with costs 1 and 2, 3 and 4, 5 and 6 under three strategies.
static vro_tally tally_with_costs(void) {
    vro_tally tally;
    vro_errors errors = {0};
    vro_results *results = aligned_alloc(64, sizeof *results);
    assert_int_equal(vro_tally_init(&tally, THREE, usual_outcomes(true), 10, NULL, &errors),
                     VRO_OK);
    assert_non_null(results);
    memset(results, 0, sizeof *results);
    results->children = 2;
    for (size_t s = 0; s < THREE; s++) {
        for (size_t i = 0; i < 2; i++) {
            results->outcome[VRO_COST][i] = (int32_t)(2 * s + i + 1);
            results->cause[i] = VRO_CAUSE_NONE;
            results->revision_time[i] = results->death_time[i] = INFINITY;
        }
        vro_tally_add(&tally, s, 0, results, results);
    }
    tally.cohort.levels[0] = 2;
    free(results);
    return tally;
}

static void products_of_strategies_come_back_and_are_checked(void **state) {
    (void)state;
    vro_tally tally = tally_with_costs(), again;
    vro_errors errors = {0};
    vro_varint_writer packer = {0};
    const size_t cost = VRO_COST - VRO_FIRST_ECONOMIC;
    assert_true(tally.strategy_products.products[cost] == 3 * 5 + 4 * 6);
    vro_tally_codec_write(&tally, &packer);
    vro_varint_writer_flush(&packer);
    vro_varint_reader unpacker = {.at = packer.buffer.at,
                                  .end = packer.buffer.at + packer.buffer.size};
    assert_int_equal(vro_tally_init(&again, THREE, usual_outcomes(true), 10, NULL, &errors),
                     VRO_OK);
    vro_tally_codec_read(&again, &unpacker);
    assert_true(vro_varint_reader_is_done(&unpacker) && vro_tally_is_consistent(&again, 2));
    assert_memory_equal(again.strategy_products.products, tally.strategy_products.products,
                        vro_strategy_products_count(&tally.strategy_products) *
                            sizeof *tally.strategy_products.products);
    const size_t cells = tally.first_cell[VRO_OUTCOMES] - tally.first_cell[VRO_FIRST_ECONOMIC];
    assert_memory_equal(again.offsets, tally.offsets,
                        THREE * VRO_LEVELS * cells * sizeof *tally.offsets);
    again.strategy_products.products[cost] = 40; // squares 25 and 61: at most 39.05
    assert_false(vro_tally_is_consistent(&again, 2));
    again.strategy_products.products[cost] = -39;
    assert_true(vro_tally_is_consistent(&again, 2));
    vro_varint_writer_free(&packer);
    vro_tally_free(&tally);
    vro_tally_free(&again);
}

int test_tally_codec(void) {
    const struct CMUnitTest tests[] = {
        TEST(products_of_strategies_come_back_and_are_checked),
    };
    return cmocka_run_group_tests_name("tally_codec", tests, open_world, close_world);
}
