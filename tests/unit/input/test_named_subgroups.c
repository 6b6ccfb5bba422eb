// Stratifiers from the names of subgroups.
#include "vrosim/input/named_subgroups.h"

#include "faults.h"

static void names_give_the_cuts_that_they_need(void **state) {
    (void)state;
    static const char *const names[] = {
        "all",       "migration_70_and_over", "gmfcs_4", "age_under_6", "age_6_and_over",
        "bilateral", "migration_40_to_70"};
    const size_t count = sizeof names / sizeof *names;
    vro_subgroups subgroups;
    assert_int_equal(vro_named_subgroups(&subgroups, names, count), count);
    for (size_t i = 0; i < count; i++)
        assert_true(vro_named_subgroups_find(&subgroups, names[i]) <
                    vro_subgroups_count(&subgroups));
    assert_int_equal(subgroups.stratifiers[VRO_BY_AGE].cuts, 1);
    assert_int_equal(subgroups.stratifiers[VRO_BY_MIGRATION].cuts, 2);
    assert_int_equal(subgroups.stratifiers[VRO_BY_BILATERAL].cuts, 1);
    assert_int_equal(subgroups.divisions, 3);
}

static void crossed_names_give_crossed_stratifiers(void **state) {
    (void)state;
    static const char *const names[] = {"gmfcs_3*age_under_6", "female",
                                        "male*migration_40_and_over", "gmfcs_4*age_6_to_8"};
    char text[VRO_SUBGROUPS_TEXT_MAX];
    vro_subgroups subgroups;
    assert_int_equal(vro_named_subgroups(&subgroups, names, 4), 4);
    vro_subgroups_write(&subgroups, text);
    assert_string_equal(text, "sex,gmfcs*age=6/8,sex*migration=40");
}

static void levels_alone_need_no_stratifier(void **state) {
    (void)state;
    static const char *const names[] = {"all", "gmfcs_1", "gmfcs_5"};
    vro_subgroups subgroups;
    assert_int_equal(vro_named_subgroups(&subgroups, names, 3), 3);
    assert_int_equal(vro_subgroups_categories(&subgroups), 0);
}

static void cuts_that_contradict_each_other_stop_at_the_second_name(void **state) {
    (void)state;
    static const char *const names[] = {"age_under_8", "gmfcs_1", "age_under_6"};
    vro_subgroups subgroups;
    assert_int_equal(vro_named_subgroups(&subgroups, names, 3), 2);
    assert_true(vro_named_subgroups_find(&subgroups, "age_under_8") <
                vro_subgroups_count(&subgroups));
}

static void what_is_no_subgroup_is_refused(void **state) {
    (void)state;
    static const char *const names[] = {
        "age",       "age_",           "age_under_", "age_under_x", "gmfcs_6",
        "age_6_to_", "weight_under_6", "",           "age_8_to_6",  "age_under_6*gmfcs_3",
        "gmfcs_3*"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        vro_subgroups subgroups;
        if (vro_named_subgroups(&subgroups, &names[i], 1) != 0)
            fail_msg("'%s' was taken", names[i]);
    }
}

int test_named_subgroups(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_give_the_cuts_that_they_need),
        cmocka_unit_test(crossed_names_give_crossed_stratifiers),
        cmocka_unit_test(levels_alone_need_no_stratifier),
        cmocka_unit_test(cuts_that_contradict_each_other_stop_at_the_second_name),
        cmocka_unit_test(what_is_no_subgroup_is_refused),
    };
    return cmocka_run_group_tests_name("named_subgroups", tests, NULL, NULL);
}
