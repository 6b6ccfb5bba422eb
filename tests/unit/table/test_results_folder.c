// Where results may be put, and that they get there whole.
#define _GNU_SOURCE 1

#include "vrosim/table/results_folder.h"

#include "digests.h"
#include "writing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

typedef struct fixture {
    scratch scratch;
    char target[512]; // scratch/results
    vro_results_folder folder;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->scratch);
    snprintf(self->target, sizeof self->target, "%s/results", self->scratch.folder);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_results_folder_abandon(&self->folder);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static void write_in(const char *folder, const char *name, const char *text) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static bool exists_in(const char *folder, const char *name) {
    char path[1024];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return lstat(path, &about) == 0;
}

static void make_earlier_run(const char *folder) {
    assert_int_equal(mkdir(folder, 0777), 0);
    write_in(folder, "summary.csv", "abc");
    write_in(folder, "courses.csv", "");
    write_in(folder, "manifest.json",
             "{\"program\": \"vrosim\", \"outputs\": ["
             "{\"file\": \"courses.csv\", \"sha256\": \"" DIGEST_OF_NOTHING "\"},"
             "{\"file\": \"summary.csv\", \"sha256\": \"" DIGEST_OF_ABC "\"}]}");
}

// The new results: one file, "new".
static void write_new(fixture *self) {
    writing_write(&self->folder.files, "summary.csv", "new", 3);
}

static void open_results(fixture *self) {
    assert_int_equal(vro_results_folder_open(&self->folder, self->target, false, &self->errors),
                     VRO_OK);
}

static void assert_text(const char *folder, const char *name, const char *expected) {
    char *text = read_text(folder, name);
    assert_string_equal(text, expected);
    free(text);
}

// Runs once into path; the result is a folder with one file, "new".
static void run_into(fixture *self, const char *path, bool force) {
    const vro_status status = vro_results_folder_open(&self->folder, path, force, &self->errors);
    vro_errors_print(&self->errors, stdout);
    assert_int_equal(status, VRO_OK);
    write_new(self);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_OK);
    vro_results_folder_abandon(&self->folder);
}

static void assert_new(const fixture *self, const char *folder) {
    char *text = read_text(folder, "summary.csv");
    assert_string_equal(text, "new");
    assert_int_equal(entries_of(folder), 1);
    free(text);
    assert_int_equal(self->errors.count, 0);
}

static void assert_refused(fixture *self, const char *path, bool force, const char *piece) {
    assert_int_equal(vro_results_folder_open(&self->folder, path, force, &self->errors),
                     VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 1);
    if (!strstr(self->errors.faults[0].text, piece) || !strstr(self->errors.faults[0].text, path))
        fail_msg("%s lacks %s", self->errors.faults[0].text, piece);
    assert_null(self->folder.files.path);
}

static void nothing_is_there_until_the_commit(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_results_folder_open(&self->folder, self->target, false, &self->errors),
                     VRO_OK);
    assert_false(exists_in(self->scratch.folder, "results"));
    const char *path = self->folder.files.path;
    assert_int_equal(strncmp(path, self->scratch.folder, strlen(self->scratch.folder)), 0);
    write_new(self);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_OK);
    assert_new(self, self->target);
    assert_int_equal(entries_of(self->scratch.folder), 1);
}

static void an_abandoned_run_leaves_nothing(void **state) {
    fixture *self = *state;
    make_earlier_run(self->target);
    assert_int_equal(vro_results_folder_open(&self->folder, self->target, false, &self->errors),
                     VRO_OK);
    write_new(self);
    vro_results_folder_abandon(&self->folder);
    vro_results_folder_abandon(&self->folder);
    assert_int_equal(entries_of(self->scratch.folder), 1);
    assert_text(self->target, "summary.csv", "abc");
}

