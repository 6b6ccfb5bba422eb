// The work of a run: all blocks of a range, once, whatever there was before, and the checkpoint.
#define _GNU_SOURCE 1

#include "vrosim/simulate/rank_rounds.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/interrupt.h"

#include "reading.h"
#include "scratch.h"
#include "small_model.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { BLOCKS = 5, CHILDREN = (BLOCKS - 1) * VRO_BLOCK + 123, COURSES = VRO_BLOCK + 9 };

static const vro_range ALL = {0, BLOCKS};

typedef struct fixture {
    small_model small;
    vro_order order;
    vro_ranks ranks; // one
    vro_part whole;  // what must come out
    scratch folder;
    vro_errors errors;
} fixture;

static vro_part new_part(fixture *self) {
    vro_part part;
    assert_int_equal(vro_part_init(&part, &self->order, &self->small.scenario, ALL, &self->errors),
                     VRO_OK);
    return part;
}

static vro_terms new_terms(const fixture *self) {
    return (vro_terms){.model = &self->small.model, .ranks = &self->ranks, .threads = 2};
}

// Does the blocks of some ranges, each in turn.
static void perform(fixture *self, vro_part *part, const vro_terms *terms, const vro_range *ranges,
                    size_t count) {
    vro_work work;
    assert_int_equal(vro_work_init(&work, part, terms, &self->errors), VRO_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(vro_work_run(&work, ranges[i], &self->errors), VRO_OK);
    vro_work_free(&work);
}

static int open_fixture(void **state) {
    static fixture self;
    static vro_stop stop;
    const vro_numbers numbers = {.seed = 5, .patients = CHILDREN, .courses = COURSES};
    self = (fixture){.ranks = {.count = 1}};
    vro_stop_watch(&stop); // before there are threads
    small_model_open(&self.small, "vro,observation", "");
    assert_int_equal(
        vro_order_init(&self.order, &numbers, &self.small.scenario, NULL, 0, &self.errors), VRO_OK);
    self.whole = new_part(&self);
    const vro_terms terms = new_terms(&self);
    perform(&self, &self.whole, &terms, &ALL, 1);
    scratch_open(&self.folder);
    *state = &self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    scratch_close(&self->folder);
    vro_part_free(&self->whole);
    vro_order_free(&self->order);
    small_model_close(&self->small);
    vro_errors_free(&self->errors);
    return 0;
}

// Equal parts have equal bytes.
static void assert_same(fixture *self, const vro_part *a, const vro_part *b) {
    unsigned char *one, *other;
    size_t size, other_size;
    assert_int_equal(vro_part_encode(a, &one, &size, &self->errors), VRO_OK);
    assert_int_equal(vro_part_encode(b, &other, &other_size, &self->errors), VRO_OK);
    assert_true(size == other_size);
    assert_memory_equal(one, other, size);
    free(one);
    free(other);
}

static void all_blocks_are_done_once(void **state) {
    fixture *self = *state;
    assert_true(vro_ranges_total(&self->whole.done) == BLOCKS);
    assert_true(vro_tally_children(&self->whole.tally, 0) == CHILDREN);
}

static void ranges_may_come_one_by_one_and_overlap(void **state) {
    fixture *self = *state;
    static const vro_range looks[] = {{0, 1}, {0, 3}, {2, 2}, {1, 4}, {0, BLOCKS}, {0, BLOCKS}};
    const vro_terms terms = new_terms(self);
    vro_part part = new_part(self);
    perform(self, &part, &terms, looks, sizeof looks / sizeof *looks);
    assert_same(self, &part, &self->whole);
    vro_part_free(&part);
}

static void what_was_there_before_is_kept(void **state) {
    fixture *self = *state;
    static const vro_range some[] = {{1, 2}, {3, 4}};
    const vro_terms terms = new_terms(self);
    vro_part part = new_part(self);
    perform(self, &part, &terms, some, 2);
    assert_true(vro_tally_children(&part.tally, 0) == 2 * VRO_BLOCK);
    perform(self, &part, &terms, &ALL, 1);
    assert_same(self, &part, &self->whole);
    vro_part_free(&part);
}

static void a_signal_ends_it_with_what_is_done(void **state) {
    fixture *self = *state;
    const vro_terms terms = new_terms(self);
    vro_part part = new_part(self);
    vro_work work;
    vro_stop stop = {0};
    vro_stop_watch(&stop);
    assert_int_equal(vro_work_init(&work, &part, &terms, &self->errors), VRO_OK);
    assert_int_equal(vro_work_run(&work, (vro_range){0, 2}, &self->errors), VRO_OK);
    kill(getpid(), SIGINT);
    assert_int_equal(vro_work_run(&work, ALL, &self->errors), VRO_INTERRUPTED);
    assert_true(vro_ranges_total(&part.done) == 2);
    assert_true(vro_tally_children(&part.tally, 0) == 2 * VRO_BLOCK);
    assert_int_equal(vro_work_run(&work, (vro_range){0, 2}, &self->errors), VRO_OK); // no work
    vro_stop_end(&stop);
    assert_int_equal(vro_work_run(&work, ALL, &self->errors), VRO_OK);
    assert_same(self, &part, &self->whole);
    vro_work_free(&work);
    vro_part_free(&part);
}

static void the_checkpoint_is_the_part(void **state) {
    fixture *self = *state;
    static const vro_range look = {1, 3};
    vro_part part = new_part(self), read;
    vro_terms terms = new_terms(self);
    terms.checkpoint = scratch_write(&self->folder, "kept", "", 0);
    for (terms.every = 0; terms.every <= 1000; terms.every += 1000) {
        perform(self, &part, &terms, terms.every == 0 ? &look : &ALL, 1);
        assert_int_equal(vro_part_read(&read, terms.checkpoint, &self->errors), VRO_OK);
        assert_same(self, &read, &part);
        vro_part_free(&read);
    }
    assert_same(self, &part, &self->whole);
    scratch_remove(&self->folder, "kept");
    vro_part_free(&part);
}

static void a_checkpoint_that_cannot_be_written_ends_it(void **state) {
    fixture *self = *state;
    vro_errors errors = {0};
    vro_part part = new_part(self);
    vro_terms terms = new_terms(self);
    vro_work work;
    terms.checkpoint = "/proc/no/such";
    assert_int_equal(vro_work_init(&work, &part, &terms, &errors), VRO_OK);
    assert_int_equal(vro_work_run(&work, ALL, &errors), VRO_BAD_OUTPUT);
    assert_non_null(strstr(errors.faults[0].text, "/proc/no/such"));
    vro_work_free(&work);
    vro_part_free(&part);
    vro_errors_free(&errors);
}

// The courses.csv of the work on some ranges, to be freed.
static char *record(fixture *self, vro_part *part, const vro_range *ranges, size_t count) {
    vro_courses courses = {0};
    vro_terms terms = new_terms(self);
    scratch_write(&self->folder, "courses.csv", "", 0);
    assert_int_equal(vro_courses_open(&courses, self->folder.path,
                                      (const char *const *)self->small.scenario.strategy_names,
                                      self->small.model.outcomes, &self->errors),
                     VRO_OK);
    terms.courses = &courses;
    terms.recording = true;
    perform(self, part, &terms, ranges, count);
    assert_int_equal(vro_courses_close(&courses, &self->errors), VRO_OK);
    char *text = read_text(self->folder.folder, "courses.csv");
    scratch_remove(&self->folder, "courses.csv");
    return text;
}

static void courses_are_written_once_whatever_was_done_before(void **state) {
    fixture *self = *state;
    static const vro_range looks[] = {{0, 1}, {0, 2}, {0, BLOCKS}}, late = {1, 3};
    const vro_terms terms = new_terms(self);
    vro_part fresh = new_part(self), looked = new_part(self), begun = new_part(self);
    perform(self, &begun, &terms, &late, 1);
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
    vro_part_free(&fresh);
    vro_part_free(&looked);
    vro_part_free(&begun);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_blocks_are_done_once),
        cmocka_unit_test(ranges_may_come_one_by_one_and_overlap),
        cmocka_unit_test(what_was_there_before_is_kept),
        cmocka_unit_test(a_signal_ends_it_with_what_is_done),
        cmocka_unit_test(the_checkpoint_is_the_part),
        cmocka_unit_test(a_checkpoint_that_cannot_be_written_ends_it),
        cmocka_unit_test(courses_are_written_once_whatever_was_done_before),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
