// Checkpoints are merged in any order, each block once.
#define _GNU_SOURCE 1

#include "vrosim/simulate/checkpoint.h"

#include "small_checkpoint.h"

static void shards_merged_in_any_order_are_the_whole(void **state) {
    static const size_t orders[][BLOCKS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                            {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    fixture *self = *state;
    const world *all = self->world;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        bytes first = encode(&all->shards[orders[i][0]]);
        assert_int_equal(decode(self, first), VRO_OK);
        free(first.at);
        for (size_t j = 1; j < BLOCKS; j++)
            assert_int_equal(vro_checkpoint_merge(&self->checkpoint, &all->shards[orders[i][j]],
                                                  "other", &self->errors),
                             VRO_OK);
        assert_int_equal(self->checkpoint.planned.first, 0);
        assert_same_bytes(&self->checkpoint, all->of_whole);
    }
}

static void blocks_are_not_counted_twice(void **state) {
    fixture *self = *state;
    assert_int_equal(decode(self, self->world->of_whole), VRO_OK);
    assert_int_equal(
        vro_checkpoint_merge(&self->checkpoint, &self->world->shards[1], "other", &self->errors),
        VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "other: ", "holds blocks 2 to 2");
    assert_same_bytes(&self->checkpoint, self->world->of_whole);
}

static void a_checkpoint_of_another_specification_is_not_merged(void **state) {
    fixture *self = *state;
    vro_checkpoint other;
    begin(self->world, &other, (vro_interval){0, 1});
    other.specification.random.seed = 43;
    begin(self->world, &self->checkpoint, (vro_interval){0, BLOCKS});
    assert_int_equal(vro_checkpoint_merge(&self->checkpoint, &other, "other", &self->errors),
                     VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "other: ", "seed is 43, not 42");
    assert_same_bytes(&self->checkpoint, self->world->of_none);
    vro_checkpoint_free(&other);
}

int test_checkpoint(void) {
    const struct CMUnitTest tests[] = {
        TEST(shards_merged_in_any_order_are_the_whole),
        TEST(blocks_are_not_counted_twice),
        TEST(a_checkpoint_of_another_specification_is_not_merged),
    };
    return cmocka_run_group_tests_name("checkpoint", tests, open_world, close_world);
}
