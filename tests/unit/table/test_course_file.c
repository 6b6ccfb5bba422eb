// courses.csv in a folder: made, filled, closed, and what goes wrong on the way.
#define _GNU_SOURCE 1

#include "vrosim/table/course_file.h"

#include "usual_landmarks.h"
#include "writing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const vro_scenario scenario; // of which only the rows ask

static void rows_stand_below_the_header(void **state) {
    (void)state;
    scratch place;
    vro_new_folder folder;
    vro_errors errors = {0};
    vro_course_rows courses;
    writing_open(&folder, &place);
    assert_int_equal(
        vro_course_file_open(&courses, &folder, &scenario, usual_outcomes(false), &errors), VRO_OK);
    assert_int_equal(vro_course_rows_write(&courses, "a\nb\n", 4, &errors), VRO_OK);
    assert_int_equal(vro_course_rows_write(&courses, "c\n", 2, &errors), VRO_OK);
    assert_int_equal(vro_course_file_close(&courses, &errors), VRO_OK);
    char *text = read_text(place.folder, "courses.csv");
    assert_int_equal(strncmp(text, "patient,id,strategy,", 20), 0);
    assert_string_equal(strrchr(text, ',') + 1, "migration_change_pct\na\nb\nc\n");
    free(text);
    writing_close(&folder);
}

static void a_full_disk_is_reported_once(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_course_rows courses;
    scratch place;
    vro_new_folder folder;
    writing_open(&folder, &place);
    assert_int_equal(
        vro_course_file_open(&courses, &folder, &scenario, usual_outcomes(false), &errors), VRO_OK);
    writing_fill_disk(courses.file);
    (void)!vro_course_rows_write(&courses, "a\n", 2, &errors);
    assert_int_equal(vro_course_file_close(&courses, &errors), VRO_BAD_OUTPUT);
    assert_non_null(strstr(errors.faults[0].text, "/courses.csv: "));
    assert_non_null(strstr(errors.faults[0].text, "No space left on device"));
    assert_int_equal(vro_course_file_close(&courses, &errors), VRO_OK); // again
    assert_int_equal(errors.count, 1);
    writing_close(&folder);
    vro_errors_free(&errors);
}

static void a_file_that_cannot_be_made_is_reported(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_course_rows courses;
    vro_new_folder gone;
    writing_vanish(&gone);
    assert_int_equal(
        vro_course_file_open(&courses, &gone, &scenario, usual_outcomes(false), &errors),
        VRO_BAD_OUTPUT);
    vro_new_folder_free(&gone);
    assert_int_equal(errors.count, 1);
    assert_int_equal(vro_course_file_close(&courses, &errors), VRO_OK);
    vro_errors_free(&errors);
}

int test_course_file(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_below_the_header),
        cmocka_unit_test(a_full_disk_is_reported_once),
        cmocka_unit_test(a_file_that_cannot_be_made_is_reported),
    };
    return cmocka_run_group_tests_name("course_file", tests, NULL, NULL);
}
