// Influences of children on a mean.
#include "vrosim/study/influence_column.h"

#include "near.h"

#include <math.h>

// Of four children three have the outcome, 1, 2 and 6: their mean 3 is on a share of 3/4.
static void influences_are_distances_from_the_mean_over_its_share(void **state) {
    (void)state;
    static const double wanted[] = {-2 / 0.75, -1 / 0.75, 0, 3 / 0.75};
    double column[] = {1, 2, NAN, 6}, share;
    assert_near(vro_influence_column_mean(column, 4, &share), 3, 1e-12);
    assert_near(share, 0.75, 1e-12);
    vro_influence_column_centre(column, 4, 3, share);
    for (size_t i = 0; i < 4; i++)
        assert_near(column[i], wanted[i], 1e-12);
}

static void a_mean_of_nobody_is_moved_by_nobody(void **state) {
    (void)state;
    double column[] = {NAN, NAN}, share;
    assert_near(vro_influence_column_mean(column, 2, &share), 0, 0);
    assert_near(share, 0, 0);
    vro_influence_column_centre(column, 2, 0, share);
    assert_near(column[0], 0, 0);
    assert_near(column[1], 0, 0);
}

int test_influence_column(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(influences_are_distances_from_the_mean_over_its_share),
        cmocka_unit_test(a_mean_of_nobody_is_moved_by_nobody),
    };
    return cmocka_run_group_tests_name("influence_column", tests, NULL, NULL);
}
