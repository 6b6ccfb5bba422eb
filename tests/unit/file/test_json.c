// What is asked of JSON beyond jansson: all 64 bits of a count, texts of any bytes, one sentence.
#include "vrosim/file/json.h"

#include "faults.h"

#include <stdlib.h>

static void assert_count(const char *json, bool readable, uint64_t expected) {
    json_t *object = json_pack("{s:o}", "n", json_loads(json, JSON_DECODE_ANY, NULL));
    uint64_t count;
    assert_non_null(object);
    assert_true(vro_json_read_count(object, "n", &count) == readable);
    if (readable)
        assert_true(count == expected);
    json_decref(object);
}

static void a_count_of_any_size_comes_back(void **state) {
    static const uint64_t counts[] = {0, 1, INT64_MAX, (uint64_t)INT64_MAX + 1, UINT64_MAX};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        json_t *object = json_pack("{s:o}", "n", vro_json_count(counts[i]));
        uint64_t count;
        assert_true(vro_json_read_count(object, "n", &count));
        assert_true(count == counts[i]);
        assert_int_equal(json_is_integer(json_object_get(object, "n")), counts[i] <= INT64_MAX);
        json_decref(object);
    }
}

static void only_whole_numbers_of_64_bits_are_counts(void **state) {
    (void)state;
    assert_count("17", true, 17);
    assert_count("\"18446744073709551615\"", true, UINT64_MAX);
    assert_count("\"18446744073709551616\"", false, 0);
    assert_count("-1", false, 0);
    assert_count("1.0", false, 0);
    assert_count("\"-1\"", false, 0);
    assert_count("\"+1\"", false, 0);
    assert_count("\" 1\"", false, 0);
    assert_count("\"\"", false, 0);
    assert_count("null", false, 0);
}

static void what_is_not_there_is_not_read(void **state) {
    (void)state;
    json_t *object = json_pack("{s:i}", "a", 1);
    const char *text;
    uint64_t count;
    assert_false(vro_json_read_text(object, "a", &text));
    assert_false(vro_json_read_text(object, "b", &text));
    assert_false(vro_json_read_count(object, "b", &count));
    assert_false(vro_json_read_count(NULL, "a", &count));
    json_decref(object);
}

static void bytes_that_are_no_text_are_shown(void **state) {
    static const char *const cases[][2] = {
        {"caf\xc3\xa9", "caf\xc3\xa9"}, {"caf\xe9", "caf\\xE9"}, {"", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *text = vro_json_text(cases[i][0]);
        assert_string_equal(json_string_value(text), cases[i][1]);
        json_decref(text);
    }
}

static void an_object_has_its_entries_in_order(void **state) {
    (void)state;
    const vro_json_entry entries[] = {{"b", json_integer(1)}, {"a", json_integer(2)}};
    json_t *object = vro_json_object(entries, 2);
    char *text = json_dumps(object, JSON_COMPACT);
    assert_string_equal(text, "{\"b\":1,\"a\":2}");
    free(text);
    json_decref(object);
}

static void a_missing_value_makes_no_object(void **state) {
    (void)state;
    const vro_json_entry entries[] = {{"a", NULL}, {"b", json_integer(2)}};
    assert_null(vro_json_object(entries, 2));
}

static void several_missing_values_are_one_fault(void **state) {
    (void)state;
    const vro_json_entry entries[] = {{"a", NULL}, {"b", json_integer(2)}, {"c", NULL}};
    json_t *object = json_object();
    vro_errors errors = {0};
    assert_int_equal(vro_json_set_all(object, entries, 3, &errors), VRO_NO_MEMORY);
    assert_int_equal(errors.count, 1);
    vro_errors_free(&errors);
    json_decref(object);
}

static vro_status check_version(json_t *version, vro_errors *errors) {
    json_t *object = version ? json_pack("{s:o}", "version", version) : json_object();
    const vro_status status = vro_json_check_version(object, "f", errors);
    json_decref(object);
    return status;
}

static void lines_come_back_each_with_its_end(void **state) {
    (void)state;
    static const char *const texts[][2] = {
        {"", ""}, {"a", "a\n"}, {"a\n", "a\n"}, {"a\n\nb\n", "a\n\nb\n"}, {"\n", "\n"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vro_byte_buffer bytes = {0};
        json_t *lines = vro_json_lines(texts[i][0]);
        assert_true(vro_json_read_lines(lines, &bytes));
        char *text = vro_byte_buffer_release_text(&bytes);
        assert_string_equal(text, texts[i][1]);
        free(text);
        json_decref(lines);
    }
}

static void what_is_no_list_of_lines_is_not_read(void **state) {
    (void)state;
    static const char *const texts[] = {"null", "{}", "[1]", "[\"a\", null]", "[\"a\\nb\"]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vro_byte_buffer bytes = {0};
        json_t *lines = json_loads(texts[i], JSON_DECODE_ANY, NULL);
        assert_false(vro_json_read_lines(lines, &bytes));
        vro_byte_buffer_free(&bytes);
        json_decref(lines);
    }
}

static void only_this_version_is_read(void **state) {
    (void)state;
    vro_errors errors = {0};
    assert_int_equal(check_version(json_string(VRO_VERSION), &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
    assert_int_equal(check_version(json_string("9.8.7"), &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "f: ", "was written by vrosim 9.8.7; this is vrosim " VRO_VERSION);
    vro_errors_free(&errors);
    assert_int_equal(check_version(json_integer(1), &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "f: ", "does not say which version of vrosim wrote it");
    vro_errors_free(&errors);
    assert_int_equal(check_version(NULL, &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "f: ", "does not say which version of vrosim wrote it");
    vro_errors_free(&errors);
}

// Escapes and letters of two bytes included; a blank shows that it is not what was written.
static void a_header_is_read_as_it_was_printed(void **state) {
    static const char other[] = "{\"name\": 1}";
    vro_errors errors = {0};
    json_t *header, *back;
    size_t size;
    (void)state;
    header = json_pack("{s:s, s:i}", "name", "a/\"b\"\n\xC3\xA9", "count", 7);
    char *text = vro_json_print(header, &size);
    assert_int_equal(vro_json_read_header(&back, text, size, "f", &errors), VRO_OK);
    assert_true(json_equal(header, back));
    json_decref(header);
    json_decref(back);
    assert_int_equal(vro_json_read_header(&back, text, size - 1, "f", &errors), VRO_BAD_INPUT);
    assert_null(back);
    assert_fault(&errors, "f: ", "its header cannot be read; it is damaged, or memory is short");
    vro_errors_free(&errors);
    assert_int_equal(vro_json_read_header(&back, other, sizeof other - 1, "f", &errors),
                     VRO_BAD_INPUT);
    vro_errors_free(&errors);
    free(text);
}

int test_json(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_count_of_any_size_comes_back),
        cmocka_unit_test(only_whole_numbers_of_64_bits_are_counts),
        cmocka_unit_test(what_is_not_there_is_not_read),
        cmocka_unit_test(bytes_that_are_no_text_are_shown),
        cmocka_unit_test(an_object_has_its_entries_in_order),
        cmocka_unit_test(a_missing_value_makes_no_object),
        cmocka_unit_test(several_missing_values_are_one_fault),
        cmocka_unit_test(lines_come_back_each_with_its_end),
        cmocka_unit_test(what_is_no_list_of_lines_is_not_read),
        cmocka_unit_test(only_this_version_is_read),
        cmocka_unit_test(a_header_is_read_as_it_was_printed),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
