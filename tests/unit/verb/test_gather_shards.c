// Shards that are gathered from files, which are numbers here.
#include "vrosim/verb/gather_shards.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// File "3" holds piece 3 of four; "-" is at fault, and "!" finds no memory.
static vro_status read_piece(void *merged, const char *file, vro_checksummed_bytes *bytes,
                             vro_shards *shards, uint64_t *pieces, vro_errors *errors) {
    (void)bytes;
    const uint64_t piece = strtoull(file, NULL, 10);
    if (strcmp(file, "!") == 0)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory");
    if (strcmp(file, "-") == 0)
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL, "at fault");
    *pieces = 4;
    *(uint64_t *)merged += piece;
    return vro_shards_add(shards, (vro_interval){piece, piece + 1}, errors);
}

enum { MOST = 5 }; // files

static vro_status gather(const char *const *files, size_t count, uint64_t *sum,
                         vro_errors *errors) {
    *sum = 0;
    *errors = (vro_errors){0};
    vro_shard_input inputs[MOST];
    for (size_t i = 0; i < count; i++)
        inputs[i] = (vro_shard_input){.name = files[i], .kept = true};
    vro_shard_inputs all = {inputs, count};
    return vro_gather_shards(&all, "pieces", read_piece, sum, errors);
}

static void all_files_are_merged_in_any_order(void **state) {
    (void)state;
    const char *const files[] = {"2", "0", "3", "1"};
    uint64_t sum;
    vro_errors errors;
    assert_int_equal(gather(files, 4, &sum, &errors), VRO_OK);
    assert_int_equal(sum, 6);
    assert_int_equal(errors.count, 0);
    vro_errors_free(&errors);
}

static void a_file_at_fault_hides_neither_the_others_nor_what_is_missing(void **state) {
    (void)state;
    const char *const files[] = {"0", "-", "1", "-", "3"};
    uint64_t sum;
    vro_errors errors;
    assert_int_equal(gather(files, 5, &sum, &errors), VRO_BAD_INPUT);
    assert_int_equal(sum, 4);
    assert_int_equal(errors.count, 3);
    assert_string_equal(errors.faults[2].text, "shard 3 of 4 is missing");
    vro_errors_free(&errors);
}

static void nothing_is_missing_where_no_file_fits(void **state) {
    (void)state;
    const char *const files[] = {"-"};
    uint64_t sum;
    vro_errors errors;
    assert_int_equal(gather(files, 1, &sum, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    vro_errors_free(&errors);
}

static void without_memory_no_further_file_is_read(void **state) {
    (void)state;
    const char *const files[] = {"0", "!", "1"};
    uint64_t sum;
    vro_errors errors;
    assert_int_equal(gather(files, 3, &sum, &errors), VRO_NO_MEMORY);
    assert_int_equal(sum, 0);
    assert_int_equal(errors.count, 1);
    vro_errors_free(&errors);
}

int test_gather_shards(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_files_are_merged_in_any_order),
        cmocka_unit_test(a_file_at_fault_hides_neither_the_others_nor_what_is_missing),
        cmocka_unit_test(nothing_is_missing_where_no_file_fits),
        cmocka_unit_test(without_memory_no_further_file_is_read),
    };
    return cmocka_run_group_tests_name("gather_shards", tests, NULL, NULL);
}
