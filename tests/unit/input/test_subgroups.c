// What results are divided by: lists as they are typed, their faults, and the names of subgroups.
#include "vrosim/input/subgroups.h"

#include "faults.h"

static vro_subgroups read_list(const char *text) {
    vro_subgroups self;
    vro_errors errors = {0};
    assert_int_equal(vro_subgroups_read(&self, text, &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
    return self;
}

// The list with all cuts is `whole`.
static void assert_whole(const char *list, const char *whole) {
    char text[VRO_SUBGROUPS_TEXT_MAX];
    const vro_subgroups self = read_list(list);
    vro_subgroups_write(&self, text);
    assert_string_equal(text, whole);
}

static void assert_names(const char *list, const char *const *names, size_t count) {
    const vro_subgroups self = read_list(list);
    assert_int_equal(vro_subgroups_count(&self), 6 + count);
    assert_int_equal(vro_subgroups_categories(&self), count);
    for (size_t i = 0; i < count; i++) {
        char name[VRO_SUBGROUP_NAME_MAX];
        vro_subgroups_name(&self, 6 + i, name);
        assert_string_equal(name, names[i]);
    }
}

static void divisions_have_the_names_of_lists(void **state) {
    (void)state;
    char name[VRO_SUBGROUP_NAME_MAX];
    const vro_subgroups self = read_list("age*gmfcs,sex");
    vro_division_name(self.division[0], name);
    assert_string_equal(name, "sex");
    vro_division_name(self.division[1], name);
    assert_string_equal(name, "gmfcs*age");
}

static void without_a_list_there_are_all_children_and_the_levels(void **state) {
    static const char *const names[] = {"all",     "gmfcs_1", "gmfcs_2",
                                        "gmfcs_3", "gmfcs_4", "gmfcs_5"};
    const vro_subgroups none = {0};
    char text[VRO_SUBGROUPS_TEXT_MAX];
    (void)state;
    assert_int_equal(vro_subgroups_count(&none), 6);
    assert_int_equal(vro_subgroups_categories(&none), 0);
    for (size_t i = 0; i < 6; i++) {
        vro_subgroups_name(&none, i, text);
        assert_string_equal(text, names[i]);
    }
    vro_subgroups_write(&none, text);
    assert_string_equal(text, "");
}

static void stratifiers_have_usual_cuts(void **state) {
    static const char *const names[] = {
        "age_under_4",        "age_4_to_6",         "age_6_to_8",         "age_8_to_10",
        "age_10_and_over",    "unilateral",         "bilateral",          "migration_under_30",
        "migration_30_to_40", "migration_40_to_50", "migration_50_to_70", "migration_70_and_over"};
    (void)state;
    assert_names("age,bilateral,migration", names, 12);
    assert_names("sex", (const char *[]){"male", "female"}, 2);
    assert_whole("age,bilateral,migration", "age=4/6/8/10,bilateral,migration=30/40/50/70");
}

static void cuts_can_be_given(void **state) {
    static const char *const names[] = {"age_under_5.5", "age_5.5_and_over", "migration_under_33.3",
                                        "migration_33.3_to_99.9999", "migration_99.9999_and_over"};
    (void)state;
    assert_names("age=5.5,migration=33.3/99.9999", names, 5);
    assert_whole("age=1/2/3/4/5/6/7/8/9", "age=1/2/3/4/5/6/7/8/9");
}

static void the_order_of_a_list_means_nothing(void **state) {
    (void)state;
    assert_whole("migration=40,bilateral,age=4e0/05.0", "age=4/5,bilateral,migration=40");
    assert_whole("bilateral", "bilateral");
    assert_whole("migration=40*age=5*gmfcs,migration,sex",
                 "sex,migration=40,gmfcs*age=5*migration");
}

static void crossed_stratifiers_have_a_category_for_each_combination(void **state) {
    static const char *const crossed[] = {"gmfcs_1*age_under_6", "gmfcs_1*age_6_and_over",
                                          "gmfcs_2*age_under_6", "gmfcs_2*age_6_and_over",
                                          "gmfcs_3*age_under_6", "gmfcs_3*age_6_and_over",
                                          "gmfcs_4*age_under_6", "gmfcs_4*age_6_and_over",
                                          "gmfcs_5*age_under_6", "gmfcs_5*age_6_and_over"};
    static const char *const both[] = {"male",
                                       "female",
                                       "male*migration_under_40",
                                       "male*migration_40_and_over",
                                       "female*migration_under_40",
                                       "female*migration_40_and_over"};
    (void)state;
    assert_names("gmfcs*age=6", crossed, 10);
    assert_names("sex,sex*migration=40", both, 6);
    assert_names(
        "sex*bilateral*migration=40",
        (const char *[]){
            "male*unilateral*migration_under_40", "male*unilateral*migration_40_and_over",
            "male*bilateral*migration_under_40", "male*bilateral*migration_40_and_over",
            "female*unilateral*migration_under_40", "female*unilateral*migration_40_and_over",
            "female*bilateral*migration_under_40", "female*bilateral*migration_40_and_over"},
        8);
}

static void cut_points_hold_in_the_whole_list(void **state) {
    (void)state;
    assert_whole("gmfcs*age,age=5/8", "age=5/8,gmfcs*age");
    assert_whole("age=5,sex*age=5.0", "age=5,sex*age");
    assert_whole("sex*migration=40,gmfcs*age", "gmfcs*age=4/6/8/10,sex*migration=40");
}

static void what_is_written_is_read_as_the_same(void **state) {
    char text[VRO_SUBGROUPS_TEXT_MAX];
    (void)state;
    const vro_subgroups first =
        read_list("age=0.123456/9.87654/29.9999,migration=1e-3,gmfcs*age,sex*migration");
    vro_subgroups_write(&first, text);
    const vro_subgroups again = read_list(text);
    assert_int_equal(first.divisions, 4);
    assert_int_equal(again.divisions, 4);
    assert_memory_equal(first.division, again.division, sizeof first.division);
    for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++)
        assert_true(vro_stratifier_equals(&first.stratifiers[id], &again.stratifiers[id]));
}

static void the_longest_names_and_lists_have_room(void **state) {
    char list[VRO_SUBGROUPS_TEXT_MAX] = "migration=", name[VRO_SUBGROUP_NAME_MAX];
    (void)state;
    for (int i = 1; i <= VRO_CUTS_MAX; i++)
        snprintf(list + strlen(list), 20, "%s%d.23456e-05", i == 1 ? "" : "/", i);
    strcat(list, ",bilateral,age=1.00001/2.00001/3.00001/4.00001/5.00001/6.00001/7.00001/8.00001/"
                 "9.00001");
    const vro_subgroups self = read_list(list);
    assert_int_equal(vro_subgroups_categories(&self), 22);
    vro_subgroups_name(&self, vro_subgroups_count(&self) - 2, name);
    assert_string_equal(name, "migration_8.23456e-05_to_9.23456e-05");
    vro_subgroups_write(&self, list);
    assert_whole(list, list);
}

// 2 + 3 + 2 + 2 categories, crossed 6 + 4 + 4 + 6 and 30.
static void as_many_subgroups_as_there_is_room_for_are_read(void **state) {
    char text[VRO_SUBGROUPS_TEXT_MAX], name[VRO_SUBGROUP_NAME_MAX];
    (void)state;
    const vro_subgroups self = read_list(
        "sex,bilateral,sex*bilateral,age=1.23456e-05/2.23456e-05,migration=1.23456e-05,sex*age,"
        "sex*migration,bilateral*age,gmfcs*sex*age");
    assert_int_equal(vro_subgroups_categories(&self), VRO_CATEGORIES_MAX);
    vro_subgroups_name(&self, vro_subgroups_count(&self) - 2 - (4 + 6 + 4), name);
    assert_string_equal(name, "gmfcs_5*female*age_1.23456e-05_to_2.23456e-05");
    vro_subgroups_write(&self, text);
    assert_whole(text, text);
}

static void each_fault_is_a_sentence(void **state) {
    static const struct {
        const char *list;
        const char *piece;
    } bad[] = {
        {"", "'' is not one of sex, age, bilateral and migration"},
        {"age,", "'' is not one of"},
        {"weight", "'weight' is not one of"},
        {"gmfcs*", "'' is not one of"},
        {"gmfcs*age*gmfcs", "gmfcs is crossed with itself"},
        {"gmfcs*age,age*gmfcs", "gmfcs*age is named twice"},
        {"age=4/8,gmfcs*age=6", "age has the cut points 4/8 and 6; give them once"},
        {"gmfcs*age*migration", "the list makes 125 subgroups; at most 59 are possible"},
        {"gmfcs=3*age", "gmfcs takes no cuts"},
        {"Age", "'Age' is not one of"},
        {"gmfcs", "GMFCS levels are always there"},
        {"age,bilateral,age=5", "age is named twice"},
        {"bilateral=1", "bilateral takes no cuts"},
        {"age=", "'' is not a number at which to cut age; write it like age=5/8/12"},
        {"age=5/x", "'x' is not a number at which to cut age"},
        {"migration=40%", "'40%' is not a number at which to cut migration"},
        {"age=0", "age cannot be cut at 0; write a number between 0 and 30"},
        {"age=-1", "age cannot be cut at -1"},
        {"age=30", "age cannot be cut at 30"},
        {"migration=100", "a number between 0 and 100"},
        {"age=5.00001/5.123456", "age cannot be cut at 5.123456; use at most 6 digits"},
        {"age=5/5", "the cut points of age must rise; 5 is not above the one before"},
        {"age=8/5", "the cut points of age must rise; 5 is not above the one before"},
        {"age=1/2/3/4/5/6/7/8/9/10/11", "age can be cut at 9 places at most"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        vro_subgroups self;
        vro_errors errors = {0};
        assert_int_equal(vro_subgroups_read(&self, bad[i].list, &errors), VRO_BAD_USAGE);
        assert_fault(&errors, "", bad[i].piece);
        assert_int_equal(errors.count, 1);
        assert_int_equal(vro_subgroups_categories(&self), 0);
        vro_errors_free(&errors);
    }
}

static void all_faults_are_named_at_once(void **state) {
    vro_subgroups self;
    vro_errors errors = {0};
    (void)state;
    assert_int_equal(
        vro_subgroups_read(&self, "age=x/31/5/4,bilateral=,weight,age,migration=", &errors),
        VRO_BAD_USAGE);
    assert_int_equal(errors.count, 7);
    vro_errors_free(&errors);
}

int test_subgroups(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_list_there_are_all_children_and_the_levels),
        cmocka_unit_test(stratifiers_have_usual_cuts),
        cmocka_unit_test(cuts_can_be_given),
        cmocka_unit_test(the_order_of_a_list_means_nothing),
        cmocka_unit_test(crossed_stratifiers_have_a_category_for_each_combination),
        cmocka_unit_test(cut_points_hold_in_the_whole_list),
        cmocka_unit_test(what_is_written_is_read_as_the_same),
        cmocka_unit_test(the_longest_names_and_lists_have_room),
        cmocka_unit_test(as_many_subgroups_as_there_is_room_for_are_read),
        cmocka_unit_test(divisions_have_the_names_of_lists),
        cmocka_unit_test(each_fault_is_a_sentence),
        cmocka_unit_test(all_faults_are_named_at_once),
    };
    return cmocka_run_group_tests_name("subgroups", tests, NULL, NULL);
}
