// Draws by slot, of PCG32 and of scrambled Sobol points: any child alone has those that it has
// among others.
#include "vrosim/model/slot_draws.h"

#include "vrosim/model/block.h"

#include "near.h"
#include "small_model.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { CHILDREN = 3000 };

typedef struct fixture {
    vro_slot_draws slots, alone;
    uint64_t places[CHILDREN];
    uint32_t draws[CHILDREN];
} fixture;

static int open_draws(void **state) {
    *state = calloc(1, sizeof(fixture));
    return *state ? 0 : -1;
}

static int close_draws(void **state) {
    free(*state);
    return 0;
}

static vro_random_source source_of(uint64_t replicate) {
    return (vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM, .replicate = replicate};
}

static uint32_t draw_alone(fixture *self, uint64_t child, unsigned slot) {
    uint64_t place;
    uint32_t draw;
    vro_slot_draws_start(&self->alone, child, 1, &place);
    vro_slot_draws_draw(&self->alone, slot, &place, 1, &draw);
    return draw;
}

static void a_child_alone_has_the_draws_that_it_has_among_others(void **state) {
    fixture *self = *state;
    static const uint64_t replicates[] = {0, 1, 100, VRO_SMALL_REPLICATE, VRO_REPLICATE};
    for (size_t k = 0; k < sizeof replicates / sizeof *replicates; k++) {
        vro_slot_draws_init(&self->slots, source_of(replicates[k]));
        vro_slot_draws_init(&self->alone, source_of(replicates[k]));
        for (uint64_t child = 8000; child < 8000 + CHILDREN;) {
            const size_t n = vro_slot_draws_together(&self->slots, child, 300);
            vro_slot_draws_start(&self->slots, child, n, self->places);
            vro_slot_draws_draw(&self->slots, VRO_SLOT_TONE, self->places, n, self->draws);
            for (size_t i = 0; i < n; i += 29)
                assert_int_equal(draw_alone(self, child + i, VRO_SLOT_TONE), self->draws[i]);
            child += n;
        }
    }
}

static void children_together_are_of_one_replicate(void **state) {
    fixture *self = *state;
    vro_slot_draws_init(&self->slots, source_of(1000));
    assert_int_equal(vro_slot_draws_together(&self->slots, 0, 5000), 1000);
    assert_int_equal(vro_slot_draws_together(&self->slots, 2999, 5000), 1);
    assert_int_equal(vro_slot_draws_together(&self->slots, 3000, 7), 7);
    vro_slot_draws_init(&self->slots, source_of(0));
    assert_int_equal(vro_slot_draws_together(&self->slots, 2999, 5000), 5000);
}

static void large_runs_have_large_replicates(void **state) {
    (void)state;
    const uint64_t most = VRO_REPLICATE_CHILDREN;
    assert_int_equal(vro_slot_draws_source(source_of(1), most - 1).replicate, VRO_SMALL_REPLICATE);
    assert_int_equal(vro_slot_draws_source(source_of(1), most).replicate, VRO_REPLICATE);
    assert_int_equal(vro_slot_draws_source(source_of(0), most).replicate, 0);
}

static void another_replicate_has_another_scramble(void **state) {
    fixture *self = *state;
    vro_slot_draws_init(&self->alone, source_of(VRO_SMALL_REPLICATE));
    for (uint64_t r = 0; r < 20; r++)
        for (uint64_t other = 0; other < r; other++)
            assert_int_not_equal(draw_alone(self, r * VRO_SMALL_REPLICATE, VRO_SLOT_AGE),
                                 draw_alone(self, other * VRO_SMALL_REPLICATE, VRO_SLOT_AGE));
}

