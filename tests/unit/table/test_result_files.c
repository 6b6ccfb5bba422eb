// Result files of a folder.
#include "vrosim/table/result_files.h"

#include "faults.h"
#include "scratch.h"

static const char *const NAMES[] = {"revision.csv", "lld.csv"};

static void what_is_there_is_read_and_what_is_not_is_absent(void **state) {
    (void)state;
    scratch folder;
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    scratch_open(&folder);
    scratch_write(&folder, "lld.csv", "strategy\nvro\n", 13);
    assert_int_equal(vro_result_files_read(&tables, folder.folder, NAMES, 2, &errors), VRO_OK);
    assert_int_equal(tables.count, 1);
    assert_non_null(vro_result_tables_find(&tables, "lld.csv"));
    assert_int_equal(vro_result_files_read(&tables, folder.folder, NAMES, 2, &errors), VRO_OK);
    assert_int_equal(tables.count, 1);
    vro_result_tables_free(&tables);
    scratch_remove(&folder, "lld.csv");
    scratch_close(&folder);
}

static void a_folder_that_is_none_is_a_fault(void **state) {
    (void)state;
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    assert_int_equal(vro_result_files_read(&tables, "/nowhere", NAMES, 2, &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "/nowhere: ", "cannot be read");
    assert_int_equal(vro_result_files_read(&tables, "/dev/null", NAMES, 2, &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "/dev/null: ", "is no folder");
    vro_errors_free(&errors);
}

int test_result_files(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_there_is_read_and_what_is_not_is_absent),
        cmocka_unit_test(a_folder_that_is_none_is_a_fault),
    };
    return cmocka_run_group_tests_name("result_files", tests, NULL, NULL);
}
