// manifest.json: what it holds, that it can be read back, and that it tells results apart.
#define _GNU_SOURCE 1

#include "vrosim/table/manifest.h"

#include "digests.h"
#include "faults.h"
#include "writing.h"

#include <jansson.h>

typedef struct fixture {
    scratch tables; // apart from the results
    scratch results;
    vro_new_folder folder; // of the results
    char path[512];        // of the manifest
    vro_errors errors;
    vro_scenario scenario;
    vro_specification specification;
    vro_run_environment environment;
    vro_manifest manifest;
} fixture;

// Another folder for results, still empty.
static void renew(fixture *self) {
    writing_close(&self->folder);
    writing_open(&self->folder, &self->results);
    snprintf(self->path, sizeof self->path, "%s/manifest.json", self->results.folder);
}

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->tables);
    renew(self);
    const char *table = scratch_write(&self->tables, "table.csv", HEADER, strlen(HEADER));
    assert_int_equal(vro_scenario_load(&self->scenario,
                                       &(vro_scenario_source){.paths = &table,
                                                              .path_count = 1,
                                                              .strategies = "soft_tissue,vro"},
                                       &self->errors),
                     VRO_OK);
    assert_int_equal(
        vro_specification_init(&self->specification, &self->scenario, &table, 1, &self->errors),
        VRO_OK);
    self->specification.random = (vro_random_source){.seed = 42, .stream = UINT64_MAX};
    self->specification.size = (vro_run_size){.patients = 1000000, .courses = 10};
    self->environment = (vro_run_environment){
        .command = "vrosim run table.csv", .threads = 2, .ranks = 1, .started = 0, .seconds = 1.5};
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_manifest_free(&self->manifest);
    vro_manifest_free(&self->manifest);
    vro_specification_free(&self->specification);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
    remove_tree(self->tables.folder);
    writing_close(&self->folder);
    test_free(self);
    return 0;
}

// Adds results and the manifest over them.
static void add_results(fixture *self) {
    writing_write(&self->folder, "summary.csv", "", 0);
    writing_write(&self->folder, "parameters.csv", "abc", 3);
    assert_int_equal(
        vro_manifest_write(&self->specification, &self->environment, &self->folder, &self->errors),
        VRO_OK);
}

// The same in another folder.
static void write_results(fixture *self) {
    renew(self);
    add_results(self);
}

