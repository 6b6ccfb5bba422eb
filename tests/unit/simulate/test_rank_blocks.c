// A run simulates all blocks of a range once, whatever was done before, and writes its checkpoint.
#define _GNU_SOURCE 1

#include "vrosim/simulate/rank_blocks.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/table/course_file.h"

#include "small_model.h"
#include "writing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { BLOCKS = 5, CHILDREN = (BLOCKS - 1) * VRO_BLOCK + 123, COURSES = VRO_BLOCK + 9 };

static const vro_interval ALL = {0, BLOCKS};

typedef struct fixture {
    small_model small;
    vro_specification specification;
    vro_ranks ranks;      // one
    vro_status request;   // to end the work; VRO_OK for none
    vro_pool pool;        // two threads, ended by the request
    vro_checkpoint whole; // what must come out
    scratch folder;
    vro_errors errors;
} fixture;

static vro_checkpoint new_checkpoint(fixture *self) {
    vro_checkpoint checkpoint;
    assert_int_equal(vro_checkpoint_init(&checkpoint, &self->specification, &self->small.scenario,
                                         ALL, &self->errors),
                     VRO_OK);
    return checkpoint;
}

static vro_rank_blocks_options new_options(fixture *self) {
    return (vro_rank_blocks_options){
        .model = &self->small.model, .ranks = &self->ranks, .pool = &self->pool};
}