// Point i has the level draw (i + e) / R, 0 <= e < 1 the same for all, in units of 2^32.
static void levels_divide_a_replicate(void **state) {
    fixture *self = *state;
    static const uint64_t replicates[] = {1, 3, 1000, VRO_SMALL_REPLICATE, 1250};
    for (size_t k = 0; k < sizeof replicates / sizeof *replicates; k++) {
        const uint64_t n = replicates[k];
        bool taken[CHILDREN] = {false};
        vro_slot_draws_init(&self->slots, source_of(n));
        vro_slot_draws_start(&self->slots, 7 * n, n, self->places);
        vro_slot_draws_draw(&self->slots, VRO_SLOT_LEVEL, self->places, n, self->draws);
        for (size_t i = 0; i < n; i++) {
            const uint64_t point = (self->draws[i] * n + n - 1) >> 32;
            assert_int_equal(point, self->places[i]);
            assert_int_equal(((point << 32) + self->slots.level_start) / n, self->draws[i]);
            assert_false(taken[point]);
            taken[point] = true;
        }
    }
}

// The first four children have points in rising order in one of 24 replicates.
static void children_have_points_in_random_order(void **state) {
    fixture *self = *state;
    size_t rising = 0;
    vro_slot_draws_init(&self->slots, source_of(VRO_SMALL_REPLICATE));
    for (uint64_t r = 0; r < 2400; r++) {
        vro_slot_draws_start(&self->slots, r * VRO_SMALL_REPLICATE, 4, self->places);
        const uint64_t *at = self->places;
        rising += at[0] < at[1] && at[1] < at[2] && at[2] < at[3];
    }
    assert_in_range(rising, 60, 140); // of 100, sd 9.8: a false alarm in 20,000 seeds
}

// How a block is cut, by level, into chunks and by replicate, changes no course.
static void a_replicate_may_be_cut_anywhere(void **state) {
    static const size_t cuts[] = {1, 7, 500, 1024, 1025, 1800, CHILDREN};
    static small_model small;
    (void)state;
    small_model_open(&small, NULL, "loss.hazard,fixed,0.02\n");
    const size_t row = small.model.strategies;
    vro_record *whole = calloc(CHILDREN * row, sizeof *whole);
    vro_record *parts = calloc(CHILDREN * row, sizeof *parts);
    vro_block *block = vro_block_new(&small.model, source_of(VRO_SMALL_REPLICATE));
    const vro_sink all = {.records = whole, .recorded = CHILDREN};
    vro_block_run(block, 0, CHILDREN, &all);
    for (size_t i = 0, first = 0; i < sizeof cuts / sizeof *cuts; first = cuts[i++]) {
        const vro_sink sink = {.records = parts + first * row, .recorded = cuts[i] - first};
        vro_block_run(block, first, cuts[i] - first, &sink);
    }
    for (size_t i = 0; i < CHILDREN * row; i++) {
        assert_int_equal(parts[i].patient, i / row);
        assert_int_equal(parts[i].level, whole[i].level);
        assert_memory_equal(&parts[i].age, &whole[i].age, sizeof parts[i].age);
        assert_memory_equal(parts[i].outcome, whole[i].outcome, sizeof parts[i].outcome);
    }
    free(block);
    free(parts);
    free(whole);
    small_model_close(&small);
}

int test_slot_draws(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_child_alone_has_the_draws_that_it_has_among_others,
                                        open_draws, close_draws),
        cmocka_unit_test_setup_teardown(children_together_are_of_one_replicate, open_draws,
                                        close_draws),
        cmocka_unit_test(large_runs_have_large_replicates),
        cmocka_unit_test_setup_teardown(another_replicate_has_another_scramble, open_draws,
                                        close_draws),
        cmocka_unit_test_setup_teardown(levels_divide_a_replicate, open_draws, close_draws),
        cmocka_unit_test_setup_teardown(children_have_points_in_random_order, open_draws,
                                        close_draws),
        cmocka_unit_test(a_replicate_may_be_cut_anywhere),
    };
    return cmocka_run_group_tests_name("slot_draws", tests, NULL, NULL);
}
