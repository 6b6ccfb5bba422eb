#define _GNU_SOURCE 1 // nftw

#include "vrosim/file/added_file.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"

static void a_file_is_put_beside_others_and_in_place_of_an_earlier_one(void **state) {
    scratch place;
    vro_errors errors = {0};
    vro_byte_buffer bytes = {0};
    (void)state;
    scratch_open(&place);
    scratch_write(&place, "kept", "a", 1);
    scratch_write(&place, "added", "earlier", 7);
    vro_byte_buffer_append(&bytes, "later", 5);
    assert_int_equal(vro_added_file_make_folder(place.folder, &errors), VRO_OK);
    assert_int_equal(vro_added_file_write(place.folder, "added", &bytes, &errors), VRO_OK);
    char *text = read_text(place.folder, "added");
    assert_string_equal(text, "later");
    assert_int_equal(entries_of(place.folder), 2);
    free(text);
    vro_byte_buffer_free(&bytes);
    remove_tree(place.folder);
}

static void what_memory_was_short_for_is_not_written(void **state) {
    scratch place;
    vro_errors errors = {0};
    const vro_byte_buffer failed = {.failed = true};
    (void)state;
    scratch_open(&place);
    assert_int_equal(vro_added_file_write(place.folder, "added", &failed, &errors), VRO_NO_MEMORY);
    assert_int_equal(entries_of(place.folder), 0);
    vro_errors_free(&errors);
    scratch_close(&place);
}

static void a_folder_that_cannot_be_made_is_named(void **state) {
    vro_errors errors = {0};
    (void)state;
    assert_int_equal(vro_added_file_make_folder("/dev/null/here", &errors), VRO_BAD_OUTPUT);
    assert_fault(&errors, "/dev/null/here: ", "cannot be made");
    vro_errors_free(&errors);
}

int test_added_file(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_put_beside_others_and_in_place_of_an_earlier_one),
        cmocka_unit_test(what_memory_was_short_for_is_not_written),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_named),
    };
    return cmocka_run_group_tests_name("added_file", tests, NULL, NULL);
}