// The same as JSON, to be released.
static json_t *write_manifest(fixture *self) {
    write_results(self);
    json_t *json = json_load_file(self->path, JSON_REJECT_DUPLICATES, NULL);
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

static void a_manifest_says_what_was_run(void **state) {
    json_t *json = write_manifest(*state);
    assert_string_equal(text_of(json, "program"), "vrosim");
    assert_string_equal(text_of(json, "version"), VRO_VERSION);
    assert_string_equal(text_of(json, "scenario"), "baseline+table");
    assert_int_equal(json_integer_value(json_object_get(json, "seed")), 42);
    assert_int_equal(json_integer_value(json_object_get(json, "patients")), 1000000);
    assert_int_equal(json_integer_value(json_object_get(json, "courses")), 10);
    assert_string_equal(json_string_value(json_array_get(json_object_get(json, "strategies"), 1)),
                        "vro");
    assert_string_equal(
        json_string_value(json_array_get(json_object_get(json, "parameters"), 0)),
        "strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source,text");
    json_decref(json);
}

static void an_integer_beyond_those_of_json_is_written_as_text(void **state) {
    json_t *json = write_manifest(*state);
    assert_string_equal(text_of(json, "stream"), "18446744073709551615");
    json_decref(json);
}

static void an_environment_tells_how_the_run_went(void **state) {
    json_t *json = write_manifest(*state);
    const json_t *environment = json_object_get(json, "environment");
    const json_t *libraries = json_object_get(environment, "libraries");
    static const char *const names[] = {"gsl", "jansson", "libcsv", "nettle", "pcg-cpp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(json_string_length(json_object_get(libraries, names[i])) > 0);
    assert_non_null(json_object_get(libraries, "openmp"));
    assert_true(
        json_string_length(json_object_get(json_object_get(environment, "build"), "compiler")) > 4);
    assert_string_equal(text_of(environment, "command"), "vrosim run table.csv");
    assert_string_equal(text_of(environment, "started"), "1970-01-01T00:00:00Z");
    assert_int_equal(json_integer_value(json_object_get(environment, "threads")), 2);
    assert_int_equal(json_integer_value(json_object_get(environment, "ranks")), 1);
    assert_true(json_real_value(json_object_get(environment, "seconds")) == 1.5);
    assert_null(json_object_get(environment, "host"));
    json_decref(json);
}

// Two runs that went otherwise: all before the environment, which is the last entry, is the same.
static void all_that_may_differ_stands_last(void **state) {
    fixture *self = *state;
    write_results(self);
    char *one = read_text(self->results.folder, "manifest.json");
    self->environment = (vro_run_environment){"vrosim replay", true, 7, 3, 1000000, 2.25};
    write_results(self);
    char *other = read_text(self->results.folder, "manifest.json");
    const char *environment = strstr(one, "\n  \"environment\": {\n");
    assert_non_null(environment);
    assert_memory_equal(one, other, (size_t)(environment - one));
    assert_string_not_equal(one, other);
    assert_null(strstr(environment + 3, "\n  \"")); // no entry of the manifest follows
    assert_non_null(strstr(environment, "\n  }\n}\n"));
    free(one);
    free(other);
}

static void outputs_have_digests(void **state) {
    json_t *json = write_manifest(*state);
    const json_t *outputs = json_object_get(json, "outputs");
    assert_string_equal(text_of(json, "effective_parameters"), DIGEST_OF_ABC);
    assert_int_equal(json_array_size(outputs), 2);
    assert_digest(outputs, 0, "parameters.csv", DIGEST_OF_ABC);
    assert_digest(outputs, 1, "summary.csv", DIGEST_OF_NOTHING);
    json_decref(json);
}

static void a_command_that_is_not_utf8_is_shown_byte_by_byte(void **state) {
    fixture *self = *state;
    self->environment.command = "vrosim run M\xFCnchen.csv";
    json_t *json = write_manifest(self);
    assert_string_equal(text_of(json_object_get(json, "environment"), "command"),
                        "vrosim run M\\xFCnchen.csv");
    json_decref(json);
}

static void a_folder_that_takes_no_file_is_reported(void **state) {
    fixture *self = *state;
    vro_new_folder gone;
    writing_vanish(&gone);
    assert_int_equal(
        vro_manifest_write(&self->specification, &self->environment, &gone, &self->errors),
        VRO_BAD_OUTPUT);
    assert_fault(&self->errors, "/manifest.json: ", "No such file");
    vro_new_folder_free(&gone);
}

static void a_manifest_is_known_by_its_program(void **state) {
    static const char *const texts[] = {"[\"vrosim\"]", "{\"program\": 1}", "{}"};
    json_t *json = write_manifest(*state);
    assert_true(vro_manifest_is_one(json));
    json_decref(json);
    assert_false(vro_manifest_is_one(NULL));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json = json_loads(texts[i], 0, NULL);
        assert_non_null(json);
        assert_false(vro_manifest_is_one(json));
        json_decref(json);
    }
}

static vro_status read_back(fixture *self) {
    return vro_manifest_read(&self->manifest, self->path, &self->errors);
}

static void a_manifest_is_read_back(void **state) {
    fixture *self = *state;
    vro_scenario scenario;
    write_results(self);
    assert_int_equal(read_back(self), VRO_OK);
    assert_int_equal(vro_specification_compare(&self->specification, &self->manifest.specification,
                                               "manifest", &self->errors),
                     VRO_OK);
    assert_int_equal(self->manifest.outputs.count, 2);
    assert_string_equal(vro_file_digests_find(&self->manifest.outputs, "summary.csv"),
                        DIGEST_OF_NOTHING);
    assert_int_equal(
        vro_specification_scenario(&self->manifest.specification, &scenario, &self->errors),
        VRO_OK);
    assert_int_equal(scenario.strategies, 2);
    vro_scenario_free(&scenario);
}

// Earlier builds called the last entry "occasion".
static void a_manifest_of_an_earlier_build_is_read(void **state) {
    fixture *self = *state;
    json_t *json = write_manifest(self);
    json_object_set(json, "occasion", json_object_get(json, "environment"));
    json_object_del(json, "environment");
    assert_int_equal(json_dump_file(json, self->path, 0), 0);
    json_decref(json);
    assert_int_equal(read_back(self), VRO_OK);
    assert_int_equal(self->manifest.outputs.count, 2);
}

// Reads the manifest with one entry set to value (taken away where it is NULL): one fault.
static void assert_refused(fixture *self, const char *key, json_t *value, const char *piece) {
    json_t *json = write_manifest(self);
    if (value)
        json_object_set_new(json, key, value);
    else
        json_object_del(json, key);
    assert_int_equal(json_dump_file(json, self->path, 0), 0);
    json_decref(json);
    assert_int_equal(read_back(self), VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "manifest.json: ", piece);
    assert_null(self->manifest.outputs.files);
    assert_null(self->manifest.specification.parameters);
    vro_errors_free(&self->errors);
}

static void what_is_no_manifest_is_refused(void **state) {
    fixture *self = *state;
    assert_refused(self, "program", json_string("other"), "not a manifest of vrosim");
    assert_refused(self, "program", NULL, "not a manifest of vrosim");
    assert_refused(self, "version", NULL, "does not say which version");
    assert_refused(self, "seed", NULL, "'seed'");
    assert_refused(self, "parameters", json_integer(1), "'parameters'");
    assert_refused(self, "outputs", NULL, "'outputs'");
    assert_refused(self, "outputs", json_array(), "'outputs'");
    assert_refused(self, "outputs", json_pack("[i]", 1), "'outputs'");
    assert_refused(self, "outputs", json_pack("[{s:s, s:s}]", "file", "a", "sha256", "12"),
                   "'outputs'");
    assert_refused(self, "outputs",
                   json_pack("[{s:s, s:s}]", "file", "../a", "sha256", DIGEST_OF_ABC), "'outputs'");
}

static void another_version_is_named(void **state) {
    assert_refused(*state, "version", json_string("9.8.7"), "was written by vrosim 9.8.7");
}

static void what_cannot_be_read_is_named(void **state) {
    fixture *self = *state;
    assert_int_equal(read_back(self), VRO_BAD_INPUT);
    assert_fault(&self->errors, "manifest.json: ", "No such file");
    scratch_write(&self->results, "manifest.json", "{\n\"a\": [1,\n", 11);
    assert_int_equal(read_back(self), VRO_BAD_INPUT);
    assert_fault(&self->errors, "manifest.json:3: ", "cannot be read as a manifest");
}

static void a_folder_is_no_manifest(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_manifest_read(&self->manifest, self->results.folder, &self->errors),
                     VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, self->results.folder,
                 ": cannot be read as a manifest: Is a directory");
}

