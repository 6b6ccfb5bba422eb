// Files of results: where a path leads, and that a file is replaced whole or not at all.
#define _GNU_SOURCE 1

#include "vrosim/file/atomic_file.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"

#include <sys/stat.h>

typedef struct fixture {
    scratch scratch;
    char path[512]; // scratch/file
    char link[512]; // scratch/link
    char *target;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->scratch);
    snprintf(self->path, sizeof self->path, "%s/file", self->scratch.folder);
    snprintf(self->link, sizeof self->link, "%s/link", self->scratch.folder);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    free(self->target);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static void assert_holds(const fixture *self, const char *expected) {
    char *text = read_text(self->scratch.folder, "file");
    assert_string_equal(text, expected);
    free(text);
    assert_int_equal(entries_of(self->scratch.folder), 1); // nothing was left beside it
}

static void a_path_is_folder_and_name(void **state) {
    fixture *self = *state;
    char *path = vro_atomic_file_path("a/b", "c", &self->errors);
    assert_string_equal(path, "a/b/c");
    free(path);
}

static void a_path_lies_in_its_folder_under_its_name(void **state) {
    static const char *const cases[][3] = {
        {"a/b/c", "a/b", "c"}, {"a", ".", "a"}, {"/a", "/", "a"}};
    fixture *self = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = vro_atomic_file_folder(cases[i][0], &self->errors);
        assert_string_equal(folder, cases[i][1]);
        assert_string_equal(vro_atomic_file_name(cases[i][0]), cases[i][2]);
        free(folder);
    }
}

static void a_new_file_is_created_and_replaced_whole(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_atomic_file_replace(self->path, "older and longer", 16, &self->errors),
                     VRO_OK);
    assert_holds(self, "older and longer");
    assert_int_equal(vro_atomic_file_replace(self->path, "new", 3, &self->errors), VRO_OK);
    assert_holds(self, "new");
}

static void a_replaced_file_has_the_permissions_of_new_files(void **state) {
    fixture *self = *state;
    struct stat about;
    const mode_t mask = umask(027);
    assert_int_equal(vro_atomic_file_replace(self->path, "", 0, &self->errors), VRO_OK);
    umask(mask);
    assert_int_equal(stat(self->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void what_cannot_be_replaced_stays(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdir(self->path, 0777), 0);
    assert_int_equal(vro_atomic_file_replace(self->path, "new", 3, &self->errors), VRO_BAD_OUTPUT);
    assert_fault(&self->errors, self->path, ": cannot be written: Is a directory");
    assert_int_equal(entries_of(self->path), 0);
    assert_int_equal(entries_of(self->scratch.folder), 1);
}

static void a_folder_that_takes_no_file_is_reported(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_atomic_file_replace("/nonexistent/file", "", 0, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "/nonexistent/file: ", "No such file or directory");
}

static void what_a_full_disk_did_not_take_is_reported(void **state) {
    fixture *self = *state;
    FILE *file = fopen("/dev/full", "w");
    assert_non_null(file);
    fputs("text", file);
    assert_int_equal(vro_atomic_file_close(&file, "/dev/full", &self->errors), VRO_BAD_OUTPUT);
    assert_null(file);
    assert_fault(&self->errors, "/dev/full: ", "No space left on device");
}

static void a_link_leads_to_its_file(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "file", "", 0);
    assert_int_equal(symlink("file", self->link), 0);
    assert_int_equal(vro_atomic_file_resolve(self->link, &self->target, &self->errors), VRO_OK);
    assert_string_equal(self->target, self->path);
}

static void a_new_file_is_in_the_folder_that_a_link_leads_to(void **state) {
    fixture *self = *state;
    char path[600];
    assert_int_equal(symlink(".", self->link), 0);
    snprintf(path, sizeof path, "%s/file", self->link);
    assert_int_equal(vro_atomic_file_resolve(path, &self->target, &self->errors), VRO_OK);
    assert_string_equal(self->target, self->path);
}

static void assert_unresolved(fixture *self, const char *path, vro_status status,
                              const char *piece) {
    assert_int_equal(vro_atomic_file_resolve(path, &self->target, &self->errors), status);
    assert_null(self->target);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, path, piece);
    vro_errors_free(&self->errors);
}

static void a_path_that_can_hold_no_file_is_explained(void **state) {
    fixture *self = *state;
    char path[600];
    assert_int_equal(symlink("nowhere", self->link), 0);
    assert_unresolved(self, self->link, VRO_BAD_USAGE, "is a link to something that does not");
    snprintf(path, sizeof path, "%s/", self->path);
    assert_unresolved(self, path, VRO_BAD_OUTPUT, "cannot be used: No such file");
    snprintf(path, sizeof path, "%s/file", self->path);
    assert_unresolved(self, path, VRO_BAD_OUTPUT, "its folder cannot be used: No such");
    scratch_write(&self->scratch, "file", "", 0);
    assert_unresolved(self, path, VRO_BAD_OUTPUT, "cannot be used: Not a directory");
    assert_unresolved(self, "", VRO_BAD_OUTPUT, "cannot be used: No such file");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_atomic_file(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_path_is_folder_and_name),
        TEST(a_path_lies_in_its_folder_under_its_name),
        TEST(a_new_file_is_created_and_replaced_whole),
        TEST(a_replaced_file_has_the_permissions_of_new_files),
        TEST(what_cannot_be_replaced_stays),
        TEST(a_folder_that_takes_no_file_is_reported),
        TEST(what_a_full_disk_did_not_take_is_reported),
        TEST(a_link_leads_to_its_file),
        TEST(a_new_file_is_in_the_folder_that_a_link_leads_to),
        TEST(a_path_that_can_hold_no_file_is_explained),
    };
    return cmocka_run_group_tests_name("atomic_file", tests, NULL, NULL);
}
