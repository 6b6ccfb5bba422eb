// A small study for tests of tally files: two strategies, three blocks of children, by level, age
// and bilateral surgery, computed once.
#ifndef VROSIM_TESTS_SMALL_CHECKPOINT_H
#define VROSIM_TESTS_SMALL_CHECKPOINT_H

#include "vrosim/file/digest.h"
#include "vrosim/model/block.h"
#include "vrosim/simulate/checkpoint_file.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"
#include "small_scenario.h"

enum { BLOCKS = 3, STRATEGIES = 2, CHILDREN = 2 * VRO_BLOCK + 100 };

#define SUBGROUPS "age=8,bilateral"
enum { GROUPS = VRO_LEVELS + 4 };

typedef struct bytes {
    unsigned char *at;
    size_t size;
} bytes;

// Made once for all tests, and only read by them.
typedef struct world {
    vro_scenario scenario;
    vro_specification specification;
    vro_checkpoint none;           // no block done
    vro_checkpoint shards[BLOCKS]; // one block each
    vro_checkpoint whole;          // all blocks, tallied together
    bytes of_none, of_whole;       // encoded
} world;

typedef struct fixture {
    const world *world;
    scratch scratch;
    vro_errors errors;
    vro_checkpoint checkpoint;
} fixture;

static inline void take(void *tally, size_t strategy, size_t level, const vro_results *results,
                        const vro_results *reference) {
    vro_tally_add(tally, strategy, level, results, reference);
}

static inline void simulate(const world *self, vro_block *block, uint64_t number,
                            vro_checkpoint *checkpoint) {
    const vro_interval range = {number, number + 1};
    const vro_sink sink = {.self = &checkpoint->tally, .take = take};
    vro_errors errors = {0};
    vro_block_run(block, number * VRO_BLOCK,
                  (size_t)vro_specification_children(&self->specification, range), &sink);
    assert_int_equal(vro_interval_set_add(&checkpoint->done, range, &errors), VRO_OK);
}

static inline void simulate_all(world *self) {
    vro_model model;
    vro_errors errors = {0};
    assert_int_equal(vro_model_init(&model, &self->scenario, &errors), VRO_OK);
    vro_block *block = vro_block_new(&model, (vro_random_source){.seed = 42, .stream = 54});
    for (uint64_t i = 0; i < BLOCKS; i++) {
        simulate(self, block, i, &self->shards[i]);
        simulate(self, block, i, &self->whole);
    }
    free(block);
    vro_model_free(&model);
}

static inline void begin(const world *self, vro_checkpoint *checkpoint, vro_interval planned) {
    vro_errors errors = {0};
    assert_int_equal(
        vro_checkpoint_init(checkpoint, &self->specification, &self->scenario, planned, &errors),
        VRO_OK);
}

static inline bytes encode(const vro_checkpoint *checkpoint) {
    vro_errors errors = {0};
    bytes result;
    assert_int_equal(vro_checkpoint_file_encode(checkpoint, &result.at, &result.size, &errors),
                     VRO_OK);
    return result;
}

static inline int open_world(void **state) {
    const vro_interval all = {0, BLOCKS};
    world *self = test_calloc(1, sizeof *self);
    vro_errors errors = {0};
    small_scenario_open(&self->scenario, "soft_tissue,vro");
    assert_int_equal(vro_subgroups_read(&self->scenario.subgroups, SUBGROUPS, &errors), VRO_OK);
    assert_int_equal(
        vro_specification_init(&self->specification, &self->scenario, NULL, 0, &errors), VRO_OK);
    self->specification.random = (vro_random_source){.seed = 42, .stream = 54};
    self->specification.size.patients = CHILDREN;
    begin(self, &self->none, all);
    begin(self, &self->whole, all);
    for (uint64_t i = 0; i < BLOCKS; i++)
        begin(self, &self->shards[i], (vro_interval){i, i + 1});
    simulate_all(self);
    self->of_none = encode(&self->none);
    self->of_whole = encode(&self->whole);
    *state = self;
    return 0;
}

static inline int close_world(void **state) {
    world *self = *state;
    vro_checkpoint_free(&self->none);
    vro_checkpoint_free(&self->whole);
    for (size_t i = 0; i < BLOCKS; i++)
        vro_checkpoint_free(&self->shards[i]);
    free(self->of_none.at);
    free(self->of_whole.at);
    vro_specification_free(&self->specification);
    vro_scenario_free(&self->scenario);
    test_free(self);
    return 0;
}

static inline int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    self->world = *state;
    scratch_open(&self->scratch);
    *state = self;
    return 0;
}

static inline int close_fixture(void **state) {
    fixture *self = *state;
    *state = (void *)self->world;
    vro_checkpoint_free(&self->checkpoint);
    vro_checkpoint_free(&self->checkpoint);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static inline void assert_same_bytes(const vro_checkpoint *checkpoint, bytes expected) {
    bytes found = encode(checkpoint);
    assert_int_equal(found.size, expected.size);
    assert_memory_equal(found.at, expected.at, expected.size);
    free(found.at);
}

static inline vro_status decode(fixture *self, bytes from) {
    vro_checkpoint_free(&self->checkpoint);
    vro_errors_free(&self->errors);
    return vro_checkpoint_file_decode(&self->checkpoint, from.at, from.size, "file", &self->errors);
}

// One sentence about the file, with this piece, and nothing left in the checkpoint.
static inline void assert_refused(fixture *self, bytes from, const char *piece) {
    assert_int_equal(decode(self, from), VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "file: ", piece);
    assert_null(self->checkpoint.tally.settled);
    assert_null(self->checkpoint.specification.parameters);
    assert_int_equal(self->checkpoint.done.count, 0);
}

static inline bytes copy_of(bytes from) {
    bytes copy = {malloc(from.size), from.size};
    assert_non_null(copy.at);
    memcpy(copy.at, from.at, from.size);
    return copy;
}

// Computes the checksum of altered bytes.
static inline void correct_checksum(bytes self) {
    vro_digest_bytes(self.at, self.size - VRO_DIGEST_BYTES, self.at + self.size - VRO_DIGEST_BYTES);
}

enum { HEADER_AT = 28 + 8 }; // where the header begins, after a line and its length

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

#endif