static void the_same_results_agree(void **state) {
    fixture *self = *state;
    write_results(self);
    assert_int_equal(read_back(self), VRO_OK);
    assert_int_equal(vro_manifest_compare(&self->manifest, &self->folder, &self->errors), VRO_OK);
}

static void each_file_that_differs_is_named(void **state) {
    fixture *self = *state;
    writing_write(&self->folder, "lld.csv", "1", 1);
    add_results(self);
    assert_int_equal(read_back(self), VRO_OK);
    renew(self);
    writing_write(&self->folder, "summary.csv", "x", 1);
    writing_write(&self->folder, "more.csv", "x", 1);
    writing_write(&self->folder, "parameters.csv", "abc", 3);
    assert_int_equal(vro_manifest_compare(&self->manifest, &self->folder, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 3);
    assert_fault(&self->errors, "summary.csv: ", "differs");
    assert_fault(&self->errors, "lld.csv: ", "was not written");
    assert_fault(&self->errors, "more.csv: ", "is not in the manifest");
}

static void a_file_that_vanished_is_named(void **state) {
    fixture *self = *state;
    write_results(self);
    assert_int_equal(read_back(self), VRO_OK);
    scratch_remove(&self->results, "summary.csv");
    assert_int_equal(vro_manifest_compare(&self->manifest, &self->folder, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "/summary.csv: ", "No such file");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_manifest(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_manifest_says_what_was_run),
        TEST(an_integer_beyond_those_of_json_is_written_as_text),
        TEST(an_environment_tells_how_the_run_went),
        TEST(all_that_may_differ_stands_last),
        TEST(outputs_have_digests),
        TEST(a_command_that_is_not_utf8_is_shown_byte_by_byte),
        TEST(a_folder_that_takes_no_file_is_reported),
        TEST(a_manifest_is_known_by_its_program),
        TEST(a_manifest_is_read_back),
        TEST(a_manifest_of_an_earlier_build_is_read),
        TEST(what_is_no_manifest_is_refused),
        TEST(another_version_is_named),
        TEST(what_cannot_be_read_is_named),
        TEST(a_folder_is_no_manifest),
        TEST(the_same_results_agree),
        TEST(each_file_that_differs_is_named),
        TEST(a_file_that_vanished_is_named),
    };
    return cmocka_run_group_tests_name("manifest", tests, NULL, NULL);
}
