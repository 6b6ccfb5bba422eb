// The options: their names, and the rows that argp reads.
#include "vrosim/verb/option.h"

#include <argp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void every_option_has_a_name_of_its_own_and_a_help_text(void **state) {
    (void)state;
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        assert_true(row->help && *row->help != '\0');
        for (int other = 0; other < id; other++)
            assert_string_not_equal(row->name, vro_option_row((vro_option_id)other)->name);
    }
}

static void argp_gets_the_options_of_a_set_and_a_row_that_ends_them(void **state) {
    struct argp_option rows[VRO_OPTIONS + 1];
    (void)state;
    vro_option_argp(VRO_OPTION_BIT(VRO_OPTION_SEED) | VRO_OPTION_BIT(VRO_OPTION_QUIET), rows);
    assert_string_equal(rows[0].name, "seed");
    assert_int_equal(rows[0].key, VRO_OPTION_KEY + (int)VRO_OPTION_SEED);
    assert_non_null(rows[0].arg);
    assert_string_equal(rows[1].name, "quiet");
    assert_null(rows[1].arg);
    assert_null(rows[2].name);
    assert_int_equal(rows[2].key, 0);
}

int test_option(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_has_a_name_of_its_own_and_a_help_text),
        cmocka_unit_test(argp_gets_the_options_of_a_set_and_a_row_that_ends_them),
    };
    return cmocka_run_group_tests_name("option", tests, NULL, NULL);
}
