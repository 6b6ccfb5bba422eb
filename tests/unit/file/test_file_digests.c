// The files of a folder with their digests: which are taken, and what differs between two lists.
#define _GNU_SOURCE 1

#include "vrosim/file/file_digests.h"

#include "digests.h"
#include "faults.h"
#include "writing.h"

#include <jansson.h>

typedef struct fixture {
    scratch scratch;
    vro_new_folder folder; // the same
    vro_file_digests outputs;
    vro_file_digests again;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    writing_open(&self->folder, &self->scratch);
    writing_write(&self->folder, "b.csv", "abc", 3);
    writing_write(&self->folder, "a.csv", "", 0);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_file_digests_free(&self->outputs);
    vro_file_digests_free(&self->outputs);
    vro_file_digests_free(&self->again);
    vro_errors_free(&self->errors);
    writing_close(&self->folder);
    test_free(self);
    return 0;
}

static void scan(fixture *self, vro_file_digests *outputs) {
    assert_int_equal(vro_file_digests_scan(outputs, &self->folder, &self->errors), VRO_OK);
}

static void files_are_listed_by_name_with_their_digests(void **state) {
    fixture *self = *state;
    scan(self, &self->outputs);
    assert_int_equal(self->outputs.count, 2);
    assert_string_equal(self->outputs.files[0].file, "a.csv");
    assert_string_equal(vro_file_digests_find(&self->outputs, "a.csv"), DIGEST_OF_NOTHING);
    assert_string_equal(vro_file_digests_find(&self->outputs, "b.csv"), DIGEST_OF_ABC);
    assert_null(vro_file_digests_find(&self->outputs, "c.csv"));
}

static void the_manifest_and_what_others_put_there_are_left_out(void **state) {
    fixture *self = *state;
    writing_write(&self->folder, VRO_MANIFEST_FILE, "{}", 2);
    scratch_write(&self->scratch, "planted.csv", "", 0);
    scan(self, &self->outputs);
    assert_int_equal(self->outputs.count, 2);
}

static void a_file_that_somebody_replaced_is_reported(void **state) {
    fixture *self = *state;
    char target[600];
    scratch_write(&self->scratch, "planted", "abc", 3);
    snprintf(target, sizeof target, "%s/b.csv", self->scratch.folder);
    assert_int_equal(rename(self->scratch.path, target), 0);
    assert_int_equal(vro_file_digests_scan(&self->outputs, &self->folder, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "/b.csv: ", "cannot be read for its digest: Stale file handle");
    assert_null(self->outputs.files);
}

static void a_list_comes_back_from_json(void **state) {
    fixture *self = *state;
    scan(self, &self->outputs);
    json_t *list = vro_file_digests_json(&self->outputs);
    assert_int_equal(vro_file_digests_from_json(&self->again, list, "file", &self->errors), VRO_OK);
    assert_int_equal(self->again.count, 2);
    assert_int_equal(vro_file_digests_compare(&self->outputs, &self->again, &self->errors), VRO_OK);
    assert_int_equal(vro_file_digests_compare(&self->again, &self->outputs, &self->errors), VRO_OK);
    json_decref(list);
}

static void what_is_no_list_of_files_is_refused(void **state) {
    static const char *const texts[] = {
        "[]",
        "{}",
        "[1]",
        "[{\"file\": \"a\"}]",
        "[{\"file\": \"a\", \"sha256\": \"12\"}]",
        ("[{\"file\": \"../a\", \"sha256\": "
         "\"" DIGEST_OF_ABC "\"}]"),
    };
    fixture *self = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json_t *list = json_loads(texts[i], 0, NULL);
        assert_non_null(list);
        assert_int_equal(vro_file_digests_from_json(&self->outputs, list, "file", &self->errors),
                         VRO_BAD_INPUT);
        assert_int_equal(self->errors.count, 1);
        assert_fault(&self->errors, "file: ", "'outputs'");
        assert_null(self->outputs.files);
        vro_errors_free(&self->errors);
        json_decref(list);
    }
}

static void each_difference_is_a_sentence(void **state) {
    fixture *self = *state;
    vro_new_folder other;
    scratch place;
    writing_write(&self->folder, "c.csv", "", 0);
    scan(self, &self->outputs);
    writing_open(&other, &place);
    writing_write(&other, "a.csv", "other", 5);
    writing_write(&other, "b.csv", "abc", 3);
    writing_write(&other, "d.csv", "", 0);
    assert_int_equal(vro_file_digests_scan(&self->again, &other, &self->errors), VRO_OK);
    writing_close(&other);
    assert_int_equal(vro_file_digests_compare(&self->outputs, &self->again, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 3);
    assert_fault(&self->errors, "a.csv: ", "differs from that of the manifest");
    assert_fault(&self->errors, "c.csv: ", "was not written");
    assert_fault(&self->errors, "d.csv: ", "is not in the manifest");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_file_digests(void) {
    const struct CMUnitTest tests[] = {
        TEST(files_are_listed_by_name_with_their_digests),
        TEST(the_manifest_and_what_others_put_there_are_left_out),
        TEST(a_file_that_somebody_replaced_is_reported),
        TEST(a_list_comes_back_from_json),
        TEST(what_is_no_list_of_files_is_refused),
        TEST(each_difference_is_a_sentence),
    };
    return cmocka_run_group_tests_name("file_digests", tests, NULL, NULL);
}
