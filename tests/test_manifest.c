// manifest.json and the digests in it.
#define _GNU_SOURCE 1

#include "vrosim/output/manifest.h"

#include "vrosim/output/digest.h"

#include "reading.h"
#include "scratch.h"

#include <jansson.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

// Of "" and "abc" (FIPS 180-4, appendix B of its first edition).
static const char digest_of_nothing[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char digest_of_abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

typedef struct fixture {
    scratch scratch;
    char table[512];
    vro_errors errors;
    vro_manifest manifest;
    vro_order order;
    const char *tables[1];
} fixture;

static char soft_tissue[] = "soft_tissue";
static char vro[] = "vro";
static char name[] = "baseline+table";
static char *strategy_names[] = {soft_tissue, vro};
static const vro_scenario scenario = {
    .name = name, .strategies = 2, .strategy_names = strategy_names};

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->scratch);
    strcpy(self->table, scratch_write(&self->scratch, "table.csv", "abc", 3));
    self->tables[0] = self->table;
    self->order = (vro_order){.command = "vrosim run table.csv",
                              .tables = self->tables,
                              .table_count = 1,
                              .seed = 42,
                              .stream = UINT64_MAX,
                              .patients = 1000000,
                              .courses = 10,
                              .threads = 2,
                              .started = 0};
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_manifest_free(&self->manifest);
    vro_manifest_free(&self->manifest);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

// Writes results beside the table and the manifest over them; returns it, to be released.
static json_t *write_manifest(fixture *self) {
    char path[512];
    scratch_write(&self->scratch, "summary.csv", "", 0);
    scratch_write(&self->scratch, "parameters.csv", "abc", 3);
    assert_int_equal(vro_manifest_init(&self->manifest, &self->order, &self->errors), VRO_OK);
    assert_int_equal(
        vro_manifest_write(&self->manifest, &scenario, self->scratch.folder, 1.5, &self->errors),
        VRO_OK);
    snprintf(path, sizeof path, "%s/manifest.json", self->scratch.folder);
    assert_true(vro_manifest_is_one(path));
    json_t *json = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    return json;
}

static const char *text_of(const json_t *json, const char *key) {
    return json_string_value(json_object_get(json, key));
}

static void assert_digest(const json_t *list, size_t i, const char *file, const char *digest) {
    const json_t *entry = json_array_get(list, i);
    assert_non_null(entry);
    assert_string_equal(text_of(entry, "file"), file);
    assert_string_equal(text_of(entry, "sha256"), digest);
}

static void a_digest_is_that_of_the_standard(void **state) {
    fixture *self = *state;
    char digest[VRO_DIGEST_TEXT];
    assert_int_equal(vro_digest_file(self->table, digest, &self->errors), VRO_OK);
    assert_string_equal(digest, digest_of_abc);
    const char *empty = scratch_write(&self->scratch, "empty", "", 0);
    assert_int_equal(vro_digest_file(empty, digest, &self->errors), VRO_OK);
    assert_string_equal(digest, digest_of_nothing);
}

