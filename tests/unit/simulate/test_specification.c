// What a specification holds, copies, and compares.
#define _GNU_SOURCE 1

#include "vrosim/simulate/specification.h"

#include "vrosim/input/child_list_reader.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/model/block.h"

#include "digests.h"
#include "small_specification.h"

#include <jansson.h>

#include <sys/stat.h>

static void a_specification_holds_what_is_run(void **state) {
    fixture *self = *state;
    make_specification(self);
    char *text = vro_table_writer_text(&self->scenario, &self->errors);
    assert_string_equal(self->specification.parameters, text);
    assert_string_equal(self->specification.scenario, "baseline+table");
    assert_true(self->specification.random.stream == UINT64_MAX);
    free(text);
}

static void inputs_have_digests(void **state) {
    fixture *self = *state;
    scratch_write(&self->scratch, "table.csv", "abc", 3);
    make_specification(self);
    const json_t *input = json_array_get(self->specification.inputs, 0);
    assert_int_equal(json_array_size(self->specification.inputs), 1);
    assert_string_equal(json_string_value(json_object_get(input, "file")), "table.csv");
    assert_string_equal(json_string_value(json_object_get(input, "sha256")), DIGEST_OF_ABC);
}

static void a_pipe_is_not_read_for_a_digest(void **state) {
    fixture *self = *state;
    char pipe[512];
    snprintf(pipe, sizeof pipe, "%s/pipe", self->scratch.folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    self->tables[0] = pipe;
    make_specification(self);
    const json_t *input = json_array_get(self->specification.inputs, 0);
    assert_true(json_is_null(json_object_get(input, "sha256")));
}

static void a_table_that_has_gone_is_reported(void **state) {
    fixture *self = *state;
    unlink(self->table);
    assert_int_equal(vro_specification_init(&self->specification, &self->scenario, self->tables, 1,
                                            &self->errors),
                     VRO_BAD_OUTPUT);
    assert_fault(&self->errors, self->table, "No such file");
    assert_null(self->specification.parameters);
}

static void the_scenario_comes_back(void **state) {
    fixture *self = *state;
    vro_scenario back;
    make_specification(self);
    assert_int_equal(vro_specification_scenario(&self->specification, &back, &self->errors),
                     VRO_OK);
    char *text = vro_table_writer_text(&back, &self->errors);
    assert_string_equal(text, self->specification.parameters);
    assert_string_equal(back.name, "baseline+table");
    assert_int_equal(back.strategies, 2);
    free(text);
    vro_scenario_free(&back);
}

static void a_copy_lives_on_its_own(void **state) {
    fixture *self = *state;
    make_specification(self);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    json_array_clear(self->specification.inputs);
    memset(self->specification.parameters, 'x', 10);
    assert_int_equal(json_array_size(self->again.inputs), 1);
    assert_int_equal(strncmp(self->again.parameters, "strategy,", 9), 0);
}

static void other_subgroups_are_another_specification(void **state) {
    fixture *self = *state;
    make_specification(self);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    assert_int_equal(vro_subgroups_read(&self->again.subgroups, "bilateral", &self->errors),
                     VRO_OK);
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "s1", &self->errors),
        VRO_BAD_INPUT);
    assert_fault(&self->errors, "s1: ", "its subgroups are bilateral, not none");
    assert_int_equal(
        vro_specification_compare(&self->again, &self->specification, "s2", &self->errors),
        VRO_BAD_INPUT);
    assert_fault(&self->errors, "s2: ", "its subgroups are none, not bilateral");
}

static void other_children_are_another_specification(void **state) {
    fixture *self = *state;
    vro_child_list list;
    make_specification(self);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    assert_int_equal(vro_child_list_read_child(&list, "age=6", &self->errors), VRO_OK);
    assert_int_equal(vro_specification_set_children(&self->again, &list, &self->errors), VRO_OK);
    (void)!vro_specification_compare(&self->specification, &self->again, "s1", &self->errors);
    assert_fault(&self->errors, "s1: ", "it has a list of children");
    (void)!vro_specification_compare(&self->again, &self->specification, "s2", &self->errors);
    assert_fault(&self->errors, "s2: ", "it has no list of children");
    list.values[VRO_CHILD_AGE] = 7;
    assert_int_equal(vro_specification_set_children(&self->specification, &list, &self->errors),
                     VRO_OK);
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "s3", &self->errors),
        VRO_BAD_INPUT);
    assert_fault(&self->errors, "s3: ", "its children differ from line 2 on: '6', not '7'");
    vro_child_list_free(&list);
}