static void an_earlier_run_is_replaced_whole(void **state) {
    fixture *self = *state;
    make_earlier_run(self->target);
    run_into(self, self->target, false);
    assert_new(self, self->target);
    assert_int_equal(entries_of(self->scratch.folder), 1);
}

static void an_empty_folder_is_replaced(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdir(self->target, 0777), 0);
    run_into(self, self->target, false);
    assert_new(self, self->target);
}

static void a_closing_slash_changes_nothing(void **state) {
    fixture *self = *state;
    char path[600];
    snprintf(path, sizeof path, "%s//", self->target);
    run_into(self, path, false);
    assert_new(self, self->target);
    run_into(self, path, true);
    assert_new(self, self->target);
}

static void the_folder_has_the_permissions_of_any_new_one(void **state) {
    fixture *self = *state;
    struct stat about;
    const mode_t mask = umask(027);
    run_into(self, self->target, false);
    umask(mask);
    assert_int_equal(stat(self->target, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0750);
}

static void a_link_stays_and_its_folder_is_replaced(void **state) {
    fixture *self = *state;
    char real[600];
    struct stat about;
    snprintf(real, sizeof real, "%s/real", self->scratch.folder);
    make_earlier_run(real);
    assert_int_equal(symlink("real", self->target), 0);
    run_into(self, self->target, false);
    assert_int_equal(lstat(self->target, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_new(self, real);
}

static void a_link_to_nothing_is_refused(void **state) {
    fixture *self = *state;
    assert_int_equal(symlink("nowhere", self->target), 0);
    assert_refused(self, self->target, true, "link to something that does not exist");
}

static void a_file_is_refused(void **state) {
    fixture *self = *state;
    write_in(self->scratch.folder, "results", "precious");
    assert_refused(self, self->target, true, "is not a folder");
}

static void a_folder_of_other_things_is_refused(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdir(self->target, 0777), 0);
    write_in(self->target, "thesis.txt", "precious");
    assert_refused(self, self->target, false, "(thesis.txt)");
    assert_true(exists_in(self->target, "thesis.txt"));
}

static void a_manifest_of_another_program_is_no_earlier_run(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdir(self->target, 0777), 0);
    write_in(self->target, "manifest.json", "{\"program\": \"another\"}");
    assert_refused(self, self->target, false, "(manifest.json)");
}

static void an_earlier_run_with_something_added_is_refused(void **state) {
    fixture *self = *state;
    make_earlier_run(self->target);
    write_in(self->target, "figure.pdf", "precious");
    assert_refused(self, self->target, false, "(figure.pdf)");
    assert_true(exists_in(self->target, "figure.pdf"));
}

static void force_replaces_everything(void **state) {
    fixture *self = *state;
    char inner[600];
    snprintf(inner, sizeof inner, "%s/inner", self->target);
    assert_int_equal(mkdir(self->target, 0777), 0);
    assert_int_equal(mkdir(inner, 0777), 0);
    write_in(inner, "thesis.txt", "old");
    run_into(self, self->target, true);
    assert_new(self, self->target);
}

static void force_does_not_follow_links_out_of_the_folder(void **state) {
    fixture *self = *state;
    char outside[600];
    char link[600];
    snprintf(outside, sizeof outside, "%s/outside", self->scratch.folder);
    snprintf(link, sizeof link, "%s/link", self->target);
    assert_int_equal(mkdir(outside, 0777), 0);
    write_in(outside, "thesis.txt", "precious");
    assert_int_equal(mkdir(self->target, 0777), 0);
    assert_int_equal(symlink(outside, link), 0);
    run_into(self, self->target, true);
    assert_true(exists_in(outside, "thesis.txt"));
}

static void force_keeps_what_comes_to_the_folder_during_the_run(void **state) {
    fixture *self = *state;
    char inner[600];
    snprintf(inner, sizeof inner, "%s/inner", self->target);
    assert_int_equal(mkdir(self->target, 0777), 0);
    assert_int_equal(mkdir(inner, 0777), 0);
    write_in(inner, "old", "old");
    assert_int_equal(vro_results_folder_open(&self->folder, self->target, true, &self->errors),
                     VRO_OK);
    write_in(inner, "thesis.txt", "precious");
    write_new(self);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_BAD_OUTPUT);
    assert_text(self->target, "summary.csv", "new");
    snprintf(inner, sizeof inner, "%s/inner", self->folder.files.path);
    assert_text(inner, "thesis.txt", "precious");
    assert_false(exists_in(inner, "old"));
    assert_non_null(strstr(self->errors.faults[0].text, self->folder.files.path));
}

