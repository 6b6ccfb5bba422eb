#include "vrosim/core/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void the_place_is_shown_as_far_as_it_is_known(void **state) {
    (void)state;
    static const struct {
        vro_place place;
        const char *text;
    } cases[] = {
        {{"a.csv", 3, 7}, "a.csv:3:7: wrong"},
        {{"a.csv", 3, 0}, "a.csv:3: wrong"},
        {{"a.csv", 0, 0}, "a.csv: wrong"},
        {{"a.csv", 0, 7}, "a.csv: wrong"},
        {{NULL, 3, 7}, "wrong"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        vro_errors_add(&errors, VRO_BAD_INPUT, &cases[i].place, "wrong");
        assert_string_equal(errors.faults[0].text, cases[i].text);
        vro_errors_free(&errors);
    }
}

static void a_fault_without_a_place_is_its_sentence(void **state) {
    (void)state;
    vro_errors errors;
    vro_errors_init(&errors);
    vro_status status = vro_errors_add(&errors, VRO_BAD_USAGE, NULL, "%d and %s", 7, "x");
    assert_int_equal(status, VRO_BAD_USAGE);
    assert_int_equal(errors.faults[0].status, VRO_BAD_USAGE);
    assert_string_equal(errors.faults[0].text, "7 and x");
    vro_errors_free(&errors);
}

static void a_fault_keeps_its_place(void **state) {
    (void)state;
    vro_errors errors = {0}, other = {0};
    vro_errors_add(&errors, VRO_BAD_INPUT, &(vro_place){"table.csv", 3, 7}, "wrong");
    vro_errors_add(&errors, VRO_BAD_INPUT, NULL, "wrong");
    vro_errors_take(&other, &errors);
    assert_string_equal(other.faults[0].file, "table.csv");
    assert_int_equal(other.faults[0].line, 3);
    assert_int_equal(other.faults[0].column, 7);
    assert_null(other.faults[1].file);
    vro_errors_free(&other);
}

static void control_characters_and_broken_text_are_escaped(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_errors_add(&errors, VRO_BAD_INPUT, NULL, "%s", "a\nb\x1b[1m\x7f\t\xc3\xbc\xc3|\xff");
    assert_string_equal(errors.faults[0].text, "a\\x0Ab\\x1B[1m\\x7F\\x09\xc3\xbc\\xC3|\\xFF");
    vro_errors_free(&errors);
}

static void the_first_status_is_remembered(void **state) {
    (void)state;
    vro_errors errors = {0};
    assert_int_equal(errors.first, VRO_OK);
    vro_errors_add(&errors, VRO_BAD_OUTPUT, NULL, "one");
    vro_errors_add(&errors, VRO_BAD_INPUT, NULL, "two");
    assert_int_equal(errors.first, VRO_BAD_OUTPUT);
    vro_errors_free(&errors);
}

static void faults_that_are_taken_over_keep_their_order_and_first_status(void **state) {
    (void)state;
    vro_errors self = {0}, other = {0};
    vro_errors_add(&other, VRO_BAD_INPUT, NULL, "one");
    vro_errors_add(&other, VRO_BAD_USAGE, NULL, "two");
    vro_errors_take(&self, &other);
    assert_int_equal(other.count, 0);
    assert_int_equal(self.first, VRO_BAD_INPUT);
    vro_errors_add(&other, VRO_BAD_OUTPUT, NULL, "three");
    vro_errors_take(&self, &other);
    assert_int_equal(self.count, 3);
    assert_string_equal(self.faults[1].text, "two");
    assert_string_equal(self.faults[2].text, "three");
    assert_int_equal(self.first, VRO_BAD_INPUT);
    vro_errors_free(&self);
}

static void a_first_fault_that_was_only_counted_is_first_where_it_is_taken(void **state) {
    (void)state;
    vro_errors self = {0}, other = {.dropped = 1, .first = VRO_NO_MEMORY};
    vro_errors_add(&other, VRO_BAD_INPUT, NULL, "kept");
    vro_errors_take(&self, &other);
    assert_int_equal(self.first, VRO_NO_MEMORY);
    assert_int_equal(self.count, 1);
    assert_int_equal(self.dropped, 1);
    vro_errors_free(&self);
}

static void faults_beyond_the_limit_are_counted(void **state) {
    (void)state;
    vro_errors errors = {0};
    for (int i = 0; i < VRO_ERRORS_KEPT + 5; i++)
        vro_errors_add(&errors, VRO_BAD_INPUT, NULL, "fault %d", i);
    assert_int_equal(errors.count, VRO_ERRORS_KEPT);
    assert_int_equal(errors.dropped, 5);
    assert_string_equal(errors.faults[VRO_ERRORS_KEPT - 1].text, "fault 999");
    vro_errors_free(&errors);
    assert_int_equal(errors.count + errors.dropped, 0);
    vro_errors_free(&errors);
}

static void every_fault_is_printed_on_a_line(void **state) {
    (void)state;
    vro_fault kept[] = {{.status = VRO_BAD_INPUT, .text = (char[]){"a: b"}},
                        {.status = VRO_NO_MEMORY}};
    vro_errors errors = {.faults = kept, .count = 2, .dropped = 3};
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    vro_errors_print(&errors, stream);
    fclose(stream);
    assert_string_equal(text, "vrosim: a: b\nvrosim: memory\nvrosim: 3 more faults not shown\n");
    free(text);
}

