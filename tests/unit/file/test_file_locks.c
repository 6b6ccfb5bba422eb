// One process at a time keeps a file up to date.
#define _GNU_SOURCE 1

#include "vrosim/file/file_locks.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

typedef struct fixture {
    scratch scratch;
    char path[400]; // of the file, which is not there
    vro_file_locks locks;
    vro_file_locks other;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->scratch);
    snprintf(self->path, sizeof self->path, "%s/kept.tally", self->scratch.folder);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_file_locks_release(&self->locks);
    vro_file_locks_release(&self->other);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static void take(fixture *self, vro_file_locks *locks) {
    assert_int_equal(vro_file_locks_take(locks, self->path, &self->errors), VRO_OK);
    assert_int_equal(locks->count, 1);
}

static void a_lock_is_taken_once(void **state) {
    fixture *self = *state;
    take(self, &self->locks);
    assert_int_equal(vro_file_locks_take(&self->other, self->path, &self->errors), VRO_BAD_USAGE);
    assert_fault(&self->errors, "kept.tally: ", "another run is writing to it");
    assert_int_equal(self->other.count, 0);
}

static void a_lock_that_is_held_need_not_be_taken_again(void **state) {
    fixture *self = *state;
    take(self, &self->locks);
    take(self, &self->locks);
}

static void a_lock_that_was_given_up_is_free_and_leaves_nothing(void **state) {
    fixture *self = *state;
    take(self, &self->locks);
    vro_file_locks_release(&self->locks);
    assert_int_equal(entries_of(self->scratch.folder), 0);
    take(self, &self->other);
}

static void the_name_in_another_spelling_is_the_same_file(void **state) {
    fixture *self = *state;
    char link[400];
    snprintf(link, sizeof link, "%s/link", self->scratch.folder);
    scratch_write(&self->scratch, "kept.tally", "", 0);
    assert_int_equal(symlink("kept.tally", link), 0);
    take(self, &self->locks);
    assert_int_equal(vro_file_locks_take(&self->other, link, &self->errors), VRO_BAD_USAGE);
}

static void the_lock_of_a_process_that_was_killed_is_free(void **state) {
    fixture *self = *state;
    int how = 0;
    const pid_t child = fork();
    if (child == 0) {
        if (vro_file_locks_take(&self->locks, self->path, &self->errors) == VRO_OK)
            raise(SIGKILL);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    assert_int_equal(entries_of(self->scratch.folder), 1);
    take(self, &self->locks);
}

static void a_link_in_the_place_of_the_lock_is_not_followed(void **state) {
    fixture *self = *state;
    char hidden[400];
    snprintf(hidden, sizeof hidden, "%s/.kept.tally.lock", self->scratch.folder);
    assert_int_equal(symlink("made", hidden), 0);
    assert_int_equal(vro_file_locks_take(&self->locks, self->path, &self->errors), VRO_OK);
    assert_int_equal(self->locks.count, 0);
    assert_int_equal(entries_of(self->scratch.folder), 1);
}

static void a_folder_that_takes_no_file_has_no_lock(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_file_locks_take(&self->locks, "/proc/kept.tally", &self->errors), VRO_OK);
    assert_int_equal(self->locks.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_file_locks(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_lock_is_taken_once),
        TEST(a_lock_that_is_held_need_not_be_taken_again),
        TEST(a_lock_that_was_given_up_is_free_and_leaves_nothing),
        TEST(the_name_in_another_spelling_is_the_same_file),
        TEST(the_lock_of_a_process_that_was_killed_is_free),
        TEST(a_link_in_the_place_of_the_lock_is_not_followed),
        TEST(a_folder_that_takes_no_file_has_no_lock),
    };
    return cmocka_run_group_tests_name("file_locks", tests, NULL, NULL);
}
