// Only what was in a folder at a moment, and is as it was, is removed from it later.
#define _GNU_SOURCE 1

#include "vrosim/file/folder_contents.h"

#include "writing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

typedef struct fixture {
    scratch scratch;
    int folder; // descriptor of scratch
    vro_folder_contents contents;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->scratch);
    self->folder = open(self->scratch.folder, O_RDONLY | O_DIRECTORY);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    close(self->folder);
    vro_folder_contents_free(&self->contents);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static void add_all(fixture *self) {
    assert_int_equal(vro_folder_contents_add_all(&self->contents, self->folder), 0);
}

static void everything_that_was_there_goes_at_any_depth(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdirat(self->folder, "a", 0777), 0);
    assert_int_equal(mkdirat(self->folder, "a/b", 0777), 0);
    scratch_write(&self->scratch, "a/b/file", "x", 1);
    scratch_write(&self->scratch, "file", "x", 1);
    add_all(self);
    assert_int_equal(self->contents.count, 4);
    vro_folder_contents_remove(&self->contents, self->folder);
    assert_int_equal(entries_of(self->scratch.folder), 0);
}

static void what_came_or_changed_since_stays(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdirat(self->folder, "inner", 0777), 0);
    scratch_write(&self->scratch, "inner/old", "x", 1);
    scratch_write(&self->scratch, "inner/changed", "x", 1);
    add_all(self);
    scratch_write(&self->scratch, "inner/came", "x", 1);
    scratch_write(&self->scratch, "inner/changed", "more", 4);
    vro_folder_contents_remove(&self->contents, self->folder);
    snprintf(self->scratch.path, sizeof self->scratch.path, "%s/inner", self->scratch.folder);
    assert_int_equal(entries_of(self->scratch.path), 2);
    assert_int_equal(faccessat(self->folder, "inner/old", F_OK, 0), -1);
}

static void links_are_removed_and_not_followed(void **state) {
    fixture *self = *state;
    scratch outside;
    scratch_open(&outside);
    scratch_write(&outside, "precious", "x", 1);
    assert_int_equal(symlinkat(outside.folder, self->folder, "link"), 0);
    add_all(self);
    vro_folder_contents_remove(&self->contents, self->folder);
    assert_int_equal(entries_of(self->scratch.folder), 0);
    assert_int_equal(entries_of(outside.folder), 1);
    remove_tree(outside.folder);
}

static void a_folder_that_becomes_a_link_is_not_entered(void **state) {
    fixture *self = *state;
    scratch outside;
    scratch_open(&outside);
    assert_int_equal(mkdirat(self->folder, "inner", 0777), 0);
    scratch_write(&self->scratch, "inner/file", "x", 1);
    add_all(self);
    // The very file, elsewhere, under a link where it was.
    snprintf(outside.path, sizeof outside.path, "%s/file", outside.folder);
    assert_int_equal(rename(self->scratch.path, outside.path), 0);
    assert_int_equal(unlinkat(self->folder, "inner", AT_REMOVEDIR), 0);
    assert_int_equal(symlinkat(outside.folder, self->folder, "inner"), 0);
    vro_folder_contents_remove(&self->contents, self->folder);
    assert_int_equal(entries_of(outside.folder), 1);
    remove_tree(outside.folder);
}

static void one_file_can_be_added_alone(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "other", "x", 1);
    scratch_write(&self->scratch, "file", "x", 1);
    assert_int_equal(vro_folder_contents_add(&self->contents, self->folder, "file"), 0);
    assert_int_equal(vro_folder_contents_add(&self->contents, self->folder, "missing"), -1);
    vro_folder_contents_remove(&self->contents, self->folder);
    assert_int_equal(entries_of(self->scratch.folder), 1);
    assert_int_equal(faccessat(self->folder, "other", F_OK, 0), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_folder_contents(void) {
    const struct CMUnitTest tests[] = {
        TEST(everything_that_was_there_goes_at_any_depth),
        TEST(what_came_or_changed_since_stays),
        TEST(links_are_removed_and_not_followed),
        TEST(a_folder_that_becomes_a_link_is_not_entered),
        TEST(one_file_can_be_added_alone),
    };
    return cmocka_run_group_tests_name("folder_contents", tests, NULL, NULL);
}