static void what_is_added_or_changed_during_the_run_is_kept(void **state) {
    fixture *self = *state;
    make_earlier_run(self->target);
    open_results(self);
    write_in(self->target, "notes.txt", "precious");
    write_in(self->target, "summary.csv", "with remarks");
    write_new(self);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 1);
    const char *kept = self->folder.files.path;
    assert_non_null(strstr(self->errors.faults[0].text, kept));
    assert_text(self->target, "summary.csv", "new");
    assert_int_equal(entries_of(self->target), 1);
    assert_text(kept, "notes.txt", "precious");
    assert_text(kept, "summary.csv", "with remarks");
    assert_int_equal(entries_of(kept), 2);
    assert_false(strrchr(kept, '/')[1] == '.'); // it is seen
}

// Something came to the target during the run; it stays there, and the results stay beside it.
static void assert_kept_beside(fixture *self) {
    write_new(self);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 1);
    assert_non_null(strstr(self->errors.faults[0].text, "during the run, and stays"));
    assert_non_null(strstr(self->errors.faults[0].text, self->folder.files.path));
    char *kept = strdup(self->folder.files.path);
    vro_results_folder_abandon(&self->folder);
    assert_text(kept, "summary.csv", "new");
    assert_false(strrchr(kept, '/')[1] == '.');
    assert_int_equal(entries_of(self->scratch.folder), 2);
    free(kept);
}

static void what_appears_at_the_target_stays(void **state) {
    fixture *self = *state;
    open_results(self);
    write_in(self->scratch.folder, "results", "precious");
    assert_kept_beside(self);
    assert_text(self->scratch.folder, "results", "precious");
}

static void a_folder_that_appears_at_the_target_stays_also_when_it_is_empty(void **state) {
    fixture *self = *state;
    open_results(self);
    assert_int_equal(mkdir(self->target, 0777), 0);
    assert_kept_beside(self);
    assert_int_equal(entries_of(self->target), 0);
}

static void of_two_runs_into_one_folder_both_results_stay(void **state) {
    fixture *self = *state;
    vro_results_folder second;
    make_earlier_run(self->target);
    open_results(self);
    assert_int_equal(vro_results_folder_open(&second, self->target, false, &self->errors), VRO_OK);
    writing_write(&second.files, "summary.csv", "second", 6);
    assert_int_equal(vro_results_folder_commit(&second, &self->errors), VRO_OK);
    vro_results_folder_abandon(&second);
    assert_kept_beside(self);
    assert_text(self->target, "summary.csv", "second");
}