static void another_reference_is_another_specification(void **state) {
    fixture *self = *state;
    vro_scenario back;
    make_specification(self);
    const char *first = self->scenario.strategy_names[0],
               *second = self->scenario.strategy_names[1];
    assert_string_equal(self->specification.reference, first);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    free(self->again.reference);
    self->again.reference = strdup(second);
    assert_int_equal(vro_specification_scenario(&self->again, &back, &self->errors), VRO_OK);
    assert_string_equal(back.strategy_names[0], second);
    assert_string_equal(back.strategy_names[1], first);
    vro_scenario_free(&back);
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "s1", &self->errors),
        VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "s1: its reference is ", second);
}

static void blocks_cover_the_children(void **state) {
    (void)state;
    static const struct {
        uint64_t patients;
        uint64_t blocks;
        uint64_t in_last;
    } cases[] = {
        {1, 1, 1},
        {VRO_BLOCK, 1, VRO_BLOCK},
        {VRO_BLOCK + 1, 2, 1},
        {3 * VRO_BLOCK - 1, 3, VRO_BLOCK - 1},
        {VRO_PATIENTS_MAX - 1, VRO_PATIENTS_MAX / VRO_BLOCK, VRO_BLOCK - 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const vro_specification specification = {.size.patients = cases[i].patients};
        const vro_interval all = vro_specification_blocks(&specification);
        assert_true(all.first == 0 && all.end == cases[i].blocks);
        assert_true(vro_specification_children(&specification, all) == cases[i].patients);
        assert_true(vro_specification_children(
                        &specification, (vro_interval){all.end - 1, all.end}) == cases[i].in_last);
        assert_true(
            vro_specification_children(&specification, (vro_interval){all.end, all.end + 5}) == 0);
        assert_true(vro_specification_children(&specification, (vro_interval){1, 1}) == 0);
    }
}

static void each_difference_is_a_sentence(void **state) {
    fixture *self = *state;
    make_specification(self);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    self->again.random = (vro_random_source){.seed = 1, .stream = 2};
    self->again.size = (vro_run_size){3, 4};
    free(self->again.scenario);
    self->again.scenario = strdup("other");
    *strstr(self->again.parameters, "0.25") = '9';
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "s1", &self->errors),
        VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 6);
    assert_fault(&self->errors, "s1: ", "seed is 1, not 42");
    assert_fault(&self->errors, "s1: ", "stream is 2, not 18446744073709551615");
    assert_fault(&self->errors, "s1: ", "number of children is 3, not 20000");
    assert_fault(&self->errors, "s1: ", "courses is 4, not 10");
    assert_fault(&self->errors, "s1: ", "scenario is other, not baseline+table");
    assert_fault(&self->errors, "s1: ", ",plan.spica,fixed,9.25,");
}

static void a_table_that_ends_early_differs(void **state) {
    fixture *self = *state;
    make_specification(self);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    strchr(self->again.parameters, '\n')[1] = '\0';
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "s1", &self->errors),
        VRO_BAD_INPUT);
    assert_fault(&self->errors, "s1: ", "from line 2 on: ''");
    assert_int_equal(
        vro_specification_compare(&self->again, &self->specification, "s2", &self->errors),
        VRO_BAD_INPUT);
    assert_fault(&self->errors, "s2: ", "from line 2 on: '");
}

static void a_table_whose_last_line_is_open_differs(void **state) {
    fixture *self = *state;
    make_specification(self);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    self->again.parameters[strlen(self->again.parameters) - 1] = '\0';
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "s1", &self->errors),
        VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "s1: ", ": '', not ''");
}

static void where_tables_came_from_makes_no_difference(void **state) {
    fixture *self = *state;
    make_specification(self);
    assert_int_equal(vro_specification_copy(&self->again, &self->specification, &self->errors),
                     VRO_OK);
    json_array_clear(self->again.inputs);
    assert_int_equal(
        vro_specification_compare(&self->specification, &self->again, "s1", &self->errors), VRO_OK);
}

int test_specification(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_specification_holds_what_is_run),
        TEST(inputs_have_digests),
        TEST(a_pipe_is_not_read_for_a_digest),
        TEST(a_table_that_has_gone_is_reported),
        TEST(the_scenario_comes_back),
        TEST(a_copy_lives_on_its_own),
        TEST(other_subgroups_are_another_specification),
        TEST(other_children_are_another_specification),
        TEST(another_reference_is_another_specification),
        TEST(blocks_cover_the_children),
        TEST(each_difference_is_a_sentence),
        TEST(a_table_that_ends_early_differs),
        TEST(a_table_whose_last_line_is_open_differs),
        TEST(where_tables_came_from_makes_no_difference),
    };
    return cmocka_run_group_tests_name("specification", tests, NULL, NULL);
}
