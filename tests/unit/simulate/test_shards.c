// The shards that a merge was given: what is missing is named as people know it.
#include "vrosim/simulate/shards.h"

#include "faults.h"

enum { UNITS = 10 };

typedef struct bench {
    vro_shards shards;
    vro_errors errors;
} bench;

static int open_bench(void **state) {
    static bench self;
    self = (bench){0};
    assert_int_equal(vro_shards_init(&self.shards, "samples", 6, &self.errors), VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_shards_free(&self->shards);
    vro_shards_free(&self->shards);
    vro_errors_free(&self->errors);
    return 0;
}

static void add(bench *self, uint64_t first, uint64_t end) {
    assert_int_equal(vro_shards_add(&self->shards, (vro_interval){first, end}, &self->errors),
                     VRO_OK);
}

static void nothing_is_missing_where_all_are_there(void **state) {
    bench *self = *state;
    add(self, 6, 10);
    add(self, 3, 3);
    add(self, 0, 3);
    add(self, 3, 6);
    assert_int_equal(self->shards.count, 3);
    assert_int_equal(vro_shards_check(&self->shards, UNITS, &self->errors), VRO_OK);
    assert_int_equal(self->errors.count, 0);
}

static void missing_shards_are_named_by_number(void **state) {
    bench *self = *state;
    add(self, 3, 6); // the second of three
    assert_int_equal(vro_shards_check(&self->shards, UNITS, &self->errors), VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 2);
    assert_string_equal(self->errors.faults[0].text, "shard 1 of 3 is missing");
    assert_string_equal(self->errors.faults[1].text, "shard 3 of 3 is missing");
}

// 0 to 4 is the first of two, 6 to 9 the third of three.
static void missing_blocks_are_named_where_shards_are_unknown(void **state) {
    bench *self = *state;
    add(self, 0, 5);
    add(self, 6, 10);
    assert_int_equal(vro_shards_check(&self->shards, UNITS, &self->errors), VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_string_equal(self->errors.faults[0].text,
                        "samples 6 to 6 of 10 are in none of the files");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int test_shards(void) {
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_missing_where_all_are_there),
        TEST(missing_shards_are_named_by_number),
        TEST(missing_blocks_are_named_where_shards_are_unknown),
    };
    return cmocka_run_group_tests_name("shards", tests, NULL, NULL);
}
