// What results may depend on, in words.
#include "vrosim/table/machine.h"

#include "near.h"

#include <string.h>

static const vro_machine here = {"2.7.1", "2.36", "x86_64 with AVX2"};

static void each_part_that_differs_is_named(void **state) {
    (void)state;
    const vro_machine there = {"2.8", "2.36", "aarch64"};
    char text[VRO_MACHINE_TEXT];
    vro_machine_compare(&here, &there, text);
    assert_string_equal(text, "GSL is 2.7.1, not 2.8; processor is x86_64 with AVX2, not aarch64");
}

static void where_nothing_differs_it_is_the_program(void **state) {
    (void)state;
    char text[VRO_MACHINE_TEXT];
    vro_machine_compare(&here, &here, text);
    assert_non_null(strstr(text, "the program or its compilation differs"));
}

static void this_machine_has_all_words(void **state) {
    (void)state;
    const vro_machine now = vro_machine_of_now();
    assert_true(strlen(now.gsl) > 0);
    assert_true(strlen(now.c_library) > 0);
    assert_true(strlen(now.processor) > 0);
}

int test_machine(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_part_that_differs_is_named),
        cmocka_unit_test(where_nothing_differs_it_is_the_program),
        cmocka_unit_test(this_machine_has_all_words),
    };
    return cmocka_run_group_tests_name("machine", tests, NULL, NULL);
}
