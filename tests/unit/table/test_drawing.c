// Drawings: sentences with their values, and the data table under a picture.
#include "vrosim/table/drawing.h"

#include "near.h"

static void a_drawing_keeps_its_sentences_and_its_data(void **state) {
    (void)state;
    vro_drawing drawing = {0};
    vro_errors errors = {0};
    const char *file = "lld.csv";
    vro_drawing_leave_out(&drawing, VRO_ENGLISH, VRO_TEXT_NO_FILE, &file, 1);
    vro_drawing_leave_out(&drawing, VRO_ENGLISH, VRO_TEXT_NO_ROWS, &file, 1);
    vro_drawing_column(&drawing, "strategy");
    vro_drawing_column(&drawing, "share");
    vro_drawing_cell(&drawing, "vro");
    vro_drawing_cell(&drawing, "0.5");
    assert_string_equal(drawing.left_out, "lld.csv has no row for it.");
    assert_int_equal(vro_drawing_rows(&drawing), 1);
    assert_string_equal(vro_drawing_cell_at(&drawing, 0, 1), "0.5");
    assert_int_equal(vro_drawing_check(&drawing, &errors), VRO_OK);
    vro_drawing_free(&drawing);
    vro_drawing_free(&drawing);
}

static void a_failed_allocation_is_remembered(void **state) {
    (void)state;
    vro_drawing drawing = {.svg.failed = true};
    vro_errors errors = {0};
    assert_int_equal(vro_drawing_check(&drawing, &errors), VRO_NO_MEMORY);
    vro_errors_free(&errors);
    vro_drawing_free(&drawing);
}

int test_drawing(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drawing_keeps_its_sentences_and_its_data),
        cmocka_unit_test(a_failed_allocation_is_remembered),
    };
    return cmocka_run_group_tests_name("drawing", tests, NULL, NULL);
}
