// A specification written as JSON and read again.
#define _GNU_SOURCE 1

#include "vrosim/simulate/specification_json.h"

#include "vrosim/input/child_list_reader.h"

#include "small_specification.h"

#include <jansson.h>

static json_t *json_of(fixture *self, const vro_specification *specification) {
    json_t *json = json_object();
    assert_int_equal(vro_specification_json_write(specification, json, &self->errors), VRO_OK);
    return json;
}

static vro_status read_again(fixture *self, const json_t *json) {
    vro_specification_free(&self->again);
    vro_errors_free(&self->errors);
    return vro_specification_json_read(&self->again, json, "file", &self->errors);
}

static void a_process_alone_keeps_its_specification(void **state) {
    fixture *self = *state;
    const vro_ranks alone = {.count = 1};
    self->specification.size.patients = 5;
    assert_int_equal(vro_specification_json_share(&self->specification, &alone, &self->errors),
                     VRO_OK);
    assert_int_equal(self->specification.size.patients, 5);
    assert_null(self->specification.parameters);
}

static void a_specification_comes_back_from_json(void **state) {
    fixture *self = *state;
    make_specification(self);
    json_t *json = json_of(self, &self->specification);
    assert_int_equal(read_again(self, json), VRO_OK);
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "file", &self->errors),
        VRO_OK);
    assert_memory_equal(&self->again.random, &RANDOM, sizeof RANDOM);
    assert_memory_equal(&self->again.size, &SIZE, sizeof SIZE);
    json_t *same = json_of(self, &self->again);
    assert_true(json_equal(json, same));
    json_decref(same);
    json_decref(json);
}

static void subgroups_are_kept_and_a_plain_run_has_none(void **state) {
    fixture *self = *state;
    vro_scenario back;
    make_specification(self);
    json_t *plain = json_of(self, &self->specification);
    assert_null(json_object_get(plain, "subgroups"));
    vro_specification_free(&self->specification);
    assert_int_equal(
        vro_subgroups_read(&self->scenario.subgroups, "migration=40,age=5.5/8", &self->errors),
        VRO_OK);
    make_specification(self);
    json_t *json = json_of(self, &self->specification);
    assert_string_equal(json_string_value(json_object_get(json, "subgroups")),
                        "age=5.5/8,migration=40");
    assert_int_equal(read_again(self, json), VRO_OK);
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "f", &self->errors), VRO_OK);
    assert_int_equal(vro_specification_scenario(&self->again, &back, &self->errors), VRO_OK);
    assert_int_equal(vro_subgroups_categories(&back.subgroups), 5);
    vro_scenario_free(&back);
    json_decref(json);
    json_decref(plain);
}

static void children_are_kept_and_a_plain_run_has_none(void **state) {
    fixture *self = *state;
    vro_scenario back;
    make_specification(self);
    json_t *plain = json_of(self, &self->specification);
    assert_null(json_object_get(plain, "children"));
    vro_specification_free(&self->specification);
    assert_int_equal(
        vro_child_list_read_child(&self->scenario.children, "gmfcs=4,age=6.1", &self->errors),
        VRO_OK);
    make_specification(self);
    json_t *json = json_of(self, &self->specification);
    json_t *lines = json_pack("[s, s]", "gmfcs,age", "4,6.1");
    assert_true(json_equal(json_object_get(json, "children"), lines));
    assert_int_equal(read_again(self, json), VRO_OK);
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "f", &self->errors), VRO_OK);
    assert_int_equal(vro_specification_scenario(&self->again, &back, &self->errors), VRO_OK);
    assert_int_equal(back.children.count, 1);
    assert_memory_equal(back.children.values, self->scenario.children.values,
                        VRO_CHILD_ATTRIBUTES * sizeof(float));
    vro_scenario_free(&back);
    json_decref(lines);
    json_decref(json);
    json_decref(plain);
}

static void children_that_are_no_list_are_named(void **state) {
    fixture *self = *state;
    vro_scenario back;
    make_specification(self);
    json_t *json = json_of(self, &self->specification);
    json_object_set_new(json, "children", json_pack("[s, s]", "age", "old"));
    assert_int_equal(read_again(self, json), VRO_OK);
    assert_int_equal(vro_specification_scenario(&self->again, &back, &self->errors), VRO_BAD_INPUT);
    assert_fault(&self->errors, "children:2:1: ", "age is 'old'");
    assert_null(back.cells);
    json_decref(json);
}

