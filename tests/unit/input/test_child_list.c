// A list of children: rows, levels, and its text.
#include "vrosim/input/child_list.h"

#include "faults.h"

#include <math.h>
#include <string.h>

enum { ROWS = 5 };

// Rows of a level, and an age that is their number; NAN and no age in the last.
static vro_child_list make_list(void) {
    static const float levels[ROWS] = {2, 4, 4, 2, NAN};
    vro_child_list self = {0};
    vro_errors errors = {0};
    for (int i = 0; i < ROWS; i++) {
        float values[VRO_CHILD_ATTRIBUTES];
        for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
            values[a] = NAN;
        values[VRO_CHILD_GMFCS] = levels[i];
        values[VRO_CHILD_AGE] = i < ROWS - 1 ? (float)i + 0.1f : NAN;
        assert_int_equal(vro_child_list_append(&self, values, i == 1 ? "A, 1" : "", &errors),
                         VRO_OK);
    }
    return self;
}

static void a_patient_is_the_row_of_its_number_and_rows_come_again(void **state) {
    vro_child_list self = make_list();
    (void)state;
    assert_float_equal(vro_child_list_values(&self, 3)[VRO_CHILD_AGE], 3.1f, 0);
    assert_ptr_equal(vro_child_list_values(&self, 3), vro_child_list_values(&self, 8));
    assert_ptr_equal(vro_child_list_values(&self, 3),
                     vro_child_list_values(&self, 10000000000000003));
    assert_string_equal(vro_child_list_id(&self, 6), "A, 1");
    assert_string_equal(vro_child_list_id(&self, 7), "");
    assert_null(vro_child_list_values(&(vro_child_list){0}, 3));
    assert_string_equal(vro_child_list_id(&(vro_child_list){0}, 3), "");
    vro_child_list_free(&self);
}

static void values_that_are_given_are_counted(void **state) {
    vro_child_list self = make_list();
    (void)state;
    assert_int_equal(vro_child_list_given(&self, VRO_CHILD_GMFCS), 4);
    assert_int_equal(vro_child_list_given(&self, VRO_CHILD_NSA), 0);
    vro_child_list_free(&self);
}

static void levels_are_those_given_and_where_one_is_drawn_those_of_the_case_mix(void **state) {
    vro_child_list self = make_list();
    (void)state;
    assert_true(vro_child_list_may_have(&self, 1, 0));
    assert_false(vro_child_list_may_have(&self, 0, 0));
    assert_true(vro_child_list_may_have(&self, 0, 0.2));
    self.count = 4; // without the child whose level is drawn
    assert_false(vro_child_list_may_have(&self, 0, 0.2));
    assert_true(vro_child_list_may_have(&(vro_child_list){0}, 0, 0.2));
    assert_false(vro_child_list_may_have(&(vro_child_list){0}, 0, 0));
    vro_child_list_free(&self);
}

static void the_text_has_the_columns_that_are_given_and_na_for_missing_attributes(void **state) {
    vro_child_list self = make_list(), copy;
    vro_errors errors = {0};
    (void)state;
    assert_int_equal(vro_child_list_copy(&copy, &self, &errors), VRO_OK);
    vro_child_list_free(&self);
    char *text = vro_child_list_text(&copy, &errors);
    assert_string_equal(text, "id,gmfcs,age\n,2,0.1\n\"A, 1\",4,1.1\n,4,2.1\n,2,3.1\n,NA,NA\n");
    free(text);
    vro_child_list_free(&copy);
}

int test_child_list(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_patient_is_the_row_of_its_number_and_rows_come_again),
        cmocka_unit_test(values_that_are_given_are_counted),
        cmocka_unit_test(levels_are_those_given_and_where_one_is_drawn_those_of_the_case_mix),
        cmocka_unit_test(the_text_has_the_columns_that_are_given_and_na_for_missing_attributes),
    };
    return cmocka_run_group_tests_name("child_list", tests, NULL, NULL);
}