static void of_two_statuses_the_first_fault_counts_but_memory_before_all(void **state) {
    (void)state;
    assert_int_equal(vro_status_worse(VRO_OK, VRO_OK), VRO_OK);
    assert_int_equal(vro_status_worse(VRO_OK, VRO_BAD_USAGE), VRO_BAD_USAGE);
    assert_int_equal(vro_status_worse(VRO_BAD_INPUT, VRO_OK), VRO_BAD_INPUT);
    assert_int_equal(vro_status_worse(VRO_BAD_INPUT, VRO_BAD_USAGE), VRO_BAD_INPUT);
    assert_int_equal(vro_status_worse(VRO_BAD_INPUT, VRO_NO_MEMORY), VRO_NO_MEMORY);
    assert_int_equal(vro_status_worse(VRO_NO_MEMORY, VRO_BAD_INPUT), VRO_NO_MEMORY);
}

static void a_status_has_a_name_and_an_exit_code(void **state) {
    (void)state;
    assert_int_equal(vro_status_exit_code(VRO_OK), 0);
    assert_int_equal(vro_status_exit_code(VRO_BAD_INPUT), 2);
    assert_int_equal(vro_status_exit_code(VRO_BAD_USAGE), 2);
    assert_int_equal(vro_status_exit_code(VRO_NO_MEMORY), 3);
    assert_int_equal(vro_status_exit_code(VRO_BAD_OUTPUT), 4);
    assert_string_equal(vro_status_name(VRO_BAD_INPUT), "input");
}

static void a_context_stands_before_what_is_wrong(void **state) {
    (void)state;
    vro_errors errors = {0};
    const vro_place place = {.file = "table.csv"};
    vro_errors_context(&errors, "--groups");
    vro_errors_add(&errors, VRO_BAD_USAGE, NULL, "'%s' is unknown", "x");
    vro_errors_add(&errors, VRO_NO_MEMORY, NULL, "no memory");
    vro_errors_add(&errors, VRO_BAD_INPUT, &place, "is damaged");
    vro_errors_context(&errors, NULL);
    vro_errors_add(&errors, VRO_BAD_USAGE, NULL, "later");
    assert_string_equal(errors.faults[0].text, "--groups: 'x' is unknown");
    assert_string_equal(errors.faults[1].text, "no memory");
    assert_string_equal(errors.faults[2].text, "table.csv: is damaged");
    assert_string_equal(errors.faults[3].text, "later");
    vro_errors_free(&errors);
}

static void faults_are_sorted_by_file_and_line(void **state) {
    (void)state;
    static const struct {
        vro_place place;
        const char *sentence;
    } added[] = {{{"b", 2, 1}, "kept"}, {{"b", 9, 1}, "6"}, {{NULL, 0, 0}, "7"},
                 {{"a\n", 5, 7}, "3"},  {{"b", 0, 0}, "5"}, {{"a\n", 5, 2}, "4"},
                 {{"a\n", 3, 9}, "2"},  {{"c", 1, 1}, "8"}};
    static const char *const files[] = {"a\n", "b"}, *const order = "kept2345678";
    vro_errors errors = {0};
    char said[64] = "";
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        vro_errors_add(&errors, VRO_BAD_INPUT, &added[i].place, "%s", added[i].sentence);
    vro_errors_sort(&errors, 1, files, 2);
    for (size_t i = 0; i < errors.count; i++) {
        const char *blank = strrchr(errors.faults[i].text, ' ');
        strcat(said, blank ? blank + 1 : errors.faults[i].text);
    }
    assert_string_equal(said, order);
    vro_errors_free(&errors);
}

static void a_notice_is_kept_once_and_is_no_fault(void **state) {
    (void)state;
    vro_errors errors = {0}, other = {0};
    vro_errors_note(&errors, "a.csv", "%d fields", 2);
    vro_errors_note(&other, "a.csv", "%d fields", 2);
    vro_errors_note(&other, "b\n", "%d fields", 3);
    vro_errors_take(&errors, &other);
    assert_int_equal(errors.count, 0);
    assert_int_equal(errors.first, VRO_OK);
    assert_int_equal(errors.notice_count, 2);
    assert_string_equal(errors.notices[0], "a.csv: 2 fields");
    assert_string_equal(errors.notices[1], "b\\x0A: 3 fields");
    assert_int_equal(other.notice_count, 0);
    vro_errors_free(&errors);
}

int test_error(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_is_shown_as_far_as_it_is_known),
        cmocka_unit_test(a_fault_without_a_place_is_its_sentence),
        cmocka_unit_test(a_fault_keeps_its_place),
        cmocka_unit_test(control_characters_and_broken_text_are_escaped),
        cmocka_unit_test(the_first_status_is_remembered),
        cmocka_unit_test(faults_that_are_taken_over_keep_their_order_and_first_status),
        cmocka_unit_test(a_first_fault_that_was_only_counted_is_first_where_it_is_taken),
        cmocka_unit_test(faults_beyond_the_limit_are_counted),
        cmocka_unit_test(every_fault_is_printed_on_a_line),
        cmocka_unit_test(of_two_statuses_the_first_fault_counts_but_memory_before_all),
        cmocka_unit_test(a_status_has_a_name_and_an_exit_code),
        cmocka_unit_test(a_context_stands_before_what_is_wrong),
        cmocka_unit_test(faults_are_sorted_by_file_and_line),
        cmocka_unit_test(a_notice_is_kept_once_and_is_no_fault),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
