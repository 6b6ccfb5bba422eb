// Lists of children as people give them: what is read, and everything that is wrong with one.
#include "vrosim/input/child_list_reader.h"

#include "faults.h"
#include "scratch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static vro_status parse(vro_child_list *self, const char *text, vro_errors *errors) {
    return vro_child_list_parse(self, "list.csv", text, strlen(text), errors);
}

// The list that is read, as its text, is `whole`, which reads back the same.
static void assert_read(const char *text, const char *whole) {
    vro_errors errors = {0};
    vro_child_list self;
    assert_int_equal(parse(&self, text, &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
    char *once = vro_child_list_text(&self, &errors);
    assert_string_equal(once, whole);
    vro_child_list_free(&self);
    assert_int_equal(parse(&self, once, &errors), VRO_OK);
    char *twice = vro_child_list_text(&self, &errors);
    assert_string_equal(once, twice);
    vro_child_list_free(&self);
    free(once);
    free(twice);
}

// The faults are these sentences, in their order.
static void assert_faults(const char *text, const char *const *sentences, size_t count) {
    vro_errors errors = {0};
    vro_child_list self;
    assert_int_equal(parse(&self, text, &errors), VRO_BAD_INPUT);
    for (size_t i = 0; i < errors.count && i < count; i++)
        if (!strstr(errors.faults[i].text, sentences[i]))
            fail_msg("'%s' does not say '%s'", errors.faults[i].text, sentences[i]);
    assert_int_equal(errors.count, count);
    assert_int_equal(self.count, 0);
    assert_null(self.values);
    vro_errors_free(&errors);
}

#define ASSERT_FAULTS(text, ...)                                                                   \
    assert_faults(text, (const char *const[]){__VA_ARGS__},                                        \
                  sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void columns_stand_in_any_order_and_what_is_missing_is_drawn(void **state) {
    (void)state;
    assert_read("migration,id,age\n45,a,6\n,b,NA\n30.25,c,\n",
                "id,age,migration\na,6,45\nb,NA,NA\nc,NA,30.25\n");
    assert_read("\xEF\xBB\xBFgmfcs,female\r\nIV,girl\r\n2,0\r\n", "gmfcs,female\n4,1\n2,0\n");
    assert_read("age;migration\n6,5;45\n7;30,25\n", "age,migration\n6.5,45\n7,30.25\n");
    assert_read("age,nsa\n7,\n,\n", "age\n7\n"); // a blank row at the end is no child
}

static void every_fault_is_named_with_its_place(void **state) {
    (void)state;
    ASSERT_FAULTS("age,migraton,sex\n40,45,girl\n6,120,f\n6,1\n",
                  "list.csv:1:5: unknown column 'migraton'; the nearest is 'migration'",
                  "list.csv:1:14: unknown column 'sex'; the nearest is 'female'",
                  "list.csv:2:1: age is '40'; write a number from 0 to 30",
                  "list.csv:4: 2 fields where the header line has 3");
    ASSERT_FAULTS("age,age\n6,7\n", "list.csv:1:5: column 'age' appears twice, first at column 1");
    ASSERT_FAULTS("age\tmigration\n6\t45\n", "list.csv:1:1: fields are separated by tabs");
    ASSERT_FAULTS("age;migration\n6,5;45\n6.5;45\n", "list.csv:3:1: age is '6.5'");
    ASSERT_FAULTS("6,45\n7,50\n", "list.csv:1:1: the first line must name the columns");
    ASSERT_FAULTS("", "list.csv: has no children");
    ASSERT_FAULTS("age\n", "list.csv: gives no attribute of any child");
    ASSERT_FAULTS("id,age\na,\nb,NA\n", "list.csv: gives no attribute of any child");
}

// Numbers and dates of spreadsheets among them.
static void an_id_is_any_word_of_up_to_60_characters(void **state) {
    (void)state;
    assert_read("age,id\n6,\"J. \"\"Joe\"\" Doe, 3rd\"\n7,007\n8,1-2\n9,\n10,NA\n",
                "id,age\n\"J. \"\"Joe\"\" Doe, 3rd\",6\n007,7\n1-2,8\n,9\n,10\n");
    assert_read("id,age\nä23456789012345678901234567890123456789012345678901234567890,6\n",
                "id,age\nä23456789012345678901234567890123456789012345678901234567890,6\n");
    ASSERT_FAULTS("id,age\nä234567890123456789012345678901234567890123456789012345678901,6\n",
                  "list.csv:2:1: id 'ä234567890123456789012345678901234567890...' is too long; it "
                  "may have up to 60 characters");
    ASSERT_FAULTS("id,age\n=1+1,6\n\"a\nb\",7\n",
                  "list.csv:2:1: id '=1+1' is a formula to a spreadsheet",
                  "list.csv:3:1: id 'a\\x0Ab' holds a tab, a line end");
    ASSERT_FAULTS("id,age,id\na,6,b\n",
                  "list.csv:1:8: column 'id' appears twice, first at column 1");
}

static void ids_that_a_spreadsheet_changes_are_noted(void **state) {
    static const char text[] = "id,age\n007,6\n1-2,7\nA3,8\n";
    vro_errors errors = {0};
    vro_child_list self;
    scratch place;
    (void)state;
    scratch_open(&place);
    const char *path = scratch_write(&place, "list.csv", text, strlen(text));
    assert_int_equal(vro_child_list_read(&self, path, &errors), VRO_OK);
    assert_int_equal(errors.notice_count, 1);
    assert_non_null(strstr(errors.notices[0], "list.csv: 2 ids are each a date or number to a "
                                              "spreadsheet, which shows them in another way"));
    vro_child_list_free(&self);
    vro_errors_free(&errors);
    scratch_remove(&place, "list.csv");
    scratch_close(&place);
}

static void a_list_has_an_end(void **state) {
    const size_t lines = (size_t)VRO_CHILD_LIST_MAX + 1;
    char *text = malloc(4 + 2 * lines + 1);
    (void)state;
    assert_non_null(text);
    strcpy(text, "age\n");
    for (size_t i = 0; i < lines; i++)
        strcpy(text + 4 + 2 * i, "6\n");
    ASSERT_FAULTS(text, "list.csv:100002: a list has at most 100000 children");
    free(text);
}

static void a_file_that_is_not_there_is_named(void **state) {
    vro_errors errors = {0};
    vro_child_list self;
    (void)state;
    assert_int_equal(vro_child_list_read(&self, "no/such.csv", &errors), VRO_BAD_INPUT);
    assert_non_null(strstr(errors.faults[0].text, "no/such.csv: cannot be opened"));
    vro_errors_free(&errors);
}

static void a_child_is_typed_as_assignments(void **state) {
    vro_errors errors = {0};
    vro_child_list self;
    (void)state;
    assert_int_equal(
        vro_child_list_read_child(&self, "age=6,gmfcs=4,other_migration=12.5", &errors), VRO_OK);
    char *text = vro_child_list_text(&self, &errors);
    assert_string_equal(text, "gmfcs,age,other_migration\n4,6,12.5\n");
    free(text);
    vro_child_list_free(&self);
}

static void every_fault_of_a_typed_child_is_named(void **state) {
    static const char *const sentences[] = {
        "unknown attribute 'ages'; the nearest is 'age'", "gmfcs is '9'", "age is given twice",
        "'boy' is not an attribute; write age=6,gmfcs=4,migration=45"};
    vro_errors errors = {0};
    vro_child_list self;
    (void)state;
    assert_int_equal(vro_child_list_read_child(&self, "ages=6,gmfcs=9,age=5,age=6,boy", &errors),
                     VRO_BAD_USAGE);
    assert_int_equal(errors.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_non_null(strstr(errors.faults[i].text, sentences[i]));
    assert_int_equal(self.count, 0);
    vro_errors_free(&errors);
}

int test_child_list_reader(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_in_any_order_and_what_is_missing_is_drawn),
        cmocka_unit_test(every_fault_is_named_with_its_place),
        cmocka_unit_test(an_id_is_any_word_of_up_to_60_characters),
        cmocka_unit_test(ids_that_a_spreadsheet_changes_are_noted),
        cmocka_unit_test(a_list_has_an_end),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
        cmocka_unit_test(a_child_is_typed_as_assignments),
        cmocka_unit_test(every_fault_of_a_typed_child_is_named),
    };
    return cmocka_run_group_tests_name("child_list_reader", tests, NULL, NULL);
}
