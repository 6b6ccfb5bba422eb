// Files that are kept as named texts.
#include "vrosim/file/text_files.h"

#include "faults.h"
#include "scratch.h"

static void a_file_is_read_whole_with_a_closing_0(void **state) {
    (void)state;
    scratch folder;
    vro_text_files files = {0};
    vro_errors errors = {0};
    scratch_open(&folder);
    const char *path = scratch_write(&folder, "table.csv", "a\0b\n", 4);
    assert_int_equal(vro_text_files_read(&files, "name", path, &errors), VRO_OK);
    assert_int_equal(files.count, 1);
    assert_string_equal(files.files[0].name, "name");
    assert_int_equal(files.files[0].size, 4);
    assert_memory_equal(files.files[0].text, "a\0b\n", 5);
    vro_text_files_free(&files);
    scratch_remove(&folder, "table.csv");
    scratch_close(&folder);
}

static void a_text_is_found_by_its_name(void **state) {
    (void)state;
    vro_text_files files = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_text_files_find(&files, "b"), VRO_TEXT_FILES_NONE);
    assert_int_equal(vro_text_files_add(&files, "a", "1", 1, &errors), VRO_OK);
    assert_int_equal(vro_text_files_add(&files, "b", "22", 2, &errors), VRO_OK);
    assert_int_equal(vro_text_files_find(&files, "b"), 1);
    assert_string_equal(files.files[1].text, "22");
    vro_text_files_free(&files);
}

static void what_is_no_table_is_a_fault_that_names_the_file(void **state) {
    (void)state;
    vro_text_files files = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_text_files_read(&files, "x", "/nowhere/x.csv", &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "/nowhere/x.csv: ", "cannot be opened");
    assert_int_equal(vro_text_files_read(&files, "x", "/", &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "/: ", "cannot be read");
    assert_int_equal(vro_text_files_read(&files, "x", "/dev/zero", &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "/dev/zero: ", "larger than 16 MiB");
    assert_int_equal(files.count, 0);
    vro_errors_free(&errors);
}

int test_text_files(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole_with_a_closing_0),
        cmocka_unit_test(a_text_is_found_by_its_name),
        cmocka_unit_test(what_is_no_table_is_a_fault_that_names_the_file),
    };
    return cmocka_run_group_tests_name("text_files", tests, NULL, NULL);
}
