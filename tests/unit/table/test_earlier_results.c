// What counts as the results of an earlier run, which the next may remove.
#define _GNU_SOURCE 1

#include "vrosim/table/earlier_results.h"

#include "digests.h"
#include "faults.h"
#include "writing.h"

#define ENTRY(file, digest) "{\"file\": \"" file "\", \"sha256\": \"" digest "\"}"

typedef struct fixture {
    scratch scratch;
    int folder; // descriptor of scratch
    vro_folder_contents contents;
    char *verb;
    vro_errors errors;
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
    vro_errors_free(&self->errors);
    free(self->verb);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

// A manifest with these outputs, and more before them.
static void write_manifest(fixture *self, const char *more, const char *outputs) {
    char text[2048];
    const int size = snprintf(text, sizeof text, "{\"program\": \"vrosim\", %s\"outputs\": [%s]}",
                              more, outputs);
    scratch_write(&self->scratch, "manifest.json", text, (size_t)size);
}

static vro_status find(fixture *self) {
    return vro_earlier_results_find(self->folder, "results", &self->contents, &self->verb,
                                    &self->errors);
}

static void assert_refused(fixture *self, const char *piece) {
    assert_int_equal(find(self), VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "results: ", piece);
}

static void an_empty_folder_has_nobodys_results(void **state) {
    fixture *self = *state;
    assert_int_equal(find(self), VRO_OK);
    assert_null(self->verb);
    assert_int_equal(self->contents.count, 0);
}

static void the_files_of_a_manifest_and_itself_are_found(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "summary.csv", "abc", 3);
    write_manifest(self, "", ENTRY("summary.csv", DIGEST_OF_ABC));
    assert_int_equal(find(self), VRO_OK);
    assert_string_equal(self->verb, "run");
    assert_int_equal(self->contents.count, 2);
}

static void the_verb_is_that_of_the_analysis(void **state) {
    fixture *self = *state;
    write_manifest(self, "\"analysis\": {\"verb\": \"psa\"}, ", "");
    assert_int_equal(find(self), VRO_OK);
    assert_string_equal(self->verb, "psa");
}

static void a_file_that_was_changed_since_is_refused(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "summary.csv", "abc, corrected", 14);
    write_manifest(self, "", ENTRY("summary.csv", DIGEST_OF_ABC));
    assert_refused(self, "(summary.csv, which was changed since)");
}

static void a_made_up_manifest_does_not_make_a_file_one_of_results(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "thesis.txt", "abc", 3);
    write_manifest(self, "", ENTRY("thesis.txt", DIGEST_OF_ABC));
    assert_refused(self, "(thesis.txt)");
}

static void a_file_without_a_manifest_or_without_a_digest_is_refused(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "summary.csv", "abc", 3);
    assert_refused(self, "(summary.csv)");
    vro_errors_free(&self->errors);
    write_manifest(self, "", "{\"file\": \"summary.csv\"}");
    assert_refused(self, "(summary.csv)");
}

static void a_link_or_a_folder_with_the_name_of_a_file_is_refused(void **state) {
    fixture *self = *state;
    write_manifest(self, "", ENTRY("summary.csv", DIGEST_OF_NOTHING));
    assert_int_equal(symlinkat("/dev/null", self->folder, "summary.csv"), 0);
    assert_refused(self, "(summary.csv)");
    vro_errors_free(&self->errors);
    assert_int_equal(unlinkat(self->folder, "summary.csv", 0), 0);
    assert_int_equal(mkdirat(self->folder, "summary.csv", 0777), 0);
    assert_refused(self, "(summary.csv)");
}

static void a_manifest_of_another_program_is_none(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "manifest.json", "{\"program\": \"other\"}", 20);
    assert_refused(self, "(manifest.json)");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_earlier_results(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_empty_folder_has_nobodys_results),
        TEST(the_files_of_a_manifest_and_itself_are_found),
        TEST(the_verb_is_that_of_the_analysis),
        TEST(a_file_that_was_changed_since_is_refused),
        TEST(a_made_up_manifest_does_not_make_a_file_one_of_results),
        TEST(a_file_without_a_manifest_or_without_a_digest_is_refused),
        TEST(a_link_or_a_folder_with_the_name_of_a_file_is_refused),
        TEST(a_manifest_of_another_program_is_none),
    };
    return cmocka_run_group_tests_name("earlier_results", tests, NULL, NULL);
}
