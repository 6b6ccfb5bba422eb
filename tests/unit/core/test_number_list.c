// Lists of numbers as people write them.
#include "vrosim/core/number_list.h"

#include "near.h"

#include <stdio.h>
#include <string.h>

static void assert_grid(const char *text, size_t count, const double *expected) {
    vro_number_list grid;
    const char *fault = vro_number_list_read(&grid, text);
    if (fault)
        fail_msg("%s: %s", text, fault);
    assert_int_equal(grid.count, count);
    for (size_t i = 0; i < count; i++)
        assert_near(grid.values[i], expected[i], 0);
}

static void assert_refused(const char *text, const char *piece) {
    vro_number_list grid;
    const char *fault = vro_number_list_read(&grid, text);
    if (!fault || !strstr(fault, piece))
        fail_msg("%s: %s", text, fault ? fault : "was read");
}

static void numbers_and_ranges_are_read_in_order(void **state) {
    (void)state;
    assert_grid("7", 1, (const double[]){7});
    assert_grid("-1.5,2,1e3", 3, (const double[]){-1.5, 2, 1000});
    assert_grid("0:10:5", 3, (const double[]){0, 5, 10});
    assert_grid("0:9:5,20,30:31:1", 5, (const double[]){0, 5, 20, 30, 31});
    assert_grid("3:3:1", 1, (const double[]){3});
}

static void steps_of_tenths_are_tenths(void **state) {
    (void)state;
    assert_grid("0:0.7:0.1", 8, (const double[]){0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7});
}

static void numbers_that_do_not_rise_are_refused(void **state) {
    (void)state;
    assert_refused("1,1", "greater");
    assert_refused("0:10:5,10", "greater");
    assert_refused("5,4:6:1", "greater");
}

static void ranges_that_lead_nowhere_are_refused(void **state) {
    (void)state;
    assert_refused("0:10:0", "STEP above 0");
    assert_refused("0:10:-1", "STEP above 0");
    assert_refused("10:0:1", "LAST not below");
}

static void what_is_no_number_is_refused(void **state) {
    static const char *const texts[] = {"",        ",",    "1,",    ",1",  "1,,2",
                                        "a",       "0:10", "::",    "1:2", "1:2:3:4",
                                        "0:inf:1", "nan",  "1 , 2", "1;2", "1:2:"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_refused(texts[i], "0:100:5");
    char longer[60];
    memset(longer, '1', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    assert_refused(longer, "0:100:5");
}

static void as_many_numbers_as_there_is_room_for_are_read(void **state) {
    (void)state;
    vro_number_list grid;
    assert_null(vro_number_list_read(&grid, "0:1000:1"));
    assert_int_equal(grid.count, VRO_NUMBER_LIST_MAX);
    assert_refused("0:1001:1", "at most 1001");
    assert_refused("0:1e300:1", "at most 1001");
}

int test_number_list(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_ranges_are_read_in_order),
        cmocka_unit_test(steps_of_tenths_are_tenths),
        cmocka_unit_test(numbers_that_do_not_rise_are_refused),
        cmocka_unit_test(ranges_that_lead_nowhere_are_refused),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(as_many_numbers_as_there_is_room_for_are_read),
    };
    return cmocka_run_group_tests_name("number_list", tests, NULL, NULL);
}
