#include "vrosim/input/retired_parameter.h"

#include "faults.h"

static void a_row_that_no_longer_exists_is_told_what_took_its_place(void **state) {
    (void)state;
    static const bad_text bad = {
        ",,migration.decay,fixed,0.03,,,,,per year,\n", ":2:3: ",
        "'migration.decay' no longer exists: migration now slows with current age "
        "(migration.age_log_ratio) and after maturity (migration.after_maturity); remove the row"};
    assert_one_fault(HEADER, &bad);
}

// What is said of a retired parameter names parameters that exist.
static void what_took_its_place_exists(void **state) {
    (void)state;
    vro_parameter_id id;
    assert_false(vro_dictionary_find("migration.decay", &id));
    assert_true(vro_dictionary_find("migration.age_log_ratio", &id));
    assert_true(vro_dictionary_find("migration.after_maturity", &id));
}

static void a_parameter_that_exists_is_not_retired(void **state) {
    (void)state;
    for (vro_parameter_id id = 0; id < VRO_PARAMETERS; id++)
        assert_null(vro_retired_parameter(vro_dictionary_row(id)->name));
    assert_null(vro_retired_parameter("migration.dekay"));
    assert_null(vro_retired_parameter(""));
}

int test_retired_parameter(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_that_no_longer_exists_is_told_what_took_its_place),
        cmocka_unit_test(what_took_its_place_exists),
        cmocka_unit_test(a_parameter_that_exists_is_not_retired),
    };
    return cmocka_run_group_tests_name("retired_parameter", tests, NULL, NULL);
}