// A million letters a: longer than any buffer.
static void a_digest_is_of_the_whole_file(void **state) {
    fixture *self = *state;
    char digest[VRO_DIGEST_TEXT];
    char *letters = test_malloc(1000000);
    memset(letters, 'a', 1000000);
    const char *path = scratch_write(&self->scratch, "long", letters, 1000000);
    assert_int_equal(vro_digest_file(path, digest, &self->errors), VRO_OK);
    assert_string_equal(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    test_free(letters);
}

static void a_file_that_cannot_be_read_has_no_digest(void **state) {
    fixture *self = *state;
    char digest[VRO_DIGEST_TEXT];
    assert_int_equal(vro_digest_file("/nonexistent", digest, &self->errors), VRO_BAD_OUTPUT);
    assert_int_equal(vro_digest_file(self->scratch.folder, digest, &self->errors), VRO_BAD_OUTPUT);
    assert_non_null(strstr(self->errors.faults[1].text, "Is a directory"));
}

static void a_manifest_says_what_was_run(void **state) {
    json_t *json = write_manifest(*state);
    assert_string_equal(text_of(json, "program"), "vrosim");
    assert_string_equal(text_of(json, "version"), VRO_VERSION);
    assert_string_equal(text_of(json, "scenario"), "baseline+table");
    assert_string_equal(text_of(json, "command"), "vrosim run table.csv");
    assert_int_equal(json_integer_value(json_object_get(json, "seed")), 42);
    assert_int_equal(json_integer_value(json_object_get(json, "patients")), 1000000);
    assert_int_equal(json_integer_value(json_object_get(json, "courses")), 10);
    assert_string_equal(json_string_value(json_array_get(json_object_get(json, "strategies"), 1)),
                        "vro");
    assert_string_equal(text_of(json, "started"), "1970-01-01T00:00:00Z");
    json_decref(json);
}

static void an_integer_beyond_those_of_json_is_written_as_text(void **state) {
    json_t *json = write_manifest(*state);
    assert_string_equal(text_of(json, "stream"), "18446744073709551615");
    json_decref(json);
}

static void libraries_and_build_are_named(void **state) {
    json_t *json = write_manifest(*state);
    const json_t *libraries = json_object_get(json, "libraries");
    static const char *const names[] = {"gsl", "jansson", "libcsv", "nettle", "pcg-cpp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(json_string_length(json_object_get(libraries, names[i])) > 0);
    assert_non_null(json_object_get(libraries, "openmp"));
    assert_true(json_string_length(json_object_get(json_object_get(json, "build"), "compiler")) >
                4);
    json_decref(json);
}

static void inputs_and_outputs_have_digests(void **state) {
    const fixture *self = *state;
    json_t *json = write_manifest(*state);
    const json_t *outputs = json_object_get(json, "outputs");
    assert_digest(json_object_get(json, "inputs"), 0, self->table, digest_of_abc);
    assert_string_equal(text_of(json, "effective_parameters"), digest_of_abc);
    assert_int_equal(json_array_size(outputs), 3);
    assert_digest(outputs, 0, "parameters.csv", digest_of_abc);
    assert_digest(outputs, 1, "summary.csv", digest_of_nothing);
    assert_digest(outputs, 2, "table.csv", digest_of_abc);
    json_decref(json);
}

// Everything up to the time is the same however long the run took, and on whichever host.
static void time_and_host_stand_in_the_last_lines(void **state) {
    const fixture *self = *state;
    json_decref(write_manifest(*state));
    char *text = read_text(self->scratch.folder, "manifest.json");
    const char *started = strstr(text, "\n  \"started\": ");
    assert_non_null(started);
    assert_true(strstr(text, "\"command\"") < started);
    assert_non_null(strstr(started, "\"seconds\": 1.5"));
    assert_non_null(strstr(started, "\"host\": "));
    assert_non_null(strstr(started, "\"threads\": 2\n}\n"));
    free(text);
}

static void a_pipe_is_not_read_for_a_digest(void **state) {
    fixture *self = *state;
    char pipe[512];
    snprintf(pipe, sizeof pipe, "%s/pipe", self->scratch.folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    self->tables[0] = pipe;
    json_t *json = write_manifest(self);
    const json_t *input = json_array_get(json_object_get(json, "inputs"), 0);
    assert_true(json_is_null(json_object_get(input, "sha256")));
    json_decref(json);
}

static void a_table_that_has_gone_is_reported(void **state) {
    fixture *self = *state;
    unlink(self->table);
    assert_int_equal(vro_manifest_init(&self->manifest, &self->order, &self->errors),
                     VRO_BAD_OUTPUT);
}

static void a_command_that_is_not_utf8_is_shown_byte_by_byte(void **state) {
    fixture *self = *state;
    self->order.command = "vrosim run M\xFCnchen.csv";
    json_t *json = write_manifest(self);
    assert_string_equal(text_of(json, "command"), "vrosim run M\\xFCnchen.csv");
    json_decref(json);
}

static void other_files_are_no_manifest(void **state) {
    fixture *self = *state;
    assert_false(vro_manifest_is_one("/nonexistent"));
    assert_false(vro_manifest_is_one(self->scratch.folder));
    assert_false(vro_manifest_is_one(self->table));
    assert_false(vro_manifest_is_one(scratch_write(&self->scratch, "a", "[\"vrosim\"]", 10)));
    assert_false(vro_manifest_is_one(scratch_write(&self->scratch, "b", "{\"program\": 1}", 14)));
}

static void a_manifest_lists_its_outputs_and_itself(void **state) {
    const fixture *self = *state;
    char path[512];
    json_decref(write_manifest(*state));
    snprintf(path, sizeof path, "%s/manifest.json", self->scratch.folder);
    assert_true(vro_manifest_lists(path, "summary.csv"));
    assert_true(vro_manifest_lists(path, "manifest.json"));
    assert_false(vro_manifest_lists(path, "figure.pdf"));
    assert_false(vro_manifest_lists(self->table, "manifest.json"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_digest_is_that_of_the_standard),
        TEST(a_digest_is_of_the_whole_file),
        TEST(a_file_that_cannot_be_read_has_no_digest),
        TEST(a_manifest_says_what_was_run),
        TEST(an_integer_beyond_those_of_json_is_written_as_text),
        TEST(libraries_and_build_are_named),
        TEST(inputs_and_outputs_have_digests),
        TEST(time_and_host_stand_in_the_last_lines),
        TEST(a_pipe_is_not_read_for_a_digest),
        TEST(a_table_that_has_gone_is_reported),
        TEST(a_command_that_is_not_utf8_is_shown_byte_by_byte),
        TEST(other_files_are_no_manifest),
        TEST(a_manifest_lists_its_outputs_and_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