static void a_temporary_folder_is_entered_by_its_owner_alone_until_it_is_in_place(void **state) {
    fixture *self = *state;
    struct stat about;
    const mode_t mask = umask(002);
    open_results(self);
    assert_int_equal(stat(self->folder.files.path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    write_new(self);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_OK);
    umask(mask);
    assert_int_equal(stat(self->target, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0775);
}

static void a_temporary_folder_that_is_replaced_is_not_put_in_place(void **state) {
    fixture *self = *state;
    open_results(self);
    char *path = strdup(self->folder.files.path);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_BAD_OUTPUT);
    assert_non_null(strstr(self->errors.faults[0].text, "was removed or replaced"));
    assert_false(exists_in(self->scratch.folder, "results"));
    free(path);
}

static void results_of_another_verb_are_refused(void **state) {
    fixture *self = *state;
    make_earlier_run(self->target);
    open_results(self);
    assert_int_equal(vro_results_folder_check_verb(&self->folder, "run", &self->errors), VRO_OK);
    assert_int_equal(vro_results_folder_check_verb(&self->folder, "psa", &self->errors),
                     VRO_BAD_USAGE);
    assert_non_null(strstr(self->errors.faults[0].text, "holds results of run"));
}

static void what_is_read_may_not_be_in_the_target(void **state) {
    fixture *self = *state;
    char path[600];
    make_earlier_run(self->target);
    open_results(self);
    snprintf(path, sizeof path, "%s/summary.csv", self->target);
    assert_int_equal(vro_results_folder_check_input(&self->folder, path, &self->errors),
                     VRO_BAD_USAGE);
    assert_non_null(strstr(self->errors.faults[0].text, "is read and lies in the folder"));
    vro_errors_free(&self->errors);
    write_in(self->scratch.folder, "table.csv", "");
    snprintf(path, sizeof path, "%s/table.csv", self->scratch.folder);
    assert_int_equal(vro_results_folder_check_input(&self->folder, path, &self->errors), VRO_OK);
    assert_int_equal(vro_results_folder_check_input(&self->folder, "missing", &self->errors),
                     VRO_OK);
}

static void the_current_folder_is_never_replaced(void **state) {
    fixture *self = *state;
    char *before = getcwd(NULL, 0);
    assert_int_equal(mkdir(self->target, 0777), 0);
    assert_int_equal(chdir(self->target), 0);
    assert_refused(self, ".", true, "holds the current folder");
    vro_errors_free(&self->errors);
    assert_refused(self, self->scratch.folder, true, "holds the current folder");
    assert_int_equal(chdir(before), 0);
    free(before);
}

static void a_mount_point_is_refused(void **state) {
    assert_refused(*state, "/proc", true, "is a mount point");
}

static void a_missing_parent_is_reported(void **state) {
    fixture *self = *state;
    char path[600];
    snprintf(path, sizeof path, "%s/deeper", self->target);
    assert_int_equal(vro_results_folder_open(&self->folder, path, false, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_non_null(strstr(self->errors.faults[0].text, "No such file or directory"));
    assert_int_equal(entries_of(self->scratch.folder), 0);
}

static void a_place_that_takes_no_folder_is_reported(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_results_folder_open(&self->folder, "/proc/results", false, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_non_null(strstr(self->errors.faults[0].text, "/proc/results"));
}

static void a_folder_that_vanished_meanwhile_is_no_hindrance(void **state) {
    fixture *self = *state;
    make_earlier_run(self->target);
    assert_int_equal(vro_results_folder_open(&self->folder, self->target, false, &self->errors),
                     VRO_OK);
    remove_tree(self->target);
    write_new(self);
    assert_int_equal(vro_results_folder_commit(&self->folder, &self->errors), VRO_OK);
    assert_new(self, self->target);
}

static void a_temporary_folder_is_removed_with_all_that_is_in_it(void **state) {
    fixture *self = *state;
    write_in(self->scratch.folder, "vrosim", "precious");
    assert_int_equal(
        vro_results_folder_open_temporary(&self->folder, self->scratch.folder, &self->errors),
        VRO_OK);
    assert_int_equal(entries_of(self->scratch.folder), 2);
    const char *path = self->folder.files.path;
    assert_int_equal(strncmp(path, self->scratch.folder, strlen(self->scratch.folder)), 0);
    write_new(self);
    vro_results_folder_abandon(&self->folder);
    assert_int_equal(entries_of(self->scratch.folder), 1);
}

static void a_parent_that_takes_no_temporary_folder_is_reported(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_results_folder_open_temporary(&self->folder, self->target, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 1);
    assert_non_null(strstr(self->errors.faults[0].text, self->target));
    assert_non_null(strstr(self->errors.faults[0].text, "No such file or directory"));
    assert_null(self->folder.files.path);
}

// The target is results; each path is one in the scratch folder.
static void assert_outside(fixture *self, const char *name, vro_status expected) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", self->scratch.folder, name);
    assert_int_equal(vro_results_folder_check_outside(self->target, path, &self->errors), expected);
    assert_int_equal(self->errors.count, expected != VRO_OK);
    if (expected == VRO_BAD_USAGE)
        assert_non_null(strstr(self->errors.faults[0].text, "lies in the folder of results"));
    vro_errors_free(&self->errors);
}

static void a_file_in_the_target_or_in_its_place_is_refused(void **state) {
    fixture *self = *state;
    char link[600];
    snprintf(link, sizeof link, "%s/link", self->scratch.folder);
    assert_outside(self, "results", VRO_BAD_USAGE); // also where nothing is there yet
    assert_int_equal(mkdir(self->target, 0777), 0);
    assert_int_equal(symlink("results", link), 0);
    assert_outside(self, "results", VRO_BAD_USAGE);
    assert_outside(self, "results/checkpoint", VRO_BAD_USAGE);
    assert_outside(self, "link/checkpoint", VRO_BAD_USAGE);
    write_in(self->target, "checkpoint", "");
    assert_outside(self, "results/checkpoint", VRO_BAD_USAGE);
    assert_outside(self, "nowhere/../results/checkpoint", VRO_BAD_OUTPUT);
}

static void a_file_elsewhere_is_no_hindrance(void **state) {
    fixture *self = *state;
    assert_outside(self, "checkpoint", VRO_OK);
    assert_outside(self, "results2", VRO_OK);
    write_in(self->scratch.folder, "result", "");
    assert_outside(self, "result", VRO_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_results_folder(void) {
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_there_until_the_commit),
        TEST(an_abandoned_run_leaves_nothing),
        TEST(an_earlier_run_is_replaced_whole),
        TEST(an_empty_folder_is_replaced),
        TEST(a_closing_slash_changes_nothing),
        TEST(the_folder_has_the_permissions_of_any_new_one),
        TEST(a_link_stays_and_its_folder_is_replaced),
        TEST(a_link_to_nothing_is_refused),
        TEST(a_file_is_refused),
        TEST(a_folder_of_other_things_is_refused),
        TEST(a_manifest_of_another_program_is_no_earlier_run),
        TEST(an_earlier_run_with_something_added_is_refused),
        TEST(force_replaces_everything),
        TEST(force_does_not_follow_links_out_of_the_folder),
        TEST(the_current_folder_is_never_replaced),
        TEST(force_keeps_what_comes_to_the_folder_during_the_run),
        TEST(what_is_added_or_changed_during_the_run_is_kept),
        TEST(what_appears_at_the_target_stays),
        TEST(a_folder_that_appears_at_the_target_stays_also_when_it_is_empty),
        TEST(of_two_runs_into_one_folder_both_results_stay),
        TEST(a_temporary_folder_is_entered_by_its_owner_alone_until_it_is_in_place),
        TEST(a_temporary_folder_that_is_replaced_is_not_put_in_place),
        TEST(results_of_another_verb_are_refused),
        TEST(what_is_read_may_not_be_in_the_target),
        TEST(a_mount_point_is_refused),
        TEST(a_missing_parent_is_reported),
        TEST(a_place_that_takes_no_folder_is_reported),
        TEST(a_folder_that_vanished_meanwhile_is_no_hindrance),
        TEST(a_temporary_folder_is_removed_with_all_that_is_in_it),
        TEST(a_parent_that_takes_no_temporary_folder_is_reported),
        TEST(a_file_in_the_target_or_in_its_place_is_refused),
        TEST(a_file_elsewhere_is_no_hindrance),
    };
    return cmocka_run_group_tests_name("results_folder", tests, NULL, NULL);
}
