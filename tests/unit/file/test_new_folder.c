// A folder that is being written, when somebody else writes in the folder that holds it.
#define _GNU_SOURCE 1

#include "vrosim/file/new_folder.h"

#include "faults.h"
#include "writing.h"

#include <errno.h>
#include <sys/stat.h>

typedef struct fixture {
    scratch scratch;
    vro_new_folder folder;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->scratch);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_new_folder_free(&self->folder);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static void make(fixture *self) {
    assert_int_equal(vro_new_folder_make(&self->folder, self->scratch.folder, ".new."), 0);
}

static void plant_link(const fixture *self, const char *target, const char *name) {
    char *path = vro_new_folder_path_of(&self->folder, name, NULL);
    assert_int_equal(symlink(target, path), 0);
    free(path);
}

static void every_folder_has_a_name_of_its_own_and_is_private(void **state) {
    enum { FOLDERS = 20 };
    fixture *self = *state;
    struct stat about;
    for (size_t i = 0; i < FOLDERS; i++) {
        make(self);
        assert_int_equal(stat(self->folder.path, &about), 0);
        assert_int_equal(about.st_mode & 0777, 0700);
        vro_new_folder_free(&self->folder);
    }
    assert_int_equal(entries_of(self->scratch.folder), FOLDERS);
    assert_int_equal(vro_new_folder_make(&self->folder, "/nonexistent", "new."), -1);
    assert_int_equal(errno, ENOENT);
    assert_null(self->folder.path);
}

static void a_planted_link_is_not_written_through(void **state) {
    fixture *self = *state;
    make(self);
    const char *private = scratch_write(&self->scratch, "private", "precious", 8);
    plant_link(self, private, "summary.csv");
    assert_null(vro_new_folder_create(&self->folder, "summary.csv", &self->errors));
    assert_fault(&self->errors, "/summary.csv: ", "cannot be written: File exists");
    char *text = read_text(self->scratch.folder, "private");
    assert_string_equal(text, "precious");
    free(text);
    assert_int_equal(self->folder.count, 0);
}

static void a_folder_that_is_swapped_for_a_link_is_still_the_one_written(void **state) {
    fixture *self = *state;
    char aside[400], elsewhere[400];
    make(self);
    snprintf(aside, sizeof aside, "%s/aside", self->scratch.folder);
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", self->scratch.folder);
    assert_int_equal(mkdir(elsewhere, 0777), 0);
    assert_int_equal(rename(self->folder.path, aside), 0);
    assert_int_equal(symlink("elsewhere", self->folder.path), 0);
    writing_write(&self->folder, "summary.csv", "new", 3);
    assert_int_equal(entries_of(aside), 1);
    assert_int_equal(entries_of(elsewhere), 0);
    assert_false(vro_new_folder_is_at(&self->folder, self->folder.name));
    assert_true(vro_new_folder_is_at(&self->folder, "aside"));
    vro_new_folder_remove(&self->folder);
    assert_int_equal(entries_of(self->scratch.folder), 3); // none of them is what it made there
    assert_int_equal(entries_of(aside), 0);
}

static void what_was_written_is_removed_and_nothing_else(void **state) {
    fixture *self = *state;
    make(self);
    writing_write(&self->folder, "a", "", 0);
    writing_write(&self->folder, "b", "", 0);
    char *other = vro_new_folder_path_of(&self->folder, "other", NULL);
    assert_int_equal(mkdir(other, 0777), 0);
    vro_new_folder_remove(&self->folder);
    assert_int_equal(entries_of(self->folder.path), 1);
    assert_int_equal(rmdir(other), 0);
    vro_new_folder_remove(&self->folder);
    assert_int_equal(entries_of(self->scratch.folder), 0);
    free(other);
}

static void a_file_is_read_again_only_as_the_one_that_was_written(void **state) {
    fixture *self = *state;
    make(self);
    writing_write(&self->folder, "a", "abc", 3);
    const int descriptor = vro_new_folder_reopen(&self->folder, 0);
    assert_true(descriptor >= 0);
    close(descriptor);
    char *path = vro_new_folder_path_of(&self->folder, "a", NULL);
    const char *other = scratch_write(&self->scratch, "other", "abc", 3);
    assert_int_equal(rename(other, path), 0);
    assert_int_equal(vro_new_folder_reopen(&self->folder, 0), -1);
    assert_int_equal(errno, ESTALE);
    free(path);
}

static void a_folder_is_shown_where_its_name_is_free(void **state) {
    fixture *self = *state;
    make(self);
    char *hidden = strdup(self->folder.name);
    vro_new_folder_show(&self->folder);
    assert_string_equal(self->folder.name, hidden + 1);
    assert_true(vro_new_folder_is_at(&self->folder, hidden + 1));
    assert_int_equal(access(self->folder.path, F_OK), 0);
    free(hidden);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_new_folder(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_folder_has_a_name_of_its_own_and_is_private),
        TEST(a_planted_link_is_not_written_through),
        TEST(a_folder_that_is_swapped_for_a_link_is_still_the_one_written),
        TEST(what_was_written_is_removed_and_nothing_else),
        TEST(a_file_is_read_again_only_as_the_one_that_was_written),
        TEST(a_folder_is_shown_where_its_name_is_free),
    };
    return cmocka_run_group_tests_name("new_folder", tests, NULL, NULL);
}