static void an_analysis_is_kept_and_a_plain_run_has_none(void **state) {
    fixture *self = *state;
    json_t *object = json_object();
    make_specification(self);
    assert_int_equal(vro_specification_json_write(&self->specification, object, &self->errors),
                     VRO_OK);
    assert_null(json_object_get(object, "analysis"));
    self->specification.analysis = json_pack("{s:s, s:i}", "verb", "psa", "samples", 7);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    assert_int_equal(vro_specification_json_write(&self->again, object, &self->errors), VRO_OK);
    vro_specification_free(&self->again);
    assert_int_equal(vro_specification_json_read(&self->again, object, "m", &self->errors), VRO_OK);
    assert_true(json_equal(self->again.analysis, self->specification.analysis));
    vro_specification_free(&self->again);
    json_object_set_new(object, "analysis", json_true());
    assert_int_equal(vro_specification_json_read(&self->again, object, "m", &self->errors),
                     VRO_BAD_INPUT);
    assert_fault(&self->errors, "m: ", "'analysis' is not an object");
    json_decref(object);
}

// A key, and a JSON text that cannot stand there; NULL takes the key away.
static const struct bad_entry {
    const char *key;
    const char *value;
} BAD[] = {
    {"seed", NULL},
    {"seed", "-1"},
    {"seed", "1.5"},
    {"seed", "\"18446744073709551616\""},
    {"seed", "\"\""},
    {"seed", "\"-1\""},
    {"seed", "\" 1\""},
    {"stream", "null"},
    {"patients", NULL},
    {"patients", "0"},
    {"patients", "10000000000000001"},
    {"courses", "10000000000000001"},
    {"scenario", NULL},
    {"scenario", "1"},
    {"scenario", "\"\""},
    {"scenario", "\"a b\""},
    {"scenario", "\"a\\n\""},
    {"reference", NULL},
    {"reference", "1"},
    {"reference", "\"a b\""},
    {"children", "1"},
    {"children", "[1]"},
    {"inputs", NULL},
    {"inputs", "{}"},
    {"inputs", "[1]"},
    {"inputs", "[{\"file\": \"a\"}]"},
    {"inputs", "[{\"file\": \"a\", \"sha256\": 1}]"},
    {"inputs", "[{\"file\": \"a\", \"sha256\": null, \"more\": 1}]"},
    {"decimal", "1"},
    {"decimal", "\"dot\""},
    {"report", "1"},
    {"subgroups", "1"},
    {"subgroups", "\"\""},
    {"subgroups", "\"age=8/5\""},
    {"parameters", NULL},
    {"parameters", "\"text\""},
    {"parameters", "[1]"},
    {"parameters", "[\"two\\nlines\"]"},
};

static void each_entry_at_fault_is_named(void **state) {
    fixture *self = *state;
    make_specification(self);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        json_t *json = json_of(self, &self->specification);
        if (BAD[i].value)
            json_object_set_new(json, BAD[i].key, json_loads(BAD[i].value, JSON_DECODE_ANY, NULL));
        else
            json_object_del(json, BAD[i].key);
        assert_int_equal(read_again(self, json), VRO_BAD_INPUT);
        assert_int_equal(self->errors.count, 1);
        assert_fault(&self->errors, "file: ", BAD[i].key);
        assert_null(self->again.parameters);
        json_decref(json);
    }
}

static void parameters_that_are_no_table_are_no_scenario(void **state) {
    fixture *self = *state;
    vro_scenario back;
    make_specification(self);
    json_t *json = json_of(self, &self->specification);
    json_object_set_new(json, "parameters", json_array());
    assert_int_equal(read_again(self, json), VRO_OK);
    assert_int_equal(vro_specification_scenario(&self->again, &back, &self->errors), VRO_BAD_INPUT);
    json_decref(json);
}

int test_specification_json(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_process_alone_keeps_its_specification),
        TEST(a_specification_comes_back_from_json),
        TEST(subgroups_are_kept_and_a_plain_run_has_none),
        TEST(children_are_kept_and_a_plain_run_has_none),
        TEST(children_that_are_no_list_are_named),
        TEST(an_analysis_is_kept_and_a_plain_run_has_none),
        TEST(each_entry_at_fault_is_named),
        TEST(parameters_that_are_no_table_are_no_scenario),
    };
    return cmocka_run_group_tests_name("specification_json", tests, NULL, NULL);
}