// Simulates the blocks of some ranges, one after the other.
static void perform(fixture *self, vro_checkpoint *checkpoint,
                    const vro_rank_blocks_options *options, const vro_interval *ranges,
                    size_t count) {
    vro_rank_blocks rank_blocks;
    assert_int_equal(vro_rank_blocks_init(&rank_blocks, checkpoint, options, &self->errors),
                     VRO_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(vro_rank_blocks_run(&rank_blocks, ranges[i], &self->errors), VRO_OK);
    vro_rank_blocks_free(&rank_blocks);
}

static vro_status requested(void *host) {
    return *(const vro_status *)host;
}

static int open_fixture(void **state) {
    static fixture self;
    self = (fixture){.ranks = {.count = 1}};
    vro_pool_init(&self.pool, 2, &(vro_callbacks){.host = &self.request, .interrupted = requested});
    small_model_open(&self.small, "vro,observation", "");
    assert_int_equal(
        vro_specification_init(&self.specification, &self.small.scenario, NULL, 0, &self.errors),
        VRO_OK);
    self.specification.random.seed = 5;
    self.specification.size = (vro_run_size){.patients = CHILDREN, .courses = COURSES};
    self.whole = new_checkpoint(&self);
    const vro_rank_blocks_options options = new_options(&self);
    perform(&self, &self.whole, &options, &ALL, 1);
    scratch_open(&self.folder);
    *state = &self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    scratch_close(&self->folder);
    vro_checkpoint_free(&self->whole);
    vro_specification_free(&self->specification);
    small_model_close(&self->small);
    vro_errors_free(&self->errors);
    return 0;
}

// Equal checkpoints have equal bytes.
static void assert_same(fixture *self, const vro_checkpoint *a, const vro_checkpoint *b) {
    unsigned char *one, *other;
    size_t size, other_size;
    assert_int_equal(vro_checkpoint_file_encode(a, &one, &size, &self->errors), VRO_OK);
    assert_int_equal(vro_checkpoint_file_encode(b, &other, &other_size, &self->errors), VRO_OK);
    assert_true(size == other_size);
    assert_memory_equal(one, other, size);
    free(one);
    free(other);
}

static void all_blocks_are_done_once(void **state) {
    fixture *self = *state;
    assert_true(vro_interval_set_total(&self->whole.done) == BLOCKS);
    assert_true(vro_tally_children(&self->whole.tally, 0) == CHILDREN);
}

static void ranges_may_come_one_by_one_and_overlap(void **state) {
    fixture *self = *state;
    static const vro_interval looks[] = {{0, 1}, {0, 3}, {2, 2}, {1, 4}, {0, BLOCKS}, {0, BLOCKS}};
    const vro_rank_blocks_options options = new_options(self);
    vro_checkpoint checkpoint = new_checkpoint(self);
    perform(self, &checkpoint, &options, looks, sizeof looks / sizeof *looks);
    assert_same(self, &checkpoint, &self->whole);
    vro_checkpoint_free(&checkpoint);
}

static void what_was_there_before_is_kept(void **state) {
    fixture *self = *state;
    static const vro_interval some[] = {{1, 2}, {3, 4}};
    const vro_rank_blocks_options options = new_options(self);
    vro_checkpoint checkpoint = new_checkpoint(self);
    perform(self, &checkpoint, &options, some, 2);
    assert_true(vro_tally_children(&checkpoint.tally, 0) == 2 * VRO_BLOCK);
    perform(self, &checkpoint, &options, &ALL, 1);
    assert_same(self, &checkpoint, &self->whole);
    vro_checkpoint_free(&checkpoint);
}

static void a_request_ends_it_with_what_is_done(void **state) {
    fixture *self = *state;
    const vro_rank_blocks_options options = new_options(self);
    vro_checkpoint checkpoint = new_checkpoint(self);
    vro_rank_blocks rank_blocks;
    assert_int_equal(vro_rank_blocks_init(&rank_blocks, &checkpoint, &options, &self->errors),
                     VRO_OK);
    assert_int_equal(vro_rank_blocks_run(&rank_blocks, (vro_interval){0, 2}, &self->errors),
                     VRO_OK);
    self->request = VRO_INTERRUPTED;
    assert_int_equal(vro_rank_blocks_run(&rank_blocks, ALL, &self->errors), VRO_INTERRUPTED);
    assert_true(vro_interval_set_total(&checkpoint.done) == 2);
    assert_true(vro_tally_children(&checkpoint.tally, 0) == 2 * VRO_BLOCK);
    assert_int_equal(vro_rank_blocks_run(&rank_blocks, (vro_interval){0, 2}, &self->errors),
                     VRO_OK); // no work
    self->request = VRO_OK;
    assert_int_equal(vro_rank_blocks_run(&rank_blocks, ALL, &self->errors), VRO_OK);
    assert_same(self, &checkpoint, &self->whole);
    vro_rank_blocks_free(&rank_blocks);
    vro_checkpoint_free(&checkpoint);
}

static void the_file_is_the_checkpoint(void **state) {
    fixture *self = *state;
    static const vro_interval look = {1, 3};
    vro_checkpoint checkpoint = new_checkpoint(self), read;
    vro_rank_blocks_options options = new_options(self);
    options.checkpoint_path = scratch_write(&self->folder, "kept", "", 0);
    for (options.every = 0; options.every <= 1000; options.every += 1000) {
        perform(self, &checkpoint, &options, options.every == 0 ? &look : &ALL, 1);
        assert_int_equal(vro_checkpoint_file_read(&read, options.checkpoint_path, &self->errors),
                         VRO_OK);
        assert_same(self, &read, &checkpoint);
        vro_checkpoint_free(&read);
    }
    assert_same(self, &checkpoint, &self->whole);
    scratch_remove(&self->folder, "kept");
    vro_checkpoint_free(&checkpoint);
}

static void a_checkpoint_that_cannot_be_written_ends_it(void **state) {
    fixture *self = *state;
    vro_errors errors = {0};
    vro_checkpoint checkpoint = new_checkpoint(self);
    vro_rank_blocks_options options = new_options(self);
    vro_rank_blocks rank_blocks;
    options.checkpoint_path = "/proc/no/such";
    assert_int_equal(vro_rank_blocks_init(&rank_blocks, &checkpoint, &options, &errors), VRO_OK);
    assert_int_equal(vro_rank_blocks_run(&rank_blocks, ALL, &errors), VRO_BAD_OUTPUT);
    assert_non_null(strstr(errors.faults[0].text, "/proc/no/such"));
    vro_rank_blocks_free(&rank_blocks);
    vro_checkpoint_free(&checkpoint);
    vro_errors_free(&errors);
}

// The courses.csv of some ranges, to be freed.
static char *record(fixture *self, vro_checkpoint *checkpoint, const vro_interval *ranges,
                    size_t count) {
    vro_course_rows courses = {0};
    vro_rank_blocks_options options = new_options(self);
    scratch folder;
    vro_new_folder files;
    writing_open(&files, &folder);
    assert_int_equal(vro_course_file_open(&courses, &files, &self->small.scenario,
                                          self->small.model.outcomes, &self->errors),
                     VRO_OK);
    options.courses = &courses;
    options.recording = true;
    perform(self, checkpoint, &options, ranges, count);
    assert_int_equal(vro_course_file_close(&courses, &self->errors), VRO_OK);
    char *text = read_text(folder.folder, "courses.csv");
    writing_close(&files);
    return text;
}

static void courses_are_written_once_whatever_was_done_before(void **state) {
    fixture *self = *state;
    static const vro_interval looks[] = {{0, 1}, {0, 2}, {0, BLOCKS}}, late = {1, 3};
    const vro_rank_blocks_options options = new_options(self);
    vro_checkpoint fresh = new_checkpoint(self), looked = new_checkpoint(self),
                   begun = new_checkpoint(self);
    perform(self, &begun, &options, &late, 1);
    char *expected = record(self, &fresh, &ALL, 1);
    char *in_looks = record(self, &looked, looks, 3);
    char *later = record(self, &begun, &ALL, 1);
    char *again = record(self, &begun, &ALL, 1);
    assert_int_equal(count_lines(expected, ""), 1 + 2 * COURSES);
    assert_true(strcmp(in_looks, expected) == 0);
    assert_true(strcmp(later, expected) == 0);
    assert_true(strcmp(again, expected) == 0);
    assert_same(self, &fresh, &self->whole);
    assert_same(self, &looked, &self->whole);
    assert_same(self, &begun, &self->whole);
    free(expected);
    free(in_looks);
    free(later);
    free(again);
    vro_checkpoint_free(&fresh);
    vro_checkpoint_free(&looked);
    vro_checkpoint_free(&begun);
}

int test_rank_blocks(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_blocks_are_done_once),
        cmocka_unit_test(ranges_may_come_one_by_one_and_overlap),
        cmocka_unit_test(what_was_there_before_is_kept),
        cmocka_unit_test(a_request_ends_it_with_what_is_done),
        cmocka_unit_test(the_file_is_the_checkpoint),
        cmocka_unit_test(a_checkpoint_that_cannot_be_written_ends_it),
        cmocka_unit_test(courses_are_written_once_whatever_was_done_before),
    };
    return cmocka_run_group_tests_name("rank_blocks", tests, open_fixture, close_fixture);
}
