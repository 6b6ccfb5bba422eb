// Landmarks as people write them.
#include "vrosim/input/landmarks.h"

#include "near.h"

#include <string.h>

static void a_list_of_years_is_read(void **state) {
    (void)state;
    vro_landmarks landmarks;
    assert_null(vro_landmarks_read(&landmarks, VRO_LANDMARKS_USUAL));
    static const double usual[] = {1, 2, 5, 10};
    assert_int_equal(landmarks.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_near(landmarks.years[i], usual[i], 0);
    assert_null(vro_landmarks_read(&landmarks, "7.1"));
    assert_int_equal(landmarks.count, 1);
    assert_near(landmarks.years[0], 7.1, 0);
}

static void the_unit_may_be_there_and_is_completed(void **state) {
    (void)state;
    static const char *const lists[] = {"1/2/5", "1/2/5 years"};
    for (size_t i = 0; i < 2; i++) {
        vro_landmarks landmarks;
        char complete[VRO_LANDMARKS_TEXT_MAX];
        assert_null(vro_landmarks_read(&landmarks, lists[i]));
        assert_int_equal(landmarks.count, 3);
        assert_near(landmarks.years[2], 5, 0);
        vro_landmarks_complete(complete, lists[i]);
        assert_string_equal(complete, "1/2/5 years");
    }
}

static void seven_fit_and_leave_room_for_the_end_of_follow_up(void **state) {
    (void)state;
    vro_landmarks landmarks;
    assert_null(vro_landmarks_read(&landmarks, "1/2/3/4/5/6/7"));
    assert_int_equal(landmarks.count, VRO_LANDMARKS_MAX - 1);
    assert_non_null(strstr(vro_landmarks_read(&landmarks, "1/2/3/4/5/6/7/8"), "more than seven"));
}

static void a_fault_says_what_would_be_right(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"", "is not a list"},
        {"1/x", "is not a list"},
        {"1//2", "is not a list"},
        {"1/2/", "is not a list"},
        {"1,2", "is not a list"},
        {" years", "is not a list"},
        {"1/2years", "is not a list"},
        {"1/2 weeks", "is not a list"},
        {"1 / 2", "is not a list"},
        {"nan", "is not a list"},
        {"0", "not above 0"},
        {"-1/2", "not above 0"},
        {"2/1", "does not rise"},
        {"1/1", "does not rise"},
        {"1/1.0", "does not rise"},
        {"100.5", "above 100 years"},
        {"1.00005", "more than four decimals"},
        {"1/1.0000000001", "more than four decimals"},
        {"1e-11", "more than four decimals"},
        {"1.0000000000000000001", "too long"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_landmarks landmarks;
        const char *fault = vro_landmarks_read(&landmarks, cases[i][0]);
        if (!fault || !strstr(fault, cases[i][1]))
            fail_msg("\"%s\": %s", cases[i][0], fault ? fault : "no fault");
    }
}

static void years_print_without_what_says_nothing(void **state) {
    (void)state;
    static const struct {
        double years;
        const char *text;
    } cases[] = {{1, "1"},       {10, "10"},         {100, "100"},         {7.1, "7.1"},
                 {0.5, "0.5"},   {0.0001, "0.0001"}, {99.9999, "99.9999"}, {7.12344, "7.1234"},
                 {9.99999, "10"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[VRO_LANDMARK_TEXT_MAX];
        vro_landmark_print(text, cases[i].years);
        assert_string_equal(text, cases[i].text);
    }
}

int test_landmarks(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_of_years_is_read),
        cmocka_unit_test(the_unit_may_be_there_and_is_completed),
        cmocka_unit_test(seven_fit_and_leave_room_for_the_end_of_follow_up),
        cmocka_unit_test(a_fault_says_what_would_be_right),
        cmocka_unit_test(years_print_without_what_says_nothing),
    };
    return cmocka_run_group_tests_name("landmarks", tests, NULL, NULL);
}
