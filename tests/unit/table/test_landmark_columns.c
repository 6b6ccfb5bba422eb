// Which landmarks have a column on screen.
#include "vrosim/table/landmark_columns.h"

#include "near.h"

#include <string.h>

// Of landmarks as they are written; the last is the end of follow-up.
static vro_outcome_set set_of(const char *landmarks) {
    vro_outcome_set set;
    vro_outcome_set_init(&set, NULL);
    assert_null(vro_landmarks_read(&set.landmarks, landmarks));
    return set;
}

// The headings of a choice, each with a comma behind.
static void assert_headings(const char *landmarks, vro_landmark_choice choice,
                            const char *expected) {
    const vro_outcome_set set = set_of(landmarks);
    size_t shown[VRO_LANDMARKS_MAX];
    char found[VRO_LANDMARKS_MAX * VRO_LANDMARK_HEADING_MAX] = "";
    const size_t count = vro_landmark_columns(&set, choice, shown);
    for (size_t i = 0; i < count; i++) {
        char text[VRO_LANDMARK_HEADING_MAX];
        vro_landmark_heading(text, &set, shown[i]);
        strcat(strcat(found, text), ",");
    }
    assert_string_equal(found, expected);
}

static void every_landmark_has_its_heading(void **state) {
    (void)state;
    assert_headings("0.5/1/7.1/10", VRO_EVERY_LANDMARK,
                    "by 0.5 years,by 1 year,by 7.1 years,by 10 years,");
    assert_headings("6.25/99.1234", VRO_EVERY_LANDMARK, "by 6.25 years,by 99.1234 y,");
    assert_headings("1/2/5/10", VRO_NO_LANDMARK, "");
}

static void of_two_one_is_the_end_and_the_other_near_5_years(void **state) {
    (void)state;
    assert_headings("1/2/5/10", VRO_TWO_LANDMARKS, "by 5 years,by 10 years,");
    assert_headings("1/2/5", VRO_TWO_LANDMARKS, "by 2 years,by 5 years,");
    assert_headings("3/7/8/20", VRO_TWO_LANDMARKS, "by 7 years,by 20 years,");
    assert_headings("7.1/10", VRO_TWO_LANDMARKS, "by 7.1 years,by 10 years,");
}

static void the_end_alone_is_one_column(void **state) {
    (void)state;
    assert_headings("3", VRO_TWO_LANDMARKS, "by 3 years,");
    assert_headings("3", VRO_EVERY_LANDMARK, "by 3 years,");
}

static void the_single_column_is_near_5_years_and_may_be_the_end(void **state) {
    (void)state;
    const vro_outcome_set usual = set_of("1/2/5/10"), late = set_of("7.1/10"),
                          early = set_of("1/4");
    assert_int_equal(vro_landmark_column(&usual), 2);
    assert_int_equal(vro_landmark_column(&late), 0);
    assert_int_equal(vro_landmark_column(&early), 1);
}

int test_landmark_columns(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_landmark_has_its_heading),
        cmocka_unit_test(of_two_one_is_the_end_and_the_other_near_5_years),
        cmocka_unit_test(the_end_alone_is_one_column),
        cmocka_unit_test(the_single_column_is_near_5_years_and_may_be_the_end),
    };
    return cmocka_run_group_tests_name("landmark_columns", tests, NULL, NULL);
}
