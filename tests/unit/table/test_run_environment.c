// The environment of a run as JSON.
#include "vrosim/table/run_environment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>

static void an_environment_says_how_when_and_with_what_it_was_run(void **state) {
    static const char *const objects[] = {"build", "libraries"};
    const vro_run_environment environment = {
        .command = "vrosim run", .threads = 3, .ranks = 2, .started = 86400, .seconds = 1.5};
    json_t *json = vro_run_environment_json(&environment);
    (void)state;
    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "command")), "vrosim run");
    assert_string_equal(json_string_value(json_object_get(json, "started")),
                        "1970-01-02T00:00:00Z");
    assert_true(json_real_value(json_object_get(json, "seconds")) == 1.5);
    assert_int_equal(json_integer_value(json_object_get(json, "threads")), 3);
    assert_int_equal(json_integer_value(json_object_get(json, "ranks")), 2);
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        assert_true(json_object_size(json_object_get(json, objects[i])) > 0);
    assert_non_null(json_object_get(json_object_get(json, "build"), "commit"));
    json_decref(json);
}

static void a_host_is_named_only_where_it_is_asked_for(void **state) {
    (void)state;
    for (int asked = 0; asked < 2; asked++) {
        const vro_run_environment environment = {.command = "vrosim run", .host = asked};
        json_t *json = vro_run_environment_json(&environment);
        assert_non_null(json);
        assert_int_equal(json_string_length(json_object_get(json, "host")) > 0, asked);
        json_decref(json);
    }
}

static void a_command_that_is_not_utf_8_is_shown_in_ascii(void **state) {
    const vro_run_environment environment = {.command = "vrosim run \xff.csv"};
    json_t *json = vro_run_environment_json(&environment);
    (void)state;
    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "command")),
                        "vrosim run \\xFF.csv");
    json_decref(json);
}

int test_run_environment(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_environment_says_how_when_and_with_what_it_was_run),
        cmocka_unit_test(a_host_is_named_only_where_it_is_asked_for),
        cmocka_unit_test(a_command_that_is_not_utf_8_is_shown_in_ascii),
    };
    return cmocka_run_group_tests_name("run_environment", tests, NULL, NULL);
}
